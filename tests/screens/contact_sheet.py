"""One page with every picture, in four looks, beside the drawing it is judged against."""

import os
from html import escape
from pathlib import Path

from tests.screens.cases import ALL_SCREENS
from tests.screens.screen import Screen

LOOKS = (("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark"))
# How the drawings' names end, most alike first: not every screen is drawn in every look.
ENDINGS = {
    ("desktop", "light"): ("",),
    ("desktop", "dark"): ("-dark", ""),
    ("phone", "light"): ("-phone", ""),
    ("phone", "dark"): ("-phone", "-dark", ""),
}
STYLE = """
body { font: 14px/1.4 system-ui, sans-serif; margin: 24px; background: #f4f4f6; color: #222 }
section { margin-bottom: 40px } figure { margin: 0 } figcaption { color: #555; padding: 4px 0 }
.row { display: flex; gap: 16px; align-items: flex-start; overflow-x: auto; padding-bottom: 16px }
.desktop img { width: 860px } .phone img { width: 300px } img { border: 1px solid #ccc }
"""


def picture_name(screen: Screen, width: str, theme: str) -> str:
    """The file of one picture."""
    return f"{screen.key}-{width}-{theme}.png"


def write_sheet(out: Path, reference: Path | None) -> Path:
    """Write index.html over the pictures that are there."""
    sections = "".join(_section(screen, out, reference) for screen in ALL_SCREENS)
    index = out / "index.html"
    index.write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Screens</title>"
        f"<style>{STYLE}</style><h1>Screens</h1>{sections}"
    )
    return index


def _section(screen: Screen, out: Path, reference: Path | None) -> str:
    rows = "".join(
        f'<div class="row {width}">'
        + _figure(name, f"{width}, {theme}")
        + _drawing(screen, (width, theme), out, reference)
        + "</div>"
        for width, theme in LOOKS
        if (out / (name := picture_name(screen, width, theme))).exists()
    )
    title = f"{escape(screen.title)} <small>({screen.key})</small>"
    return f"<section><h2>{title}</h2>{rows}</section>" if rows else ""


def _drawing(screen: Screen, look: tuple[str, str], out: Path, reference: Path | None) -> str:
    if reference is None or screen.reference is None:
        return ""
    names = (f"{screen.reference}{ending}.png" for ending in ENDINGS[look])
    name = next((each for each in names if (reference / each).exists()), None)
    if name is None:
        return f"<p>no drawing {escape(screen.reference)}</p>"
    return _figure(os.path.relpath(reference / name, out), f"drawing {name}")


def _figure(source: str, caption: str) -> str:
    return (
        f'<figure><figcaption>{escape(caption)}</figcaption><a href="{escape(source)}">'
        f'<img loading=lazy src="{escape(source)}" alt="{escape(caption)}"></a></figure>'
    )

"""Write the files of a new field type, field editor, view or app, ready to be filled in."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from engine.core.errors import NexusError
from engine.core.settings import ROOT

__all__ = ["KINDS", "add_arguments", "run", "write_files"]

TEMPLATES = Path(__file__).parent / "_templates"
KINDS = sorted(path.name for path in TEMPLATES.iterdir())
KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
LONGEST = 40


class KeyRefused(NexusError):
    """The key is not a usable name."""

    code = "key_refused"
    status = 422
    message = {
        "pt-BR": "'{key}' não serve como chave.",
        "en": "'{key}' cannot be a key.",
    }
    hint = {
        "pt-BR": "Use snake_case em ASCII, até 40 caracteres: body_area.",
        "en": "Use snake_case in ASCII, at most 40 characters: body_area.",
    }


class FileExists(NexusError):
    """A file of that key is there already; nothing was written."""

    code = "file_exists"
    status = 409
    message = {"pt-BR": "{path} já existe; nada foi escrito.", "en": "{path} exists; nothing done."}
    hint = {"pt-BR": "Escolha outra chave.", "en": "Choose another key."}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to make and under which key."""
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("key", help="snake_case name, at most 40 characters")
    parser.add_argument("--into", type=Path, default=ROOT, help=argparse.SUPPRESS)


async def run(args: argparse.Namespace) -> int:
    """Write the files of a new kind; existing files are never touched."""
    for path in write_files(args.kind, args.key, args.into):
        print(f"  {path}")
    return 0


def write_files(kind: str, key: str, root: Path) -> list[Path]:
    """Fill the templates of a kind below `root`; returns the paths, relative to it."""
    if not KEY.match(key) or len(key) > LONGEST:
        raise KeyRefused(key=key)
    folder = TEMPLATES / kind
    files = {
        place(path.relative_to(folder), key): fill(path.read_text(encoding="utf-8"), key)
        for path in sorted(folder.rglob("*.txt"))
    }
    for path in files:
        if (root / path).exists():
            raise FileExists(path=path)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return list(files)


def place(path: Path, key: str) -> Path:
    """Where a template's file goes."""
    return Path(str(path).removesuffix(".txt").replace("__key__", key))


def fill(text: str, key: str) -> str:
    """Put the key, in the forms that code needs, into a template."""
    words = key.split("_")
    return Template(text).substitute(
        key=key,
        Class="".join(word.capitalize() for word in words),
        camel=words[0] + "".join(word.capitalize() for word in words[1:]),
        title=" ".join(words).capitalize(),
        kebab="-".join(words),
        year=str(datetime.now(UTC).year),
    )

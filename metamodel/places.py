"""Which file of a package holds what."""

import re
from dataclasses import dataclass
from typing import Literal

Holds = Literal["app", "entity", "extension", "views", "roles", "menu", "translations", "seed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceKind:
    """What files matching `pattern` hold. `later`: read by a later version, kept out of this
    one.
    """

    pattern: re.Pattern[str]
    holds: Holds | None = None
    later: bool = False


def _place(pattern: str, holds: Holds | None = None, *, later: bool = False) -> PlaceKind:
    return PlaceKind(pattern=re.compile(pattern + r"\Z"), holds=holds, later=later)


PLACES = (
    _place(r"app\.yaml", "app"),
    _place(r"entities/[^/]+\.yaml", "entity"),
    _place(r"extends/(?P<app>[^/.]+)\.(?P<entity>[^/.]+)\.yaml", "extension"),
    _place(r"views/[^/]+\.yaml", "views"),
    _place(r"roles\.yaml", "roles"),
    _place(r"menu\.yaml", "menu"),
    _place(r"i18n/(?P<locale>[^/.]+)\.yaml", "translations"),
    _place(r"seed/(?P<entity>[^/.]+)\.yaml", "seed"),
    _place(r"(?:automations|dashboards|templates|forms|reports)/[^/]+\.yaml", later=True),
    _place(r"(?:demo|tests|screens)/.+"),
)
SHOWN_PLACES = (
    "app.yaml, entities/*.yaml, extends/<app>.<entity>.yaml, views/*.yaml, roles.yaml, menu.yaml, "
    "i18n/*.yaml, seed/*.yaml"
)


def find_place(path: str) -> tuple[PlaceKind, dict[str, str]] | None:
    """The place a path is, with the names its pattern holds."""
    for place in PLACES:
        if found := place.pattern.match(path):
            return place, found.groupdict()
    return None

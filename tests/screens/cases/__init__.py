"""Screens by area: every module here has a tuple SCREENS, found by scan."""

from importlib import import_module
from pkgutil import iter_modules

from tests.screens.screen import Screen
from tests.screens.screens import SCREENS

ALL_SCREENS: tuple[Screen, ...] = (
    *SCREENS,
    *(
        screen
        for module in sorted(each.name for each in iter_modules(__path__))
        for screen in import_module(f"{__name__}.{module}").SCREENS
    ),
)

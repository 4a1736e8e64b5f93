"""Each screen in each look: a picture, nothing for axe to find, no console error, one origin."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.browser.product import Person
from tests.screens.cases import ALL_SCREENS
from tests.screens.contact_sheet import LOOKS, picture_name
from tests.screens.screen import Screen

pytestmark = pytest.mark.slow
Visit = Callable[..., AbstractAsyncContextManager[Person]]
STILL = """async () => {
  await document.fonts.ready
  const ends = document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < 5000)
  await Promise.all(ends.map(a => a.finished.catch(() => undefined)))
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 120)))
}"""


@pytest.mark.parametrize(("width", "theme"), LOOKS, ids=lambda look: look)
@pytest.mark.parametrize("screen", ALL_SCREENS, ids=lambda screen: screen.key)
async def test_screen(visit: Visit, out: Path, screen: Screen, width: str, theme: str) -> None:
    """Reach the screen, take the picture, then judge it."""
    async with visit(width=width, theme=theme, guest=screen.is_guest) as person:
        await screen.reach(person)
        await person.page.evaluate(STILL)
        await person.page.screenshot(path=out / picture_name(screen, width, theme))
        assert await person.violations() == []
        assert [said for said in person.complaints if not is_allowed(screen, said)] == []


def is_allowed(screen: Screen, complaint: str) -> bool:
    """Whether a console error belongs to the state; a guest's session question answers 401."""
    allowed = ("401", *screen.allowed) if screen.is_guest else screen.allowed
    return any(part in complaint for part in allowed)

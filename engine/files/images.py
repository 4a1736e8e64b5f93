"""Images made anew by a process of their own, one at a time, so that a hostile one costs little."""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from engine.files.refused import BAD_IMAGE, BIG_IMAGE, refuse

__all__ = ["CleanImage", "clean_image"]

_WORKER = Path(__file__).with_name("image_worker.py")
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
_SECONDS = 45
_AT_ONCE = 2
_turns: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanImage:
    """What became of an image: its size in pixels, upright."""

    width: int
    height: int


async def clean_image(source: Path, target: Path, thumbnail: Path, content_type: str) -> CleanImage:
    """Write the image anew, without metadata, and its thumbnail. Raises InvalidInput."""
    loop = asyncio.get_running_loop()
    async with _turns.setdefault(loop, asyncio.Semaphore(_AT_ONCE)):
        told = await _run(str(source), str(target), str(thumbnail), _FORMATS[content_type])
    if told.get("error") == "too_large":
        raise refuse(BIG_IMAGE)
    width, height = told.get("width"), told.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        raise refuse(BAD_IMAGE)
    return CleanImage(width=width, height=height)


async def _run(*arguments: str) -> dict[str, object]:
    """What the worker answers; nothing when it was ended by its limits."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(_WORKER), *arguments,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        out, _ = await asyncio.wait_for(process.communicate(), _SECONDS)
    except TimeoutError:
        return {"error": "too_large"}
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        return cast("dict[str, object]", json.loads(out))
    except ValueError:
        return {}

"""Run as a program of its own: decodes one image and writes it anew, without anything but pixels.

`python image_worker.py <source> <target> <thumbnail> <format>` answers one line of JSON on stdout.
A hostile image can only end this process: its memory and time are limited, and the parent goes on.
It imports nothing of the product.
"""

import json
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence

MOST_PIXELS = 50_000_000
MOST_FRAME_PIXELS = 120_000_000  # of all frames of an animation
MOST_FRAMES = 300
THUMBNAIL = 320
MEMORY = 2 * 1024 * 1024 * 1024
SECONDS = 30
_SAVE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88},
    "PNG": {},
    "WEBP": {"quality": 88, "method": 2},
    "GIF": {},
}

_colours: Any = ImageCms  # its functions are typed in part only


def main(arguments: list[str]) -> dict[str, object]:
    """Make the clean image and its thumbnail; `error` says why not."""
    source, target, thumbnail, kind = arguments
    try:
        with Image.open(source, formats=(kind,)) as image:
            # a JPEG of a phone may hold a second, smaller picture; it is no animation
            frames = 1 if kind == "JPEG" else int(getattr(image, "n_frames", 1))
            pixels = image.width * image.height
            if pixels > MOST_PIXELS or frames > MOST_FRAMES:
                return {"error": "too_large"}
            if frames > 1 and frames * pixels > MOST_FRAME_PIXELS:
                return {"error": "too_large"}
            size = Path(source).stat().st_size
            width, height = _write(image, Path(target), Path(thumbnail), kind, frames, size)
    except (MemoryError, Image.DecompressionBombError):
        return {"error": "too_large"}
    except (OSError, ValueError, SyntaxError, EOFError):
        return {"error": "damaged"}
    return {"width": width, "height": height}


def _write(
    image: Image.Image, target: Path, thumbnail: Path, kind: str, frames: int, sent: int
) -> tuple[int, int]:
    if frames > 1:
        _write_frames(image, target, kind)
        image.seek(0)
        clean = image.convert("RGBA")
    else:
        clean = _clean(image, kind)
        clean.save(target, kind, **_SAVE[kind])
        if target.stat().st_size > sent and (smaller := _smaller(image, kind)):
            clean.save(target, kind, **smaller)
    small = clean if clean.mode in ("RGB", "RGBA") else clean.convert(_mode(clean))
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    with Image.open(target) as written:
        shown = written.size  # what was written is what is told
    small.save(thumbnail, "WEBP", quality=80, method=2)
    return shown


def _smaller(image: Image.Image, kind: str) -> dict[str, Any]:
    """How to write what came out larger than it was sent: as coarsely as it was sent."""
    if kind == "JPEG":
        tables = getattr(image, "quantization", None)
        return {"qtables": tables, "optimize": True} if tables else {"quality": 75}
    return {"PNG": {"optimize": True}, "WEBP": {"quality": 70, "method": 4}}.get(kind, {})


def _clean(image: Image.Image, kind: str) -> Image.Image:
    """Upright pixels in a mode the format writes, and nothing else the file carried."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode == "RGB" and isinstance(profile, bytes):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            known = _colours.ImageCmsProfile(BytesIO(profile))
            srgb = _colours.createProfile("sRGB")
            _colours.profileToProfile(upright, known, srgb, inPlace=True)
    if kind == "JPEG" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
    if kind in ("WEBP", "GIF") and upright.mode not in ("RGB", "RGBA", "P", "L"):
        upright = upright.convert(_mode(upright))
    transparency = upright.info.get("transparency")
    upright.info = {} if transparency is None else {"transparency": transparency}
    return upright


def _write_frames(image: Image.Image, target: Path, kind: str) -> None:
    durations: list[int] = []

    def frames() -> Any:
        for frame in ImageSequence.Iterator(image):
            durations.append(max(20, int(frame.info.get("duration") or 100)))
            made = frame.convert("RGBA")
            made.info = {}
            yield made

    made = list(frames())
    made[0].save(
        target, kind, save_all=True, append_images=made[1:], duration=durations, loop=0,
        **_SAVE[kind],
    )  # fmt: skip


def _mode(image: Image.Image) -> str:
    return "RGBA" if "A" in image.mode or "transparency" in image.info else "RGB"


def _limit() -> None:
    """Memory and time of this process; systems without such limits have the parent's clock."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    sys.stdout.write(json.dumps(main(sys.argv[1:])))

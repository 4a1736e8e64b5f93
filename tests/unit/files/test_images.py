"""Images made anew: upright, bare, no larger than they came, and never at the product's cost."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from engine.core.errors import InvalidInput
from engine.files import images
from engine.files.images import clean_image

pytestmark = pytest.mark.unit


def noise(width: int = 320, height: int = 240) -> Image.Image:
    return Image.effect_noise((width, height), 80).convert("RGB")


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


async def cleaned(folder: Path, content: bytes, kind: str) -> tuple[Image.Image, bytes]:
    source, target, thumbnail = folder / "a", folder / "b", folder / "c"
    source.write_bytes(content)
    told = await clean_image(source, target, thumbnail, kind)
    with Image.open(target) as found:
        found.load()
    assert (told.width, told.height) == found.size
    with Image.open(thumbnail) as small:
        assert small.format == "WEBP"
        assert max(small.size) <= 320
    return found, target.read_bytes()


async def test_a_coarse_photo_does_not_grow(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for sent, kind in (
        (saved(noise(), "JPEG", quality=25), "image/jpeg"),
        (saved(noise(), "JPEG", quality=25, exif=exif), "image/jpeg"),
        (saved(noise(), "PNG", optimize=True), "image/png"),
    ):
        _, content = await cleaned(tmp_path, sent, kind)
        assert len(content) < len(sent) * 1.05


async def test_a_phones_second_picture_is_left_out(tmp_path: Path) -> None:
    """Multi-picture JPEG: the first one is the photo."""
    sent = saved(noise(), "MPO", save_all=True, append_images=[noise(64, 48)])
    found, content = await cleaned(tmp_path, sent, "image/jpeg")
    assert (found.format, found.size) == ("JPEG", (320, 240))
    assert content.count(b"\xff\xd8\xff") == 1


async def test_an_animation_stays_one_and_pictures_keep_their_holes(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 30), (n * 20, 0, 0)) for n in range(6)]
    sent = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=70)
    _, content = await cleaned(tmp_path, sent, "image/gif")
    with Image.open(io.BytesIO(content)) as again:
        assert (again.format, getattr(again, "n_frames", 1)) == ("GIF", 6)
    hole = Image.new("RGBA", (40, 30), (255, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        found, _ = await cleaned(tmp_path, saved(hole, kind), f"image/{kind.lower()}")
        assert found.convert("RGBA").getpixel((5, 5))[3] == 0  # pyright: ignore


async def test_colours_of_another_space_become_the_webs(tmp_path: Path) -> None:
    """A profile that swaps nothing is dropped; what it meant stays within rounding."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = saved(Image.new("RGB", (64, 64), (200, 40, 40)), "JPEG", quality=95, icc_profile=profile)
    found, content = await cleaned(tmp_path, sent, "image/jpeg")
    assert "icc_profile" not in found.info
    assert b"ICC_PROFILE" not in content
    pixel: Any = found.getpixel((30, 30))
    assert all(abs(a - b) <= 6 for a, b in zip(pixel, (200, 40, 40), strict=True))


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "image/png", "image_damaged"),
        (saved(Image.new("1", (8000, 8000)), "PNG"), "image/png", "image_too_large"),
        (saved(noise(), "PNG"), "image/jpeg", "image_damaged"),
        (
            saved(
                Image.new("1", (9, 9)), "GIF", save_all=True, duration=20,
                append_images=[Image.new("1", (9, 9), n % 2) for n in range(1, 320)],
            ),
            "image/gif",
            "image_too_large",
        ),
    ],
    ids=["no picture", "64 megapixels", "another format", "320 frames"],
)  # fmt: skip
async def test_what_cannot_be_made_anew_is_refused(
    tmp_path: Path, content: bytes, kind: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        await cleaned(tmp_path, content, kind)
    assert [fault.code for fault in caught.value.faults] == [code]


async def test_a_worker_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setattr(images, "_WORKER", endless)
    monkeypatch.setattr(images, "_SECONDS", 0.3)
    with pytest.raises(InvalidInput) as caught:
        await cleaned(tmp_path, saved(noise(), "PNG"), "image/png")
    assert [fault.code for fault in caught.value.faults] == ["image_too_large"]


async def test_a_worker_that_crashes_refuses_its_image(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = tmp_path / "crashing.py"
    crashing.write_text("import os\nos.kill(os.getpid(), 11)\n")
    monkeypatch.setattr(images, "_WORKER", crashing)
    with pytest.raises(InvalidInput) as caught:
        await cleaned(tmp_path, saved(noise(), "PNG"), "image/png")
    assert [fault.code for fault in caught.value.faults] == ["image_damaged"]

"""From bytes received to a file the product keeps: what it is, what it is called, made clean."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from engine.files.archive import archive_type
from engine.files.images import clean_image
from engine.files.kinds import IMAGES
from engine.files.names import clean_name, settle
from engine.files.refused import HEIC, PATH, not_accepted, refuse
from engine.files.sniff import HEAD_SIZE, TAIL_SIZE, ZIP, sniff
from engine.files.spool import Spool, digest

__all__ = ["JudgedFile", "accepts", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFile:
    """What is kept: the content at `path`, and what is known of it."""

    path: Path
    thumbnail: Path | None
    name: str
    content_type: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


def accepts(patterns: tuple[str, ...], content_type: str) -> bool:
    """Whether a content type is one of these: `image/*`, `application/pdf`; none means any."""
    major = content_type.partition("/")[0]
    return not patterns or content_type in patterns or f"{major}/*" in patterns


async def judge(spool: Spool, name: str, accept: tuple[str, ...] = ()) -> JudgedFile:
    """Tell, name and clean what was received. Raises InvalidInput."""
    content_type = await asyncio.to_thread(_content_type, spool.sent, spool.size)
    if content_type in ("image/heic", "image/avif"):
        raise refuse(HEIC)
    name, content_type = settle(clean_name(name), content_type)
    if not accepts(accept, content_type):
        raise refuse(not_accepted(PATH, ", ".join(accept)))
    if content_type not in IMAGES:
        return JudgedFile(
            path=spool.sent,
            thumbnail=None,
            name=name,
            content_type=content_type,
            size=spool.size,
            sha256=await digest(spool.sent),
        )
    image = await clean_image(spool.sent, spool.clean, spool.thumbnail, content_type)
    return JudgedFile(
        path=spool.clean,
        thumbnail=spool.thumbnail,
        name=name,
        content_type=content_type,
        size=spool.clean.stat().st_size,
        sha256=await digest(spool.clean),
        width=image.width,
        height=image.height,
    )


def _content_type(path: Path, size: int) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD_SIZE)
        file.seek(max(0, size - TAIL_SIZE))
        tail = file.read()
    found = sniff(head, tail)
    return archive_type(path, size) if found == ZIP else found

"""What a file is, told by its content alone: neither its name nor a header is asked.

Refused are what a browser or a computer would run (pages, SVG, programs) and files that are two
things at once: an image with an archive behind it, a PDF that begins as a page. Pure.
"""

import re
from collections.abc import Callable, Sequence
from typing import Protocol, cast

import puremagic

from engine.files.kinds import DANGEROUS, UNKNOWN
from engine.files.refused import ACTIVE, AMBIGUOUS, refuse

__all__ = ["HEAD_SIZE", "TAIL_SIZE", "ZIP", "has_archive_behind", "sniff"]

HEAD_SIZE, TAIL_SIZE = 64 * 1024, 66 * 1024
ZIP = "application/zip"
TEXT = "text/plain"

_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|object|embed|svg|style|title|a\s+href"
    rb"|img\s|meta\s|link\s|\?php)|(?:^|[\s\"'])javascript:|<svg:|xmlns=.http://www\.w3\.org/1999"
    rb"/xhtml",
    re.IGNORECASE,
)
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"L\0\0\0\x01\x14\x02\0", b"\0asm", b"dex\n",
    b"FWS", b"CWS", b"ZWS", b"ITSF", b"!<arch>", b"#!/", b"#! /", b"[InternetShortcut]",
    b"[Desktop Entry]",
)  # fmt: skip
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"OggS\0", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_BRANDS: tuple[tuple[bytes, str], ...] = (  # ISO base media: the four letters after `ftyp`
    (b"avif", "image/avif"), (b"avis", "image/avif"), (b"hei", "image/heic"),
    (b"hev", "image/heic"), (b"mif1", "image/heic"), (b"msf1", "image/heic"),
    (b"M4A", "audio/mp4"), (b"M4B", "audio/mp4"), (b"3g", "video/3gpp"),
    (b"qt", "video/quicktime"),
)  # fmt: skip
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]{1,80}\Z")
_SURE = 0.4
_ENTRY = 46  # the least bytes of one entry in the directory of an archive


class _Match(Protocol):
    """A line of puremagic's table that fits."""

    extension: str
    mime_type: str
    confidence: float


_read_table = cast(
    "Callable[[bytes], Sequence[_Match]]",
    puremagic.magic_string,  # pyright: ignore[reportUnknownMemberType]
)


def sniff(head: bytes, tail: bytes) -> str:
    """The content type of a file that begins and ends like this. Raises InvalidInput."""
    if head.startswith(_PROGRAMS):
        raise refuse(ACTIVE)
    found = _binary(head)
    text = None if found else _as_text(head)
    if text is not None:
        if _MARKUP.search(text, 0, 4096):
            raise refuse(ACTIVE)
        found = TEXT
    if found is None:
        found = _guess(head, tail)
    if found != ZIP:
        _refuse_two_in_one(found, head, tail)
    return found


def has_archive_behind(tail: bytes) -> bool:
    """Whether an archive tool would open the file: an end record that leads to a directory."""
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        here, entries = (int.from_bytes(tail[at + n : at + n + 2], "little") for n in (8, 10))
        size = int.from_bytes(tail[at + 12 : at + 16], "little")
        start = at - size
        if here == entries and size >= entries * _ENTRY > 0:
            is_seen = start >= 0  # a directory larger than what we see of the end counts as one
            if not is_seen or tail[start : start + 4] == b"PK\x01\x02":
                return True
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return False


def _refuse_two_in_one(found: str, head: bytes, tail: bytes) -> None:
    begins = head[:1024]
    is_page = found != TEXT and _MARKUP.search(begins) is not None
    is_pdf = found != "application/pdf" and b"%PDF-" in begins
    if is_page or is_pdf or has_archive_behind(tail):
        raise refuse(AMBIGUOUS)


def _binary(head: bytes) -> str | None:
    for mark, content_type in _SIGNATURES:
        if head.startswith(mark):
            return content_type
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return next((kind for mark, kind in _BRANDS if brand.startswith(mark)), "video/mp4")
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[128:132] == b"DICM":
        return "application/dicom"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] < 0xFE:
        return _frame(head)
    return None


def _frame(head: bytes) -> str | None:
    """MPEG audio without a tag: a frame header of legal values."""
    layer, rate, sampling = head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    return "audio/mpeg" if layer and 0 < rate < 15 and sampling < 3 else None


def _as_text(head: bytes) -> bytes | None:
    """The head as ASCII-compatible text, or None when it is no text."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2 : len(head) // 2 * 2].decode(encoding, "replace").encode()
    if any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in head):
        return None
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4 and not _is_latin(head):
            return None
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_latin(head: bytes) -> bool:
    """Text of an old Windows program: letters mostly, accents now and then."""
    return sum(byte > 127 for byte in head) * 3 < len(head)


def _guess(head: bytes, tail: bytes) -> str:
    """Less usual kinds, by puremagic's table; they are only ever downloaded."""
    try:
        matches = _read_table(head[:4096] + tail[-4096:])
    except (puremagic.PureError, ValueError):
        return UNKNOWN.content_type
    likely = [match for match in matches if match.confidence >= _SURE]
    if any(match.extension.lstrip(".") in DANGEROUS for match in likely[:1]):
        raise refuse(ACTIVE)
    for match in likely:
        major = match.mime_type.partition("/")[0]
        if _MIME.match(match.mime_type) and major not in ("text", "image", "multipart", "message"):
            return match.mime_type
    return UNKNOWN.content_type

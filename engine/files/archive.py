"""Which document an archive is: Office and OpenDocument files are zips with known parts inside.

Only the directory is read, and only when it is small: a directory of millions of entries is a bomb
of its own.
"""

import zipfile
from pathlib import Path

from engine.files.kinds import KINDS
from engine.files.refused import ACTIVE, mismatch, refuse
from engine.files.sniff import TAIL_SIZE, ZIP

__all__ = ["archive_type"]

_MOST_ENTRIES, _MOST_BYTES = 20_000, 4 * 1024 * 1024
_PROGRAM_PARTS = ("META-INF/MANIFEST.MF", "AndroidManifest.xml", "AppxManifest.xml")
_PARTS = {"word/": "wordprocessingml.document", "xl/": "spreadsheetml.sheet",
          "ppt/": "presentationml.presentation"}  # fmt: skip
_OFFICE = "application/vnd.openxmlformats-officedocument."


def archive_type(path: Path, size: int) -> str:
    """The content type of a zip. Raises InvalidInput for programs and damaged archives."""
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL_SIZE))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        entries = int.from_bytes(tail[at + 10 : at + 12], "little")
        length = int.from_bytes(tail[at + 12 : at + 16], "little")
        if at < 0 or len(tail) < at + 22:
            raise refuse(mismatch("zip"))
        if entries > _MOST_ENTRIES or length > _MOST_BYTES:
            return ZIP
        try:
            with zipfile.ZipFile(file) as archive:
                names = set(archive.namelist())
                opened = archive.read("mimetype") if _is_small(archive, "mimetype") else b""
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
            raise refuse(mismatch("zip")) from None
    return _type_of(names, opened.decode("ascii", "replace").strip())


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    info = archive.NameToInfo.get(name)
    return info is not None and info.file_size < 200 and info.compress_type == zipfile.ZIP_STORED


def _type_of(names: set[str], opened: str) -> str:
    if any(part in names for part in _PROGRAM_PARTS) and opened not in KINDS:
        raise refuse(ACTIVE)
    if opened in KINDS:
        return opened
    if "[Content_Types].xml" in names:
        for folder, kind in _PARTS.items():
            if any(name.startswith(folder) for name in names):
                return _OFFICE + kind
    return ZIP

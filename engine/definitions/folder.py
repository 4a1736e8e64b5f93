"""A package folder as its text files, by path. The only place definitions are read from disk."""

from pathlib import Path

from engine.core.errors import NotFound

__all__ = ["read_folder"]

_FOLDERS = (
    "entities",
    "extends",
    "views",
    "automations",
    "dashboards",
    "templates",
    "i18n",
    "seed",
)
_MAX_BYTES = 2_000_000


def read_folder(path: Path | str) -> dict[str, str]:
    """YAML files of a package (`app.yaml`, `entities/lead.yaml`, …), in order of name.

    What is not UTF-8 is replaced, what is too long cut off: the loader then names the file.
    """
    root = Path(path)
    if not root.is_dir():
        raise NotFound(folder=str(root))
    files = [*root.glob("*.yaml"), *(f for name in _FOLDERS for f in (root / name).glob("*.yaml"))]
    return {
        file.relative_to(root).as_posix(): _read(file) for file in sorted(files) if file.is_file()
    }


def _read(file: Path) -> str:
    data = file.read_bytes()[: _MAX_BYTES + 1]
    return data.decode("utf-8", errors="replace")

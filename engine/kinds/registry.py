"""A registry of kinds: one key, one class, found by scanning a folder; a duplicate key crashes at
start."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything registered has a `key`."""

    key: str


T = TypeVar("T", bound=Keyed)


class DuplicateKey(RuntimeError):
    """Two kinds claim the same key."""


class Registry(Mapping[str, T], Generic[T]):
    """Kinds by key. `register` is a class decorator that stores one instance."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._kinds: dict[str, T] = {}
        self._scanned = False

    def register(self, cls: type[T]) -> type[T]:
        """Add one kind; used as `@field_types.register` in the kind's own file."""
        kind = cls()
        if kind.key in self._kinds:
            raise DuplicateKey(f"{self._folder}: {kind.key}")
        self._kinds[kind.key] = kind
        return cls

    def _scan(self) -> None:
        if self._scanned:
            return
        self._scanned = True
        package = importlib.import_module(self._folder)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self._folder}.{module.name}")

    def __getitem__(self, key: str) -> T:
        self._scan()
        return self._kinds[key]

    def __iter__(self) -> Iterator[str]:
        self._scan()
        return iter(self._kinds)

    def __len__(self) -> int:
        self._scan()
        return len(self._kinds)

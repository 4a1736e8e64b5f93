"""Definitions by content hash, shared by every clinic that runs the same: nexus.artifact."""

import json
from collections import OrderedDict
from typing import Any, Literal, TypeVar

from engine.core.database import Databases
from metamodel.value import Value, content_hash

__all__ = ["ArtifactKind", "Artifacts", "MissingArtifact", "put_artifact", "put_value"]

ArtifactKind = Literal["model", "storage", "package", "source"]
V = TypeVar("V", bound=Value)

_LIMIT_BYTES = 64 * 1024 * 1024
_WEIGHT = 6  # an object in memory takes about this many times its JSON


class MissingArtifact(LookupError):
    """A version names content that is not stored: the database was restored in part."""


async def put_value(databases: Databases, kind: ArtifactKind, value: Value) -> str:
    """Store a value under its content hash, which is returned."""
    body = value.model_dump(mode="json", exclude_defaults=True)
    return await put_artifact(databases, kind, content_hash(value), body)


async def put_artifact(databases: Databases, kind: ArtifactKind, digest: str, body: Any) -> str:
    """Store a body under a hash of its content; storing it again changes nothing."""
    async with databases.core.system() as con:
        await con.execute(
            "insert into nexus.artifact (hash, kind, body) values ($1, $2, $3)"
            " on conflict (hash) do nothing",
            digest,
            kind,
            json.dumps(body, ensure_ascii=False),
        )
    return digest


class Artifacts:
    """A cache of parsed artifacts, bounded in bytes. One for a process."""

    def __init__(self, databases: Databases, *, limit_bytes: int = _LIMIT_BYTES) -> None:
        self._databases, self._limit = databases, limit_bytes
        self._kept: OrderedDict[tuple[str, str], tuple[Value, int]] = OrderedDict()
        self._bytes = 0

    async def load(self, digest: str, shape: type[V]) -> V:
        """The value with this hash. Raises MissingArtifact."""
        key = (digest, shape.__name__)
        if (kept := self._kept.get(key)) and isinstance(kept[0], shape):
            self._kept.move_to_end(key)
            return kept[0]
        async with self._databases.core.system() as con:
            body: str | None = await con.fetchval(
                "select body::text from nexus.artifact where hash = $1", digest
            )
        if body is None:
            raise MissingArtifact(digest)
        value = shape.model_validate_json(body)
        self._keep(key, value, len(body) * _WEIGHT)
        return value

    def _keep(self, key: tuple[str, str], value: Value, weight: int) -> None:
        if key not in self._kept:
            self._kept[key] = (value, weight)
            self._bytes += weight
        while self._bytes > self._limit and len(self._kept) > 1:
            _, (_, freed) = self._kept.popitem(last=False)
            self._bytes -= freed

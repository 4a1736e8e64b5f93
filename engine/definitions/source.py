"""The source of a model: packages by content hash and the clinic's overlay. Every publish starts
from one, whether it is an install, an upgrade, an edit or a rollback."""

from engine.core.database import Databases
from engine.core.pool import Connection
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts
from engine.definitions.check_values import check_values
from metamodel.catalogue import Catalogue
from metamodel.check import build_model
from metamodel.model import Model
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = [
    "Source",
    "SourceBuild",
    "build_source",
    "load_current_source",
    "load_source",
    "read_source_hash",
]


class Source(Value):
    """`packages` maps an app key to the hash of its AppPackage."""

    packages: dict[str, str] = {}
    overlay: Overlay = Overlay()

    def with_package(self, key: str, digest: str) -> "Source":
        """The source with one package added or replaced."""
        return self.model_copy(update={"packages": {**self.packages, key: digest}})

    def without_package(self, key: str) -> "Source":
        """The source without one package."""
        kept = {name: digest for name, digest in self.packages.items() if name != key}
        return self.model_copy(update={"packages": kept})


class SourceBuild(Value):
    """What a source comes to: a model, or None with what is wrong. Warnings may stand beside it."""

    model: Model | None
    packages: tuple[AppPackage, ...]
    problems: tuple[Problem, ...]


async def build_source(
    artifacts: Artifacts,
    source: Source,
    catalogue: Catalogue,
    *extra: AppPackage,
    since: Source | None = None,
) -> SourceBuild:
    """Build and check the model of a source; `extra` are packages not stored yet, by their key.

    Apps that are the same in the source `since` are not looked at for themselves again.
    """
    given = {package.key: package for package in extra}
    packages = [
        given.get(key) or await artifacts.load(digest, AppPackage)
        for key, digest in sorted(source.packages.items())
    ]
    known = since.packages if since else {}
    fresh = [key for key, digest in source.packages.items() if known.get(key) != digest]
    model, problems = build_model(
        packages, source.overlay, catalogue, fresh=fresh, further=check_values
    )
    return SourceBuild(model=model, packages=tuple(packages), problems=tuple(problems))


async def read_source_hash(con: Connection, version: int | None = None) -> tuple[int, str | None]:
    """The published version (or `version`) and the hash of its source; `con` is in core."""
    row = await con.fetchrow(
        "select v.version, v.source_hash from _model_version v"
        " where v.version = coalesce($1, (select model_version from _state))",
        version,
    )
    return (row["version"], row["source_hash"]) if row else (0, None)


async def load_current_source(
    databases: Databases, clinic: Clinic, artifacts: Artifacts
) -> tuple[int, Source]:
    """The published version of a clinic and its source."""
    async with databases.core.clinic(clinic.id, role="owner") as con:
        version, digest = await read_source_hash(con)
    return version, await artifacts.load(digest, Source) if digest else Source()


async def load_source(
    databases: Databases, clinic: Clinic, artifacts: Artifacts, version: int
) -> Source | None:
    """The source of a version that was published, or None. There is no version 0."""
    async with databases.core.clinic(clinic.id, role="owner") as con:
        _, digest = await read_source_hash(con, version)
    return await artifacts.load(digest, Source) if digest else None

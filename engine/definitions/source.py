"""The source of a model: packages by content hash and the clinic's overlay. Every publish starts
from one, whether it is an install, an upgrade, an edit or a rollback."""

from engine.core.pool import Connection
from engine.definitions.artifacts import Artifacts
from metamodel.catalogue import Catalogue
from metamodel.check import build_model
from metamodel.model import Model
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = ["Source", "SourceBuild", "build_source", "load_current_source", "load_source"]


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
    artifacts: Artifacts, source: Source, catalogue: Catalogue, *extra: AppPackage
) -> SourceBuild:
    """Build and check the model of a source; `extra` are packages not stored yet, by their key."""
    given = {package.key: package for package in extra}
    packages = [
        given.get(key) or await artifacts.load(digest, AppPackage)
        for key, digest in sorted(source.packages.items())
    ]
    model, problems = build_model(packages, source.overlay, catalogue)
    return SourceBuild(model=model, packages=tuple(packages), problems=tuple(problems))


async def load_current_source(con: Connection, artifacts: Artifacts) -> tuple[int, Source]:
    """The published version of a clinic and its source. `con` is in the clinic's core schema."""
    row = await con.fetchrow(
        "select s.model_version, v.source_hash from _state s"
        " left join _model_version v on v.version = s.model_version"
    )
    if row is None or row["source_hash"] is None:
        return 0, Source()
    return row["model_version"], await artifacts.load(row["source_hash"], Source)


async def load_source(con: Connection, artifacts: Artifacts, version: int) -> Source | None:
    """The source of an earlier version, or None."""
    if version == 0:
        return Source()
    digest: str | None = await con.fetchval(
        "select source_hash from _model_version where version = $1", version
    )
    return await artifacts.load(digest, Source) if digest else None

"""An upgrade keeps the clinic's edits: the three-way merge of old vendor, new vendor and overlay.

Law 7: a package upgrade never discards a clinic's edit. True conflicts come as warnings.
"""

from collections.abc import Sequence

from engine.definitions.artifacts import Artifacts
from engine.definitions.source import Source, build_source
from metamodel.catalogue import Catalogue
from metamodel.merge import ConflictKind, MergeConflict, merge
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.problem import Problem

__all__ = ["merge_upgrade"]

_TEXTS: dict[ConflictKind, tuple[str, str]] = {
    "changed": (
        "O app mudou {path} e a clínica também; a alteração da clínica foi mantida.",
        "The app changed {path} and so did the clinic; the clinic's change was kept.",
    ),
    "removed": (
        "O app retirou {path}, que a clínica tinha alterado.",
        "The app took {path} away, which the clinic had changed.",
    ),
    "taken": (
        "O app agora traz {path} com o mesmo nome do que a clínica criou.",
        "The app now brings {path} with the name of what the clinic made.",
    ),
    "anchor_gone": (
        "O lugar do layout em que a clínica pôs algo não existe mais: {path}.",
        "The place on the layout where the clinic put something is gone: {path}.",
    ),
}


async def merge_upgrade(
    artifacts: Artifacts,
    old: Source,
    new: Source,
    catalogue: Catalogue,
    packages: Sequence[AppPackage],
) -> tuple[Source, list[Problem]]:
    """The new source with its overlay carried over, and the conflicts a person should look at.

    A source with an overlay of its own (a draft, a rollback) was decided by somebody and stays.
    """
    if not old.overlay.edits or new.overlay != old.overlay or new.packages == old.packages:
        return new, []
    plain = Overlay()
    before = await build_source(artifacts, _with(old, plain), catalogue)
    after = await build_source(artifacts, _with(new, plain), catalogue, *packages)
    if before.model is None or after.model is None:
        return new, []  # building the whole says what is wrong
    overlay, conflicts = merge(before.model, after.model, old.overlay)
    return _with(new, overlay), [_problem(conflict) for conflict in conflicts]


def _with(source: Source, overlay: Overlay) -> Source:
    return source.model_copy(update={"overlay": overlay})


def _problem(conflict: MergeConflict) -> Problem:
    path = ".".join(part for part in (conflict.path, conflict.attribute) if part)
    pt, en = _TEXTS[conflict.kind]
    return Problem(
        code=f"merge_{conflict.kind}",
        path=path,
        severity="warning",
        message={"pt-BR": pt.format(path=path), "en": en.format(path=path)},
        hint={
            "pt-BR": "Compare os dois valores no rascunho e fique com o que vale.",
            "en": "Compare the two values in a draft and keep the one that holds.",
        },
    )

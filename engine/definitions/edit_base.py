"""What an edit replaces: the hash of the vendor's value, so that an upgrade can tell a conflict."""

from collections.abc import Sequence

from engine.definitions.artifacts import Artifacts
from engine.definitions.catalogue import build_catalogue
from engine.definitions.source import Source, build_source
from metamodel.assemble import to_plain
from metamodel.attributes import base_hash
from metamodel.overlay import Edit, Overlay
from metamodel.structure import walk

__all__ = ["with_base_hashes"]


async def with_base_hashes(
    artifacts: Artifacts, source: Source, edits: Sequence[Edit]
) -> tuple[Edit, ...]:
    """The edits, each `set` of a vendor's definition with the hash of the value it replaces.

    Edits that carry a hash keep it; those of what the clinic itself added need none.
    """
    if not any(edit.op == "set" and edit.base_hash is None for edit in edits):
        return tuple(edits)
    vendor = source.model_copy(update={"overlay": Overlay()})
    build = await build_source(artifacts, vendor, build_catalogue())
    if build.model is None:
        return tuple(edits)
    found = {each.id: each for each in walk(to_plain(build.model))}
    return tuple(
        edit.model_copy(update={"base_hash": base_hash(spot.kind, spot.body, edit.attribute)})
        if edit.op == "set"
        and edit.base_hash is None
        and edit.attribute is not None
        and (spot := found.get(edit.target)) is not None
        else edit
        for edit in edits
    )

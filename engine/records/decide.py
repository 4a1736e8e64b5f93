"""What changes come to, once the records they are about are locked and read."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from engine.access.actor import RequestContext
from engine.core.errors import InvalidInput
from engine.core.pool import Connection
from engine.records.clean import Prepared
from engine.records.delta import (
    TRASH_OPERATIONS,
    Delta,
    delta_of_change,
    delta_of_new,
    delta_of_trash,
    fields_to_load,
)
from engine.records.errors import StageGate, TransitionNotAllowed
from engine.records.history import load_changed_since
from engine.records.load import Loaded, Trash, load_locked
from engine.records.stages_back import with_stages_back
from engine.records.targets import check_kept_targets
from engine.records.transitions import check_transitions


async def decide(
    ctx: RequestContext, con: Connection, prepared: Sequence[Prepared]
) -> tuple[Delta, ...]:
    """The deltas of changes of one table that are all creates, all changes, or all of one trash
    operation. Raises InvalidInput when a record stands twice, and what the deltas raise.
    """
    first = prepared[0]
    op = first.change.op
    if op == "create":
        return tuple(delta_of_new(each) for each in prepared)
    ids = [each.id for each in prepared]
    if len(set(ids)) < len(ids):
        raise InvalidInput(detail=_ONCE_A_RECORD)
    fields = frozenset[str]().union(*(fields_to_load(each) for each in prepared))
    loaded = await load_locked(ctx, con, first.table, first.policy, ids, fields, _which(prepared))
    if op in TRASH_OPERATIONS:
        if op == "restore":
            await check_kept_targets(ctx, con, prepared, loaded)
        return tuple(delta_of_trash(each, loaded.get(each.id)) for each in prepared)
    behind = {
        each.id: (each.change.expected_version, loaded[each.id].version)
        for each in prepared
        if each.change.expected_version is not None
        and each.id in loaded
        and each.change.expected_version < loaded[each.id].version
    }
    since = await load_changed_since(con, behind)
    deltas = await with_stages_back(con, _deltas(prepared, loaded, since))
    await check_transitions(ctx, con, first.table, deltas)
    return deltas


def _deltas(
    prepared: Sequence[Prepared],
    loaded: Mapping[UUID, Loaded],
    since: Mapping[UUID, frozenset[str]],
) -> tuple[Delta, ...]:
    """The changes of all records. Moves that cannot be are told of all of them at once."""
    deltas: list[Delta] = []
    refused: list[TransitionNotAllowed | StageGate] = []
    for each in prepared:
        try:
            deltas.append(delta_of_change(each, loaded.get(each.id), since.get(each.id)))
        except (TransitionNotAllowed, StageGate) as error:
            refused.append(error)
    if refused:
        # A move there is not stays so whatever is filled in: it is what the whole is called.
        no_move = (each for each in refused if isinstance(each, TransitionNotAllowed))
        first = next(no_move, refused[0])
        first.faults = tuple(fault for error in refused for fault in error.faults)
        raise first
    return tuple(deltas)


def _which(prepared: Sequence[Prepared]) -> Trash:
    """Only the system looks into the trash for what is no trash operation."""
    if prepared[0].change.op in ("restore", "purge"):
        return "in"
    return "either" if all(each.change.even_in_trash for each in prepared) else "out"


_ONCE_A_RECORD = {
    "pt-BR": "O mesmo registro aparece duas vezes; junte as duas alterações.",
    "en": "The same record stands here twice; put both changes together.",
    "es": "El mismo registro aparece dos veces; junte los dos cambios.",
}

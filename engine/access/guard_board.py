"""The guard's part for boards: the field of the columns, these, and what is measured of each."""

from engine.access.faults import unknown_field, unknown_stage
from engine.access.guard_view import guard_measures
from engine.access.guarded_query import GuardedBoard
from engine.access.policy import EntityPolicy
from engine.access.record_query import Board
from engine.access.scope import ActorSight, EntityScope
from engine.core.errors import Fault
from metamodel.expression import Kind


def guard_board(
    board: Board, home: EntityPolicy, sight: ActorSight, scope: EntityScope, faults: list[Fault]
) -> GuardedBoard | None:
    """What of a board the actor may read; every fault goes to `faults`."""
    field = sight.field(home.entity, board.field)
    if field is None:
        faults.append(unknown_field("field", board.field, scope.names()))
        return None
    given = scope.field_type((field.name,))
    is_one = given is not None and given.kind is not Kind.LIST
    known = given.options if given is not None and is_one else ()
    faults.extend(
        unknown_stage("column", key or "", known)
        for key in board.columns
        if key not in known and not (key is None and is_one and field.pipeline is None)
    )
    measures = guard_measures(board.measures, home, scope, faults, "{fn}:{field}")
    return GuardedBoard(field=field.name, columns=board.columns, measures=measures)

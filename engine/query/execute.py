"""Runs a plan: one statement, one row, and the fence before its bytes may leave (law 2,
architecture section 3).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import asyncpg

from engine.access.actor import RequestContext
from engine.access.guarded_query import GuardedQuery
from engine.core.database import Databases
from engine.core.errors import (
    Fault,
    InvalidInput,
    ModelSwitching,
    NexusError,
    NotFound,
    SnapshotStale,
)
from engine.query.binds import fill
from engine.query.plan import QueryPlan, plan


class TooExpensive(NexusError):
    """The read took longer than a screen may."""

    code = "too_expensive"
    status = 503
    message = {
        "pt-BR": "Esta consulta demorou demais.",
        "en": "This query took too long.",
        "es": "Esta consulta tardó demasiado.",
    }
    hint = {
        "pt-BR": "Filtre mais, ordene por um campo com índice ou peça menos registros.",
        "en": "Filter more, sort by a field with an index, or ask for fewer records.",
        "es": "Filtre más, ordene por un campo con índice o pida menos registros.",
    }


_OUT_OF_RANGE = Fault(
    path="filter",
    code="out_of_range",
    message={
        "pt-BR": "O filtro leva a um valor grande demais para ser calculado.",
        "en": "The filter leads to a value too large to compute.",
        "es": "El filtro lleva a un valor demasiado grande para calcularse.",
    },
    hint={
        "pt-BR": "Use números e prazos menores.",
        "en": "Use smaller numbers and spans.",
        "es": "Use números y plazos menores.",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a statement answered. `parts` are the finished bytes: one, or one for each column of a
    board; `last` the sort values of each part's last row when there are more rows after it;
    `groups` and `measures` the heads of a view's first page, where it has any.
    """

    parts: tuple[bytes, ...]
    last: tuple[tuple[str | None, ...] | None, ...]
    found: int | None
    model_version: int
    policy_epoch: int
    groups: bytes | None = None
    measures: bytes | None = None

    @property
    def body(self) -> bytes:
        """The only part."""
        return self.parts[0]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The only part, read: for callers inside the engine."""
        return json.loads(self.body)


async def fetch(ctx: RequestContext, databases: Databases, guarded: GuardedQuery) -> Answer:
    """Plan and run a guarded read. Raises NotFound, TooExpensive or SnapshotStale."""
    after = guarded.after if guarded.record_id is None else (str(guarded.record_id),)
    return await run(ctx, databases, plan(guarded, ctx.snapshot), after)


async def run(
    ctx: RequestContext,
    databases: Databases,
    plan: QueryPlan,
    after: Sequence[str | None] | None = None,
) -> Answer:
    """Run a plan for this asker, now."""
    values = fill(plan.binds, ctx, after)
    async with databases.source(plan.datasource).clinic(ctx.clinic.id) as connection:
        try:
            row = await connection.fetchrow(plan.sql, *values)
        except (asyncpg.QueryCanceledError, asyncpg.ProgramLimitExceededError) as error:
            raise TooExpensive from error
        except asyncpg.LockNotAvailableError as error:
            raise ModelSwitching from error
        except asyncpg.DataError as error:
            raise InvalidInput(faults=(_OUT_OF_RANGE,)) from error
        except (
            asyncpg.UndefinedColumnError,
            asyncpg.UndefinedTableError,
            asyncpg.InvalidCachedStatementError,
        ) as error:
            state = await connection.fetchrow("select model_version, policy_epoch from _state")
            if state is not None and state[0] > ctx.snapshot.version:
                raise SnapshotStale(model_version=state[0], policy_epoch=state[1]) from error
            raise
    if row is None:
        raise NotFound
    body, last, found = row["body"], row["last"], row["found"]
    model_version, policy_epoch = row["model_version"], row["policy_epoch"]
    check_fence(ctx, model_version, policy_epoch)
    if body is None:
        raise NotFound
    if plan.shape == "board":
        return _board_answer(body, last, model_version, policy_epoch)
    return Answer(
        parts=(body,),
        last=(None if last is None else tuple(last),),
        found=found,
        groups=row.get("groups"),
        measures=row.get("measures"),
        model_version=model_version,
        policy_epoch=policy_epoch,
    )


def check_fence(ctx: RequestContext, model_version: int, policy_epoch: int) -> None:
    """No answer under an old model or a revoked right: the caller refreshes and asks once more."""
    if model_version > ctx.snapshot.version or policy_epoch > ctx.actor.policy_epoch:
        raise SnapshotStale(model_version=model_version, policy_epoch=policy_epoch)


def _board_answer(
    body: list[bytes], last: list[str | None], model_version: int, policy_epoch: int
) -> Answer:
    return Answer(
        parts=tuple(body),
        last=tuple(None if each is None else _decoded(each) for each in last),
        found=None,
        model_version=model_version,
        policy_epoch=policy_epoch,
    )


def _decoded(text: str) -> tuple[str | None, ...]:
    return tuple(cast("list[str | None]", json.loads(text)))

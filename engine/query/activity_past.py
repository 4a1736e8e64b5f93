"""Which versions of a record stand in its activity: those of which the asker sees something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.query.binds import Binds
from metamodel.field import Field

MOVES, CHANGES = "_moves", "_changes"
"""What a version stands as in activity. No field is called so: names begin with a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAsked:
    """Versions as activity tells them, by when they were made: those before a moment and, at that
    moment, before a version. `kinds`: moves between stages, other changes, or both.
    """

    limit: int
    kinds: frozenset[str] = frozenset({MOVES, CHANGES})
    before: tuple[datetime, int] | None = None
    with_counts: bool = False


def past_sql(
    binds: Binds, fields: Mapping[str, Field], record: str, asked: PastAsked
) -> tuple[str, str, str]:
    """The fields that are open, the counts, and the condition of a version that stands in activity.

    A version whose every change is hidden is not there, and its kind goes by what is seen.
    """
    ids = binds.value(list(fields), "text[]")
    stages = binds.value([field.type == "stage" for field in fields.values()], "boolean[]")
    seen = f""""#seen" as materialized (select coalesce(array_agg(x.id), '{{}}') ids,
coalesce(array_agg(x.id) filter (where x.stage), '{{}}') stages
from unnest({ids}, {stages}, (select open from "#open")) x(id, stage, open) where x.open),
"""
    is_write = "h.op in ('update', 'move')"
    moved = f'({is_write} and h.changed && (select stages from "#seen"))'
    shown = f"""(not {is_write} or h.changed && (select ids from "#seen"))"""
    changed = f"(not {moved} and {shown})"
    wanted = [sql for kind, sql in ((MOVES, moved), (CHANGES, changed)) if kind in asked.kinds]
    kept = f"({' or '.join(wanted) or 'false'})"
    if asked.before is not None:
        at = binds.value(asked.before[0], "timestamptz")
        version = binds.value(asked.before[1], "integer")
        kept = f"{kept} and (h.at, h.version) < ({at}, {version})"
    counts = "null"
    if asked.with_counts:
        counted = ", ".join(
            f"'{kind}', count(*) filter (where {sql})"
            for kind, sql in ((MOVES, moved), (CHANGES, changed))
        )
        counts = (
            f"(select json_build_object('kinds', (select json_build_object({counted})"
            f" from _history h where h.record = {record}), 'stays', {_stays_sql(record)}))::text"
        )
    return seen, counts, kept


def _stays_sql(record: str) -> str:
    """Seconds in each stage that was left, by stage field: from one entry of the log to the next,
    because `seconds` counts from before a move that was undone."""
    return f"""(select coalesce(json_object_agg(f.field, f.stays), '{{}}'::json) from
(select l.field, json_object_agg(l.from_stage, l.seconds) stays from
(select s.field, s.from_stage, sum(s.seconds) seconds from (select field, from_stage,
coalesce(extract(epoch from at - lag(at) over (partition by field order by version))::float8,
seconds) seconds from _stage_log where record = {record}
and field = any((select stages from "#seen")::text[])) s
where s.from_stage is not null group by 1, 2) l
group by 1) f)"""

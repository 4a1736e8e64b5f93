"""Steps of bookings: what records take up, filled when `no_overlap` comes, changes or goes.

The rule is filled in batches while the old version, which does not keep it, serves; the switch
makes up for what was written meanwhile. A rule that changes is settled there as a whole: until then
the old one is kept.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from engine.core.pool import Connection
from engine.definitions.booking_rule import BookingRule, find_rule, nothing_booked
from engine.definitions.data_check import DataCheck, explain_offending
from engine.definitions.physical_names import quote, quote_text
from engine.definitions.plan_context import PlanContext
from engine.definitions.step import Step
from engine.definitions.step_work import StepFailed, StepWork, needed

__all__ = ["booking_steps", "crowded_sql", "fill_bookings", "settle_bookings", "undo_bookings"]

_SILENT = ("backfill", "replace_value", "copy_column")
BATCH = 2000
REFUSED_MAX = 1000
"""So many records that do not fit end a publish without a look at the rest."""


def booking_steps(plan: PlanContext, others: Sequence[Step]) -> Iterator[Step]:
    """The steps of every entity whose rule comes, changes or goes, or whose records are moved by
    one of the `others`, which are the steps of everything else.
    """
    for entity_id in {**plan.old, **plan.new}:
        before = _rule(plan, entity_id, is_old=True)
        after = _rule(plan, entity_id, is_old=False)
        if before == after and not _is_moved(after, others):
            continue
        table = plan.after.tables[plan.new_storage.entities[entity_id].table]
        existed = table.name in plan.before.tables or table.premade
        if after is not None and existed:
            entity = plan.new[entity_id][0]
            if _is_there(plan, after):
                names = ", ".join(
                    name for rule in entity.no_overlap for name in (rule.start, *rule.resources)
                )
                plan.check("overlaps", table, entity.name, names, crowded_sql(after))
            if before is None:
                facts = {"risk": "backfill", "bookings": after}
                yield plan.step("fill_bookings", "fill", table, None, **facts)
        if existed:
            settled = after or nothing_booked(entity_id)
            yield plan.step("settle_bookings", "switch", table, None, bookings=settled)


def _rule(plan: PlanContext, entity_id: str, *, is_old: bool) -> BookingRule | None:
    models = plan.old if is_old else plan.new
    if entity_id not in models:
        return None
    model, storage = (
        (plan.old_model, plan.old_storage) if is_old else (plan.new_model, plan.new_storage)
    )
    return find_rule(model, storage, plan.kinds, models[entity_id][0])


def _is_moved(rule: BookingRule | None, others: Sequence[Step]) -> bool:
    """Whether a publish changes values the rule reads, without the write door."""
    changed = {(step.table, step.column) for step in others if step.kind in _SILENT}
    return rule is not None and not changed.isdisjoint(rule.reads)


def _is_there(plan: PlanContext, rule: BookingRule) -> bool:
    """Whether all the rule reads exists before the publish, so that the data can be asked."""
    for name, column in rule.reads:
        table = plan.before.tables.get(name)
        if table is None:
            return False
        is_join = table.kind == "join"
        if not is_join and column not in table.columns:
            return False
    return True


def crowded_sql(rule: BookingRule) -> str:
    """Records that find no free lane beside the others, by the moments lanes are taken and freed;
    what other entities have booked counts.
    """
    own = quote_text(rule.entity)
    return (
        f"with own as ({rule.sql}), spans as ("
        " select record, resource, lanes, during from own union all"
        " select null, b.resource, null, b.during from _booking b"
        f" where b.entity <> {own} and b.resource in (select resource from own)),"
        " moments as ("
        " select record, resource, lanes, lower(during) moment, 1 step from spans union all"
        " select null, resource, null, upper(during), -1 from spans),"
        " counted as (select record, lanes, sum(step) over"
        " (partition by resource order by moment, step rows unbounded preceding) busy from moments)"
        " select record id from counted where record is not null and busy > lanes"
        " union select o.record from own o where o.lanes = 1 and exists (select from _booking b"
        f" where b.entity <> {own} and b.resource = o.resource and b.during && o.during)"
    )


async def fill_bookings(work: StepWork) -> None:
    """Book batch after batch; the ones that do not fit are told together."""
    rule = needed(work.step.bookings)
    after, done = work.progress.get("after"), int(work.progress.get("done", 0))
    refused: set[UUID] = {UUID(each) for each in work.progress.get("refused", ())}
    position = UUID(after) if after else None
    while len(refused) <= REFUSED_MAX:
        ids = await work.con.fetch(
            f"select id from {quote(work.step.table)} where $1::uuid is null or id > $1"
            f" order by id limit {BATCH}",
            position,
        )
        if not ids:
            break
        batch = [row["id"] for row in ids]
        async with work.con.transaction():
            await work.con.execute(
                "delete from _booking where entity = $1 and record = any($2::uuid[])",
                rule.entity,
                batch,
            )
            refused |= await _book(work.con, rule, "e.record = any($1::uuid[])", batch)
        position, done = batch[-1], done + len(batch)
        left = sorted(map(str, refused))
        await work.save({"after": str(position), "done": done, "refused": left})
    await work.con.execute("analyze _booking")
    _refuse(work.step, refused)


async def settle_bookings(con: Connection, step: Step, *, strict: bool) -> None:
    """Let what is booked be what the rule says. Only `strict` can still be refused."""
    rule = needed(step.bookings)
    if not rule.sql:
        await con.execute("delete from _booking where entity = $1", rule.entity)
        return
    await con.execute(
        f"with e as ({rule.sql}) delete from _booking b where b.entity = $1 and not exists ("
        "select from e where e.record = b.record and e.resource = b.resource"
        " and e.during = b.during and b.lane <= e.lanes)",
        rule.entity,
    )
    refused = await _book(con, rule, "true")
    if strict:
        _refuse(step, refused)


async def undo_bookings(con: Connection, step: Step) -> None:
    """Empty what a publish booked that never switched."""
    await con.execute("delete from _booking where entity = $1", needed(step.bookings).entity)


async def _book(
    con: Connection, rule: BookingRule, condition: str, *arguments: object
) -> set[UUID]:
    """Book what is not booked yet, and say which records found no lane. Nearly all find the first
    one free, so that is tried for all of them in one statement.
    """
    entity = quote_text(rule.entity)
    wanted = (
        f"select e.* from ({rule.sql}) e where {condition} and not exists (select from _booking b"
        f" where b.record = e.record and b.resource = e.resource and b.entity = {entity})"
        " order by e.resource, lower(e.during), e.record"
    )
    await con.execute(
        "insert into _booking (entity, record, resource, lane, during)"
        f" select {entity}, record, resource, 1, during from ({wanted}) ready"
        " on conflict on constraint _booking_free do nothing",
        *arguments,
    )
    rows = await con.fetch(
        f"select record, _book({entity}, record, field, resource, lanes, during, false) booked"
        f" from ({wanted}) ready",
        *arguments,
    )
    return {row["record"] for row in rows if not row["booked"]}


def _refuse(step: Step, records: set[UUID]) -> None:
    """Raise StepFailed with the records that found no free lane."""
    if not records:
        return
    check = DataCheck(
        kind="overlaps",
        datasource=step.datasource,
        table=step.table,
        entity=step.entity or step.table,
        field=", ".join(needed(step.bookings).fields),
    )
    first = sorted(map(str, records))[: DataCheck.EXAMPLES]
    raise StepFailed(explain_offending(check, len(records), first))

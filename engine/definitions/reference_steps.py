"""Steps of the copies in the other datasource: made, fed and emptied."""

from contextlib import nullcontext

from engine.definitions.expand_steps import column_sql
from engine.definitions.physical_names import quote
from engine.definitions.references import Ends, feed
from engine.definitions.step_work import StepWork, needed
from engine.definitions.storage import REFERENCE_COLUMNS

__all__ = ["clear_reference", "create_reference", "feed_reference"]


async def create_reference(work: StepWork) -> None:
    """Make the table. Only the engine feeds it, so the app role may only read."""
    step, con = work.step, work.con
    fixed = [f"{quote(name)} {definition}" for name, definition in REFERENCE_COLUMNS.items()]
    columns = [*fixed, *(column_sql(column) for column in step.columns)]
    table = quote(step.table)
    await con.execute(f"create table if not exists {table} ({', '.join(columns)})")
    await con.execute(f'revoke insert, update, delete on {table} from "{work.app_role}"')
    for index in step.indexes:
        await con.execute(index.sql(concurrently=False))


async def feed_reference(work: StepWork) -> None:
    """Bring the whole copy level with its records, in batches, from where it stopped."""
    ends = Ends(read=lambda: nullcontext(work.other), write=lambda: nullcontext(work.con))
    await feed(ends, needed(work.step.projection), progress=work.progress, save=work.save)


async def clear_reference(work: StepWork) -> None:
    """Leave nothing in a retired copy, or in the retired columns of one."""
    step, names = work.step, [quote(column.name) for column in work.step.columns]
    if not names:
        await work.con.execute(f"delete from {quote(step.table)}")
        return
    nothing = ", ".join(f"{name} = null" for name in names)
    held = " or ".join(f"{name} is not null" for name in names)
    await work.con.execute(f"update {quote(step.table)} set {nothing} where {held}")

"""What one write does, in this order, in one transaction."""

from engine.records.bookings import write_bookings
from engine.records.external_ids import write_external_ids
from engine.records.files import hold_files
from engine.records.history import log_changes
from engine.records.rows import delete_rows, insert_rows, trash_rows, update_rows, write_links
from engine.records.statement import Effect

EFFECTS: tuple[Effect, ...] = (
    insert_rows,
    update_rows,
    trash_rows,
    write_links,
    hold_files,
    write_external_ids,
    delete_rows,
    write_bookings,
    log_changes,
)
"""Whatever else is kept beside a record takes its place here."""

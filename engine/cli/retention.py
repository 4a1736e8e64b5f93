"""Let go of history and trash that clinics keep only for so many days."""

import argparse
from datetime import UTC, datetime

from engine.cli._plural import plural
from engine.cli._workspace import open_workspace
from engine.definitions.clinics import load_clinic, load_clinics
from engine.definitions.store import SnapshotStore
from engine.records.retention import let_go

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which clinic, and whether only to count."""
    parser.add_argument("--clinic", metavar="SLUG", help="this clinic only")
    parser.add_argument("--dry-run", action="store_true", help="count, let go of nothing")


async def run(args: argparse.Namespace) -> int:
    """Let go of what is past its retention; the server does the same by itself, every hour."""
    async with open_workspace() as workspace:
        databases = workspace.databases
        snapshots = SnapshotStore(databases)
        one = [await load_clinic(databases, args.clinic)] if args.clinic else None
        for clinic in one or await load_clinics(databases):
            found = await let_go(
                databases, snapshots, clinic, datetime.now(UTC), is_dry=args.dry_run
            )
            if found is None:
                print(f"{clinic.slug}: another process is at it")
                continue
            print(
                f"{clinic.slug}: {plural(found.versions, 'version')} of history,"
                f" {plural(found.values, 'kept value')}, {plural(found.records, 'record')}"
                f" of the trash, {plural(found.keys, 'request key')},"
                f" {plural(found.views, 'saved view')}"
                + (f"; {plural(found.left, 'record')} still in use" if found.left else "")
                + (" would go" if args.dry_run else " let go")
            )
    return 0

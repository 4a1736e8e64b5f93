"""Compare clinics with their databases; every difference with its remedy."""

import argparse

from engine.cli._plural import plural
from engine.cli._workspace import open_workspace
from engine.core.progress import step
from engine.definitions.clinics import load_clinic, load_clinics
from engine.definitions.doctor import examine

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One clinic or all."""
    parser.add_argument("--clinic", help="address of one clinic (default: all)")


async def run(args: argparse.Namespace) -> int:
    """Compare what clinics run with what their databases hold; 1 when something differs."""
    count = 0
    async with open_workspace() as workspace:
        databases = workspace.databases
        clinics = (
            [await load_clinic(databases, args.clinic)]
            if args.clinic
            else await load_clinics(databases)
        )
        for clinic in clinics:
            with step(f"Examining {clinic.slug}"):
                findings = await examine(databases, clinic)
            for finding in findings:
                print(f"{clinic.slug} {finding.path}: {finding.code}: {finding.message['en']}")
                print(f"    {finding.remedy['en']}")
            count += len(findings)
            state = plural(len(findings), "finding") if findings else "healthy"
            print(f"{clinic.slug}: {state}")
    if not clinics:
        print("There is no clinic yet. Make one with `nexus admin create` or `nexus demo`.")
    return 1 if count else 0

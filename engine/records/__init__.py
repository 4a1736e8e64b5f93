"""The one write door: every create, update and move of a record goes through `write`."""

from engine.records.change import RecordChange, WriteResult
from engine.records.system import SeedThroughDoor, system_context
from engine.records.write import write, write_many, write_system

__all__ = [
    "RecordChange",
    "SeedThroughDoor",
    "WriteResult",
    "system_context",
    "write",
    "write_many",
    "write_system",
]

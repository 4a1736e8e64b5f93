"""The one write door: every create, update and move of a record goes through `write`."""

from engine.records.change import RecordChange, WriteResult
from engine.records.seeds import RecordSeeds
from engine.records.system import system_context
from engine.records.write import write, write_many, write_system

__all__ = [
    "RecordChange",
    "RecordSeeds",
    "WriteResult",
    "system_context",
    "write",
    "write_many",
    "write_system",
]

"""The public door for apps: what a package's own code may use of the engine.

Apps import from here, from `engine.testing` and from `metamodel` only. What the apps that ship with
the product can do, an app of a clinic can do.
"""

from engine.core.errors import Fault, InvalidInput, NexusError, NotFound
from engine.ext.demo import Demo, fill_demo, generator
from engine.ext.record_port import Move, NewRecord, RecordPort
from engine.kinds.field_type import (
    Column,
    FieldType,
    InvalidValue,
    KindOptions,
    Stored,
    field_types,
)
from engine.kinds.view_kind import ViewKind, view_kinds

__all__ = [
    "Column",
    "Demo",
    "Fault",
    "FieldType",
    "InvalidInput",
    "InvalidValue",
    "KindOptions",
    "Move",
    "NewRecord",
    "NexusError",
    "NotFound",
    "RecordPort",
    "Stored",
    "ViewKind",
    "field_types",
    "fill_demo",
    "generator",
    "view_kinds",
]

"""An entity: the kind of thing a clinic keeps records of."""

from functools import cached_property
from typing import Literal

from metamodel.field import Field
from metamodel.label import Label
from metamodel.layout import Layout
from metamodel.pipeline import Pipeline, Stage
from metamodel.value import Definition, Value

Datasource = Literal["core", "chat"]


class UniqueSet(Definition):
    """Fields whose values together may stand once among records that are not in the trash."""

    fields: tuple[str, ...]


class Rule(Definition):
    """A validation: where `when` holds, the write is refused with `message` on the fields `on`."""

    when: str
    message: Label
    on: tuple[str, ...] = ()


class Ownership(Value):
    """Which fields say whose a record is: the base of the scopes own, team and unit."""

    member: str | None = None
    team: str | None = None
    unit: str | None = None


class Entity(Definition):
    """`system` names the engine table (member, unit, team, holiday) that an entity of `core` is kept in."""

    entity: str
    plural: str
    label: Label | None = None
    label_plural: Label | None = None
    icon: str | None = None
    color: str | None = None
    description: Label | None = None
    datasource: Datasource = "core"
    system: Literal["member", "team", "unit", "holiday"] | None = None
    title: str
    features: tuple[str, ...] = ()
    projected: tuple[str, ...] | None = None
    ownership: Ownership = Ownership()
    fields: tuple[Field, ...]
    pipelines: tuple[Pipeline, ...] = ()
    unique: tuple[UniqueSet, ...] = ()
    rules: tuple[Rule, ...] = ()
    layouts: tuple[Layout, ...] = ()

    @property
    def name(self) -> str:
        """The API name."""
        return self.entity

    @cached_property
    def field_by_name(self) -> dict[str, Field]:
        """Fields by API name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def pipeline_by_name(self) -> dict[str, Pipeline]:
        """Pipelines by name."""
        return {pipeline.name: pipeline for pipeline in self.pipelines}


class Extension(Value):
    """What an app adds to another app's entity: `extends/<app>.<entity>.yaml`.

    `targets` adds entities to the targets of an any_link field; a layout named as an existing one adds tabs and side
    items to it.
    """

    extends: str
    targets: dict[str, tuple[str, ...]] = {}
    fields: tuple[Field, ...] = ()
    stages: dict[str, tuple[Stage, ...]] = {}
    layouts: tuple[Layout, ...] = ()

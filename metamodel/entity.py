"""An entity: the kind of thing a clinic keeps records of."""

from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from metamodel.field import Field, Option
from metamodel.label import Label
from metamodel.layout import Layout, LayoutOperation
from metamodel.pipeline import Pipeline, Stage
from metamodel.value import Definition, Growing, Value, find_mapping

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


class Entity(Growing, Definition):
    """`system` names the engine table (member, unit, team, holiday) that an entity of `core` is
    kept in.

    `plural` when not given is the name with an `s`.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {
            "no_overlap", "immutable_after", "ledger", "number", "duplicate_rules", "external_ids",
            "retention", "measures", "dimensions", "buttons", "forms",
        }
    )  # fmt: skip

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

    @model_validator(mode="before")
    @classmethod
    def _fill_plural(cls, data: Any) -> Any:
        given = find_mapping(data)
        if given is None or "plural" in given or not isinstance(given.get("entity"), str):
            return data
        return {**given, "plural": f"{given['entity']}s"}

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

    `app` comes from the file name. `stages` and `transitions` map a pipeline, `options` a choice
    field and `targets` an any_link field to what is added. A layout named as an existing one adds
    its tabs, items and highlights to that one.
    """

    extends: str
    app: str | None = None
    targets: dict[str, tuple[str, ...]] = {}
    fields: tuple[Field, ...] = ()
    options: dict[str, tuple[Option, ...]] = {}
    pipelines: tuple[Pipeline, ...] = ()
    stages: dict[str, tuple[Stage, ...]] = {}
    transitions: dict[str, dict[str, tuple[str, ...]]] = {}
    rules: tuple[Rule, ...] = ()
    layouts: tuple[Layout, ...] = ()
    layout_operations: tuple[LayoutOperation, ...] = ()

    @property
    def entity(self) -> str:
        """The name of the entity that is extended."""
        return self.extends.rpartition(".")[2]

"""An entity: the kind of thing a clinic keeps records of."""

from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import StrictInt, model_validator

from metamodel.field import Field, Option
from metamodel.label import Label
from metamodel.layout import Layout, LayoutOperation
from metamodel.pipeline import Move, Pipeline, Stage
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


class Overlap(Definition):
    """Records that may not share a resource at the same time.

    A record takes up each of its `resources` (links) from `start` to `end`, or for `duration` (a
    field of minutes or a duration), with `before` and `after` it: minutes, or such a field.
    `lanes` is how many records a resource takes at once: a number, or a field of the resource.
    `when_stage_occupies` is the stage field that says whether it does, else the only one there is.
    """

    resources: tuple[str, ...]
    start: str
    end: str | None = None
    duration: str | None = None
    before: StrictInt | str = 0
    after: StrictInt | str = 0
    lanes: StrictInt | str = 1
    when_stage_occupies: str | None = None


class Retention(Value):
    """How many days the history of a record and records in the trash are kept; None: for ever."""

    history: int | None = None
    trash: int | None = None


class Ownership(Value):
    """Which fields say whose a record is: the base of the scopes own, team and unit."""

    member: str | None = None
    team: str | None = None
    unit: str | None = None


class Feed(Value):
    """How records of the entity stand in the activity of a record they hang on.

    `text` is what each says (when not given, the title), `details` longer words under it, `shows`
    further fields beside it. `at` is when it happened and `author` who did it. `kind` is a choice
    whose option names and marks each. `compose` are the fields asked for, besides the text, where
    one is written from that record.
    """

    text: str | None = None
    details: str | None = None
    at: str = "created_at"
    author: str = "created_by"
    kind: str | None = None
    shows: tuple[str, ...] = ()
    compose: tuple[str, ...] = ()


class Entity(Growing, Definition):
    """`system` names the engine table (member, unit, team, holiday) that an entity of `core` is
    kept in.

    `plural` when not given is the name with an `s`. Without `history` the keys that changed are
    kept, not their values. Any record may have ids of other systems: `external_ids` is true.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {
            "immutable_after", "ledger", "number", "duplicate_rules", "measures", "dimensions",
            "buttons", "forms",
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
    history: bool = True
    external_ids: Literal[True] = True
    retention: Retention = Retention()
    projected: tuple[str, ...] | None = None
    ownership: Ownership = Ownership()
    feed: Feed | None = None
    fields: tuple[Field, ...]
    pipelines: tuple[Pipeline, ...] = ()
    unique: tuple[UniqueSet, ...] = ()
    no_overlap: tuple[Overlap, ...] = ()
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

    @property
    def stage_fields(self) -> tuple[Field, ...]:
        """The fields that say where a record stands."""
        return tuple(field for field in self.fields if field.type == "stage")

    def occupying(self, overlap: Overlap) -> tuple[str, tuple[str, ...]] | None:
        """The stage field a rule looks at, and the stages in which a record takes up its resources;
        None when it always does.
        """
        named = overlap.when_stage_occupies
        fields = [each for each in self.stage_fields if named in (None, each.name)]
        pipeline = self.pipeline_by_name.get(fields[0].pipeline or "") if len(fields) == 1 else None
        return (fields[0].name, pipeline.occupying) if pipeline else None

    @cached_property
    def pipeline_by_name(self) -> dict[str, Pipeline]:
        """Pipelines by name."""
        return {pipeline.name: pipeline for pipeline in self.pipelines}


class Extension(Value):
    """What an app adds to another app's entity: `extends/<app>.<entity>.yaml`.

    `app` comes from the file name. `stages` and `transitions` map a pipeline, `options` a choice
    field and `targets` an any_link field to what is added. A layout named as an existing one adds
    its tabs, items, highlights and actions to that one.
    """

    extends: str
    app: str | None = None
    targets: dict[str, tuple[str, ...]] = {}
    fields: tuple[Field, ...] = ()
    options: dict[str, tuple[Option, ...]] = {}
    pipelines: tuple[Pipeline, ...] = ()
    stages: dict[str, tuple[Stage, ...]] = {}
    transitions: dict[str, dict[str, tuple[Move, ...]]] = {}
    rules: tuple[Rule, ...] = ()
    layouts: tuple[Layout, ...] = ()
    layout_operations: tuple[LayoutOperation, ...] = ()

    @property
    def entity(self) -> str:
        """The name of the entity that is extended."""
        return self.extends.rpartition(".")[2]

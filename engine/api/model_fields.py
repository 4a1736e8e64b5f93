"""Fields and pipelines as `GET /api/model` tells them: what an editor, a filter or a list needs to
draw them, with labels in one language."""

from collections.abc import Collection, Mapping
from typing import Any

from engine.access.far_path import FarPath
from engine.access.policy import EntityPolicy
from engine.kinds.field_type import field_types
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.label import resolve_label
from metamodel.pipeline import Pipeline


def describe_field(
    field: Field, policy: EntityPolicy, locale: str, seen: Mapping[str, EntityPolicy]
) -> dict[str, Any]:
    """A field as editors, filters and lists need it."""
    kind = field_types[field.type]
    shown = {
        "name": field.name,
        "type": field.type,
        "editor": kind.editor,
        "label": _label(field, locale),
        "help": resolve_label(field.help, locale, "") or None,
        "placeholder": resolve_label(field.placeholder, locale, "") or None,
        "required": field.required,
        "hidden": field.hidden,
        "access": policy.access(field.name).access,
        "writable": policy.access(field.name).is_writable,
        "sortable": kind.sortable,
        "filterable": bool(kind.operators),
        "groupable": kind.groupable,
        "searchable": field.searchable,
        "unique": field.unique or None,
        "aggregates": list(kind.aggregates),
        "operators": list(kind.operators),
        "multiple": kind.relation == "many" or kind.is_list,
        "first_is_main": field.first_is_main,
        "inverse": field.inverse,
        "pipeline": field.pipeline,
        "default": field.default,
        "to": to if (to := field.to or kind.leads_to or "") in seen else None,
        "targets": [target for target in field.targets if target in seen],
        "options": _options(field, locale),
        "settings": _settings(field, locale) or None,
        **{
            key: value
            for key, value in field.settings.items()
            if key in ("currency", "min", "max", "max_length")
        },
    }
    return {key: value for key, value in shown.items() if value is not None}


def _settings(field: Field, locale: str) -> dict[str, Any]:
    """The type's own settings, defaults filled in, and what each link of the field holds."""
    found = field_types[field.type].options(field).model_dump(mode="json", exclude_none=True)
    if field.attributes:
        found["attributes"] = [_attribute(each, locale) for each in field.attributes]
    return found


def _attribute(field: Field, locale: str) -> dict[str, Any]:
    kind = field_types[field.type]
    return {
        "name": field.name,
        "type": field.type,
        "editor": kind.editor,
        "label": _label(field, locale),
        "required": field.required,
        "access": "write",
        "writable": True,
        "options": _options(field, locale),
        "settings": kind.options(field).model_dump(mode="json", exclude_none=True),
    }


def _options(field: Field, locale: str) -> list[dict[str, Any]]:
    return [
        {
            "key": option.key,
            "label": resolve_label(option.label, locale, option.key),
            "color": option.color,
            "icon": option.icon,
        }
        for option in field.options
    ]


def _label(field: Field, locale: str) -> str:
    return resolve_label(field.label, locale, field.name)


def describe_far_field(
    name: str, path: FarPath, locale: str, seen: Mapping[str, EntityPolicy]
) -> dict[str, Any]:
    """The field at the end of a dotted column: read only, its value at `row.<step>.<step>`."""
    shown = describe_field(path.end, path.owner, locale, seen)
    can_sort = not path.is_many and field_types[path.end.type].sortable
    return {
        **shown,
        "name": name,
        "label": ": ".join(_label(step, locale) for step in path.steps),
        "access": "masked" if path.is_masked else "read",
        "writable": False,
        "required": False,
        "sortable": can_sort,
        "searchable": False,
    }


def field_of(entity: Entity, pipeline: Pipeline) -> Field | None:
    """The field that holds the stage of a pipeline."""
    return next((field for field in entity.fields if field.pipeline == pipeline.name), None)


def describe_pipeline(
    pipeline: Pipeline,
    field: str,
    policy: EntityPolicy,
    locale: str,
    roles: Collection[str] | None = None,
) -> dict[str, Any]:
    """A pipeline with what may be known of its stages. `roles` are the actor's; None may make any
    move."""
    return {
        "name": pipeline.name,
        "label": resolve_label(pipeline.label, locale, pipeline.name),
        "field": field,
        "initial": pipeline.first_stage,
        "stages": [
            {
                "key": stage.key,
                "label": resolve_label(stage.label, locale, stage.key),
                "color": stage.color,
                "kind": stage.kind,
                "flags": list(stage.flags),
                "requires": [name for name in stage.requires if policy.access(name).is_visible],
                "has_gate": stage.gate is not None,
                "confirm": stage.confirm,
                "max_days": stage.max_days,
                "wip_limit": stage.wip_limit,
                "probability": stage.probability,
            }
            for stage in pipeline.stages
        ],
        "transitions": {
            stage.key: list(pipeline.reachable(stage.key)) for stage in pipeline.stages
        },
        "transition_rules": {
            stage.key: rules
            for stage in pipeline.stages
            if (rules := _rules(pipeline, stage.key, policy, locale, roles))
        },
    }


def _rules(
    pipeline: Pipeline,
    origin: str,
    policy: EntityPolicy,
    locale: str,
    roles: Collection[str] | None,
) -> dict[str, Any]:
    """The moves out of a stage that have conditions, by the stage they lead to: whether the actor's
    roles may make it, what it asks for, and what is said where its condition does not hold."""
    return {
        key: {
            "allowed": roles is None
            or not rule.roles
            or "*" in rule.roles
            or not set(rule.roles).isdisjoint(roles),
            "requires": [name for name in rule.requires if policy.access(name).is_visible],
            "has_condition": rule.when is not None,
            "message": resolve_label(rule.message, locale, "") or None,
        }
        for key in pipeline.reachable(origin)
        if (rule := pipeline.rule(origin, key)) is not None
    }

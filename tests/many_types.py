"""An entity with a field of nearly every type, for proofs of the write door: its package, and
values for each field. A `$name` stands for the id of a record or person.

Values and how they are shown come from the samples of the field types, written there by hand.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from engine.kinds.field_type import field_types
from tests.field_cases import CASES, SAMPLES

ENTITY, PLURAL = "prf_sample", "prf_samples"
STAGES = ("asked", "booked", "done")
OCCUPYING = frozenset({"booked", "done"})
HOURS = tuple(f"2026-12-01T{hour:02}:00:00+00:00" for hour in range(6, 20))
SPANS = (1800, 3600, 7200)
KEYS = tuple(sorted(set(SAMPLES) - {"stage"}))
NAMES = ("Botox", "Peeling", "Ana", "Bia", "Moema", "Norte", "Sul")
"""Procedures, members, a unit and teams whose ids a test has to know."""


def entity() -> dict[str, Any]:
    """The definition: `name`, `f_<type>` for each type, a number, a stage, and what it takes up."""
    fields = [
        {
            "name": f"f_{key}",
            "type": key,
            "label": key,
            "index": True,
            "searchable": field_types[key].searchable,
            **(
                CASES[key].definition if SAMPLES[key].definition is None
                else SAMPLES[key].definition or {}
            ),
        }
        for key in KEYS
    ]  # fmt: skip
    for field in fields:
        for option in field.get("options", ()):
            option.setdefault("label", option["key"])
    return {
        "entity": ENTITY,
        "plural": PLURAL,
        "label": "Amostra",
        "title": "name",
        "fields": [
            {"name": "name", "type": "text", "label": "Nome", "required": True},
            {"name": "code", "type": "auto_number", "label": "Número", "template": "N-{number}"},
            *fields,
            {"name": "f_stage", "type": "stage", "label": "Etapa", "pipeline": "flow"},
        ],
        "pipelines": [
            {
                "name": "flow",
                "label": "Fluxo",
                "stages": [
                    {"key": key, "label": key, "occupies": key in OCCUPYING} for key in STAGES
                ],
            }
        ],
        "no_overlap": [
            {"resources": ["f_member"], "start": "f_datetime", "duration": "f_duration"}
        ],
    }


def package() -> dict[str, str]:
    """The entity as an app."""
    manifest = {
        "key": "proofs",
        "namespace": "prf",
        "version": "1.0.0",
        "label": "Provas",
        "requires": {"core": "*"},
    }
    return {"app.yaml": json.dumps(manifest), "entities/sample.yaml": json.dumps(entity())}


def choices(ids: Mapping[str, str]) -> dict[str, tuple[tuple[Any, Any], ...]]:
    """For each field, what may be sent and how a read then shows it; null clears."""
    found: dict[str, tuple[tuple[Any, Any], ...]] = {}
    for key in KEYS:
        sample = SAMPLES[key]
        sent = (sample.low, sample.high)
        pairs = zip(sent, sample.shown or sent, strict=True)
        empty: Any = [] if field_types[key].relation == "many" else None
        found[f"f_{key}"] = (
            *((real(one, ids), real(shown, ids)) for one, shown in pairs),
            (None, empty),
        )
    found["f_datetime"] = (*((each, each) for each in HOURS), (None, None))
    found["f_duration"] = (*((each, each) for each in SPANS), (None, None))
    return found


def real(value: Any, ids: Mapping[str, str]) -> Any:
    """A value with ids in place of names."""
    match value:
        case str():
            return ids[value[1:]] if value.startswith("$") else value
        case list():
            return [real(each, ids) for each in cast("list[Any]", value)]
        case dict():
            return {k: real(v, ids) for k, v in cast("dict[str, Any]", value).items()}
        case _:
            return value

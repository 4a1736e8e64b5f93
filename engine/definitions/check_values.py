"""Values that stand in definitions, checked by the types that will clean them: settings that
contradict each other, constant defaults, and the records a package brings.

The language cannot do this: it knows of a type what the catalogue says, not its code.
"""

from collections.abc import Sequence

from pydantic import ValidationError

from engine.definitions.check_seeds import check_seeds
from engine.kinds.field_type import FieldType, InvalidValue, field_types
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model
from metamodel.package import AppPackage
from metamodel.report import Report
from metamodel.wording import ByLocale

__all__ = ["check_values"]


def check_values(model: Model, packages: Sequence[AppPackage], report: Report) -> None:
    """Report every value that does not fit. What was reported of the model already is passed by."""
    sound: set[tuple[str, str]] = set()
    for entity in model.entities:
        for field in entity.fields:
            kind = field_types.get(field.type)
            path = f"entities.{entity.name}.fields.{field.name}"
            if kind is not None and _has_sound_settings(path, kind, field, report):
                sound.add((entity.name, field.name))
                _check_default(path, kind, entity, field, report)
    check_seeds(model, packages, sound, report)


def _has_sound_settings(path: str, kind: FieldType, field: Field, report: Report) -> bool:
    try:
        kind.options(field)
    except ValidationError as error:
        for each in error.errors():
            cause = each.get("ctx", {}).get("error")
            if isinstance(cause, InvalidValue):
                reason = ByLocale(cause.message)
                hint = dict(cause.hint) if cause.hint else None
                report.error(cause.code, path, hint, name=field.name, reason=reason)
        return False
    return True


def _check_default(
    path: str, kind: FieldType, entity: Entity, field: Field, report: Report
) -> None:
    default = field.default
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    if default is None or (isinstance(default, str) and default.startswith("$")):
        return
    if kind.key == "stage":
        if pipeline is not None and pipeline.stages and default != pipeline.first_stage:
            stage = pipeline.first_stage
            report.warn("default_not_used", f"{path}.default", name=field.name, stage=stage)
        return
    if "options" in kind.needs and (not kind.is_list or isinstance(default, list)):
        return  # the language knows the keys
    try:
        kind.clean(default, field)
    except InvalidValue as error:
        remedy = _join(error)
        at = f"{path}.default"
        report.error("default_wrong_type", at, remedy, value=default, name=field.name)


def _join(error: InvalidValue) -> dict[str, str]:
    """Why, and what to do, as one remedy."""
    hint = error.hint or {}
    return {
        locale: f"{text} {hint.get(locale, '')}".strip() for locale, text in error.message.items()
    }

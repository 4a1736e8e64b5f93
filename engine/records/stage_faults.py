"""The faults of stages, moves and pipelines, as a user reads them."""

from collections.abc import Iterable, Mapping

from engine.core.errors import Fault, Text
from engine.records.faults import fill_in, required
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.label import LOCALES, resolve_label
from metamodel.pipeline import Pipeline, Stage, Transition


def required_by_stage(path: str, field: Field, stage: Stage) -> Fault:
    """A stage asks for a field that is empty."""
    hint: Text = {
        "pt-BR": "A etapa {stage} pede este campo.",
        "en": "The stage {stage} asks for this field.",
        "es": "La etapa {stage} pide este campo.",
    }
    return required(path, field, _of_stage(hint, stage))


def required_by_move(path: str, field: Field, stage: Stage) -> Fault:
    """A move asks for a field that is empty."""
    hint: Text = {
        "pt-BR": "Mover para {stage} pede este campo.",
        "en": "Moving to {stage} asks for this field.",
        "es": "Mover a {stage} pide este campo.",
    }
    return required(path, field, _of_stage(hint, stage))


def gate_closed(path: str, stage: Stage, fields: Iterable[str] = ()) -> Fault:
    """The stage's condition does not hold; `fields` are those it looks at and the actor knows."""
    otherwise: Text = {
        "pt-BR": "O registro ainda não atende à condição da etapa {stage}.",
        "en": "The record does not meet the condition of the stage {stage} yet.",
        "es": "El registro aún no cumple la condición de la etapa {stage}.",
    }
    return Fault(
        path=path,
        code="gate",
        message=_own_or(stage.gate_message, otherwise, stage),
        hint={
            "pt-BR": "Ajuste os dados do registro e mova de novo.",
            "en": "Adjust the data of the record and move it again.",
            "es": "Ajuste los datos del registro y muévalo de nuevo.",
        },
        data=_looked_at(fields),
    )


def move_closed(path: str, stage: Stage, rule: Transition, fields: Iterable[str] = ()) -> Fault:
    """The condition of a move does not hold; `fields` are those it looks at and the actor knows."""
    otherwise: Text = {
        "pt-BR": "O registro ainda não pode ser movido para {stage}.",
        "en": "The record cannot be moved to {stage} yet.",
        "es": "El registro aún no puede moverse a {stage}.",
    }
    return Fault(
        path=path,
        code="transition",
        message=_own_or(rule.message, otherwise, stage),
        hint={
            "pt-BR": "Salve antes o que falta no registro e mova de novo.",
            "en": "Save first what the record lacks, then move it again.",
            "es": "Guarde antes lo que falta en el registro y muévalo de nuevo.",
        },
        data=_looked_at(fields),
    )


def stage_unknown(path: str, pipeline: Pipeline) -> Fault:
    """No stage of the pipeline has this key."""
    keys = ", ".join(stage.key for stage in pipeline.stages)
    return Fault(
        path=path,
        code="stage_unknown",
        message={
            "pt-BR": "Esta etapa não existe.",
            "en": "There is no such stage.",
            "es": "Esta etapa no existe.",
        },
        hint={
            "pt-BR": f"As etapas são: {keys}.",
            "en": f"The stages are: {keys}.",
            "es": f"Las etapas son: {keys}.",
        },
    )


def no_such_move(path: str, possible: Text) -> Fault:
    """The pipeline has no move from the record's stage to the one sent."""
    return Fault(
        path=path,
        code="transition_not_allowed",
        message={
            "pt-BR": "O funil não permite este movimento.",
            "en": "The pipeline does not allow this move.",
            "es": "El embudo no permite este movimiento.",
        },
        hint=possible,
    )


def moves_possible(entity: Entity, pipeline: Pipeline, origin: Stage | None, key: str) -> Text:
    """Which moves there are from the stage a record is in."""
    reachable = set(pipeline.reachable(key))
    stages = [stage for stage in pipeline.stages if stage.key in reachable]
    texts: dict[str, str] = {}
    for locale, (start, none) in {
        "pt-BR": ("De {here} é possível ir para: {there}.", "De {here} não há para onde ir."),
        "en": ("From {here} one can go to: {there}.", "From {here} there is nowhere to go."),
        "es": ("Desde {here} se puede ir a: {there}.", "Desde {here} no hay adónde ir."),
    }.items():
        here = resolve_label(origin.label if origin else None, locale, key)
        there = ", ".join(resolve_label(stage.label, locale, stage.key) for stage in stages)
        texts[locale] = (start if stages else none).format(here=here, there=there)
    return texts


def pipeline_unknown(path: str, known: Iterable[str]) -> Fault:
    """A move does not say which pipeline, or names none of those the actor knows."""
    names = ", ".join(known)
    return Fault(
        path=path,
        code="pipeline_unknown",
        message={
            "pt-BR": "Diga em qual funil mover.",
            "en": "Say in which pipeline to move.",
            "es": "Indique en qué embudo mover.",
        },
        hint={
            "pt-BR": f"Funis: {names or 'nenhum'}.",
            "en": f"Pipelines: {names or 'none'}.",
            "es": f"Embudos: {names or 'ninguno'}.",
        },
    )


def _of_stage(templates: Text, stage: Stage) -> Text:
    return fill_in(templates, stage=(stage.label, stage.key))


def _own_or(own: Mapping[str, str] | None, otherwise: Text, stage: Stage) -> Text:
    """What the definition says, else the general words."""
    if not own:
        return _of_stage(otherwise, stage)
    return {locale: resolve_label(dict(own), locale, stage.key) for locale in LOCALES}


def _looked_at(fields: Iterable[str]) -> dict[str, list[str]]:
    named = list(fields)
    return {"fields": named} if named else {}

"""The faults a write can have, as a user reads them: each names field and way out."""

from collections.abc import Container, Iterable, Mapping

from engine.core.errors import Fault, Text
from metamodel.entity import Entity, Rule
from metamodel.field import Field
from metamodel.label import LOCALES, resolve_label
from metamodel.pipeline import Pipeline, Stage


def _words(templates: Text, **labels: tuple[Mapping[str, str] | None, str]) -> Text:
    return {
        locale: templates[locale].format(
            **{
                key: resolve_label(dict(label) if label else None, locale, name)
                for key, (label, name) in labels.items()
            }
        )
        for locale in LOCALES
    }


def _label(field: Field) -> tuple[Mapping[str, str] | None, str]:
    return field.label, field.name


def required(path: str, field: Field) -> Fault:
    """A field that must have a value has none."""
    return Fault(
        path=path,
        code="required",
        message=_words(
            {"pt-BR": "Preencha {field}.", "en": "Fill in {field}.", "es": "Complete {field}."},
            field=_label(field),
        ),
    )


def default_unfit(path: str, field: Field) -> Fault:
    """The definition's default is not a value of the field; the caller can still send one."""
    return Fault(
        path=path,
        code="default_unfit",
        message=_words(
            {
                "pt-BR": "O valor padrão de {field} não serve para este campo.",
                "en": "The default of {field} does not fit this field.",
                "es": "El valor predeterminado de {field} no sirve para este campo.",
            },
            field=_label(field),
        ),
        hint=_words(
            {
                "pt-BR": "Informe {field}, ou peça a um administrador que corrija o padrão.",
                "en": "Give {field} a value, or ask an administrator to correct the default.",
                "es": "Indique {field}, o pida a un administrador que corrija el predeterminado.",
            },
            field=_label(field),
        ),
    )


def required_by_stage(path: str, field: Field, stage: Stage) -> Fault:
    """A stage asks for a field that is empty."""
    return Fault(
        path=path,
        code="required",
        message=_words(
            {"pt-BR": "Preencha {field}.", "en": "Fill in {field}.", "es": "Complete {field}."},
            field=_label(field),
        ),
        hint=_words(
            {
                "pt-BR": "A etapa {stage} pede este campo.",
                "en": "The stage {stage} asks for this field.",
                "es": "La etapa {stage} pide este campo.",
            },
            stage=(stage.label, stage.key),
        ),
    )


def gate_closed(path: str, stage: Stage, fields: Iterable[str] = ()) -> Fault:
    """The stage's condition does not hold; `fields` are those it looks at and the actor knows."""
    own = stage.gate_message
    message = (
        {locale: resolve_label(own, locale, stage.key) for locale in LOCALES}
        if own
        else _words(
            {
                "pt-BR": "O registro ainda não atende à condição da etapa {stage}.",
                "en": "The record does not meet the condition of the stage {stage} yet.",
                "es": "El registro aún no cumple la condición de la etapa {stage}.",
            },
            stage=(stage.label, stage.key),
        )
    )
    hint: Text = {
        "pt-BR": "Ajuste os dados do registro e mova de novo.",
        "en": "Adjust the data of the record and move it again.",
        "es": "Ajuste los datos del registro y muévalo de nuevo.",
    }
    named = list(fields)
    data = {"fields": named} if named else {}
    return Fault(path=path, code="gate", message=message, hint=hint, data=data)


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


def link_not_found(path: str, field: Field) -> Fault:
    """The linked record is not there, or not for this actor: one answer for both."""
    return Fault(
        path=path,
        code="link_not_found",
        message=_words(
            {
                "pt-BR": "{field}: o registro escolhido não foi encontrado.",
                "en": "{field}: the chosen record was not found.",
                "es": "{field}: no se encontró el registro elegido.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": "Escolha outro registro; este pode ter sido removido.",
            "en": "Choose another record; this one may have been removed.",
            "es": "Elija otro registro; este puede haber sido eliminado.",
        },
    )


def not_unique(path: str, field: Field) -> Fault:
    """Another record has this value; which one is not said."""
    return Fault(
        path=path,
        code="unique",
        message=_words(
            {
                "pt-BR": "Já existe um registro com este valor em {field}.",
                "en": "There is a record with this value in {field} already.",
                "es": "Ya existe un registro con este valor en {field}.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": "Use outro valor, ou altere o registro que já existe; se você não o "
            "encontra, fale com um gestor.",
            "en": "Use another value, or change the record there is; if you cannot find it, ask "
            "a manager.",
            "es": "Use otro valor, o modifique el registro que ya existe; si no lo encuentra, "
            "hable con un gestor.",
        },
    )


def masked_here(path: str, field: Field) -> Fault:
    """A masked field on a record whose value the actor may not see."""
    return Fault(
        path=path,
        code="forbidden",
        message=_words(
            {
                "pt-BR": "Seu perfil não permite alterar {field} neste registro.",
                "en": "Your role does not allow changing {field} on this record.",
                "es": "Su perfil no permite cambiar {field} en este registro.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": "Peça a quem é responsável pelo registro.",
            "en": "Ask who is responsible for the record.",
            "es": "Pídalo a quien es responsable del registro.",
        },
    )


def read_only(path: str, field: Field, *, for_all: bool) -> Fault:
    """A field the actor sees and may not write: by its role, or nobody may."""
    return Fault(
        path=path,
        code="field_read_only",
        message=_words(
            {
                "pt-BR": "O campo {field} é só de leitura.",
                "en": "The field {field} is read-only.",
                "es": "El campo {field} es de solo lectura.",
            }
            if for_all
            else {
                "pt-BR": "O campo {field} é só de leitura para o seu perfil.",
                "en": "The field {field} is read-only for your role.",
                "es": "El campo {field} es de solo lectura para su perfil.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": "Envie sem este campo.",
            "en": "Send it without this field.",
            "es": "Envíelo sin este campo.",
        },
    )


def too_big(path: str) -> Fault:
    """A value is longer than what an index can hold."""
    return Fault(
        path=path,
        code="too_long",
        message={
            "pt-BR": "O texto é longo demais para ser indexado.",
            "en": "The text is too long to be indexed.",
            "es": "El texto es demasiado largo para ser indexado.",
        },
        hint={"pt-BR": "Encurte o texto.", "en": "Shorten the text.", "es": "Acorte el texto."},
    )


def refused_by_rule(prefix: str, rule: Rule, visible: Container[str]) -> Iterable[Fault]:
    """One fault on each field of the rule the actor knows; without any, on the record."""
    message = {locale: resolve_label(rule.message, locale, "rule") for locale in LOCALES}
    for path in [name for name in rule.on if name in visible] or ("",):
        yield Fault(path=f"{prefix}{path}" or "record", code="rule", message=message)


def changed_since(path: str, field: Field, yours: object, theirs: object) -> Fault:
    """Somebody else changed the same field."""
    return Fault(
        path=path,
        code="conflict",
        message=_words(
            {
                "pt-BR": "{field} foi alterado por outra pessoa.",
                "en": "{field} was changed by somebody else.",
                "es": "{field} fue cambiado por otra persona.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": "Compare os dois valores e salve de novo com a versão atual.",
            "en": "Compare both values and save again with the current version.",
            "es": "Compare los dos valores y guarde de nuevo con la versión actual.",
        },
        data={"yours": yours, "theirs": theirs},
    )


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


def refused_by_database(path: str) -> Fault:
    """The database refused the record for a reason no check foresaw."""
    return Fault(
        path=path,
        code="refused",
        message={
            "pt-BR": "O banco de dados recusou este registro.",
            "en": "The database refused this record.",
            "es": "La base de datos rechazó este registro.",
        },
        hint={
            "pt-BR": "Confira os valores enviados e tente de novo.",
            "en": "Check the values sent and try again.",
            "es": "Revise los valores enviados e intente de nuevo.",
        },
    )

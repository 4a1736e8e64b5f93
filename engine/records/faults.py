"""The faults a write can have, as a user reads them: each names field and way out."""

from collections.abc import Container, Iterable, Mapping

from engine.core.errors import Fault, Text
from metamodel.entity import Rule
from metamodel.field import Field
from metamodel.label import LOCALES, resolve_label


def fill_in(templates: Text, **labels: tuple[Mapping[str, str] | None, str]) -> Text:
    """Texts with labels put in, each in its language; the name where there is no label."""
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


def required(path: str, field: Field, hint: Text | None = None) -> Fault:
    """A field that must have a value has none; `hint` says who asks for it."""
    return Fault(
        path=path,
        code="required",
        message=fill_in(
            {"pt-BR": "Preencha {field}.", "en": "Fill in {field}.", "es": "Complete {field}."},
            field=_label(field),
        ),
        hint=hint,
    )


def default_unfit(path: str, field: Field) -> Fault:
    """The definition's default is not a value of the field; the caller can still send one."""
    return Fault(
        path=path,
        code="default_unfit",
        message=fill_in(
            {
                "pt-BR": "O valor padrão de {field} não serve para este campo.",
                "en": "The default of {field} does not fit this field.",
                "es": "El valor predeterminado de {field} no sirve para este campo.",
            },
            field=_label(field),
        ),
        hint=fill_in(
            {
                "pt-BR": "Informe {field}, ou peça a um administrador que corrija o padrão.",
                "en": "Give {field} a value, or ask an administrator to correct the default.",
                "es": "Indique {field}, o pida a un administrador que corrija el predeterminado.",
            },
            field=_label(field),
        ),
    )


def link_not_found(path: str, field: Field) -> Fault:
    """The linked record is not there, or not for this actor: one answer for both."""
    return Fault(
        path=path,
        code="link_not_found",
        message=fill_in(
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


def file_not_found(path: str, field: Field) -> Fault:
    """The file is not there, or not this actor's to give: one answer for both."""
    return Fault(
        path=path,
        code="file_not_found",
        message=fill_in(
            {
                "pt-BR": "{field}: o arquivo enviado não foi encontrado.",
                "en": "{field}: the uploaded file was not found.",
                "es": "{field}: no se encontró el archivo enviado.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": "Envie o arquivo de novo e salve em seguida.",
            "en": "Upload the file again and save right after.",
            "es": "Suba el archivo de nuevo y guarde enseguida.",
        },
    )


def masked_here(path: str, field: Field) -> Fault:
    """A masked field on a record whose value the actor may not see."""
    return Fault(
        path=path,
        code="forbidden",
        message=fill_in(
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
        message=fill_in(
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
        message=fill_in(
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


def not_unique_field(path: str, field: Field, known: Iterable[str]) -> Fault:
    """A record is looked for by a field that two records may have alike."""
    names = ", ".join([*known, "external_ids.<system>"])
    return Fault(
        path=path,
        code="not_unique_field",
        message=fill_in(
            {
                "pt-BR": "O campo {field} não é único: não serve para encontrar um registro.",
                "en": "The field {field} is not unique: no one record is found by it.",
                "es": "El campo {field} no es único: no sirve para encontrar un registro.",
            },
            field=_label(field),
        ),
        hint={
            "pt-BR": f"Use um destes: {names}. Conjuntos únicos de vários campos não servem.",
            "en": f"Use one of these: {names}. Unique sets of several fields do not serve.",
            "es": f"Use uno de estos: {names}. Los conjuntos únicos de varios campos no sirven.",
        },
    )


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


def row_not_found(path: str) -> Fault:
    """A row of a table that is not there, or not one of this record."""
    return Fault(
        path=path,
        code="row_not_found",
        message={
            "pt-BR": "Esta linha não foi encontrada neste registro.",
            "en": "This row was not found in this record.",
            "es": "No se encontró esta fila en este registro.",
        },
        hint={
            "pt-BR": "Envie a linha sem id para criá-la, ou leia o registro de novo.",
            "en": "Send the row without an id to make it, or read the record again.",
            "es": "Envíe la fila sin id para crearla, o lea el registro de nuevo.",
        },
    )


def too_many_rows(path: str, entity: str, most: int) -> Fault:
    """A table with more rows than one write takes: the list that was read is not the whole one."""
    return Fault(
        path=path,
        code="too_many_rows",
        message={
            "pt-BR": f"Esta tabela tem mais de {most} linhas; não dá para enviar a lista inteira.",
            "en": f"This table has more than {most} rows; the whole list cannot be sent.",
            "es": f"Esta tabla tiene más de {most} filas; no se puede enviar la lista entera.",
        },
        hint={
            "pt-BR": f"Crie, altere e exclua as linhas uma a uma em /api/data/{entity}.",
            "en": f"Make, change and delete the rows one by one at /api/data/{entity}.",
            "es": f"Cree, cambie y elimine las filas una por una en /api/data/{entity}.",
        },
    )

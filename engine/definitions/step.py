"""One step of a publish: a value that is stored, can be run twice, and says what it does."""

from typing import Any, Literal

from engine.core.database import Datasource
from engine.definitions.booking_rule import BookingRule
from engine.definitions.conversion import Conversion
from engine.definitions.design import ForeignKey
from engine.definitions.indexes import Index
from engine.definitions.projection import Projection
from metamodel.value import Value

__all__ = ["NewColumn", "Phase", "Reversibility", "Risk", "Step", "StepKind", "describe"]

Phase = Literal["expand", "fill", "switch", "contract"]
Risk = Literal["safe", "backfill", "destructive"]
Reversibility = Literal["exact", "exact_while_retained", "not_reversible"]
StepKind = Literal[
    "create_table",
    "create_join_table",
    "create_reference",
    "add_column",
    "set_default",
    "sync_column",
    "backfill",
    "copy_column",
    "replace_value",
    "create_index",
    "add_foreign_key",
    "set_not_null",
    "fill_reference",
    "fill_bookings",
    "settle_bookings",
    "relax_column",
    "retire_column",
    "retire_table",
    "revive_column",
    "drop_index",
    "drop_default",
    "drop_sync",
    "settle_reference",
    "clear_reference",
    "seed",
]


class NewColumn(Value):
    """A column to add. `literal` is SQL: its default, which existing rows get at once."""

    name: str
    pg_type: str
    not_null: bool = False
    literal: str | None = None


class Step(Value):
    """`entity` and `field` are API names, for people; the rest is physical.

    `source` is the column a `conversion` copies from; `values` maps stage keys; `projection` says
    what the copy of an entity is fed from.
    """

    kind: StepKind
    phase: Phase
    datasource: Datasource
    risk: Risk = "safe"
    reversibility: Reversibility = "exact"
    entity: str | None = None
    field: str | None = None
    table: str = ""
    column: str = ""
    literal: str | None = None
    columns: tuple[NewColumn, ...] = ()
    source: str = ""
    conversion: Conversion | None = None
    index: Index | None = None
    indexes: tuple[Index, ...] = ()
    concurrently: bool = True
    foreign_key: ForeignKey | None = None
    foreign_keys: tuple[ForeignKey, ...] = ()
    names: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    values: dict[str, str] = {}
    is_list: bool = False
    projection: Projection | None = None
    bookings: BookingRule | None = None
    records: tuple[dict[str, Any], ...] = ()
    package: str | None = None

    @property
    def description(self) -> dict[str, str]:
        """What the step does, for people."""
        return describe(self)


_TEXTS: dict[StepKind, tuple[str, str]] = {
    "create_table": ("Criar a tabela de {entity}", "Create the table of {entity}"),
    "create_join_table": (
        "Criar a tabela de ligação de {what}",
        "Create the link table of {what}",
    ),
    "create_reference": (
        "Criar a cópia de {entity} no outro banco",
        "Create the copy of {entity} in the other database",
    ),
    "add_column": ("Acrescentar {what}", "Add {what}"),
    "set_default": ("Preparar o valor padrão de {what}", "Prepare the default of {what}"),
    "sync_column": (
        "Manter {what} convertido enquanto a versão atual grava",
        "Keep {what} converted while the current version writes",
    ),
    "backfill": ("Preencher {what} nos registros existentes", "Fill {what} in existing records"),
    "copy_column": ("Converter os valores de {what}", "Convert the values of {what}"),
    "replace_value": (
        "Mover os registros das chaves removidas de {what}",
        "Move the records of the removed keys of {what}",
    ),
    "create_index": ("Criar o índice {index} de {what}", "Create the index {index} of {what}"),
    "add_foreign_key": (
        "Conferir as ligações de {what} com {target}",
        "Check the links of {what} to {target}",
    ),
    "set_not_null": ("Tornar {what} obrigatório", "Make {what} required"),
    "fill_reference": (
        "Copiar os títulos de {entity} para o outro banco",
        "Copy the titles of {entity} to the other database",
    ),
    "relax_column": ("Tornar {what} opcional", "Make {what} optional"),
    "retire_column": (
        "Retirar {what}; os valores ficam guardados",
        "Retire {what}; its values are kept",
    ),
    "retire_table": (
        "Retirar {entity}; os registros ficam guardados",
        "Retire {entity}; its records are kept",
    ),
    "revive_column": ("Trazer de volta {what}", "Bring back {what}"),
    "drop_index": (
        "Remover índices sem uso de {entity}: {index}",
        "Drop unused indexes of {entity}: {index}",
    ),
    "drop_default": ("Encerrar o preparo de {what}", "Finish preparing {what}"),
    "drop_sync": ("Encerrar a conversão de {what}", "Finish converting {what}"),
    "settle_reference": (
        "Conferir a cópia de {entity} no outro banco",
        "Compare the copy of {entity} in the other database",
    ),
    "clear_reference": (
        "Esvaziar a cópia de {entity} no outro banco",
        "Empty the copy of {entity} in the other database",
    ),
    "fill_bookings": (
        "Reservar os horários dos registros de {entity}",
        "Book the times of the records of {entity}",
    ),
    "settle_bookings": (
        "Acertar os horários reservados de {entity}",
        "Settle the booked times of {entity}",
    ),
    "seed": ("Gravar os registros iniciais de {entity}", "Write the first records of {entity}"),
}


_SWITCH_TEXTS: dict[StepKind, tuple[str, str]] = {
    "replace_value": (
        "Mover os que chegaram durante a publicação às chaves removidas de {what}",
        "Move those that came to the removed keys of {what} during the publish",
    ),
    "copy_column": (
        "Converter os valores de {what} gravados durante a publicação",
        "Convert the values of {what} written during the publish",
    ),
}
_FREE_TEXTS = (
    "Soltar ligações de {entity} que deixam de existir",
    "Let go of links of {entity} that are no more",
)
_UNIQUE_TEXTS = (
    "Deixar de exigir que {what} não se repita como antes",
    "No longer require {what} to be unique as before",
)


def describe(step: Step) -> dict[str, str]:
    """The text of a step in pt-BR and en."""
    what = ".".join(part for part in (step.entity, step.field) if part) or step.table
    if step.column and step.field and step.column != step.field:
        what = f"{what} ({step.column})"
    names = {
        "what": what,
        "entity": step.entity or step.table,
        "index": step.index.name if step.index else ", ".join(step.names),
        "target": step.foreign_key.target if step.foreign_key else "",
    }
    pt, en = _TEXTS[step.kind]
    if step.phase == "switch":
        pt, en = _SWITCH_TEXTS.get(step.kind, (pt, en))
    if step.kind == "relax_column" and step.names and not step.column:
        pt, en = _UNIQUE_TEXTS
    if step.kind == "relax_column" and step.constraints:
        pt, en = _FREE_TEXTS
    return {"pt-BR": pt.format(**names), "en": en.format(**names)}

"""Questions a plan asks the data before it starts, and the refusals their answers become."""

from typing import ClassVar, Literal

from engine.core.database import Datasource
from engine.definitions.conversion import Conversion
from metamodel.problem import Problem
from metamodel.value import Value

__all__ = ["CheckKind", "DataCheck", "explain_offending"]

CheckKind = Literal["filled", "unique", "references", "converts", "keys", "overlaps"]

_MESSAGES: dict[CheckKind, tuple[str, str, str, str]] = {
    "filled": (
        "{count} registro(s) de {entity} estão sem valor em {field}, que passa a ser obrigatório.",
        "{count} record(s) of {entity} have no value in {field}, which becomes required.",
        "Dê um valor padrão ao campo, preencha os registros ou deixe o campo opcional.",
        "Give the field a default, fill the records, or leave the field optional.",
    ),
    "unique": (
        "{count} registro(s) de {entity} repetem o valor de {field}, que passa a ser único.",
        "{count} record(s) of {entity} repeat the value of {field}, which becomes unique.",
        "Corrija ou envie para a lixeira os registros repetidos e publique de novo.",
        "Correct the repeated records or move them to the trash, then publish again.",
    ),
    "references": (
        "{count} registro(s) de {entity} apontam em {field} para registros que não existem.",
        "{count} record(s) of {entity} point in {field} to records that do not exist.",
        "Escolha outro registro em {field} ou limpe o campo nesses registros.",
        "Choose another record in {field} or clear the field in these records.",
    ),
    "converts": (
        "{count} registro(s) de {entity} têm em {field} um valor que não cabe no novo tipo.",
        "{count} record(s) of {entity} have a value in {field} that does not fit the new type.",
        "Corrija esses valores, ou crie outro campo com o novo tipo.",
        "Correct these values, or make another field with the new type.",
    ),
    "keys": (
        "{count} registro(s) de {entity} estão em opções de {field} que seriam removidas: {keys}.",
        "{count} record(s) of {entity} are in options of {field} that would be removed: {keys}.",
        "Diga para onde vão esses registros (stage_moves) ou mova-os antes de publicar.",
        "Say where these records go (stage_moves) or move them before publishing.",
    ),
    "overlaps": (
        "{count} registro(s) de {entity} não cabem com no_overlap ({field}): o recurso já está"
        " ocupado nesse horário.",
        "{count} record(s) of {entity} do not fit no_overlap ({field}): the resource is taken at"
        " that time.",
        "Mude o horário, o recurso ou a etapa desses registros e publique de novo.",
        "Change the time, the resource or the stage of these records, then publish again.",
    ),
}


class DataCheck(Value):
    """`condition` is SQL that holds for offending rows (of `overlaps`: that selects their ids);
    `columns` are those of a unique set.

    With a `conversion`, rows are asked one by one in the words of the new type.
    """

    EXAMPLES: ClassVar[int] = 5

    kind: CheckKind
    datasource: Datasource
    table: str
    entity: str
    field: str
    condition: str = ""
    columns: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    conversion: Conversion | None = None

    def sql(self) -> str:
        """Count and first ids of the offending rows, in one statement."""
        if self.kind == "unique":
            keys = ", ".join(self.columns)
            filled = " and ".join(f"{column} is not null" for column in self.columns)
            rows = (
                f'select id, count(*) over (partition by {keys}) > 1 bad from "{self.table}"'
                f" where _trashed_at is null and {filled}"
            )
            source = f"(select id from ({rows}) numbered where bad)"
        elif self.kind == "overlaps":
            source = f"({self.condition})"
        else:
            source = f'(select id from "{self.table}" where {self.condition})'
        return (
            f"select count(*) count, (array_agg(id order by id))[1:{self.EXAMPLES}] ids"
            f" from {source} offending"
        )


def explain_offending(check: DataCheck, count: int, ids: list[str]) -> Problem:
    """The refusal, with how many rows, which ones first, and the remedy."""
    names = {
        "count": count,
        "entity": check.entity,
        "field": check.field,
        "keys": ", ".join(check.keys),
    }
    pt, en, pt_hint, en_hint = (text.format(**names) for text in _MESSAGES[check.kind])
    listed = ", ".join(ids)
    return Problem(
        code=f"rows_{check.kind}",
        path=f"entities.{check.entity}.fields.{check.field}",
        message={"pt-BR": pt, "en": en},
        hint={"pt-BR": f"{pt_hint} Primeiros: {listed}.", "en": f"{en_hint} First: {listed}."},
    )

"""Where records of removed stages and options go, as a caller says it:
`{"lead.stage": {"old": "new"}}`."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from engine.api.call import parse_json
from engine.core.errors import Fault, InvalidInput

__all__ = ["MovesText", "PublishOrder", "StageMoves", "read_moves", "read_moves_text"]

_Key = Annotated[str, Field(max_length=200)]
StageMoves = Annotated[dict[_Key, dict[_Key, _Key]], Field(max_length=1000)]
MovesText = Annotated[str | None, Query(alias="stage_moves", max_length=20_000)]
"""The same as JSON in the query, for calls that have no body."""

_ADAPTER: TypeAdapter[dict[str, dict[str, str]]] = TypeAdapter(StageMoves)


class PublishOrder(BaseModel):
    """`stage_moves`: `entity.field` -> removed key -> the key its records get."""

    model_config = ConfigDict(extra="forbid")

    stage_moves: StageMoves | None = None

    @staticmethod
    def moves(order: "PublishOrder | None", text: str | None) -> dict[str, dict[str, str]] | None:
        """What the body says, or else the query. Raises InvalidInput, BadRequest."""
        if order is not None and order.stage_moves is not None:
            return order.stage_moves
        return read_moves_text(text)


def read_moves_text(text: str | None) -> dict[str, dict[str, str]] | None:
    """Moves from JSON text. Raises InvalidInput, BadRequest."""
    return None if text is None else read_moves(parse_json(text.encode()))


def read_moves(sent: object) -> dict[str, dict[str, str]] | None:
    """Moves from what JSON came to. Raises InvalidInput."""
    if sent is None:
        return None
    try:
        return _ADAPTER.validate_python(sent, strict=True)
    except ValidationError as error:
        raise InvalidInput(
            faults=(
                Fault(
                    path="stage_moves",
                    code="malformed",
                    message={
                        "pt-BR": "Isto não diz para onde os registros vão.",
                        "en": "This does not say where records go.",
                        "es": "Esto no dice adónde van los registros.",
                    },
                    hint={
                        "pt-BR": 'Escreva {"lead.stage": {"antiga": "nova"}}.',
                        "en": 'Write {"lead.stage": {"old": "new"}}.',
                        "es": 'Escriba {"lead.stage": {"antigua": "nueva"}}.',
                    },
                ),
            )
        ) from error

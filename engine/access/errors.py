"""What can be wrong with a question, whoever asks. Unknown and denied are one answer (law 2)."""

from collections.abc import Iterable

from engine.core.errors import Fault, InvalidInput


class FieldUnknown(InvalidInput):
    """A field that does not exist for this actor: it never did, or it is hidden from it."""

    code = "field_unknown"
    message = {
        "pt-BR": "Há um campo que não existe.",
        "en": "A field does not exist.",
        "es": "Hay un campo que no existe.",
    }


class StageUnknown(InvalidInput):
    """A column or stage the pipeline does not have."""

    code = "stage_unknown"
    message = {
        "pt-BR": "Esta etapa não existe.",
        "en": "There is no such stage.",
        "es": "Esta etapa no existe.",
    }


def raise_faults(faults: Iterable[Fault]) -> None:
    """Raise one error for all faults, if there are any."""
    found = tuple(faults)
    if not found:
        return
    codes = {fault.code for fault in found}
    if codes == {"field_unknown"}:
        raise FieldUnknown(faults=found)
    if codes == {"stage_unknown"}:
        raise StageUnknown(faults=found)
    raise InvalidInput(faults=found)

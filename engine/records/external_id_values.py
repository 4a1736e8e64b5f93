"""What other systems call a record: `external_ids: {"rd_station": "123"}`, beside any other value.

They are no field: they raise no version and leave no history. An id stands once per entity and
system; null takes it away. A system is named as API names are.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from engine.core.errors import Fault
from metamodel.names import NAME_MAX, NAME_PATTERN

EXTERNAL_IDS = "external_ids"
ID_MAX = 200
SYSTEMS_MAX = 20
ExternalIds: TypeAlias = Mapping[str, str | None]


def read_external_ids(sent: Any, prefix: str) -> tuple[ExternalIds, tuple[Fault, ...]]:
    """The ids sent, by system, and the fault of each that is none."""
    if not isinstance(sent, dict) or len(cast("dict[Any, Any]", sent)) > SYSTEMS_MAX:
        return {}, (malformed(f"{prefix}{EXTERNAL_IDS}"),)
    found: dict[str, str | None] = {}
    faults: list[Fault] = []
    for system, value in cast("dict[str, Any]", sent).items():
        text = None if value is None else _id_text(value)
        is_named = len(system) <= NAME_MAX and NAME_PATTERN.match(system) is not None
        if not is_named or text == "":
            faults.append(malformed(f"{prefix}{EXTERNAL_IDS}.{system[:NAME_MAX]}"))
        else:
            found[system] = text
    return found, tuple(faults)


def _id_text(value: Any) -> str:
    """An id as text; blank for what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value).strip()
    return text if len(text) <= ID_MAX and text.isprintable() else ""


def malformed(path: str) -> Fault:
    """The fault of an external id that is none."""
    return Fault(
        path=path,
        code="external_id",
        message={
            "pt-BR": "Isto não é um id de outro sistema.",
            "en": "This is not an id of another system.",
            "es": "Esto no es un id de otro sistema.",
        },
        hint={
            "pt-BR": f'Envie {{"sistema": "id"}}: até {SYSTEMS_MAX} sistemas com nomes como '
            f"rd_station, ids de até {ID_MAX} caracteres; null remove.",
            "en": f'Send {{"system": "id"}}: up to {SYSTEMS_MAX} systems with names such as '
            f"rd_station, ids of up to {ID_MAX} characters; null takes one away.",
            "es": f'Envíe {{"sistema": "id"}}: hasta {SYSTEMS_MAX} sistemas con nombres como '
            f"rd_station, ids de hasta {ID_MAX} caracteres; null lo quita.",
        },
    )

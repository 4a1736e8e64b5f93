"""The catalogue: what the language's checks must know of the kinds this engine has."""

from functools import cache

from engine.kinds.field_type import FieldType, field_types
from engine.kinds.view_kind import view_kinds
from metamodel.catalogue import Catalogue, FieldTypeFacts, ViewKindFacts

__all__ = ["build_catalogue"]


@cache
def build_catalogue() -> Catalogue:
    """Facts of every registered kind."""
    return Catalogue(
        field_types={key: _facts(kind) for key, kind in sorted(field_types.items())},
        view_kinds={
            key: ViewKindFacts(
                key=key,
                needs=kind.needs,
                stands_on=kind.stands_on,
                settings_fields=dict(kind.settings_fields),
            )
            for key, kind in sorted(view_kinds.items())
        },
    )


def _facts(kind: FieldType) -> FieldTypeFacts:
    return FieldTypeFacts(
        key=kind.key,
        expression_type=kind.expression_type,
        relation=kind.relation,
        needs=kind.needs,
        settings_schema=kind.Options.model_json_schema(),
        operators=kind.operators,
        aggregates=kind.aggregates,
        sortable=kind.sortable,
        searchable=kind.searchable,
        groupable=kind.groupable,
        is_list=kind.is_list,
    )

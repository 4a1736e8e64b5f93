"""Fills in what a package may leave out: layouts of an entity, and its list and board."""

from collections.abc import Iterable, Mapping

from metamodel.catalogue import Catalogue, Relation
from metamodel.identity import derive_id
from metamodel.structure import Plain

CARD_FIELDS = 6
LIST_LABEL = {"pt-BR": "Todos", "en": "All", "es": "Todos"}
BOARD_LABEL = {"pt-BR": "Quadro", "en": "Board", "es": "Tablero"}
DATA_LABEL = {"pt-BR": "Dados", "en": "Data", "es": "Datos"}
_LONG = frozenset({"long_text", "rich_text", "json", "answers", "table"})


def derive_layouts(entity: Plain, catalogue: Catalogue) -> None:
    """Give the entity a record, a card and a create layout where it has none of that kind."""
    layouts: list[Plain] = entity.setdefault("layouts", [])
    kinds = {layout.get("kind", "record") for layout in layouts}
    names = {layout["name"] for layout in layouts}
    for kind, name in (("record", "default"), ("card", "card"), ("create", "create")):
        if kind in kinds:
            continue
        free = name if name not in names else f"{name}_{kind}"
        layout: Plain = {"id": derive_id(entity["id"], "layout", free), "name": free, "kind": kind}
        layouts.append(layout | _BUILDERS[kind](entity, catalogue))


def _relation(field: Plain, catalogue: Catalogue) -> Relation:
    facts = catalogue.field_types.get(field["type"])
    return facts.relation if facts else "none"


def _shown(entity: Plain) -> list[Plain]:
    """The visible fields, the title first."""
    fields: list[Plain] = [each for each in entity.get("fields", ()) if not each.get("hidden")]
    return sorted(fields, key=lambda each: each["name"] != entity.get("title"))


def _record(entity: Plain, catalogue: Catalogue) -> Plain:
    inverse = [each for each in _shown(entity) if _is_inverse(each, catalogue)]
    plain = [each for each in _shown(entity) if not _is_inverse(each, catalogue)]
    short = [{"field": each["name"]} for each in plain if each["type"] not in _LONG]
    long = [{"field": each["name"]} for each in plain if each["type"] in _LONG]
    sections: list[Plain] = [{"items": short}] if short else []
    if long:
        sections.append({"columns": 1, "items": long})
    tabs: list[Plain] = [{"label": dict(DATA_LABEL), "sections": sections}]
    for each in inverse:
        related = {"columns": 1, "items": [{"related": each["name"]}]}
        tab: Plain = {"sections": [related]}
        tabs.append(tab | ({"label": each["label"]} if each.get("label") else {}))
    return {"tabs": tabs}


def _is_inverse(field: Plain, catalogue: Catalogue) -> bool:
    return bool(field.get("inverse")) and _relation(field, catalogue) == "many"


def _card(entity: Plain, catalogue: Catalogue) -> Plain:
    fits = [
        {"field": each["name"]}
        for each in _shown(entity)
        if each["type"] not in _LONG | {"stage"} and not _is_inverse(each, catalogue)
    ]
    return {"items": fits[:CARD_FIELDS]}


def _create(entity: Plain, catalogue: Catalogue) -> Plain:
    return {
        "items": [
            {"field": each["name"]}
            for each in _shown(entity)
            if not each.get("read_only")
            and each["type"] != "stage"
            and not _is_inverse(each, catalogue)
        ]
    }


_BUILDERS = {"record": _record, "card": _card, "create": _create}


def derive_views(entities: Iterable[Plain], views: list[Plain], catalogue: Catalogue) -> None:
    """Give every entity a list, and a board when it has a stage field, where it has none."""
    for entity in entities:
        own = [view for view in views if view["entity"] == entity["entity"]]
        if "list" in catalogue.view_kinds and not _has_kind(own, "list"):
            views.append(_view(entity, "all", "list", LIST_LABEL, own))
        stage = next((each for each in entity.get("fields", ()) if each["type"] == "stage"), None)
        if stage and "kanban" in catalogue.view_kinds and not _has_kind(own, "kanban"):
            board = _view(entity, "board", "kanban", BOARD_LABEL, own)
            views.append(board | {"field": stage["name"]})


def _has_kind(views: Iterable[Plain], kind: str) -> bool:
    return any(view["kind"] == kind for view in views)


def _view(
    entity: Plain, name: str, kind: str, label: Mapping[str, str], own: Iterable[Plain]
) -> Plain:
    taken = {view["name"] for view in own}
    free = name if name not in taken else f"{name}_{kind}"
    return {
        "id": derive_id(entity["id"], "view", free),
        "name": free,
        "entity": entity["entity"],
        "kind": kind,
        "label": dict(label),
    }

"""Ids of definitions: given ones are kept, missing ones follow from the app key and the path.

A derived id is a digest of the parent's id and the name, so that writing it into the YAML changes
nothing.
"""

import hashlib
import re

from metamodel.report import Report
from metamodel.structure import LAYOUT_NODES, Plain, call, child_lists, walk

ID_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")
DERIVED_LENGTH = 16


def derive_id(parent: str, kind: str, name: str) -> str:
    """The id of a definition that has none written."""
    digest = hashlib.sha256(f"{parent}/{kind}/{name}".encode()).hexdigest()
    return digest[:DERIVED_LENGTH]


def give_ids(kind: str, body: Plain, parent_id: str) -> int:
    """Give every definition below one its id; returns how many had none. Layout items wait.

    What a layout item shows may belong to another app, so items get theirs once all apps are
    merged.
    """
    missing = 0
    taken: set[str] = set()
    for _, child_kind, items in child_lists(kind, body):
        for position, item in enumerate(items):
            if child_kind == "item":
                continue
            missing += give_id(child_kind, item, parent_id, position, taken)
            missing += give_ids(child_kind, item, item["id"])
    return missing


def give_id(kind: str, body: Plain, parent_id: str, position: int, taken: set[str]) -> int:
    """Give one definition its id; 1 when it had none and is of a kind whose id is written in
    YAML.
    """
    if body.get("id"):
        return 0
    body["id"] = _free_id(parent_id, kind, call(kind, body, position), taken)
    return 0 if kind in LAYOUT_NODES else 1


def give_item_ids(model: Plain) -> None:
    """Give layout items their ids: from the layout and the id of the field they show."""
    fields: dict[str, dict[str, str]] = {
        entity["entity"]: {field["name"]: field["id"] for field in entity.get("fields", ())}
        for entity in model.get("entities", ())
    }
    taken = {found.id for found in walk(model) if found.id}
    entity_name, layout_id = "", ""
    for found in walk(model):
        if found.kind == "entity":
            entity_name = str(found.body["entity"])
        elif found.kind == "layout":
            layout_id = found.id
        elif found.kind in LAYOUT_NODES and not found.body.get("id"):
            name = found.path.rpartition(".")[2]
            shown = fields.get(entity_name, {}).get(name, name)
            found.body["id"] = _free_id(layout_id, found.kind, shown, taken)


def _free_id(parent: str, kind: str, name: str, taken: set[str]) -> str:
    derived, count = derive_id(parent, kind, name), 1
    while derived in taken:
        count += 1
        derived = derive_id(parent, kind, f"{name}#{count}")
    taken.add(derived)
    return derived


def check_ids(model: Plain, report: Report) -> None:
    """Ids have the right shape and none stands twice."""
    seen: dict[str, str] = {}
    for found in walk(model):
        if not ID_PATTERN.match(found.id):
            report.error("id_shape", f"{found.path}.id", id=found.id)
        elif found.id in seen:
            report.error("id_twice", f"{found.path}.id", id=found.id, other=seen[found.id])
        else:
            seen[found.id] = found.path

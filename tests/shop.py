"""A small app for the tests of publishing: the same entities in the core and in the chat database.

`BASE` is what is installed first; every entry of `CHANGES` is one kind of change made to it.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from engine.core.database import DATASOURCES, Databases
from engine.core.tenant import Clinic

Entity = dict[str, Any]
Shop = dict[str, Entity]

STAGES = ("new", "active", "closed")
THINGS = {"core": "shp_item", "chat": "shp_note"}
TARGETS = {"core": "shp_tag", "chat": "shp_label"}


def base() -> Shop:
    """The four entities: a thing with fields and a target of links in each datasource."""
    shop: Shop = {}
    for source in DATASOURCES:
        thing, target = THINGS[source], TARGETS[source]
        shop[thing] = {
            "id": f"e_{thing}",
            "entity": thing,
            "plural": f"{thing}s",
            "label": thing,
            "datasource": source,
            "title": "title",
            "fields": [
                _field(thing, "title", "text", required=True, searchable=True),
                _field(thing, "code", "text"),
                _field(thing, "serial", "text"),
                _field(thing, "quantity", "text"),
                _field(thing, "price", "money"),
                _field(thing, "tag", "link", to=target),
                _field(thing, "tags", "links", to=target),
                _field(thing, "stage", "stage", pipeline="flow"),
            ],
            "pipelines": [
                {
                    "id": f"p_{thing}",
                    "name": "flow",
                    "stages": [{"id": f"s_{thing}_{k}", "key": k, "label": k} for k in STAGES],
                }
            ],
        }
        shop[target] = {
            "id": f"e_{target}",
            "entity": target,
            "plural": f"{target}s",
            "label": target,
            "datasource": source,
            "title": "name",
            "fields": [_field(target, "name", "text", required=True)],
        }
    return shop


def files(shop: Shop, version: str = "1.0.0") -> dict[str, str]:
    """The package as files; JSON is YAML."""
    manifest = {"key": "shop", "namespace": "shp", "version": version, "label": "Loja"}
    return {"app.yaml": json.dumps(manifest)} | {
        f"entities/{name}.yaml": json.dumps(entity) for name, entity in shop.items()
    }


@dataclass(frozen=True, kw_only=True)
class Change:
    """One kind of change, and where the records of removed stages go."""

    make: Callable[[Shop], None]
    stage_moves: dict[str, dict[str, str]] = field(default_factory=dict)

    def apply(self) -> Shop:
        """The changed shop."""
        shop = deepcopy(base())
        self.make(shop)
        return shop


def field_of(shop: Shop, entity: str, name: str) -> dict[str, Any]:
    """One field of the shop, to be changed."""
    return next(each for each in shop[entity]["fields"] if each["name"] == name)


async def insert_rows(databases: Databases, clinic: Clinic, count: int) -> None:
    """`count` things and ten targets in each datasource. Every fifth thing has no code."""
    for source in DATASOURCES:
        async with databases.source(source).clinic(clinic.id, role="owner") as con:
            await con.execute(
                f'insert into "{TARGETS[source]}" (id, name, _created_at, _updated_at)'
                " select gen_random_uuid(), 't' || n, now(), now() from generate_series(1, 10) n"
            )
            await con.execute(
                f'insert into "{THINGS[source]}" (id, title, code, serial, quantity, price, tag,'
                " stage, stage_since, _created_at, _updated_at)"
                " select gen_random_uuid(), 'Título ' || n,"
                " case when n % 5 > 0 then 'c' || n % 100 end, 's' || n, (n % 90)::text || '.50',"
                f' n, (select id from "{TARGETS[source]}" limit 1),'
                " (array['new', 'active', 'closed'])[n % 3 + 1], now(), now(), now()"
                f" from generate_series(1, {count}) n"
            )
            await con.execute(f'analyze "{THINGS[source]}"')


def _field(entity: str, name: str, kind: str, **rest: Any) -> dict[str, Any]:
    return {"id": f"f_{entity}_{name}", "name": name, "type": kind, "label": name, **rest}


def _add(name: str, kind: str, **rest: Any) -> Callable[[Shop], None]:
    def make(shop: Shop) -> None:
        for source, thing in THINGS.items():
            given = {k: TARGETS[source] if v == "target" else v for k, v in rest.items()}
            shop[thing]["fields"].append(_field(thing, name, kind, **given))

    return make


def _set(field_name: str, **values: Any) -> Callable[[Shop], None]:
    def make(shop: Shop) -> None:
        for thing in THINGS.values():
            field_of(shop, thing, field_name).update(values)

    return make


def _remove(name: str) -> Callable[[Shop], None]:
    def make(shop: Shop) -> None:
        for thing in THINGS.values():
            shop[thing]["fields"].remove(field_of(shop, thing, name))

    return make


def _remove_stage(shop: Shop) -> None:
    for thing in THINGS.values():
        del shop[thing]["pipelines"][0]["stages"][1]


def _remove_targets(shop: Shop) -> None:
    _remove("tag")(shop)
    _remove("tags")(shop)
    for target in TARGETS.values():
        del shop[target]


def _add_entity(shop: Shop) -> None:
    for source, thing in THINGS.items():
        name = f"{thing}_extra"
        shop[name] = {
            "id": f"e_{name}",
            "entity": name,
            "plural": f"{name}s",
            "label": name,
            "datasource": source,
            "title": "name",
            "fields": [
                _field(name, "name", "text", required=True, unique=True),
                _field(name, "thing", "link", to=thing),
                _field(name, "things", "links", to=thing),
            ],
        }


def _project(shop: Shop) -> None:
    """Each thing, with a text, a number and a link, is shown in the other datasource."""
    for thing in THINGS.values():
        shop[thing]["projected"] = ["code", "quantity", "tag"]
    for source, target in TARGETS.items():
        shop[target]["projected"] = []
        other = next(each for each in DATASOURCES if each != source)
        shop[target]["fields"].append(_field(target, "shown", "link", to=THINGS[other]))


def _many(*makes: Callable[[Shop], None]) -> Callable[[Shop], None]:
    def make(shop: Shop) -> None:
        for each in makes:
            each(shop)

    return make


_MOVES = {f"{thing}.stage": {"active": "new"} for thing in THINGS.values()}

CHANGES: dict[str, Change] = {
    "add": Change(make=_add("color", "text")),
    "add_required": Change(make=_add("level", "text", required=True, default="básico")),
    "add_link": Change(make=_add("other", "link", to="target")),
    "add_links": Change(make=_add("others", "links", to="target")),
    "add_stage": Change(make=_add("second", "stage", pipeline="flow")),
    "add_entity": Change(make=_add_entity),
    "rename": Change(make=_set("code", name="reference")),
    "remove": Change(make=_remove("code")),
    "remove_entity": Change(make=_remove_targets),
    "retype": Change(make=_set("quantity", type="money")),
    "required": Change(make=_set("code", required=True, default="x")),
    "optional": Change(make=_set("title", required=False)),
    "unique": Change(make=_set("serial", unique=True)),
    "index": Change(make=_set("code", index=True)),
    "searchable": Change(make=_set("code", searchable=True)),
    "project": Change(make=_project),
    "remove_stage": Change(make=_remove_stage, stage_moves=_MOVES),
    "everything": Change(
        make=_many(
            _add("level", "text", required=True, default="básico"),
            _add("other", "link", to="target"),
            _add("others", "links", to="target"),
            _set("quantity", type="money"),
            _set("code", required=True, default="x"),
            _set("serial", unique=True),
            _remove("price"),
            _add_entity,
            _project,
            _remove_stage,
        ),
        stage_moves=_MOVES,
    ),
}

"""Checks roles: entities and fields they name, and what their scopes stand on."""

from collections.abc import Iterator

from metamodel.check_expressions import check_condition
from metamodel.entity import Entity
from metamodel.graph import find_cycles
from metamodel.names import SYSTEM_FIELDS
from metamodel.paths import Paths
from metamodel.report import Report
from metamodel.role import ROLE_FEATURES, EntityGrant, FieldGrant, Role
from metamodel.scopes import WORDS, scope_parts, via_link
from metamodel.wording import Whole, hint, nearest

SCOPES = ("read", "update", "delete", "move", "export")


def check_access(paths: Paths, report: Report) -> None:
    """Every role."""
    for role in paths.model.roles:
        for feature in role.features:
            if feature not in ROLE_FEATURES:
                remedy = nearest(feature, sorted(ROLE_FEATURES))
                report.warn("feature_unknown", f"roles.{role.key}.features", remedy, name=feature)
        for name, grant in role.entities.items():
            path = f"roles.{role.key}.entities.{name}"
            entity = paths.entity(name)
            if name == "*":
                for attribute, scope in scopes_of(grant):
                    if scope not in WORDS:
                        report.error("scope_unknown", f"{path}.{attribute}", name=scope)
            elif entity is not None:
                _check_grant(path, entity, grant, paths, report)
            elif not report.is_broken(f"entities.{name}"):
                remedy = nearest(name, [each.entity for each in paths.model.entities])
                report.error("entity_unknown", path, remedy, name=name)
        _check_via_cycles(role, paths, report)


def scopes_of(grant: EntityGrant) -> Iterator[tuple[str, str]]:
    """(operation, scope) of a grant."""
    for attribute in SCOPES:
        scope: str | None = getattr(grant, attribute)
        if scope is not None:
            yield attribute, scope.strip()


def _check_grant(
    path: str, entity: Entity, grant: EntityGrant, paths: Paths, report: Report
) -> None:
    for attribute, scope in scopes_of(grant):
        for part in scope_parts(scope):
            _check_scope(f"{path}.{attribute}", entity, part, paths, report)
    for name, given in grant.fields.items():
        at = f"{path}.fields.{name}"
        if paths.field(entity, name) is None:
            if not report.is_broken(f"entities.{entity.name}.fields.{name}"):
                remedy = nearest(name, [*entity.field_by_name, *SYSTEM_FIELDS])
                report.error("field_unknown", at, remedy, name=name)
            continue
        if isinstance(given, FieldGrant):
            _check_mask(at, entity, name, given, paths, report)
        if name in SYSTEM_FIELDS and "write" in (given, getattr(given, "access", None)):
            report.warn("system_grant", at)


def _check_mask(
    path: str, entity: Entity, name: str, given: FieldGrant, paths: Paths, report: Report
) -> None:
    if given.write and given.access != "masked":
        report.warn("write_on_open", path)
    if given.shown_when is None:
        if given.access == "masked":
            report.warn("mask_without_rule", path, name=name)
        return
    if given.access != "masked":
        report.warn("rule_on_open", path)
    check_condition(f"{path}.shown_when", given.shown_when, entity, paths, report)


def _check_scope(path: str, entity: Entity, scope: str, paths: Paths, report: Report) -> None:
    owner = entity.ownership
    if scope in ("all", "none"):
        return
    if scope in WORDS:
        needs = {"own": owner.member, "team": owner.team or owner.member, "unit": owner.unit}
        if needs[scope] is None:
            need = {"own": "member"}.get(scope, scope)
            report.error("scope_needs_owner", path, scope=scope, entity=entity.name, need=need)
    elif scope.startswith("via "):
        _check_via(path, entity, scope[4:].strip(), paths, report)
    elif scope.isidentifier() and scope not in entity.field_by_name:
        report.error("scope_unknown", path, nearest(scope, sorted(WORDS)), name=scope)
    else:
        check_condition(path, scope, entity, paths, report)


def _check_via(path: str, entity: Entity, link: str, paths: Paths, report: Report) -> None:
    field = paths.field(entity, link)
    if field is None or paths.relation(field) not in ("one", "any"):
        if not report.is_broken(f"entities.{entity.name}.fields.{link}"):
            fits = [f.name for f in entity.fields if paths.relation(f) in ("one", "any")]
            report.error("scope_via", path, nearest(link, fits), name=link, entity=entity.name)
        return
    for name in _via_targets(entity, link, paths):
        target = paths.entity(name)
        if target is not None and target.datasource != entity.datasource:
            remedy = hint("scope_unknown")
            report.error("other_datasource", path, remedy, name=name, entity=entity.name)


def _via_targets(entity: Entity, link: str, paths: Paths) -> list[str]:
    field = paths.field(entity, link)
    if field is None:
        return []
    if paths.relation(field) == "any":
        return list(field.targets)
    target = paths.target(field)
    return [target.name] if target else []


def _check_via_cycles(role: Role, paths: Paths, report: Report) -> None:
    for operation in SCOPES:
        edges: dict[str, list[str]] = {}
        for name, grant in role.entities.items():
            entity = paths.entity(name)
            parts = scope_parts(dict(scopes_of(grant)).get(operation, ""))
            for link in (via_link(part) for part in parts):
                if entity is not None and link is not None:
                    edges.setdefault(name, []).extend(_via_targets(entity, link, paths))
        for cycle in find_cycles(edges):
            path = f"roles.{role.key}.entities.{cycle[0]}.{operation}"
            report.error("via_cycle", path, cycle=Whole(" -> ".join(cycle)))

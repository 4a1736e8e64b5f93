"""What a body says of a view: read strictly, every fault at once, each at its key.

The parts that name something of the model are checked by the language's own checks, against the
model as far as the sender sees it: a field that is hidden and one that never was are one answer.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.policy import EntityPolicy, policy_for
from engine.api.saved_views.faults import malformed, missing, plain_fault, too_large, unknown_key
from engine.api.saved_views.seen_model import seen_paths
from engine.core.errors import Fault
from engine.definitions.allocate import identity
from engine.query.saved_views import MARK, ViewScope
from metamodel.attributes import find_forbidden
from metamodel.check_expressions import check_condition
from metamodel.check_views import check_view
from metamodel.entity import Entity
from metamodel.paths import Paths
from metamodel.problem import Problem
from metamodel.report import Report
from metamodel.view import View
from metamodel.wording import nearest

__all__ = ["DEFINITION", "SentView", "read_change", "read_new"]

DEFINITION = (
    "kind", "filter", "sort", "columns", "field", "group", "measures", "color_rules", "density",
    "card", "settings",
)  # fmt: skip
"""Attributes of a view that are kept as its definition."""
FACTS = ("label", "scope", "roles")
NEW = ("entity", *FACTS, *DEFINITION)
CHANGE = (*FACTS, *DEFINITION, "version")
LABEL_MAX = 80
ROLES_MAX = 20
LIST_MAX: Mapping[str, int] = {"columns": 60, "measures": 40, "color_rules": 20}
SORT_MAX = 500
SETTINGS_MAX, SETTINGS_DEPTH = 8_000, 5
DEFINITION_MAX = 32_000
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SCOPES: tuple[ViewScope, ...] = ("personal", "role", "clinic")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentView:
    """What was sent, in good form. `definition` has the attributes that were there, None where one
    is to be as its kind has it; what was not sent is None here, and not in `definition`.
    """

    entity_id: str
    label: str | None = None
    scope: ViewScope | None = None
    roles: tuple[str, ...] | None = None
    definition: Mapping[str, Any]


def read_new(ctx: RequestContext, sent: Mapping[str, Any]) -> SentView:
    """A view to be kept. Raises InvalidInput."""
    faults = [unknown_key(key[:60], NEW) for key in sent if key not in NEW]
    faults += [missing(key) for key in ("entity", "label", "kind") if sent.get(key) is None]
    name = sent.get("entity")
    start = _start(ctx, name)
    if name is not None and start is None:
        faults.append(_no_entity(ctx, name))
    return _read(ctx, start, sent, None, faults)


def read_change(
    ctx: RequestContext, entity: EntityPolicy, kind: str, sent: Mapping[str, Any]
) -> SentView:
    """What is to be another on a view of this entity and kind. Raises InvalidInput."""
    faults = [unknown_key(key[:60], CHANGE) for key in sent if key not in CHANGE]
    faults += [missing(key) for key in ("label", "kind", "scope") if key in sent and not sent[key]]
    return _read(ctx, entity, sent, kind, faults)


def _start(ctx: RequestContext, name: object) -> EntityPolicy | None:
    found = ctx.snapshot.model.entity_by_name.get(name) if isinstance(name, str) else None
    policy = policy_for(ctx.snapshot, ctx.actor).find(found.name) if found is not None else None
    return policy if policy is not None and policy.can("read") else None


def _no_entity(ctx: RequestContext, name: object) -> Fault:
    if not isinstance(name, str):
        return malformed("entity")
    policy = policy_for(ctx.snapshot, ctx.actor)
    known = [each for each in policy.entities if policy.find(each) is not None]
    report = Report()
    report.error("entity_unknown", "entity", nearest(name, known), name=name)
    found = report.problems[0]
    return plain_fault("entity", found.code, found.message, found.hint)


def _read(
    ctx: RequestContext,
    start: EntityPolicy | None,
    sent: Mapping[str, Any],
    kind: str | None,
    faults: list[Fault],
) -> SentView:
    scope = _scope(sent, faults)
    found = SentView(
        entity_id=identity(start.entity) if start is not None else "",
        label=_label(sent, faults),
        scope=scope,
        roles=_roles(ctx, sent, scope, faults),
        definition={key: sent[key] for key in DEFINITION if key in sent},
    )
    faults.extend(_forbidden(sent))
    faults.extend(_sizes(found.definition))
    if not faults and start is not None:
        faults.extend(_checked(ctx, start, found.definition, kind))
    raise_faults(faults)
    return found


def _label(sent: Mapping[str, Any], faults: list[Fault]) -> str | None:
    given = sent.get("label")
    if given is None:
        return None
    text = " ".join(_UNSEEN.sub(" ", given).split()) if isinstance(given, str) else ""
    if not text or len(text) > LABEL_MAX:
        faults.append(malformed("label"))
        return None
    return text


def _scope(sent: Mapping[str, Any], faults: list[Fault]) -> ViewScope | None:
    given = sent.get("scope")
    if given is not None and given not in _SCOPES:
        faults.append(malformed("scope"))
        return None
    return given


def _roles(
    ctx: RequestContext, sent: Mapping[str, Any], scope: str | None, faults: list[Fault]
) -> tuple[str, ...] | None:
    given = sent.get("roles")
    if given is None and scope != "role":
        return None
    keys = cast("list[Any]", given) if isinstance(given, list) else []
    is_good = isinstance(given, list) and all(isinstance(each, str) for each in keys)
    if not is_good or len(keys) > ROLES_MAX or (scope == "role" and not keys):
        faults.append(missing("roles") if given is None else malformed("roles"))
        return None
    known = ctx.snapshot.model.role_by_key
    report = Report()
    for key in keys:
        if key not in known:
            report.error("role_unknown", "roles", nearest(key, known), name=key)
    faults += [plain_fault("roles", each.code, each.message, each.hint) for each in report.problems]
    return tuple(dict.fromkeys(keys))


def _forbidden(sent: Mapping[str, Any]) -> Iterator[Fault]:
    for key, value in sent.items():
        if find_forbidden(value) is not None:
            yield plain_fault(
                key[:60],
                "text_forbidden",
                {
                    "pt-BR": "O texto tem um caractere que não pode ser guardado.",
                    "en": "The text has a character that cannot be stored.",
                    "es": "El texto tiene un carácter que no se puede guardar.",
                },
                {
                    "pt-BR": "Apague o caractere.",
                    "en": "Delete the character.",
                    "es": "Borre el carácter.",
                },
            )


def _sizes(definition: Mapping[str, Any]) -> Iterator[Fault]:
    for key, most in LIST_MAX.items():
        value = definition.get(key)
        if isinstance(value, list) and len(cast("list[Any]", value)) > most:
            yield too_large(key)
    sort, settings = definition.get("sort"), definition.get("settings")
    if isinstance(sort, str) and len(sort) > SORT_MAX:
        yield too_large("sort")
    is_wide = settings is not None and _length(settings) > SETTINGS_MAX
    if is_wide or _depth(settings) > SETTINGS_DEPTH:
        yield too_large("settings")
    elif _length(definition) > DEFINITION_MAX:
        yield too_large("filter" if "filter" in definition else "columns")


def _length(value: Any) -> int:
    """Of its JSON; what JSON cannot say (an infinite number) is beyond any length."""
    try:
        return len(json.dumps(value, allow_nan=False))
    except (ValueError, RecursionError):
        return DEFINITION_MAX + 1


def _depth(value: Any, level: int = 0) -> int:
    if level > SETTINGS_DEPTH or not isinstance(value, dict | list):
        return level
    held = cast("dict[str, Any] | list[Any]", value)
    items = list(held.values()) if isinstance(held, dict) else held
    return max((_depth(each, level + 1) for each in items), default=level + 1)


def _checked(
    ctx: RequestContext, start: EntityPolicy, definition: Mapping[str, Any], kind: str | None
) -> Iterator[Fault]:
    """Only what was sent is looked at: what stays was good when it came."""
    given = {key: value for key, value in definition.items() if value is not None}
    entity = start.entity.name
    try:
        view = View.model_validate({"kind": kind, **given, "name": MARK, "entity": entity})
    except ValidationError as error:
        yield from _misformed(error)
        return
    prefix = f"views.{view.key}."
    for each in _problems(view, start.entity, seen_paths(ctx)):
        path = each.path.removeprefix(prefix) if each.path.startswith(prefix) else "kind"
        yield plain_fault(path, each.code, each.message, each.hint)


def _problems(view: View, entity: Entity, paths: Paths) -> list[Problem]:
    """What the language has to say. A kind nobody can draw counts too."""
    report = Report()
    check_view(view, paths, report)
    conditions = {"filter": view.filter} if view.filter else {}
    rules = {f"color_rules.{n}.when": rule.when for n, rule in enumerate(view.color_rules)}
    home = paths.entity(entity.entity)
    for at, text in {**conditions, **rules}.items():
        if home is not None:
            check_condition(f"views.{view.key}.{at}", text, home, paths, report)
    return [
        each
        for each in report.problems
        if each.severity == "error" or each.code == "view_kind_unknown"
    ]


def _misformed(error: ValidationError) -> Iterator[Fault]:
    seen: set[str] = set()
    for each in error.errors(include_input=False, include_url=False):
        path = ".".join(str(part) for part in each["loc"])[:60] or "kind"
        if path not in seen:
            seen.add(path)
            yield malformed(path)

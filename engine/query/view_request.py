"""From the URL of a view's data to a RecordQuery: the view as it is shown to the actor, and what
the request puts in place of its parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.access.audience import is_shown
from engine.access.far_path import find_path
from engine.access.faults import kind_unknown
from engine.access.policy import EntityPolicy, Policy
from engine.access.record_query import (
    ColorRequest,
    RecordQuery,
    Selected,
)
from engine.access.scope import ActorSight, EntityScope
from engine.core.errors import Fault, InvalidInput, NotFound
from engine.definitions.snapshot import Snapshot
from engine.kinds.view_kind import view_kinds
from engine.query.parameters import malformed, read_fields
from engine.query.request import LIST_PARAMETERS, SentRequest, all_of, parsed
from engine.query.shown_view import ShownView, drawable_kinds, show_view
from engine.query.view_changes import CHANGES, in_place
from engine.query.view_shapes import SHAPE_PARAMETERS, ViewAsk, shaped
from metamodel.expression import Expression, parse
from metamodel.view import View

VIEW_PARAMETERS = LIST_PARAMETERS.union({"as", "own_filter"}, CHANGES, *SHAPE_PARAMETERS.values())


def parse_view_request(
    snapshot: Snapshot, policy: Policy, roles: Iterable[str], view_key: str, query_string: str
) -> tuple[View, RecordQuery]:
    """`GET /api/views/{view}/data`. Raises NotFound or InvalidInput with every fault."""
    view = find_view(snapshot, policy, roles, view_key)
    return view_query(snapshot, policy, view, query_string)


def find_view(snapshot: Snapshot, policy: Policy, roles: Iterable[str], view_key: str) -> View:
    """A view of the model. One of other roles is not there, except for administrators."""
    found = snapshot.model.view_by_key.get(view_key)
    if found is None or not is_shown(policy, found.roles, roles):
        raise NotFound
    return found


def view_query(
    snapshot: Snapshot, policy: Policy, view: View, query_string: str
) -> tuple[View, RecordQuery]:
    """What is read of a view, and the view as it is drawn.

    Parts of the view that the actor may not see are left out; its filter never is. What the request
    itself names is answered or refused.
    """
    entity = snapshot.model.entity_by_name.get(view.entity)
    start = policy.find(entity.name) if entity is not None else None
    if entity is None or start is None:
        raise NotFound
    request = SentRequest(snapshot, entity)
    given = request.read(query_string, only=VIEW_PARAMETERS, list_only=True)
    shown = _shown(snapshot, policy, view, start, given.get("as", ""))
    kind = shown.kind
    scope = EntityScope(snapshot.model, entity, ActorSight(policy))
    drawn = in_place(shown, given, scope, request.faults)
    query = request.listed({"sort": drawn.sort or "", **given})
    own = _own_filter(drawn, given, request.faults)
    parts = (*((("view.filter", own),) if own is not None else ()), *query.parts)

    def is_there(name: str) -> bool:
        return find_path(snapshot.model, policy, start, name) is not None

    named = query.select or _columns(drawn.columns)
    carried = [*kind.carries(drawn, entity), *filter(None, (drawn.group, given.get("date")))]
    query = replace(
        query,
        filter=all_of(parts),
        parts=parts,
        select=merge_selected((*named, *_columns(filter(is_there, carried)))),
        drawn_as=kind.key,
        colors=_colors(drawn),
    )
    ask = ViewAsk(view=drawn, kind=kind, start=start, given=given, faults=request.faults)
    return drawn, request.finish(shaped(query, ask))


def _shown(
    snapshot: Snapshot, policy: Policy, view: View, start: EntityPolicy, drawn_as: str
) -> ShownView:
    possible = drawable_kinds(start)
    if drawn_as and drawn_as not in possible:
        raise InvalidInput(faults=(kind_unknown("as", drawn_as, possible, view_kinds),))
    found = show_view(view, snapshot.model, policy, start, drawn_as or None)
    if found is None:
        raise NotFound
    return found


def _own_filter(view: View, given: Mapping[str, str], faults: list[Fault]) -> Expression | None:
    """The view's own filter, unless the request does without it."""
    wanted = given.get("own_filter", "true")
    if wanted not in ("true", "false"):
        faults.append(malformed("own_filter"))
    if not view.filter or wanted == "false":
        return None
    return parsed(view.filter, "view.filter", faults)


def _colors(view: View) -> tuple[ColorRequest, ...]:
    return tuple(ColorRequest(when=parse(rule.when), color=rule.color) for rule in view.color_rules)


def _columns(names: Iterable[str]) -> tuple[Selected, ...]:
    return read_fields(",".join(names), "view.columns", [])


def merge_selected(selected: Iterable[Selected]) -> tuple[Selected, ...]:
    """Each field once, with everything that is asked behind it. What stands plain stays plain
    where nothing is asked behind it."""
    found: dict[str, Selected] = {}
    for each in selected:
        known = found.get(each.name)
        if known is None:
            found[each.name] = each
        elif known.children is None and each.children is None:
            nested = merge_selected((*known.nested, *each.nested))
            found[each.name] = replace(known, nested=nested)
    return tuple(found.values())

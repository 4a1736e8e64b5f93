"""The table of the routes answered without a framework, and which of them answers a call."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import unquote

from engine.api.call import Call
from engine.api.data import (
    bulk,
    exports,
    file_content,
    following,
    reads,
    rows,
    undoes,
    uploads,
    writes,
)
from engine.api.data.answer import Handler
from engine.api.problems import MethodNotAllowed
from engine.api.saved_views import routes as saved
from engine.core.errors import NotFound

ROUTES: Mapping[str, Mapping[str, Handler]] = {
    "/api/data": {"GET": reads.get_entities},
    "/api/data/{entity}": {
        "GET": reads.list_records,
        "POST": writes.create,
        "PATCH": rows.update_rows,
    },
    "/api/data/{entity}/schema": {"GET": reads.get_schema},
    "/api/data/{entity}/export": {"GET": exports.export},
    "/api/data/{entity}/aggregate": {"POST": reads.aggregate},
    "/api/data/{entity}/changes": {"GET": following.get_changes},
    "/api/data/{entity}/bulk": {"POST": bulk.bulk},
    "/api/data/{entity}/by/{unique}/{value}": {"GET": reads.get_by, "PUT": bulk.put_by},
    "/api/data/{entity}/{record}": {
        "GET": reads.get_record,
        "PATCH": writes.update,
        "DELETE": writes.trash,
    },
    "/api/data/{entity}/{record}/history": {"GET": reads.get_history},
    "/api/data/{entity}/{record}/activity": {"GET": reads.get_activity},
    "/api/data/{entity}/{record}/move": {"POST": writes.move},
    "/api/data/{entity}/{record}/restore": {"POST": writes.restore},
    "/api/data/{entity}/{record}/purge": {"POST": writes.purge},
    "/api/data/{entity}/{record}/undo": {"POST": undoes.undo_record},
    "/api/changes/{change_set}/undo": {"POST": undoes.undo_changes},
    "/api/events": {"GET": following.follow_events},
    "/api/files": {"POST": uploads.upload},
    "/api/files/{file}": {"GET": file_content.get_file},
    "/api/files/content/{token}": {"GET": file_content.get_content},
    "/api/search": {"GET": reads.search},
    "/api/views": {"GET": saved.list_views, "POST": saved.add_view},
    "/api/views/{view}": {
        "GET": saved.get_view,
        "PATCH": saved.change_view,
        "DELETE": saved.trash_view,
    },
    "/api/views/{view}/restore": {"POST": saved.restore_view},
    "/api/views/{view}/choice": {"PATCH": saved.choose_view},
    "/api/views/{view}/data": {"GET": reads.run_view},
}
"""Every hot route; the first that fits a path answers it."""
_PATTERNS = tuple((path.split("/")[2:], methods) for path, methods in ROUTES.items())
_HEADS = frozenset(pattern[0] for pattern, _ in _PATTERNS)  # the word after /api/


def is_hot(path: str) -> bool:
    """Whether these routes answer for a path, if only with a refusal."""
    parts = path.split("/", 3)
    return len(parts) > 2 and parts[1] == "api" and parts[2] in _HEADS


def find_handler(call: Call) -> Callable[..., Any]:
    """What answers this path and method. Raises NotFound or MethodNotAllowed."""
    parts = [unquote(part) for part in call.path.split("/")[2:]]
    for pattern, methods in _PATTERNS:
        names = _match(pattern, parts)
        if names is None:
            continue
        handler = methods.get(call.method)
        if handler is None:
            raise MethodNotAllowed(allowed=", ".join(methods))
        return partial(handler, call=call, **names)
    raise NotFound()


def _match(pattern: Sequence[str], parts: Sequence[str]) -> dict[str, str] | None:
    if len(pattern) != len(parts):
        return None
    names: dict[str, str] = {}
    for expected, part in zip(pattern, parts, strict=True):
        if expected[0] == "{":
            names[expected[1:-1]] = part
        elif expected != part:
            return None
    return names

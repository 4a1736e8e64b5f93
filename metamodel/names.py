"""API names: one rule for entities, fields, stages, options, views and roles.

A name is snake_case ASCII, at most 40 characters, not reserved, and has no camelCase twin among its
siblings (GraphQL shows names in camelCase, so two twins would collide there).
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

NAME_MAX = 40
NAME_PATTERN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")

SYSTEM_FIELDS = ("created_at", "created_by", "updated_at", "updated_by")

RESERVED_NAMES = frozenset(
    {
        "id", "version", "count", "search", "filter", "sort", "limit", "after", "before",
        "first", "last",
        "fields", "with", "trash", "can", "data", "page", "edges", "node", "nodes", "cursor",
        "total_count", "page_info", "typename", "and", "or", "not", "in", "is", "null", "true",
        "false",
        "between", "contains", "empty", "group", "aggregate", "history", "restore", "move", "bulk",
        "merge", "by", "export", "import", "changes", "schema", "external_ids", "query", "mutation",
        "subscription", *SYSTEM_FIELDS,
    }
)  # fmt: skip


def camel_case(name: str) -> str:
    """The GraphQL spelling of an API name: `service_value` -> `serviceValue`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when nothing is close enough to suggest."""
    matches = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None

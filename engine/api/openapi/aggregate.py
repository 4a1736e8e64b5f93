"""What an aggregate takes and answers."""

from engine.access.guard_aggregate import GROUPS_MAX, MEASURES_MAX, ROWS_MAX
from engine.api.openapi.schemas import TEXT, held, listed, ref
from engine.query.aggregate_request import BUCKETS, FUNCTIONS

AGGREGATE_BODY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "group": {
            "type": "array",
            "maxItems": GROUPS_MAX,
            "items": {
                "type": "object",
                "required": ["field"],
                "additionalProperties": False,
                "properties": {
                    "field": TEXT,
                    "bucket": {"type": "string", "enum": list(BUCKETS)},
                },
            },
        },
        "measures": {
            "type": "array",
            "maxItems": MEASURES_MAX,
            "items": {
                "type": "object",
                "required": ["fn"],
                "additionalProperties": False,
                "properties": {"fn": {"type": "string", "enum": list(FUNCTIONS)}, "field": TEXT},
            },
        },
        "filter": TEXT,
        "search": TEXT,
        "sort": TEXT,
        "limit": {"type": "integer", "minimum": 1, "maximum": ROWS_MAX, "default": 100},
    },
    "examples": [
        {
            "group": [{"field": "created_at", "bucket": "month"}],
            "measures": [{"fn": "count"}],
        }
    ],
}
AGGREGATE_ROWS = held(
    listed(
        {
            "type": "object",
            "required": ["group", "measures"],
            "properties": {"group": {"type": "object"}, "measures": {"type": "object"}},
        }
    ),
    page=ref("Page"),
)

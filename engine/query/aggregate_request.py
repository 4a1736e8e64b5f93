"""From the body of `POST /api/data/{entity}/aggregate` to a RecordQuery. Every fault has its
path.
"""

import re
from collections.abc import Mapping
from typing import Any, cast, get_args

from engine.access.errors import raise_faults
from engine.access.faults import limit_fault, problem_faults
from engine.access.guard_aggregate import ROWS_MAX
from engine.access.record_query import (
    Aggregate,
    Bucket,
    GroupRequest,
    MeasureRequest,
    RecordQuery,
)
from engine.core.errors import Fault
from engine.definitions.snapshot import Snapshot
from engine.query.parameters import read_sort
from engine.query.request import find_entity
from metamodel.expression import Expression, ExpressionError, parse

ROWS = 100
BUCKETS: tuple[str, ...] = get_args(Bucket)
FUNCTIONS = ("count", "sum", "avg", "min", "max")
_KNOWN = ("group", "measures", "filter", "search", "sort", "limit")
_PATH = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")
_TEXT_MAX = 20_000


def parse_aggregate_request(snapshot: Snapshot, entity: str, sent: object) -> RecordQuery:
    """The query of an aggregate. Raises NotFound or InvalidInput with every fault."""
    name = find_entity(snapshot, entity).name
    if not isinstance(sent, dict):
        raise_faults([_malformed("body")])
    body = cast("dict[str, Any]", sent)
    faults = [_malformed(key[:60] or "body") for key in body if key not in _KNOWN]
    sort = _text(body, "sort", faults)
    filter_ = _filter(_text(body, "filter", faults), faults)
    search = _text(body, "search", faults)
    aggregate = Aggregate(
        groups=tuple(_groups(body.get("group"), faults)),
        measures=tuple(_measures(body.get("measures"), faults)),
        sort=read_sort(sort, "sort", faults),
        limit=_limit(body.get("limit", ROWS), faults),
    )
    raise_faults(faults)
    return RecordQuery(
        entity=name,
        select=(),
        filter=filter_,
        parts=(("filter", filter_),) if filter_ is not None else (),
        search=search or None,
        aggregate=aggregate,
    )


def _items(sent: Any, path: str, faults: list[Fault]) -> list[tuple[str, Mapping[str, Any]]]:
    found: list[tuple[str, Mapping[str, Any]]] = []
    if not isinstance(sent, list | None):
        faults.append(_malformed(path))
        return found
    for index, each in enumerate(cast("list[Any]", sent or [])):
        if isinstance(each, dict):
            found.append((f"{path}[{index}]", cast("dict[str, Any]", each)))
        else:
            faults.append(_malformed(f"{path}[{index}]"))
    return found


def _groups(sent: Any, faults: list[Fault]) -> list[GroupRequest]:
    found: dict[str, GroupRequest] = {}
    for path, each in _items(sent, "group", faults):
        faults.extend(_malformed(f"{path}.{key[:60]}") for key in each if key not in _GROUP)
        field, bucket = each.get("field"), each.get("bucket")
        if not isinstance(field, str) or not _PATH.match(field) or field in found:
            faults.append(_malformed(f"{path}.field"))
        elif bucket is not None and bucket not in BUCKETS:
            faults.append(_malformed(f"{path}.bucket"))
        else:
            found[field] = GroupRequest(
                path=tuple(field.split(".")), bucket=cast("Bucket | None", bucket)
            )
    return list(found.values())


_GROUP = frozenset({"field", "bucket"})
_MEASURE = frozenset({"fn", "field"})


def _measures(sent: Any, faults: list[Fault]) -> list[MeasureRequest]:
    found: list[MeasureRequest] = []
    for path, each in _items(sent, "measures", faults):
        faults.extend(_malformed(f"{path}.{key[:60]}") for key in each if key not in _MEASURE)
        fn, field = each.get("fn"), each.get("field")
        if fn not in FUNCTIONS:
            faults.append(_malformed(f"{path}.fn"))
        elif not isinstance(field, str | None) or field == "":
            faults.append(_malformed(f"{path}.field"))
        else:
            found.append(MeasureRequest(fn=fn, field=field))
    return found or [MeasureRequest(fn="count")]


def _text(body: Mapping[str, Any], key: str, faults: list[Fault]) -> str:
    sent = body.get(key)
    if sent is None:
        return ""
    if not isinstance(sent, str) or len(sent) > _TEXT_MAX or "\x00" in sent:
        faults.append(_malformed(key))
        return ""
    try:
        sent.encode()
    except UnicodeEncodeError:  # half a character, which no text of a record can hold
        faults.append(_malformed(key))
        return ""
    return sent


def _filter(text: str, faults: list[Fault]) -> Expression | None:
    if not text.strip():
        return None
    try:
        return parse(text)
    except ExpressionError as error:
        faults.extend(problem_faults(error.problems, "filter"))
        return None


def _limit(sent: Any, faults: list[Fault]) -> int:
    if isinstance(sent, int) and not isinstance(sent, bool) and 1 <= sent <= ROWS_MAX:
        return sent
    faults.append(limit_fault("limit", ROWS_MAX))
    return 1


def _malformed(path: str) -> Fault:
    form = _FORMS.get(path.rpartition(".")[2], _FORMS[""])
    return Fault(
        path=path,
        code="malformed",
        message={
            "pt-BR": "Valor ausente, repetido, desconhecido ou com formato inválido.",
            "en": "Missing, repeated, unknown or malformed.",
            "es": "Ausente, repetido, desconocido o con formato inválido.",
        },
        hint={
            "pt-BR": f"Envie na forma: {form}.",
            "en": f"Send it in the form: {form}.",
            "es": f"Envíelo en la forma: {form}.",
        },
    )


_FORMS = {
    "": '{"group": [{"field": "stage"}], "measures": [{"fn": "count"}]}',
    "field": '"field": "stage"',
    "bucket": f'"bucket": {" | ".join(BUCKETS)}',
    "fn": f'"fn": {" | ".join(FUNCTIONS)}',
    "filter": '"filter": "stage = \'new\'"',
    "search": '"search": "silva"',
    "sort": '"sort": "-count"',
}

"""What a handler answers: finished bytes, or bytes that come in pieces."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from engine.access.actor import RequestContext
from engine.api.services import Services
from engine.query.export import Exporter
from engine.query.read import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class DataApi:
    """What every handler gets first."""

    services: Services
    reader: Reader
    exporter: Exporter


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `version` is the model's it was made under."""

    status: int
    body: bytes
    version: int
    headers: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """An answer in pieces. The first of them is made before the status is sent, so a refusal is
    still a refusal; `chunks` is closed when the caller goes away.
    """

    chunks: AsyncGenerator[bytes]
    kind: bytes
    version: int
    status: int = 200
    headers: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])


Work: TypeAlias = Callable[[RequestContext], Awaitable[Answer | Stream]]
Handler: TypeAlias = Callable[..., Awaitable[Answer | Stream]]
"""`async def name(api: DataApi, ctx: RequestContext, call: Call, <names of the path>)`."""


def json_answer(
    ctx: RequestContext,
    value: Any,
    status: int = 200,
    headers: Mapping[bytes, bytes] | None = None,
) -> Answer:
    """A value as JSON."""
    body = json.dumps(value, ensure_ascii=False, default=str).encode()
    return Answer(status, body, ctx.snapshot.version, headers or {})

"""One id for a call: in its answer (`X-Request-Id`), in every log line written for it, and in the
problem a person is shown when something broke."""

import logging
import re
from contextvars import ContextVar

from engine.core.ids import new_short_id

_current: ContextVar[str] = ContextVar("nexus_request_id", default="-")
_GIVEN = re.compile(r"[A-Za-z0-9_.-]{8,64}\Z")
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"


def begin_request(given: str | None) -> str:
    """The id of the call that begins: the one a proxy gave, if it is plain, else a new one."""
    found = given if given and _GIVEN.match(given) else new_short_id(12)
    _current.set(found)
    return found


def current_request_id() -> str:
    """The id of the call being answered; `-` outside of one."""
    return _current.get()


class _AddRequestId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        return True


def log_with_request_ids() -> None:
    """Send warnings and errors to stderr, each line with the id of its call."""
    handler = logging.StreamHandler()
    handler.addFilter(_AddRequestId())
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])

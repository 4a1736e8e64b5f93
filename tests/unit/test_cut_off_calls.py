"""What the server says of calls it cuts off when it stops: their number, and all other errors."""

import asyncio
import logging
import sys

import pytest

from engine.cli._serve import tells_more_than_a_cut


@pytest.mark.parametrize(
    ("error", "is_told"), [(asyncio.CancelledError(), False), (ValueError("x"), True)]
)
def test_only_the_trace_of_a_call_cut_off_is_left_out(error: BaseException, is_told: bool) -> None:
    try:
        raise error
    except BaseException:
        traced = sys.exc_info()
    record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "Exception", None, traced)
    assert tells_more_than_a_cut(record) is is_told


def test_a_line_without_an_error_is_told() -> None:
    record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "Cancel 1 task", None, None)
    assert tells_more_than_a_cut(record)

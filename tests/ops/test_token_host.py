"""The host for machines neither reads nor sets cookies."""

import pytest
from starlette.types import Message, Receive, Scope, Send

from engine.api.token_host import TokenHost

pytestmark = pytest.mark.unit


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the cookie it saw and a cookie of its own."""
    del receive
    seen = dict(scope["headers"]).get(b"cookie", b"none")
    headers = [(b"x-seen", seen), (b"Set-Cookie", b"a=b")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def ask(token_host: str | None, host: bytes) -> dict[bytes, bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", host), (b"cookie", b"nexus_session=x")]
    await TokenHost(echo, token_host)({"type": "http", "headers": headers}, receive, send)
    return dict(sent[0]["headers"])


@pytest.mark.parametrize("host", [b"api.example", b"API.example:443"])
async def test_machines_have_no_cookies(host: bytes) -> None:
    assert await ask("api.example", host) == {b"x-seen": b"none"}


@pytest.mark.parametrize("host", [b"one.example", b"", b"api.example.evil"])
async def test_other_hosts_pass_untouched(host: bytes) -> None:
    assert await ask("api.example", host) == {
        b"x-seen": b"nexus_session=x",
        b"Set-Cookie": b"a=b",
    }


async def test_without_the_setting_nothing_changes() -> None:
    assert (await ask(None, b"api.example"))[b"x-seen"] == b"nexus_session=x"

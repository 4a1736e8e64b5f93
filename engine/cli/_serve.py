"""Serve the application: the port is taken before anything slow, signals stop it cleanly."""

import asyncio
import errno
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager

import uvicorn

from engine.core.errors import NexusError
from engine.core.settings import Settings

GRACE_SECONDS = 5


class PortTaken(NexusError):
    """Another program listens on the port."""

    code = "port_taken"
    status = 503
    message = {
        "pt-BR": "A porta {port} de {host} já está em uso.",
        "en": "Port {port} of {host} is taken by another program.",
    }
    hint = {
        "pt-BR": 'Pare-o, ou use outra porta: make run ARGS="--port {free}"',
        "en": 'Stop it, or use another port: make run ARGS="--port {free}"',
    }


class AddressRefused(NexusError):
    """The address cannot be listened on."""

    code = "address_refused"
    status = 503
    message = {
        "pt-BR": "Não é possível escutar em {host}:{port} ({reason}).",
        "en": "Cannot listen on {host}:{port} ({reason}).",
    }
    hint = {
        "pt-BR": "Verifique NEXUS_HOST; portas abaixo de 1024 exigem privilégio.",
        "en": "Check NEXUS_HOST; ports below 1024 need privilege.",
    }


def listen(settings: Settings) -> socket.socket:
    """Take the port now; raises PortTaken with a free one to use instead."""
    try:
        return bind(settings.host, settings.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            reason = error.strerror or str(error)
            raise AddressRefused(host=settings.host, port=settings.port, reason=reason) from error
        free = next_free_port(settings.host, settings.port)
        raise PortTaken(host=settings.host, port=settings.port, free=free) from error


def bind(host: str, port: int) -> socket.socket:
    """A bound socket."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def next_free_port(host: str, port: int) -> int:
    """The next port after a taken one that can be had."""
    for candidate in range(port + 1, min(port + 100, 65_536)):
        try:
            bind(host, candidate).close()
        except OSError:
            continue
        return candidate
    return 0


class Server(uvicorn.Server):
    """Uvicorn that calls back when it serves, and leaves our loop's signals as it found them.

    When it stops it calls what the application left under `end_streams`: nothing waits for them.
    """

    def __init__(
        self, config: uvicorn.Config, on_ready: Callable[[], None], end_streams: str
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._end_streams = end_streams

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start and say so."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, end the streams, then what is in flight."""
        for server in self.servers:
            server.close()
        end_streams: Callable[[], Awaitable[None]] | None = self.lifespan.state.get(
            self._end_streams
        )
        if end_streams is not None:
            await end_streams()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """The first signal ends service after the requests in flight, the second at once."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


async def serve(settings: Settings, listener: socket.socket, on_ready: Callable[[], None]) -> bool:
    """Serve until a signal; False when the application did not start."""
    from engine.api.app import END_STREAMS, create_app
    from engine.api.request_id import log_with_request_ids
    from engine.api.token_host import TokenHost

    log_with_request_ids()
    logging.getLogger("uvicorn.error").addFilter(tells_more_than_a_cut)
    config = uvicorn.Config(
        TokenHost(create_app(settings), settings.token_host),
        http="httptools",
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
    )
    server = Server(config, on_ready, END_STREAMS)
    await server.serve(sockets=[listener])
    return server.started


def tells_more_than_a_cut(record: logging.LogRecord) -> bool:
    """Calls cut off at the end of the grace are told once, by their number: not a trace of each."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))

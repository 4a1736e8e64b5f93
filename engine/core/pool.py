"""The clinic-affine pool: a connection keeps role, search_path and prepared statements of the
clinic it last served.

Law 3. Nothing left by an earlier user is trusted: role and search_path are set *before* a
connection is handed to another clinic, and one whose block was cancelled or broke off
mid-statement is thrown away, never reused.
"""

import asyncio
from collections import OrderedDict, deque
from types import TracebackType
from typing import TYPE_CHECKING

import asyncpg

from engine.core.tenant import RoleKind, role_name, schema_name

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection  # generic in its type stubs only
_Seat = tuple[str, str]  # (clinic id or "", role kind): what a connection is set up for

_SYSTEM: _Seat = ("", "login")
_LIMITS = {  # statement, lock and idle-in-transaction time-outs
    "app": ("10s", "5s", "60s"),
    "owner": ("0", "5s", "0"),
    "login": ("30s", "5s", "60s"),
}


def _set_up(seat: _Seat) -> str:
    clinic_id, kind = seat
    statement, lock, idle = _LIMITS[kind]
    limits = (
        f"set statement_timeout = '{statement}'; set lock_timeout = '{lock}';"
        f" set idle_in_transaction_session_timeout = '{idle}'"
    )
    if kind == "login":
        return f"set role none; set search_path to nexus; {limits}"
    role = role_name(clinic_id, "owner" if kind == "owner" else "app")
    return f'set role "{role}"; set search_path to "{schema_name(clinic_id)}", nexus; {limits}'


class AffinePool:
    """At most `size` connections to one database. Use `clinic()` and `system()` as async context
    managers."""

    def __init__(self, dsn: str, *, size: int = 10) -> None:
        if size < 1:
            raise ValueError("a pool needs at least one connection")
        self.dsn = dsn
        self._size = size
        self._open = 0
        self._idle: OrderedDict[Connection, _Seat] = OrderedDict()  # least recently used first
        self._by_seat: dict[_Seat, list[Connection]] = {}
        self._waiters: deque[asyncio.Future[None]] = deque()
        self._closed = False

    def clinic(self, clinic_id: str, role: RoleKind = "app") -> "_Lease":
        """A connection that speaks as this clinic's role, in its schema."""
        return _Lease(self, (clinic_id, role))

    def system(self) -> "_Lease":
        """A connection as the login role, in schema `nexus`."""
        return _Lease(self, _SYSTEM)

    async def close(self) -> None:
        """Close idle connections; those in use close when they come back."""
        self._closed = True
        idle = list(self._idle)
        self._idle.clear()
        self._by_seat.clear()
        self._open -= len(idle)
        while self._waiters:
            self._wake()
        await asyncio.gather(
            *(connection.close(timeout=2) for connection in idle), return_exceptions=True
        )

    async def acquire(self, seat: _Seat) -> Connection:
        """Take a connection for `seat`, waiting for one when all are in use."""
        while True:
            if self._closed:
                raise asyncpg.InterfaceError("the pool is closed")
            if same := self._by_seat.get(seat):
                connection = same.pop()
                del self._idle[connection]
                if not connection.is_closed():
                    return connection
                self._forget()
            elif self._open < self._size:
                self._open += 1
                return await self._set_up(None, seat)
            elif self._idle:
                connection, old = self._idle.popitem(last=False)
                self._by_seat[old].remove(connection)
                return await self._set_up(connection, seat)
            else:
                await self._wait()

    def release(self, connection: Connection, seat: _Seat, *, is_clean: bool) -> None:
        """Give a connection back. One that is not clean, or still in a transaction, is thrown
        away."""
        if not is_clean or self._closed or connection.is_closed() or connection.is_in_transaction():
            connection.terminate()
            self._forget()
            return
        self._idle[connection] = seat
        self._by_seat.setdefault(seat, []).append(connection)
        self._wake()

    async def _set_up(self, connection: Connection | None, seat: _Seat) -> Connection:
        try:
            if connection is None or connection.is_closed():
                connection = await asyncpg.connect(
                    self.dsn,
                    timeout=10,
                    statement_cache_size=1000,
                    max_cacheable_statement_size=0,
                    max_cached_statement_lifetime=0,
                    server_settings={"application_name": "nexus", "timezone": "UTC", "jit": "off"},
                )
            await connection.execute(_set_up(seat))
        except BaseException:
            if connection is not None:
                connection.terminate()
            self._forget()
            raise
        return connection

    async def _wait(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        except BaseException:
            if waiter.done() and not waiter.cancelled():
                self._wake()  # the turn was ours and we leave: pass it on
            elif waiter in self._waiters:
                self._waiters.remove(waiter)
            raise

    def _forget(self) -> None:
        self._open -= 1
        self._wake()

    def _wake(self) -> None:
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return


class _Lease:
    """One use of a connection."""

    __slots__ = ("_connection", "_pool", "_seat")

    def __init__(self, pool: AffinePool, seat: _Seat) -> None:
        self._pool, self._seat = pool, seat

    async def __aenter__(self) -> Connection:
        self._connection = await self._pool.acquire(self._seat)
        return self._connection

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Cancellation, a time-out and a lost connection leave a statement in an unknown state.
        # Errors the server
        # answered with, and errors of our own between statements, leave the connection ready.
        is_clean = kind is None or (
            issubclass(kind, Exception)
            and not issubclass(kind, (TimeoutError, OSError, asyncpg.InterfaceError))
        )
        self._pool.release(self._connection, self._seat, is_clean=is_clean)

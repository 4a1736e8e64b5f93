"""The two databases of a cell: core and chat. An entity names the datasource it is kept in."""

from dataclasses import dataclass
from typing import Literal

from engine.core.pool import AffinePool

Datasource = Literal["core", "chat"]
DATASOURCES: tuple[Datasource, ...] = ("core", "chat")


def other_datasource(name: Datasource) -> Datasource:
    """Where the copies of what is kept in this one are."""
    return "chat" if name == "core" else "core"


@dataclass(frozen=True, slots=True, kw_only=True)
class Databases:
    """A pool per datasource."""

    core: AffinePool
    chat: AffinePool

    @classmethod
    def open(cls, core_url: str, chat_url: str, *, size: int = 10) -> "Databases":
        """Pools connect when first used."""
        return cls(core=AffinePool(core_url, size=size), chat=AffinePool(chat_url, size=size))

    def source(self, name: Datasource) -> AffinePool:
        """The pool of one datasource."""
        return self.core if name == "core" else self.chat

    async def close(self) -> None:
        """Close both pools."""
        await self.core.close()
        await self.chat.close()

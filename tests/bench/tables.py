"""Physical names of what the scenarios read, from the snapshot: the floor runs over the same
tables.

In the SQL files `${lead}` is a table, `${lead.stage}` a column, `${lead.stage.since}` a further
column of a field and `${lead*procedures}` the join table of a many-to-many link.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import EntityStorage, FieldStorage

_NAME = re.compile(r"\$\{(\w+)(?:([.*])(\w+)(?:\.(\w+))?)?\}")
_FOLDER = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Tables:
    """Reads names out of a snapshot's storage map."""

    snapshot: Snapshot

    def statement(self, name: str) -> str:
        """A file of `sql/` with its names filled in."""
        return _NAME.sub(self._fill, (_FOLDER / f"{name}.sql").read_text())

    def list(self, *entities: str) -> str:
        """Tables, comma-separated."""
        return ", ".join(f'"{self._entity(entity).table}"' for entity in entities)

    def _fill(self, match: re.Match[str]) -> str:
        entity, mark, field, suffix = match.groups()
        if mark is None:
            return f'"{self._entity(entity).table}"'
        storage = self._field(entity, field)
        if mark == "*":
            assert storage.join is not None
            return f'"{storage.join.table}"'
        return f'"{storage.columns[suffix or ""]}"'

    def _entity(self, entity: str) -> EntityStorage:
        definition = self.snapshot.model.entity_by_name[entity]
        assert definition.id is not None
        return self.snapshot.storage.entities[definition.id]

    def _field(self, entity: str, field: str) -> FieldStorage:
        definition = self.snapshot.model.entity_by_name[entity].field_by_name[field]
        assert definition.id is not None
        return self._entity(entity).fields[definition.id]

"""Which indexes an entity gets, and their names.

A name ends in a hash of what the index is, so another definition is another index. All that serve
reading leave trashed records out. Row rules stay index-driven: ownership comes before the order.
"""

import hashlib
from collections.abc import Iterator, Mapping

from engine.definitions.storage import EntityStorage
from engine.kinds.field_type import FieldType
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model
from metamodel.value import Value

__all__ = ["Index", "build_indexes", "hashed_name"]

_SYSTEM_COLUMNS = {
    "created_at": "_created_at",
    "updated_at": "_updated_at",
    "created_by": "_created_by",
    "updated_by": "_updated_by",
    "id": "id",
}
_NEWEST = ('"_created_at" desc', '"id" desc')


class Index(Value):
    """`columns` are SQL; `live` leaves trashed records out; `fields` are the ids it serves."""

    name: str
    table: str
    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    method: str = "btree"
    unique: bool = False
    live: bool = True

    @classmethod
    def build(
        cls,
        table: str,
        purpose: str,
        *,
        columns: tuple[str, ...],
        include: tuple[str, ...] = (),
        fields: tuple[str, ...] = (),
        method: str = "btree",
        unique: bool = False,
        live: bool = True,
    ) -> "Index":
        """An index whose name says its table, purpose and content."""
        content = repr((columns, include, method, unique, live))
        return cls(
            name=hashed_name(table, purpose, content),
            table=table,
            columns=columns,
            include=include,
            fields=fields,
            method=method,
            unique=unique,
            live=live,
        )

    @property
    def predicate(self) -> str:
        """The WHERE of the index, or nothing."""
        return " where _trashed_at is null" if self.live else ""

    def sql(self, *, concurrently: bool) -> str:
        """CREATE INDEX."""
        words = ["create", *(["unique"] if self.unique else []), "index"]
        words += ["concurrently"] if concurrently else []
        words += [f'if not exists "{self.name}" on "{self.table}" using {self.method}']
        words += [f"({', '.join(self.columns)})"]
        words += [f"include ({', '.join(self.include)})"] if self.include else []
        return " ".join(words) + self.predicate


def hashed_name(subject: str, purpose: str, content: str) -> str:
    """`_lead_board_1f2e3d4c`: starts with an underscore, so no table is ever called so."""
    digest = hashlib.sha256(f"{subject} {content}".encode()).hexdigest()[:8]
    return f"_{subject[: 52 - len(purpose)].strip('_')}_{purpose}_{digest}"


def build_indexes(
    entity: Entity, stored: EntityStorage, model: Model, kinds: Mapping[str, FieldType]
) -> list[Index]:
    """The indexes of an entity's table, each once."""
    work = _Work(entity, stored, model, kinds)
    found: dict[str, Index] = {}
    for index in (*work.lists(), *work.boards(), *work.fields(), *work.unique_sets()):
        found.setdefault(index.name, index)
    return list(found.values())


class _Work:
    def __init__(
        self, entity: Entity, stored: EntityStorage, model: Model, kinds: Mapping[str, FieldType]
    ) -> None:
        self._entity, self._stored, self._kinds = entity, stored, kinds
        self._views = [view for view in model.views if view.entity == entity.name]

    def lists(self) -> Iterator[Index]:
        """The default order, over all and per owner; then the orders of saved views."""
        yield self._build("list", columns=_NEWEST)
        for field in self._owners():
            yield self._build("own", columns=(self._column(field), *_NEWEST), fields=(field,))
        for view in self._views:
            order = self._order(view.sort)
            if order and order != _NEWEST:
                yield self._build("sort", columns=order)

    def boards(self) -> Iterator[Index]:
        """Cards of a column in order, and what counts and sums need, over all and per owner."""
        for field in self._entity.fields:
            views = [view for view in self._views if view.field == field.name]
            if not (field.pipeline or views) or not self._has_column(field):
                continue
            column, owners = self._column(field), list(self._owners())
            measured = {m.field for view in views for m in view.measures if m.field}
            include = tuple(
                self._column(other)
                for other in (
                    *owners,
                    *(self._entity.field_by_name.get(n) for n in sorted(measured)),
                )
                if other is not None and self._has_column(other)
            )
            orders = dict.fromkeys(self._order(view.sort) or _NEWEST for view in views)
            for order in orders or (_NEWEST,):
                yield self._build(
                    "board", columns=(column, *order), include=include, fields=(field,)
                )
            for owner in owners:
                yield self._build(
                    "own_board", columns=(self._column(owner), column, *_NEWEST), fields=(field,)
                )

    def fields(self) -> Iterator[Index]:
        """Links both ways, what is marked `index`, searched text, and unique fields."""
        owners = {field.name for field in self._owners()}
        for field in self._entity.fields:
            kind = self._kinds[field.type]
            storage = self._stored.fields.get(field.id or "")
            if storage is None or not storage.columns:
                continue
            if kind.relation == "one" and field.name not in owners:
                columns = (self._column(field), *_NEWEST)
                yield self._build("link", columns=columns, fields=(field,), live=False)
            elif kind.relation == "any" and "id" in storage.columns:
                columns = (f'"{storage.columns["id"]}"', *_NEWEST)
                yield self._build("link", columns=columns, fields=(field,), live=False)
            elif field.index and kind.is_list:
                column = self._column(field)
                columns = (f"nexus.fold_list({column})" if kind.folded else column,)
                yield self._build("list", columns=columns, fields=(field,), method="gin")
            elif field.index and self._has_column(field):
                columns = (*self._sort_parts(field), '"id"')
                yield self._build("sort", columns=columns, fields=(field,))
            if field.searchable and self._has_column(field):
                places = {suffix: f'"{name}"' for suffix, name in storage.columns.items()}
                text = kind.searched_sql(places, field)
                yield self._build(
                    "search",
                    columns=(f"nexus.fold({text}) nexus.gin_trgm_ops",),
                    fields=(field,),
                    method="gin",
                )
            if field.unique and self._has_column(field):
                yield self._unique((field,))

    def unique_sets(self) -> Iterator[Index]:
        """Fields that together stand once among records that are not in the trash."""
        for entry in self._entity.unique:
            fields = tuple(self._entity.field_by_name[name] for name in entry.fields)
            if fields and all(self._has_column(field) for field in fields):
                yield self._unique(fields)

    def _owners(self) -> Iterator[Field]:
        ownership = self._entity.ownership
        for name in (ownership.member, ownership.unit, ownership.team):
            field = self._entity.field_by_name.get(name or "")
            if field is not None and self._has_column(field):
                yield field

    def _order(self, sort: str | None) -> tuple[str, ...] | None:
        """The index columns of a view's order; None when another table or definition gives it."""
        columns: list[str] = []
        end = ""
        for part in (sort or "-created_at").split(","):
            name, end = part.strip().lstrip("-"), " desc" if part.strip().startswith("-") else ""
            if name in _SYSTEM_COLUMNS:
                columns.append(f'"{_SYSTEM_COLUMNS[name]}"{end}')
                continue
            field = self._entity.field_by_name.get(name)
            if field is None or not self._has_column(field) or not self._is_plain(field):
                return None
            last = " desc nulls last" if end else ""
            columns.extend(f"{each}{last}" for each in self._sort_parts(field))
        return (*columns, f'"id"{end}')

    def _is_plain(self, field: Field) -> bool:
        kind = self._kinds[field.type]
        return kind.relation == "none" and not field.options and field.pipeline is None

    def _sort_parts(self, field: Field) -> tuple[str, ...]:
        column, kind = self._column(field), self._kinds[field.type]
        if kind.folded:
            return (f"nexus.fold({column})", f'{column} collate "C"')
        is_text = kind.expression_type == "text"
        return (f'{column} collate "C"',) if is_text else (column,)

    def _unique(self, fields: tuple[Field, ...]) -> Index:
        columns = tuple(
            f"nexus.fold({self._column(field)})"
            if self._kinds[field.type].folded
            else self._column(field)
            for field in fields
        )
        return self._build("unique", columns=columns, fields=fields, unique=True)

    def _has_column(self, field: Field) -> bool:
        storage = self._stored.fields.get(field.id or "")
        return storage is not None and "" in storage.columns

    def _column(self, field: Field) -> str:
        return f'"{self._stored.fields[field.id or ""].columns[""]}"'

    def _build(
        self,
        purpose: str,
        *,
        columns: tuple[str, ...],
        include: tuple[str, ...] = (),
        fields: tuple[Field, ...] = (),
        method: str = "btree",
        unique: bool = False,
        live: bool = True,
    ) -> Index:
        return Index.build(
            self._stored.table,
            purpose,
            columns=columns,
            include=tuple(dict.fromkeys(include)),
            fields=tuple(field.id or "" for field in fields),
            method=method,
            unique=unique,
            live=live,
        )

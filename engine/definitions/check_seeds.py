"""The records a package brings, checked before anything is installed: required fields, types,
lengths, keys, links between seeds, uniqueness. What only the database can say is left to the write.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from engine.definitions.seed import seed_id
from engine.kinds.field_type import FieldType, InvalidValue, Stored, field_types
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model
from metamodel.package import AppPackage
from metamodel.report import Report
from metamodel.wording import ByLocale, nearest

__all__ = ["check_seeds"]

_OF_ACTOR = ("$me", "$unit")  # a seed is written by nobody, nowhere


def check_seeds(
    model: Model,
    packages: Sequence[AppPackage],
    sound: Collection[tuple[str, str]],
    report: Report,
) -> None:
    """Report what is wrong with the seeds of packages that are looked at. `sound` are fields whose
    values can be cleaned, by entity and name."""
    brought = {
        (entity, seed_id(package.key, entity, position))
        for package in packages
        for entity, records in package.seed.items()
        for position in range(len(records))
    }
    for package in (each for each in packages if report.is_fresh(each.key)):
        for name, records in package.seed.items():
            entity = model.entity_by_name.get(name)
            if entity is None or entity.name != name:
                continue  # said by the language
            check = _SeedCheck(model, entity, frozenset(sound), frozenset(brought), report)
            for position, record in enumerate(records):
                check.record(position, record)


@dataclass(slots=True)
class _SeedCheck:
    """The records of one entity, one by one."""

    model: Model
    entity: Entity
    sound: frozenset[tuple[str, str]]
    brought: frozenset[tuple[str, UUID]]
    report: Report
    seen: dict[tuple[tuple[str, ...], tuple[object, ...]], int] = field(
        default_factory=dict[tuple[tuple[str, ...], tuple[object, ...]], int]
    )

    def record(self, position: int, values: Mapping[str, Any]) -> None:
        """Report what is wrong with one record."""
        stored: dict[str, Stored] = {}
        for each in self.entity.fields:
            kind = field_types.get(each.type)
            if kind is None or (self.entity.name, each.name) not in self.sound:
                continue
            is_empty = values.get(each.name) is None
            if not is_empty:
                cleaned = self._clean(position, kind, each, values[each.name])
                if cleaned is None:
                    continue
                is_empty = not any(cleaned.values())
                if not is_empty:
                    stored[each.name] = cleaned
            if is_empty and self._is_needed(each, each.name in values):
                self._error("seed_required", position, each.name)
        self._check_stages(position, values, stored)
        self._check_unique(position, stored)

    def _is_needed(self, field: Field, is_given: bool) -> bool:
        if field.type == "stage":
            return is_given
        has_default = field.default is not None and field.default not in _OF_ACTOR
        return field.required and (is_given or not has_default)

    def _check_stages(
        self, position: int, values: Mapping[str, Any], stored: Mapping[str, Stored]
    ) -> None:
        """What the stage a record begins in asks for."""
        for each in self.entity.fields:
            pipeline = self.entity.pipeline_by_name.get(each.pipeline or "")
            if pipeline is None or not pipeline.stages:
                continue
            key = stored[each.name][""] if each.name in stored else pipeline.first_stage
            needs = next((stage.requires for stage in pipeline.stages if stage.key == key), ())
            for name in needs:
                field = self.entity.field_by_name.get(name)
                if field is None or field.required or values.get(name) is not None:
                    continue
                if field.default is None or name in values:
                    self._error("seed_required", position, name)

    def _clean(self, position: int, kind: FieldType, field: Field, value: Any) -> Stored | None:
        if self._is_other_side(kind, field):
            self._error("seed_not_written", position, field.name)
            return None
        try:
            stored = kind.clean(value, field)
        except InvalidValue as error:
            hint = dict(error.hint) if error.hint else None
            self._error("seed_value", position, field.name, hint, reason=ByLocale(error.message))
            return None
        pipeline = self.entity.pipeline_by_name.get(field.pipeline or "")
        if kind.key == "stage" and pipeline is not None:
            keys = [stage.key for stage in pipeline.stages]
            if stored[""] not in keys:
                self.report.error(
                    "stage_unknown",
                    self._path(position, field.name),
                    nearest(str(stored[""]), keys),
                    name=stored[""],
                )
                return None
        if any(each not in self.brought for each in _links(self.model, kind, field, stored)):
            self._error("seed_link", position, field.name)
        return stored

    def _is_other_side(self, kind: FieldType, field: Field) -> bool:
        target = self.model.entity_by_name.get(field.to or "")
        back = target.field_by_name.get(field.inverse or "") if target else None
        other = field_types.get(back.type) if back else None
        return kind.relation == "many" and other is not None and other.relation in ("one", "any")

    def _check_unique(self, position: int, stored: Mapping[str, Stored]) -> None:
        single = [(each.name,) for each in self.entity.fields if each.unique]
        for names in (*single, *(each.fields for each in self.entity.unique)):
            parts = [self._plain(name, stored[name]) for name in names if name in stored]
            if len(parts) < len(names) or None in parts:
                continue
            other = self.seen.setdefault((names, tuple(parts)), position)
            if other != position:
                self._error("seed_twice", position, names[0], other=other + 1)

    def _plain(self, name: str, stored: Stored) -> object:
        """The value as unique indexes compare it: text without case and accents."""
        value, kind = stored.get(""), field_types[self.entity.field_by_name[name].type]
        if not isinstance(value, str) or not kind.folded:
            return value
        apart = unicodedata.normalize("NFKD", value.lower())
        return "".join(each for each in apart if not unicodedata.combining(each))

    def _path(self, position: int, name: str) -> str:
        return f"seed.{self.entity.name}.{position}.{name}"

    def _error(
        self,
        code: str,
        position: int,
        name: str,
        remedy: dict[str, str] | None = None,
        **params: Any,
    ) -> None:
        named = {"number": position + 1, "entity": self.entity.name, "name": name, **params}
        self.report.error(code, self._path(position, name), remedy, **named)


def _links(
    model: Model, kind: FieldType, field: Field, stored: Stored
) -> Iterator[tuple[str, UUID]]:
    """Entity and id of every record a value points to."""
    if kind.relation == "any":
        yield stored["entity"], stored["id"]
    elif kind.relation == "many":
        yield from ((field.to or "", each) for each in stored[""])
    elif kind.relation == "one":
        yield field.to or "", stored[""]

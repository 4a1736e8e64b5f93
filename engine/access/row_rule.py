"""Row rules: which records of an entity somebody may touch, as alternatives of a few kinds of
term.
"""

from dataclasses import dataclass
from typing import TypeAlias

from metamodel.expression import TypedExpression, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The member in `field` is the actor."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTeam:
    """The team in `field` is one of the actor's."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerInTeams:
    """The member in `field` belongs to one of the actor's teams."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfUnit:
    """The unit in `field` is one of the actor's."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The record satisfies a typed condition."""

    condition: TypedExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """The record behind `link` may be read."""

    link: str


Term: TypeAlias = Own | OfTeam | OwnerInTeams | OfUnit | Where | Via


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """Which records: all of them, or those for which any of the terms holds; without terms none."""

    everything: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether no record can satisfy it."""
        return not self.everything and not self.terms

    def either(self, other: "RowRule") -> "RowRule":
        """What one rule or the other allows."""
        if self.everything or other.everything:
            return ALL
        return RowRule(terms=tuple(dict.fromkeys((*self.terms, *other.terms))))


ALL = RowRule(everything=True)
NONE = RowRule()


def condition_mark(condition: TypedExpression | None) -> str | None:
    """The digest of a condition."""
    return None if condition is None else digest(condition.root)


def rule_marks(rule: RowRule) -> list[str | None]:
    """What a rule allows, for the shape of a policy: equal rules have equal marks."""
    if rule.everything:
        return ["all"]
    return [
        condition_mark(term.condition)
        if isinstance(term, Where)
        else f"{type(term).__name__}:{term.link if isinstance(term, Via) else term.field}"
        for term in rule.terms
    ]

"""Checks every expression of a model: it parses, its types fit, and it stays in its datasource."""

from dataclasses import dataclass

from metamodel.check_paths import report_broken
from metamodel.entity import Entity
from metamodel.expression import (
    BOOLEAN,
    Expression,
    ExpressionError,
    ExpressionProblem,
    Kind,
    Type,
    TypedExpression,
    Variable,
    check_types,
    link,
    list_of,
    named_type,
    parse,
)
from metamodel.expression import paths as paths_of
from metamodel.field import Field
from metamodel.paths import Broken, Paths
from metamodel.pipeline import Pipeline, Transition
from metamodel.problem import Problem
from metamodel.report import Report
from metamodel.wording import clip, hint

_POSITION = {"pt-BR": "na posição", "en": "at position", "es": "en la posición"}
PATH_MAX = 4
DEFAULT_VARIABLES = frozenset({"me", "unit", "today", "now"})
"""What a default may ask for when a record is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelScope:
    """What names mean in an expression on records of `entity`. All fields are known here."""

    entity: Entity
    paths: Paths

    def field_type(self, path: tuple[str, ...]) -> Type | None:
        """The type at the end of a path, a list when a to-many link is on its way."""
        if len(path) > PATH_MAX:
            return None
        if path[-1] == "id":
            return self._identity(path[:-1])
        found = self.paths.follow(self.entity, ".".join(path))
        if isinstance(found, Broken):
            return self._beyond(found, path)
        ends = field_type(found[-1].entity, found[-1].field, self.paths)
        many = any(step.relation == "many" for step in found[:-1])
        return list_of(ends) if many else ends

    def _identity(self, path: tuple[str, ...]) -> Type | None:
        if not path:
            return link(self.entity.name)
        found = self.paths.follow(self.entity, ".".join(path))
        target = None if isinstance(found, Broken) else self.paths.target(found[-1].field)
        if target is None or isinstance(found, Broken):
            return None
        many = any(step.relation == "many" for step in found)
        return list_of(link(target.name)) if many else link(target.name)

    def _beyond(self, found: Broken, path: tuple[str, ...]) -> Type | None:
        """What another datasource keeps has a type too; that it cannot be reached is said
        elsewhere.
        """
        if found.trouble != "other_datasource" or found.crossed is None:
            return None
        field = self.paths.field(found.crossed, found.name)
        last = field is not None and path[-1] == found.name
        return field_type(found.crossed, field, self.paths) if field and last else None

    def suggest(self, name: str) -> str | None:
        """The path with its first unknown step mended."""
        found = self.paths.follow(self.entity, name[:200])
        if not isinstance(found, Broken) or found.nearest is None:
            return None
        before, _, _ = name.rpartition(found.name)
        return f"{before}{found.nearest}"


def field_type(entity: Entity, field: Field, paths: Paths) -> Type:
    """The type of a field in expressions."""
    facts = paths.catalogue.field_types.get(field.type)
    if facts is None:
        return named_type("other")
    keys = tuple(option.key for option in field.options)
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    if pipeline is not None:
        keys = tuple(stage.key for stage in pipeline.stages)
    target = paths.target(field) if facts.relation in ("one", "many") else None
    return named_type(
        facts.expression_type,
        options=keys,
        entity=target.name if target else None,
        many=facts.relation == "many" or facts.is_list,
    )


def check_condition(
    path: str, text: str, entity: Entity, paths: Paths, report: Report
) -> TypedExpression | None:
    """The typed condition, or problems with their position in the text."""
    return check_expression(path, text, entity, paths, report, BOOLEAN)


def check_expression(
    path: str, text: str, entity: Entity, paths: Paths, report: Report, expected: Type | None
) -> TypedExpression | None:
    """The typed expression, or problems with their position in the text."""
    try:
        ast = parse(text)
    except ExpressionError as error:
        _report(path, error.problems, report)
        return None
    crossed = False
    for segments in sorted(paths_of(ast)):
        found = paths.follow(entity, ".".join(segments))
        if isinstance(found, Broken) and found.trouble == "other_datasource":
            report_broken(path, ".".join(segments), found, report)
            crossed = True
    if crossed:
        return None
    typed = check_types(ast, ModelScope(entity=entity, paths=paths), expected)
    if isinstance(typed, TypedExpression):
        return typed
    if not _reads_broken(ast, entity, paths, report):
        _report(path, tuple(typed), report)
    return None


def _reads_broken(ast: Expression, entity: Entity, paths: Paths, report: Report) -> bool:
    """Whether a name in the expression is of a definition that could not be read."""
    for segments in paths_of(ast) if report.broken else ():
        found = paths.follow(entity, ".".join(segments))
        if isinstance(found, Broken):
            field = found.entity.field_by_name.get(found.name)
            missing = f"entities.{found.entity.name}.fields.{found.name}"
            if report.is_broken(f"entities.{field.to}" if field else missing):
                return True
    return False


def _report(path: str, problems: tuple[ExpressionProblem, ...], report: Report) -> None:
    for each in problems:
        message = {
            locale: f"{clip(text)} ({_POSITION.get(locale, _POSITION['en'])} {each.position + 1})"
            for locale, text in each.messages().items()
        }
        hints = each.hint_texts() or {}
        report.problems.append(
            Problem(
                code=f"expression_{each.code}",
                path=path,
                message=message,
                hint={locale: clip(text) for locale, text in hints.items()} or None,
            )
        )


def check_expressions(paths: Paths, report: Report) -> None:
    """Filters of views, rules, gates, layout conditions and defaults. Roles are checked with
    access.
    """
    for view in paths.model.views:
        entity = paths.entity(view.entity)
        if entity is None:
            continue
        if view.filter:
            check_condition(f"views.{view.key}.filter", view.filter, entity, paths, report)
        for index, rule in enumerate(view.color_rules):
            at = f"views.{view.key}.color_rules.{index}.when"
            check_condition(at, rule.when, entity, paths, report)
    for entity in paths.model.entities:
        prefix = f"entities.{entity.name}"
        for index, rule in enumerate(entity.rules):
            check_condition(f"{prefix}.rules.{index}.when", rule.when, entity, paths, report)
        for pipeline in entity.pipelines:
            for stage in pipeline.stages:
                at = f"{prefix}.pipelines.{pipeline.name}.stages.{stage.key}.gate"
                if stage.gate is not None:
                    check_condition(at, stage.gate, entity, paths, report)
            _check_moves(f"{prefix}.pipelines.{pipeline.name}", entity, pipeline, paths, report)
        _check_items(prefix, entity, paths, report)
        _check_defaults(prefix, entity, paths, report)


def _check_moves(
    prefix: str, entity: Entity, pipeline: Pipeline, paths: Paths, report: Report
) -> None:
    for source, moves in pipeline.transitions.items():
        for index, move in enumerate(moves):
            if isinstance(move, Transition) and move.when is not None:
                at = f"{prefix}.transitions.{source}.{index}.when"
                check_condition(at, move.when, entity, paths, report)


def _check_items(prefix: str, entity: Entity, paths: Paths, report: Report) -> None:
    for layout in entity.layouts:
        for item in layout.all_items():
            shown = item.field or item.widget or item.related
            for attribute in ("visible", "required", "read_only"):
                text: str | None = getattr(item, attribute)
                at = f"{prefix}.layouts.{layout.name}.items.{shown}.{attribute}"
                if text is not None:
                    check_condition(at, text, entity, paths, report)


def _check_defaults(prefix: str, entity: Entity, paths: Paths, report: Report) -> None:
    for field in entity.fields:
        default = field.default
        if not isinstance(default, str) or not default.startswith("$"):
            continue
        at = f"{prefix}.fields.{field.name}.default"
        typed = check_expression(at, default, entity, paths, report, None)
        if typed is not None and not _fits(typed, entity, field, paths):
            remedy = hint("default_variable")
            report.error("default_wrong_type", at, remedy, value=default, name=field.name)


def _fits(typed: TypedExpression, entity: Entity, field: Field, paths: Paths) -> bool:
    """Whether a default that is computed when a record is made is one, and of the field's type."""
    expected = field_type(entity, field, paths)
    if not isinstance(typed.root, Variable) or typed.type.kind is not expected.kind:
        return False
    target = paths.target(field)
    if expected.kind is not Kind.LINK:
        return typed.root.name in DEFAULT_VARIABLES
    return target is not None and typed.type.entity in (target.system, target.name)

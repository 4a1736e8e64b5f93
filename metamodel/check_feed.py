"""Checks how an entity's records stand in the activity of others: each name is a field of the kind
that is needed there.
"""

from metamodel.check_paths import check_field
from metamodel.entity import Entity, Feed
from metamodel.paths import Paths
from metamodel.report import Report

_WORDS = frozenset({"text", "long_text", "rich_text"})
_MOMENTS = frozenset({"datetime", "created_at", "updated_at"})
_PEOPLE = frozenset({"member", "created_by", "updated_by"})


def check_feed(entity: Entity, paths: Paths, report: Report) -> None:
    """The fields a feed names; what it happens at is never empty."""
    feed = entity.feed
    if feed is None:
        return
    path = f"entities.{entity.name}.feed"
    _check_kind(path, entity, feed, "text", _WORDS, paths, report)
    _check_kind(path, entity, feed, "details", _WORDS, paths, report)
    _check_kind(path, entity, feed, "author", _PEOPLE, paths, report)
    _check_kind(path, entity, feed, "kind", frozenset({"choice"}), paths, report)
    if _check_kind(path, entity, feed, "at", _MOMENTS, paths, report):
        at = entity.field_by_name.get(feed.at)
        if at is not None and at.type == "datetime" and not at.required:
            report.error("feed_moment", f"{path}.at", name=feed.at)
    for name in (*feed.shows, *feed.compose):
        check_field(path, entity, name, paths, report)


def _check_kind(
    path: str,
    entity: Entity,
    feed: Feed,
    attribute: str,
    types: frozenset[str],
    paths: Paths,
    report: Report,
) -> bool:
    """Whether the attribute names a field of one of the types; None names nothing."""
    name: str | None = getattr(feed, attribute)
    if name is None:
        return False
    at = f"{path}.{attribute}"
    field = check_field(at, entity, name, paths, report)
    if field is None:
        return False
    if field.type not in types:
        report.error("feed_field", at, name=name, type=field.type, attribute=attribute)
        return False
    return True

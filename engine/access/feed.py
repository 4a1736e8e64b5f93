"""The feed of an entity as one actor may know it: what it may not see is not named."""

from engine.access.policy import EntityPolicy
from metamodel.entity import Feed


def visible_feed(policy: EntityPolicy) -> Feed | None:
    """How the entity's records stand in activity; None when the actor sees no moment of them."""
    feed = policy.entity.feed
    if feed is None or not policy.can("read") or policy.access(feed.at).access == "masked":
        return None
    text = feed.text or policy.entity.title

    def seen(name: str | None) -> str | None:
        return name if name is not None and policy.access(name).is_visible else None

    if not (seen(feed.at) and seen(text)):
        return None
    return Feed(
        text=text,
        details=seen(feed.details),
        at=feed.at,
        author=seen(feed.author) or "",
        kind=seen(feed.kind),
        shows=tuple(filter(seen, feed.shows)),
        compose=tuple(filter(seen, feed.compose)),
    )

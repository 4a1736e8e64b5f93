"""The sidebar. An entry appears when its app is installed and the member may see its entity."""

from metamodel.label import Label
from metamodel.value import Definition


class MenuEntry(Definition):
    """Opens `view` (a view key) or the default view of `entity`."""

    key: str
    label: Label | None = None
    icon: str | None = None
    entity: str | None = None
    view: str | None = None
    group: Label | None = None
    order: int = 100
    roles: tuple[str, ...] = ("*",)

"""The definitions that stand in one file, as nodes."""

from metamodel.yaml_source import Node


def elements(node: Node, key: str) -> list[Node]:
    """The definitions in a file: a list under `key`, a bare list, or the file itself as one."""
    inner = node.find(key) if isinstance(node.value, dict) else node
    if inner is None:
        return [node]
    if inner.value is None:
        return []
    return inner.value if isinstance(inner.value, list) else [inner]


def key_of(node: Node) -> str:
    """The key a definition gives itself, else its line."""
    key = node.find("key")
    return key.written if key else str(node.line)

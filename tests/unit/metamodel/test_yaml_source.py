"""Reading YAML with lines: the dialect, and everything that is refused."""

import pytest

from metamodel.yaml_source import FILE_MAX, read_yaml


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(each.code, each.line) for each in read_yaml(text, "x.yaml")[1]]


def test_words_of_yaml_1_1_are_text() -> None:
    node, problems = read_yaml("on: [yes, no, off, 12:30, 0o7, 2024-01-01, 1e3]\n", "x.yaml")
    assert problems == []
    assert node is not None
    assert node.plain() == {"on": ["yes", "no", "off", "12:30", "0o7", "2024-01-01", "1e3"]}


def test_scalars() -> None:
    node, _ = read_yaml("[1, -2, 1.5, true, null, ~, '3', \"\\u00e9\", 1.0e999]", "x.yaml")
    assert node is not None
    assert node.plain() == [1, -2, 1.5, True, None, None, "3", "é", "1.0e999"]


def test_lines_are_of_the_keys() -> None:
    node, _ = read_yaml("# c\na:\n  b:\n    - x\n", "x.yaml")
    assert node is not None
    inner = node.find("a")
    assert inner is not None
    assert (node.key_lines, inner.key_lines) == ({"a": 2}, {"b": 3})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\nb: 1\nb: 3\n", [("duplicate_key", 2), ("duplicate_key", 4)]),
        ("a: [\n", [("yaml_bracket", 1)]),
        ("a: !!python/object:os.system x\n", [("yaml_tag", 1)]),
        ("a: 1\n---\nb: 2\n", [("yaml_documents", 2)]),
        ("a: *nobody\n", [("yaml_alias", 1)]),
        ("? [a]\n: 1\n", [("yaml_key", 1)]),
        ("a: 1\nb: x\0y\n", [("text_forbidden", 2)]),
        ('a: "x\\0y"\n', [("text_forbidden", 1)]),
        ("a: \ud800\n", [("text_forbidden", 1)]),
        ("a: &x [*x]\n", [("yaml_alias", 1)]),
        ("[" * 1000, [("yaml_depth", 1)]),
        ("a: " + "x" * FILE_MAX, [("file_too_large", 1)]),
    ],
)
def test_refused(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


def test_alias_bomb_is_refused_before_it_unfolds() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert [code for code, _ in codes("\n".join(lines))] == ["yaml_weight"]


def test_right_to_left_and_emoji_are_plain_text() -> None:
    node, problems = read_yaml("label: שלום 😀\n", "x.yaml")
    assert problems == []
    assert node is not None
    assert node.plain() == {"label": "שלום 😀"}

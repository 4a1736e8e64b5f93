"""Versions and their ranges."""

import pytest

from metamodel.version_range import parse_range, parse_version


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        (">=1.0 <2", "1.0.0 1.9.9", "0.9.9 2.0.0 2.0.0-rc.1"),
        (">=1.0,<2", "1.0.0", "2.0.0"),
        ("*", "0.0.1 9.9.9", ""),
        ("^1.2", "1.2.0 1.9.0", "1.1.9 2.0.0"),
        ("^0.2.3", "0.2.3 0.2.9", "0.3.0 0.2.2"),
        ("^0.0.3", "0.0.3", "0.0.4"),
        ("~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2"),
        ("~1.2", "1.2.0 1.2.9", "1.3.0"),
        ("1.x", "1.0.0 1.9.0", "2.0.0 0.9.0"),
        ("1.4", "1.4.0 1.4.9", "1.5.0"),
        ("=1.4.2", "1.4.2", "1.4.3"),
        ("!=1.4.2", "1.4.3", "1.4.2"),
        (">1.4", "1.5.0", "1.4.9"),
        ("<=1.4", "1.4.9", "1.5.0"),
        ("<1 || >=3", "0.9.0 3.0.0", "1.0.0 2.9.0"),
    ],
)
def test_ranges(text: str, inside: str, outside: str) -> None:
    found = parse_range(text)
    assert found is not None
    assert [text for text in inside.split() if not found.holds(_version(text))] == []
    assert [text for text in outside.split() if found.holds(_version(text))] == []


def _version(text: str):
    version = parse_version(text)
    assert version is not None
    return version


@pytest.mark.parametrize("text", ["", "x.y", "1.2.3.4", ">= ", "newest", "1 - 2", "9" * 300])
def test_no_ranges(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize("text", ["1", "1.0", "v1.0.0", "1.0.0 ", "01.0.0", "1.0.0\n"])
def test_no_versions(text: str) -> None:
    assert parse_version(text) is None


def test_order_of_versions() -> None:
    texts = (
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.1.0 2.0.0"
    )
    versions = [_version(text) for text in texts.split()]
    assert sorted([*versions[4:], *versions[:4]]) == versions

"""The keyring: what it signs it knows again, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.keyring import (
    Keyring,
    KeyringInvalid,
    TokenInvalid,
    format_keys,
    load_keyring,
    new_key,
    parse_keys,
)

pytestmark = pytest.mark.unit

OLD, NEW = new_key(), new_key()
RING = Keyring(keys=(NEW, OLD))


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_is_signed_is_verified(payload: bytes, purpose: str) -> None:
    assert RING.verify(purpose, RING.sign(purpose, payload)) == payload


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_is_encrypted_is_decrypted(secret: bytes, purpose: str) -> None:
    assert RING.decrypt(purpose, RING.encrypt(purpose, secret)) == secret


@given(st.data())
def test_a_token_with_one_letter_changed_is_refused(data: st.DataObject) -> None:
    token = data.draw(
        st.sampled_from([RING.sign("cursor", b"abc"), RING.encrypt("cursor", b"abc")])
    )
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.characters(codec="utf-8").filter(lambda c: c != token[place]))
    forged = token[:place] + letter + token[place + 1 :]
    for read in (RING.verify, RING.decrypt):
        with pytest.raises(TokenInvalid):
            read("cursor", forged)


@given(st.text(max_size=200))
def test_any_text_is_refused_and_never_a_crash(text: str) -> None:
    for read in (RING.verify, RING.decrypt):
        with pytest.raises(TokenInvalid):
            read("cursor", text)


def test_a_token_of_one_purpose_is_refused_for_another() -> None:
    with pytest.raises(TokenInvalid):
        RING.verify("session", RING.sign("cursor", b"x"))
    with pytest.raises(TokenInvalid):
        RING.decrypt("session", RING.encrypt("cursor", b"x"))


def test_keys_rotate() -> None:
    before = Keyring(keys=(OLD,))
    after = Keyring(keys=(NEW,))
    assert RING.verify("p", before.sign("p", b"x")) == b"x"
    assert RING.sign("p", b"x").startswith(NEW.id)
    with pytest.raises(TokenInvalid):
        after.verify("p", before.sign("p", b"x"))


def test_secrets_are_not_shown() -> None:
    assert str(OLD.secret) not in repr(RING)


def test_the_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    first = load_keyring(tmp_path / "var", None)
    path = tmp_path / "var" / "keys"
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_keyring(tmp_path / "var", None) == first
    assert [file.name for file in path.parent.iterdir()] == ["keys"]


def test_given_keys_replace_the_file(tmp_path: Path) -> None:
    ring = load_keyring(tmp_path / "var", format_keys([NEW, OLD]).replace("\n", ","))
    assert ring == RING
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it holds no key"),
        ("abc", "entry 1 is malformed"),
        ("a:c2hvcnQ", "entry 1 is malformed"),
        (f"{format_keys([OLD])}!:x", "entry 2 is malformed"),
        (format_keys([OLD, OLD]), "two keys have the same id"),
    ],
    ids=["empty", "no-colon", "too-short", "malformed", "twice"],
)
def test_a_bad_keyring_is_refused_without_showing_it(text: str, reason: str) -> None:
    with pytest.raises(KeyringInvalid) as caught:
        parse_keys(text, "NEXUS_KEYS")
    assert caught.value.params == {"source": "NEXUS_KEYS", "reason": reason}

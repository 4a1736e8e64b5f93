"""The keyring: signs and encrypts what leaves the server and comes back (sessions, cursors, links).

The first key signs, every key verifies, so keys are rotated by putting a new one first. A token is
bound to its purpose: a cursor never passes as a session. Law 12: keys are never logged.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.core.errors import NexusError

__all__ = ["Keyring", "KeyringInvalid", "TokenInvalid", "load_keyring"]

KEY_BYTES = 32
NONCE_BYTES = 12


class TokenInvalid(NexusError):
    """The token was not made by this keyring for this purpose, or was changed on its way."""

    code = "token_invalid"
    status = 400
    message = {"pt-BR": "Este código não é válido.", "en": "This token is not valid."}


class KeyringInvalid(NexusError):
    """The keyring is empty or unreadable; nothing can be signed."""

    code = "keyring_invalid"
    status = 503
    message = {
        "pt-BR": "O chaveiro {source} não pode ser usado: {reason}.",
        "en": "The keyring {source} cannot be used: {reason}.",
    }
    hint = {
        "pt-BR": "Formato: id:chave em base64 de 32 bytes, separados por vírgula ou linha.",
        "en": "Format: id:key, the key being base64 of 32 bytes; separated by commas or lines.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One secret with the short id that tokens carry."""

    id: str
    secret: bytes = field(repr=False)

    def derive(self, use: str, purpose: str) -> bytes:
        """A key for one use and purpose only."""
        return hmac.digest(self.secret, f"nexus/{use}/{purpose}".encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """Keys in order of preference."""

    keys: tuple[Key, ...]

    def sign(self, purpose: str, payload: bytes) -> str:
        """Return a URL-safe token that holds the payload, readable by anyone, changed by no one."""
        key = self.keys[0]
        mark = hmac.digest(key.derive("sign", purpose), payload, hashlib.sha256)
        return f"{key.id}.{_encode(payload)}.{_encode(mark)}"

    def verify(self, purpose: str, token: str) -> bytes:
        """Return the payload of a token; raises TokenInvalid."""
        key_id, payload_text, mark_text = _split(token, 3)
        key = self._find(key_id)
        payload = _decode(payload_text)
        mark = hmac.digest(key.derive("sign", purpose), payload, hashlib.sha256)
        if not hmac.compare_digest(mark, _decode(mark_text)):
            raise TokenInvalid
        return payload

    def encrypt(self, purpose: str, secret: bytes) -> str:
        """Return a URL-safe text that only this keyring opens (AES-256-GCM)."""
        key = self.keys[0]
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(key.derive("encrypt", purpose)).encrypt(nonce, secret, purpose.encode())
        return f"{key.id}.{_encode(nonce + sealed)}"

    def decrypt(self, purpose: str, token: str) -> bytes:
        """Open what `encrypt` closed for the same purpose; raises TokenInvalid."""
        key_id, text = _split(token, 2)
        sealed = _decode(text)
        cipher = AESGCM(self._find(key_id).derive("encrypt", purpose))
        try:
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise TokenInvalid from error

    def _find(self, key_id: str) -> Key:
        for key in self.keys:
            if key.id == key_id:
                return key
        raise TokenInvalid


def new_key() -> Key:
    """A key by chance."""
    return Key(id=secrets.token_hex(4), secret=secrets.token_bytes(KEY_BYTES))


def format_keys(keys: Sequence[Key]) -> str:
    """The text form that NEXUS_KEYS and var/keys share."""
    return "".join(f"{key.id}:{_encode(key.secret)}\n" for key in keys)


def parse_keys(text: str, source: str) -> Keyring:
    """Read keys; the message of a failure names the source, never a key."""
    keys: list[Key] = []
    for part in text.replace(",", "\n").split():
        key_id, colon, secret_text = part.partition(":")
        try:
            secret = _decode(secret_text)
        except TokenInvalid:
            secret = b""
        if not (colon and key_id.isalnum() and key_id.isascii() and len(secret) == KEY_BYTES):
            raise KeyringInvalid(source=source, reason=f"entry {len(keys) + 1} is malformed")
        keys.append(Key(id=key_id, secret=secret))
    if not keys:
        raise KeyringInvalid(source=source, reason="it holds no key")
    if len({key.id for key in keys}) != len(keys):
        raise KeyringInvalid(source=source, reason="two keys have the same id")
    return Keyring(keys=tuple(keys))


def load_keyring(var: Path, keys: str | None) -> Keyring:
    """The keyring of `NEXUS_KEYS`, else of `var/keys`, which is made (mode 0600) when missing."""
    if keys is not None:
        return parse_keys(keys, "NEXUS_KEYS")
    path = var / "keys"
    try:
        return parse_keys(path.read_text(), str(path))
    except FileNotFoundError:
        var.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise KeyringInvalid(source=str(path), reason="it belongs to another user") from error
    half = path.with_name(f"keys.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(format_keys([new_key()]))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)  # the first of two processes wins and both read its keys
    except FileExistsError:
        pass
    finally:
        half.unlink()
    return parse_keys(path.read_text(), str(path))


def _split(token: str, parts: int) -> list[str]:
    found = token.split(".")
    if len(found) != parts:
        raise TokenInvalid
    return found


def _encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise TokenInvalid from error
    if _encode(value) != text:  # one value has one text: spare bits of the last letter are zero
        raise TokenInvalid
    return value

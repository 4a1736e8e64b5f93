"""Passwords typed on the command line: asked twice on a terminal, or read from a pipe."""

import getpass
import sys

from engine.core.errors import NexusError

SHORTEST = 10


class PasswordRefused(NexusError):
    """The password is too short, or was typed differently the second time."""

    code = "password_refused"
    status = 422
    message = {"pt-BR": "Senha recusada: {reason}.", "en": "Password refused: {reason}."}


def ask_password() -> str:
    """Ask twice on a terminal; otherwise take the first line of the input."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise PasswordRefused(reason="the two differ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        raise PasswordRefused(reason=f"it has fewer than {SHORTEST} characters")
    return password

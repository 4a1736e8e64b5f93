"""Everything the environment can set, read once into one frozen value.

Each field's comment in `docs/reference/settings.md` is checked against this list by a test.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from engine.core.errors import NexusError

__all__ = ["VARIABLES", "SettingInvalid", "Settings"]

ROOT = Path(__file__).resolve().parent.parent.parent
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class SettingInvalid(NexusError):
    """A variable of the environment has a value that cannot be used."""

    code = "setting_invalid"
    status = 500
    message = {
        "pt-BR": "{name}={value} não é válido.",
        "en": "{name}={value} is not valid.",
    }
    hint = {"pt-BR": "Esperado: {expected}.", "en": "Expected: {expected}."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process. `database_url` None means the embedded PostgreSQL."""

    database_url: str | None = None
    chat_database_url: str | None = None
    var: Path = ROOT / "var"
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    token_host: str | None = None
    keys: str | None = None
    secure_cookies: bool = False
    pool_size: int = 10
    files: Path | None = None
    file_mb: int = 50

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; raises SettingInvalid on a value that cannot be used."""
        env = os.environ if environment is None else environment
        for name in sorted(env.keys() - VARIABLES.keys()):
            near = get_close_matches(name, VARIABLES, n=1, cutoff=0.85)
            if near and name.startswith("NEXUS_") and not name.startswith("NEXUS_TEST_"):
                raise SettingInvalid(name=name, value="…", expected=f"the name {near[0]}")
        default = cls()
        settings = cls(
            database_url=env.get("NEXUS_DATABASE_URL") or None,
            chat_database_url=env.get("NEXUS_CHAT_DATABASE_URL") or None,
            var=Path(env.get("NEXUS_VAR") or default.var).absolute(),
            host=env.get("NEXUS_HOST") or default.host,
            port=_number(env, "NEXUS_PORT", default.port, 1, 65_535),
            public_url=(env.get("NEXUS_PUBLIC_URL") or "").rstrip("/") or None,
            token_host=env.get("NEXUS_TOKEN_HOST") or None,
            keys=env.get("NEXUS_KEYS") or None,
            secure_cookies=_flag(env, "NEXUS_SECURE_COOKIES"),
            pool_size=_number(env, "NEXUS_POOL_SIZE", default.pool_size, 1, 200),
            files=Path(env["NEXUS_FILES"]).absolute() if env.get("NEXUS_FILES") else None,
            file_mb=_number(env, "NEXUS_FILE_MB", default.file_mb, 1, 2048),
        )
        _check_databases(settings)
        return settings

    @property
    def is_embedded(self) -> bool:
        """Whether this process brings its own PostgreSQL."""
        return self.database_url is None

    @property
    def url(self) -> str:
        """Where people open the product."""
        host = "localhost" if self.host in ("127.0.0.1", "0.0.0.0") else self.host  # noqa: S104
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def file_folder(self) -> Path:
        """Where files are kept on this machine."""
        return self.files or self.var / "files"

    @property
    def file_limit(self) -> int:
        """The most bytes a file may have."""
        return self.file_mb * 1024 * 1024

    def with_databases(self, core_url: str, chat_url: str) -> "Settings":
        """The same settings on these databases."""
        return replace(self, database_url=core_url, chat_database_url=chat_url)

    def as_environment(self) -> dict[str, str]:
        """What a child process needs to read the same databases and folders."""
        pairs = {
            "NEXUS_DATABASE_URL": self.database_url,
            "NEXUS_CHAT_DATABASE_URL": self.chat_database_url,
            "NEXUS_VAR": str(self.var),
        }
        return {name: value for name, value in pairs.items() if value is not None}


VARIABLES: Mapping[str, str] = {
    "NEXUS_DATABASE_URL": "core database; unset = embedded PostgreSQL",
    "NEXUS_CHAT_DATABASE_URL": "chat database; required with NEXUS_DATABASE_URL",
    "NEXUS_VAR": "folder for data, keys and files",
    "NEXUS_HOST": "address to listen on",
    "NEXUS_PORT": "port to listen on",
    "NEXUS_PUBLIC_URL": "the address people open, where it differs from host and port",
    "NEXUS_TOKEN_HOST": "host name that accepts API tokens only, never cookies",
    "NEXUS_KEYS": "keyring; unset = var/keys",
    "NEXUS_SECURE_COOKIES": "cookies over HTTPS only",
    "NEXUS_POOL_SIZE": "connections a process keeps to each database",
    "NEXUS_FILES": "folder for uploaded files; unset = var/files",
    "NEXUS_FILE_MB": "the largest file that is taken, in MB",
    "NEXUS_API_URL": "where the front end's development server finds the API; `nexus dev` sets it",
}


def _check_databases(settings: Settings) -> None:
    pair = (
        ("NEXUS_DATABASE_URL", settings.database_url),
        ("NEXUS_CHAT_DATABASE_URL", settings.chat_database_url),
    )
    for name, value in pair:
        if value is not None and not value.startswith(("postgresql://", "postgres://")):
            raise SettingInvalid(
                name=name, value="…", expected="postgresql://user:password@host:port/database"
            )
    given = [name for name, value in pair if value is not None]
    if len(given) == 1:
        missing = next(name for name, value in pair if value is None)
        raise SettingInvalid(name=missing, value="", expected=f"both databases; {given[0]} is set")


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingInvalid(name=name, value=text, expected=f"a number from {low} to {high}")
    return int(text)


def _flag(env: Mapping[str, str], name: str) -> bool:
    text = env.get(name, "").strip().lower()
    if text not in TRUE + FALSE:
        raise SettingInvalid(name=name, value=text, expected="1 or 0")
    return text in TRUE

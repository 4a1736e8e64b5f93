"""Settings: every variable is documented, and what cannot be used is refused."""

from pathlib import Path

import pytest

from engine.core.settings import ROOT, VARIABLES, SettingInvalid, Settings

pytestmark = pytest.mark.unit


def test_defaults_are_embedded_and_local() -> None:
    settings = Settings.load({})
    assert settings.is_embedded
    assert settings.url == "http://localhost:8000"
    assert settings.var == ROOT / "var"


def test_a_server_of_ones_own() -> None:
    urls = ("postgresql://u:p@h/core", "postgresql://u:p@h/chat")
    settings = Settings.load(
        {
            "NEXUS_DATABASE_URL": urls[0],
            "NEXUS_CHAT_DATABASE_URL": urls[1],
            "NEXUS_VAR": "some where",
            "NEXUS_PUBLIC_URL": "https://one.example/",
            "NEXUS_SECURE_COOKIES": "Yes",
        }
    )
    assert not settings.is_embedded
    assert settings.url == "https://one.example"
    assert settings.secure_cookies
    assert settings.var == Path("some where").absolute()
    assert settings.as_environment()["NEXUS_CHAT_DATABASE_URL"] == urls[1]


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"NEXUS_PORT": "http"}, "NEXUS_PORT"),
        ({"NEXUS_PORT": "0"}, "NEXUS_PORT"),
        ({"NEXUS_PORT": "٨٠٨٠"}, "NEXUS_PORT"),
        ({"NEXUS_PORT": "70000"}, "NEXUS_PORT"),
        ({"NEXUS_SECURE_COOKIES": "perhaps"}, "NEXUS_SECURE_COOKIES"),
        ({"NEXUS_DATABASE_URL": "postgresql://h/core"}, "NEXUS_CHAT_DATABASE_URL"),
        ({"NEXUS_CHAT_DATABASE_URL": "postgresql://h/chat"}, "NEXUS_DATABASE_URL"),
        ({"NEXUS_DATABASE_URL": "mysql://h/core"}, "NEXUS_DATABASE_URL"),
        ({"NEXUS_DATABSE_URL": "postgresql://h/core"}, "NEXUS_DATABSE_URL"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(environment: dict[str, str], name: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        Settings.load(environment)
    assert caught.value.params["name"] == name


def test_variables_of_other_programs_are_left_alone() -> None:
    Settings.load({"NEXUS_BACKEND_IMAGE": "x", "NEXUS_TEST_DATABASE_URL": "x", "PATH": "/bin"})


def test_a_bad_url_is_not_repeated() -> None:
    with pytest.raises(SettingInvalid) as caught:
        Settings.load({"NEXUS_DATABASE_URL": "host=h password=secret"})
    assert "secret" not in str(caught.value)


def test_every_variable_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `NEXUS_")]
    assert sorted(rows) == sorted(VARIABLES)

"""The apps that ship load and build without errors, with every kind the engine has."""

from engine.core.settings import ROOT
from engine.definitions.catalogue import build_catalogue
from engine.definitions.folder import read_folder
from metamodel.sources import check_sources

APPS = sorted(each.parent for each in (ROOT / "default_apps").glob("*/app.yaml"))


def test_the_apps_that_ship() -> None:
    checked = check_sources([read_folder(app) for app in APPS], build_catalogue())
    errors = [each for each in checked.problems if each.severity == "error"]
    assert errors == []
    assert checked.model is not None
    assert {each.entity for each in checked.model.entities} >= {"lead", "appointment", "member"}

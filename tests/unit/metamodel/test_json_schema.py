"""The schemas editors use: sound, they take the clinic's files, and they see a misspelt
attribute.
"""

import pytest
from jsonschema import Draft202012Validator

from metamodel.catalogue import Catalogue
from metamodel.json_schema import file_schemas
from metamodel.yaml_source import read_yaml

PLACES = {
    "app.yaml": "app.yaml",
    "entities": "entities/*.yaml",
    "extends": "extends/*.yaml",
    "views": "views/*.yaml",
    "roles.yaml": "roles.yaml",
    "menu.yaml": "menu.yaml",
}


def faults(catalogue: Catalogue, path: str, text: str) -> list[str]:
    schema = file_schemas(catalogue)[PLACES[path.partition("/")[0]]]
    node, _ = read_yaml(text, path)
    assert node is not None
    return [each.message for each in Draft202012Validator(schema).iter_errors(node.plain())]


def test_schemas_are_sound_and_take_the_files(clinic, catalogue: Catalogue) -> None:
    for schema in file_schemas(catalogue).values():
        Draft202012Validator.check_schema(schema)
    for files in clinic.files().values():
        for path, text in files.items():
            assert faults(catalogue, path, text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: name", "titel: name"), ("max_length", "max_lenght"), ("type: phone", "type: fone")],
)
def test_mistakes_are_seen(clinic, catalogue: Catalogue, old: str, new: str) -> None:
    text = clinic.files()["leads"]["entities/lead.yaml"].replace(old, new)
    assert faults(catalogue, "entities/lead.yaml", text) != []

"""Whatever stands in the files, loading and building answer with problems: no exception, no long
wait.
"""

import json
import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metamodel.assemble import to_plain
from metamodel.identify import write_ids
from metamodel.loader import load_package
from metamodel.overlay import Edit, Overlay
from metamodel.sources import check_sources
from metamodel.structure import walk

HOSTILE = [
    "'; drop table lead; --",
    '"#r"',
    "{0.__class__}",
    "{name}",
    "a" * 5000,
    "‮evil",
    "😀",
    "İ",
    "x.y.z",
    "..",
    "__proto__",
    "$me",
    "%s%n",
    "\\",
    "\u2028",
    "",
]
FILES = ["app.yaml", "entities/lead.yaml", "views/lead.yaml", "roles.yaml", "menu.yaml"]
FILES += ["extends/core.procedure.yaml", "i18n/en.yaml", "seed/procedure.yaml"]
SLOW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\u2028", "\\u2028")
    return f'"{escaped}"'


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("app.yaml", "key: leads"),
        ("entities/lead.yaml", "entity: lead"),
        ("entities/lead.yaml", "title: name"),
        ("entities/lead.yaml", "name: campaign"),
        ("entities/lead.yaml", "key: negotiation"),
        ("entities/lead.yaml", "to: procedure"),
        ("entities/lead.yaml", "type: phone"),
        ("entities/lead.yaml", "field: campaign"),
        ("entities/lead.yaml", "widget: activity"),
        ("views/lead.yaml", 'sort: "-created_at"'),
        ("views/lead.yaml", 'filter: "owner = $me"'),
        ("views/lead.yaml", "view: board"),
        ("roles.yaml", "update: own"),
        ("menu.yaml", "view: lead.board"),
    ],
)
def test_hostile_values(clinic, catalogue, path: str, old: str, text: str) -> None:
    files = clinic.files()
    key = old.partition(":")[0]
    assert old in files["leads"][path]
    files["leads"][path] = files["leads"][path].replace(old, f"{key}: {quoted(text)}", 1)
    checked = check_sources(list(files.values()), catalogue)
    harmless = {"widget: activity", "title: name"}
    assert checked.model is None or old in harmless or text in ("", "$me", "x.y.z")
    assert all(len(each.path) <= 400 for each in checked.problems)
    assert all(len(each.message["pt-BR"]) < 600 for each in checked.problems)
    write_ids(files["leads"])


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.sampled_from([*HOSTILE, "name", "lead", "*", "text", "member"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "key", "id", "label", "fields", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
keys = st.sampled_from(
    """id entity title plural label fields pipelines stages rules layouts unique name type options
    to targets inverse pipeline default required kind tabs side items sections columns transitions
    roles features projected ownership views menu sort filter measures settings later
    """
)
bodies = st.dictionaries(keys, values, max_size=6)


@SLOW
@given(body=bodies, field=bodies, layout=bodies)
def test_any_shape_of_an_entity(clinic, catalogue, body: Any, field: Any, layout: Any) -> None:
    files = clinic.files()
    entity = {"entity": "thing", "title": "name", "fields": [{"name": "name", "type": "text"}]}
    entity |= body
    if isinstance(entity.get("fields"), list):
        entity["fields"] = [*entity["fields"], {"name": "f", "type": "text", **field}]
    entity.setdefault("layouts", [{"name": "l", **layout}])
    files["leads"]["entities/thing.yaml"] = json.dumps(entity)
    checked = check_sources(list(files.values()), catalogue)
    assert all(each.message["pt-BR"] for each in checked.problems)
    write_ids(files["leads"])


@SLOW
@given(text=st.text(max_size=200) | st.text(alphabet="[]{}:,-&*!|>'\"#%@ \n\tab", max_size=200))
@pytest.mark.parametrize("path", FILES)
def test_any_text(clinic, catalogue, path: str, text: str) -> None:
    files = clinic.files()["leads"] | {path: text}
    load_package(files, catalogue)
    write_ids(files)


@SLOW
@given(
    attribute=st.text(alphabet=string.ascii_lowercase + "._", max_size=12)
    | st.sampled_from(["name", "type", "label", "options.x", "settings", "layouts", "title"]),
    value=values,
    index=st.integers(0, 200),
)
def test_any_edit(clinic, attribute: str, value: Any, index: int) -> None:
    found = list(walk(to_plain(clinic.model())))
    target = found[index % len(found)]
    edits = (Edit(op="set", target=target.id, attribute=attribute, value=value),)
    clinic.build(overlay=Overlay(edits=edits))


@SLOW
@given(
    kind=st.sampled_from(["entity", "field", "view", "layout", "role", "menu", "stage"]),
    body=bodies,
)
def test_any_addition(clinic, kind: str, body: Any) -> None:
    lead = clinic.model().entity_by_name["lead"]
    for target in ("", lead.id, lead.pipelines[0].id):
        clinic.build(
            overlay=Overlay(edits=(Edit(op="add", kind=kind, target=target or "", body=body),))
        )

"""Ids are written into YAML: nothing else changes, and nobody becomes somebody else."""

from metamodel.diff import diff
from metamodel.identify import write_ids


def test_identity_and_comments_are_kept(clinic) -> None:
    files = clinic.files()
    written = {app: write_ids(each) for app, each in files.items()}
    assert "# Leads of the clinic\nentity: lead\nid: " in written["leads"]["entities/lead.yaml"]
    assert "- name: channel  # where from\n    id: " in written["leads"]["entities/lead.yaml"]
    model, problems = clinic.build(clinic.packages(written))
    assert model is not None
    assert problems == []
    assert {each.kind for each in diff(clinic.model(), model)} == {"app"}


def test_writing_twice_changes_nothing(clinic) -> None:
    for files in clinic.files().values():
        once = write_ids(files)
        assert write_ids(once) == once


def test_a_rename_after_that_is_a_rename(clinic) -> None:
    files = {app: write_ids(each) for app, each in clinic.files().items()}
    before = clinic.model(clinic.packages(files))
    view = files["leads"]["views/lead.yaml"]
    files["leads"]["views/lead.yaml"] = view.replace("name: mine", "name: my_own")
    changes = diff(before, clinic.model(clinic.packages(files)))
    found = [
        (each.op, each.kind, each.before, each.after) for each in changes if each.kind == "view"
    ]
    assert found == [("rename", "view", "mine", "my_own")]


def test_shapes_of_yaml(clinic) -> None:
    files = clinic.files()["core"]
    files["entities/procedure.yaml"] = """\
# first
label: >
  Folded
  text
entity: "procedure"   # quoted

title: name
fields:
  # a comment
  -
    name: name
    type: text
  - {
      name: price, type: money
    }
  - &x {name: other, type: text}
"""
    written = write_ids(files)["entities/procedure.yaml"]
    assert written == files["entities/procedure.yaml"]
    files["entities/procedure.yaml"] = files["entities/procedure.yaml"].replace("&x ", "")
    lines = write_ids(files)["entities/procedure.yaml"].splitlines()
    assert [line.split(":")[0] for line in lines if "id:" in line] == [
        "id",
        "    id",
        "  - {id",
        "  - {id",
    ]
    again, problems = clinic.build(clinic.packages(clinic.files() | {"core": files}))
    assert again is not None, problems


def test_what_cannot_be_read_is_left_alone() -> None:
    files = {"app.yaml": "key: a\nversion: 1.0.0\n", "entities/x.yaml": "entity: [\n", "a.txt": "x"}
    assert write_ids(files) == files
    odd = {"app.yaml": "key: a\n", "entities/x.yaml": "- 1\n", "roles.yaml": "roles: {a: 1}\n"}
    assert write_ids(odd) == odd

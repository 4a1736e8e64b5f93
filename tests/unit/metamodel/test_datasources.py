"""Nothing reaches into the other datasource but people, units and what is mirrored."""

import pytest

CHAT = {
    "app.yaml": "key: chat\nversion: 1.0.0\ndatasource: chat\nrequires: {core: '*', leads: '*'}\n",
    "entities/conversation.yaml": """\
entity: conversation
title: subject
ownership: {member: agent}
fields:
  - {name: subject, type: text}
  - {name: agent, type: member}
  - {name: place, type: link, to: unit}
  - {name: lead, type: link, to: lead}
""",
}


def build(clinic, projected: str = "", **more: str):
    files = clinic.files() | {"chat": dict(CHAT)}
    if projected:
        files["leads"]["entities/lead.yaml"] += f"projected: {projected}\n"
    for path, text in more.items():
        app, _, name = path.partition("__")
        files[app][name] = files[app].get(name, "") + text
    return clinic.build(clinic.packages(files))


def test_people_and_units_are_everywhere_but_leads_are_not(clinic) -> None:
    model, problems = build(clinic)
    assert model is None
    errors = [each for each in problems if each.severity == "error"]
    assert [(e.code, e.path, e.line) for e in errors] == [
        ("other_datasource", "entities.conversation.fields.lead.to", 8)
    ]
    assert "projected: [name]" in (errors[0].hint or {})["en"]


def test_a_mirrored_entity_can_be_linked(clinic) -> None:
    model, _ = build(clinic, "[name, whatsapp]")
    assert model is not None
    assert model.entity_by_name["conversation"].datasource == "chat"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lead.whatsapp is empty", None),
        ("lead.name = 'x'", None),
        ("lead.campaign = 'x'", "other_datasource"),
        ("lead.owner.name = 'x'", "other_datasource"),
    ],
)
def test_a_filter_reads_only_what_is_mirrored(clinic, text: str, code: str | None) -> None:
    view = f'view: own\nentity: conversation\nkind: list\nfilter: "{text}"\n'
    _, problems = build(clinic, "[whatsapp]", **{"chat__views/own.yaml": view})
    errors = [each for each in problems if each.severity == "error"]
    assert [each.code for each in errors] == ([code] if code else [])
    assert all(each.path == "views.conversation.own.filter" for each in errors)


def test_a_column_reads_only_what_is_mirrored(clinic) -> None:
    view = "view: own\nentity: conversation\nkind: list\ncolumns: [lead.name, lead.campaign]\n"
    _, problems = build(clinic, "[]", **{"chat__views/own.yaml": view})
    found = [(each.code, each.path) for each in problems if each.severity == "error"]
    assert found == [("other_datasource", "views.conversation.own.columns")]


def test_a_row_rule_does_not_follow_a_link_out(clinic) -> None:
    roles = "roles:\n  - {key: seller, entities: {conversation: {read: via lead}}}\n"
    _, problems = build(clinic, "[]", **{"chat__roles.yaml": roles})
    found = [(each.code, each.path) for each in problems if each.severity == "error"]
    assert found == [("other_datasource", "roles.seller.entities.conversation.read")]


def test_mirrors_may_not_need_each_other(clinic) -> None:
    procedure = "  - {name: lead, type: link, to: lead}\nprojected: [lead]\n"
    files = clinic.files()
    files["core"]["entities/procedure.yaml"] += procedure
    files["leads"]["entities/lead.yaml"] = (
        files["leads"]["entities/lead.yaml"].replace(
            "to: unit}", "to: unit}\n  - {name: main, type: link, to: procedure}"
        )
        + "projected: [main]\n"
    )
    _, problems = clinic.build(clinic.packages(files))
    found = [each.message["en"] for each in problems if each.code == "projection_cycle"]
    assert len(found) == 1
    assert "lead -> procedure -> lead" in found[0]

"""The difference of two models, by id."""

import pytest

from metamodel.diff import ModelChange, diff

LEAD = ("leads", "entities/lead.yaml")


def short(changes: list[ModelChange]) -> list[tuple[str, str, str, str | None]]:
    return [(each.op, each.kind, each.path, each.attribute) for each in changes]


def definitions(changes: list[ModelChange]) -> list[ModelChange]:
    return [each for each in changes if each.kind != "app"]


def test_a_model_does_not_differ_from_itself(clinic) -> None:
    assert diff(clinic.model(), clinic.model()) == []


def test_everything_is_new_at_first(clinic) -> None:
    model = clinic.model()
    changes = diff(None, model)
    assert {each.op for each in changes} == {"add"}
    assert short(changes)[:3] == [
        ("add", "app", "apps.agenda", None),
        ("add", "app", "apps.core", None),
        ("add", "app", "apps.leads", None),
    ]
    lead = next(each for each in changes if each.path == "entities.lead")
    assert lead.after["title"] == "name"
    assert "fields" not in lead.after
    assert sum(each.kind == "field" for each in changes) == sum(
        len(entity.fields) for entity in model.entities
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "name: whatsapp, type: phone",
            "name: whatsapp, label: Zap, type: phone",
            [("change", "entities.lead.fields.whatsapp", "label", None, {"pt-BR": "Zap"})],
        ),
        (
            "max_length: 120",
            "max_length: 99",
            [("change", "entities.lead.fields.name", "settings.max_length", 120, 99)],
        ),
        (
            "max_days: 3",
            "max_days: 4",
            [("change", "entities.lead.pipelines.sales.stages.negotiation", "max_days", 3, 4)],
        ),
        (
            "{key: campaign}]",
            "{key: campaign}, {key: site}]",
            [("add", "entities.lead.fields.channel.options.site", None, None, {"key": "site"})],
        ),
        (
            "{key: whatsapp, color: green}, ",
            "",
            [
                (
                    "remove",
                    "entities.lead.fields.channel.options.whatsapp",
                    None,
                    {"key": "whatsapp", "color": "green"},
                    None,
                )
            ],
        ),
    ],
)
def test_one_change(clinic, change, old, new, expected) -> None:
    after = clinic.model(clinic.packages(change(*LEAD, old, new)))
    changes = definitions(diff(clinic.model(), after))
    found = [(each.op, each.path, each.attribute, each.before, each.after) for each in changes]
    assert found == expected


def test_a_rename_with_a_written_id(clinic, change) -> None:
    before = change(*LEAD, "{name: campaign,", "{id: f1, name: campaign,")
    text = before["leads"]["entities/lead.yaml"]
    after = clinic.files()
    renamed = text.replace("name: campaign,", "name: origin_campaign,")
    renamed = renamed.replace("and campaign is", "and origin_campaign is")
    renamed = renamed.replace("on: [campaign]", "on: [origin_campaign]")
    renamed = renamed.replace("field: campaign,", "field: origin_campaign,")
    after["leads"]["entities/lead.yaml"] = renamed
    changes = diff(clinic.model(clinic.packages(before)), clinic.model(clinic.packages(after)))
    found = {(each.op, each.kind, each.attribute) for each in definitions(changes)}
    assert ("rename", "field", "name") in found
    assert not {"add", "remove"} & {op for op, _, _ in found}
    assert ("change", "item", "field") in found


def test_an_order_changes(clinic, change) -> None:
    before = clinic.model()
    files = change(*LEAD, "      - {key: new, kind: open}\n", "")
    text = files["leads"]["entities/lead.yaml"].replace(
        "    transitions", "      - {key: new, kind: open}\n    transitions"
    )
    files["leads"]["entities/lead.yaml"] = text
    changes = definitions(diff(before, clinic.model(clinic.packages(files))))
    assert short(changes) == [("change", "pipeline", "entities.lead.pipelines.sales", "stages")]
    assert set(changes[0].before) == set(changes[0].after)


def test_an_app_goes_with_all_it_brought(clinic) -> None:
    files = clinic.files()
    del files["agenda"]
    changes = diff(clinic.model(), clinic.model(clinic.packages(files)))
    assert ("remove", "app", "apps.agenda", None) in short(changes)
    assert ("remove", "entity", "entities.appointment", None) in short(changes)
    assert ("remove", "field", "entities.lead.fields.appointments", None) in short(changes)
    assert {each.op for each in changes} == {"remove"}

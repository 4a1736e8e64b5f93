"""What the check refuses: one change to a sound clinic, one problem, at its line and with its
remedy.
"""

from dataclasses import dataclass

import pytest

LEAD = ("leads", "entities/lead.yaml")
VIEWS = ("leads", "views/lead.yaml")
ROLES = ("leads", "roles.yaml")
APPOINTMENT = ("agenda", "entities/appointment.yaml")


@dataclass(frozen=True)
class Case:
    """Replace `old` by `new` in a file: `code` at `path` on `line`, with `hint` in the English
    remedy.
    """

    file: tuple[str, str]
    old: str
    new: str
    code: str
    path: str
    line: int
    hint: str = ""


CASES = [
    Case(LEAD, "{name: campaign, type", "{name: Campaign Name, type", "name_shape",
         "entities.lead.fields.Campaign Name.name", 12, "campaign_name"),
    Case(LEAD, "{name: campaign, type", "{name: filter, type", "name_reserved",
         "entities.lead.fields.filter.name", 12, "filter_value"),
    Case(LEAD, "{name: campaign, type", "{name: created_at, type", "duplicate_name",
         "entities.lead.fields.created_at", 12),
    Case(LEAD, "{name: campaign, type", "{name: entre, type", "name_reserved",
         "entities.lead.fields.entre.name", 12),
    Case(LEAD, "{name: campaign, type", f"{{name: {'a' * 41}, type", "name_long",
         f"entities.lead.fields.{'a' * 41}.name", 12),
    Case(LEAD, "{name: campaign, type: text}",
         "{name: a_1, type: text}\n  - {name: a1, type: text}",
         "name_twin", "entities.lead.fields.a1", 13, "Change one"),
    Case(LEAD, "title: name", "title: nam", "title_missing", "entities.lead.title", 3, "name"),
    Case(LEAD, "title: name", "title: procedures", "title_not_text", "entities.lead.title", 3),
    Case(LEAD, "title: name", "title: name\nplural: members", "name_taken",
         "entities.lead.plural", 4),
    Case(LEAD, "title: name", "title: name\nfeatures: [histroy]", "feature_unknown",
         "entities.lead.features", 4, "history"),
    Case(LEAD, "to: procedure", "to: proceedure", "target_unknown",
         "entities.lead.fields.procedures.to", 13, "procedure"),
    Case(LEAD, "type: links, to: procedure,", "type: links,", "field_needs",
         "entities.lead.fields.procedures", 13),
    Case(LEAD, "to: procedure, first_is_main: true", "to: procedure, unique: true",
         "unique_not_possible", "entities.lead.fields.procedures.unique", 13),
    Case(LEAD, "{key: campaign}]", "{key: campaign}, {key: campaign}]", "duplicate_name",
         "entities.lead.fields.channel.options.campaign", 11),
    Case(LEAD, "options: [{key", "default: zap\n    options: [{key", "default_not_an_option",
         "entities.lead.fields.channel.default", 11),
    Case(LEAD, "default: $me", "default: $now", "default_wrong_type",
         "entities.lead.fields.owner.default", 7),
    Case(LEAD, "pipeline: sales", "pipeline: sale", "pipeline_unknown",
         "entities.lead.fields.stage.pipeline", 16, "sales"),
    Case(LEAD, "{key: lost, kind: lost}", "{key: closed}", "duplicate_name",
         "entities.lead.pipelines.sales.stages.closed", 23),
    Case(LEAD, "requires: [procedures, service_value]", "requires: [procedure]", "field_unknown",
         "entities.lead.pipelines.sales.stages.negotiation.requires", 21, "procedures"),
    Case(LEAD, "new: [negotiation, lost]", "new: [negociation]", "stage_unknown",
         "entities.lead.pipelines.sales.transitions.new", 24, "negotiation"),
    Case(LEAD, "service_value > 0", "service_value >", "expression_ends_too_soon",
         "entities.lead.pipelines.sales.stages.closed.gate", 22),
    Case(LEAD, "service_value > 0", "service_value > 'a'", "expression_types_differ",
         "entities.lead.pipelines.sales.stages.closed.gate", 22),
    Case(LEAD, "visible: \"channel = 'campaign'\"", "visible: \"chanel = 'campaign'\"",
         "expression_field_unknown", "entities.lead.layouts.default.items.campaign.visible", 35,
         "channel"),
    Case(LEAD, "on: [campaign]", "on: [campaing]", "field_unknown",
         "entities.lead.rules.0.on", 28, "campaign"),
    Case(LEAD, "items: [name, service_value, owner]", "items: [name, servicevalue]",
         "field_unknown", "entities.lead.layouts.card.items.servicevalue", 37, "service_value"),
    Case(LEAD, "{widget: activity}", "{widget: a, field: name}", "item_shape",
         "entities.lead.layouts.default.items.name", 36),
    Case(LEAD, "{widget: activity}", "{related: owner}", "related_not_list",
         "entities.lead.layouts.default.items.owner", 36),
    Case(LEAD, "side: [{widget: activity}]", "actions: [{related: owner}]", "action_not_inverse",
         "entities.lead.layouts.default.actions.owner", 36, "inverse"),
    Case(LEAD, "title: name", "title: name\nfeed: {at: name}", "feed_field",
         "entities.lead.feed.at", 4, "datetime"),
    Case(LEAD, "title: name", "title: name\nfeed: {kind: owner}", "feed_field",
         "entities.lead.feed.kind", 4),
    Case(LEAD, "title: name", "title: name\nfeed: {details: nome}", "field_unknown",
         "entities.lead.feed.details", 4, "name"),
    Case(APPOINTMENT, "title: starts_at", "title: starts_at\nfeed: {at: day}", "field_unknown",
         "entities.appointment.feed.at", 3),
    Case(LEAD, 'roles: ["*"]', "roles: [saler]", "role_unknown",
         "entities.lead.layouts.default.roles", 31, "seller"),
    Case(LEAD, "{member: owner, unit: place}", "{member: place}", "owner_field",
         "entities.lead.ownership.member", 4),
    Case(VIEWS, "entity: lead\n    kind: kanban", "entity: leed\n    kind: kanban",
         "entity_unknown", "views.leed.board.entity", 3, "lead"),
    Case(VIEWS, "owner.name", "owner.nome", "path_unknown", "views.lead.mine.columns", 12, "name"),
    Case(VIEWS, "owner.name", "channel.name", "path_not_link", "views.lead.mine.columns", 12),
    Case(VIEWS, "-created_at", "-procedures", "sort_not_possible", "views.lead.board.sort", 7),
    Case(VIEWS, "field: stage", "field: name", "view_field", "views.lead.board.field", 5),
    Case(VIEWS, "fn: sum", "fn: summ", "measure_unknown", "views.lead.board.measures", 8, "sum"),
    Case(VIEWS, "fn: sum, field: service_value", "fn: distinct, field: procedures",
         "measure_unknown", "views.lead.board.measures", 8, "count"),
    Case(VIEWS, 'filter: "owner = $me"', "group: procedures", "view_group",
         "views.lead.mine.group", 13),
    Case(VIEWS, 'filter: "owner = $me"', "group: chanel", "field_unknown",
         "views.lead.mine.group", 13, "channel"),
    Case(VIEWS, 'filter: "owner = $me"',
         "color_rules: [{when: \"chanel = 'site'\", color: red}]", "expression_field_unknown",
         "views.lead.mine.color_rules.0.when", 13, "channel"),
    Case(VIEWS, "kind: list", "kind: timeline\n    settings: {end: name}", "view_field",
         "views.lead.mine.settings.end", 12, "created_at"),
    Case(VIEWS, "kind: list", "kind: timeline\n    settings: {stage: 7}", "view_setting",
         "views.lead.mine.settings.stage", 12),
    Case(VIEWS, "kind: list", "kind: timeline\n    field: name", "view_field",
         "views.lead.mine.field", 12, "created_at"),
    Case(VIEWS, "card: card", "card: car", "layout_unknown", "views.lead.board.card", 6, "card"),
    Case(VIEWS, "owner = $me", "owner = $mee", "expression_variable_unknown",
         "views.lead.mine.filter", 13, "me"),
    Case(ROLES, "      lead:\n", "      leed:\n", "entity_unknown",
         "roles.seller.entities.leed", 4, "lead"),
    Case(ROLES, "update: own", "update: owner", "expression_not_a_condition",
         "roles.seller.entities.lead.update", 7),
    Case(ROLES, "update: own", "update: everybody", "scope_unknown",
         "roles.seller.entities.lead.update", 7),
    Case(ROLES, "update: own", "update: team x", "expression_unexpected",
         "roles.seller.entities.lead.update", 7),
    Case(ROLES, "update: own", "update: via procedures", "scope_via",
         "roles.seller.entities.lead.update", 7),
    Case(ROLES, "fields: {whatsapp", "fields: {whatsap", "field_unknown",
         "roles.seller.entities.lead.fields.whatsap", 8, "whatsapp"),
    Case(ROLES, "      lead:\n", "      procedure: {read: all}\n      lead:\n", "grant_twice",
         "roles.seller.entities.procedure", 4),
    Case(ROLES, "key: seller\n", "key: seller\n    level: 90\n", "role_of_other",
         "roles.seller.level", 3),
    Case(("leads", "menu.yaml"), "view: lead.board", "view: lead.bord", "view_unknown",
         "menu.leads.view", 2, "lead.board"),
    Case(APPOINTMENT, "to: lead", "to: procedure", "inverse_not_back",
         "entities.lead.fields.appointments.inverse", 2),
    Case(("agenda", "extends/leads.lead.yaml"), "inverse: lead", "inverse: leed",
         "inverse_unknown", "entities.lead.fields.appointments.inverse", 2, "lead"),
    Case(("agenda", "extends/leads.lead.yaml"), "fields:", "stages: {sails: [{key: x}]}\nfields:",
         "pipeline_unknown", "entities.lead.stages.sails", 1, "sales"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.new[:20]}")
def test_refused(clinic, change, case: Case) -> None:
    files = change(*case.file, case.old, case.new)
    model, problems = clinic.build(clinic.packages(files))
    errors = [each for each in problems if each.severity == "error"]
    assert model is None
    assert (case.code, case.path, case.line) in [(e.code, e.path, e.line) for e in errors]
    found = next(e for e in errors if (e.code, e.path) == (case.code, case.path))
    assert case.hint in (found.hint or {}).get("en", "")
    assert found.message["pt-BR"]


def test_a_view_kind_nobody_can_draw_is_a_warning(clinic, change) -> None:
    files = change(*VIEWS, "kind: kanban", "kind: kanbam")
    model, problems = clinic.build(clinic.packages(files))
    assert model is not None
    found = [each for each in problems if each.code == "view_kind_unknown"]
    assert [(each.severity, each.hint["en"]) for each in found if each.hint] == [
        ("warning", "Did you mean “kanban”?")
    ]


def test_what_is_not_active_yet_is_said(clinic, change) -> None:
    files = change(
        *LEAD, "title: name\n", "title: name\nimmutable_after: done\nfeatures: [history, tasks]\n"
    )
    files["leads"]["entities/lead.yaml"] = files["leads"]["entities/lead.yaml"].replace(
        "side: [{widget", "side: [{button: call}, {widget"
    )
    model, problems = clinic.build(clinic.packages(files))
    assert model is not None
    found = {each.code: (each.path, each.severity) for each in problems}
    assert found["attribute_later"] in (
        ("entities.lead.immutable_after", "warning"),
        ("entities.lead.layouts.default.items.0", "warning"),
    )
    assert found["feature_later"] == ("entities.lead.features", "warning")
    side = model.entity_by_name["lead"].layouts[0].side
    assert [item.widget or item.related for item in side] == ["activity", "appointments"]


def test_circles_are_named(clinic) -> None:
    files = clinic.files()
    files["core"]["entities/procedure.yaml"] += (
        "  - {name: lead, type: link, to: lead, required: true}\n"
    )
    lead = files["leads"]["entities/lead.yaml"]
    files["leads"]["entities/lead.yaml"] = lead.replace(
        "to: unit}", "to: unit}\n  - {name: main, type: link, to: procedure, required: true}"
    )
    files["core"]["roles.yaml"] = files["core"]["roles.yaml"].replace(
        "procedure: {read: all}", "procedure: {read: via lead}"
    )
    files["leads"]["roles.yaml"] = files["leads"]["roles.yaml"].replace(
        'read: "owner = $me or place in $units"', "read: via main"
    )
    _, problems = clinic.build(clinic.packages(files))
    said = {each.code: each.message["en"] for each in problems}
    assert "lead -> procedure -> lead" in said["required_cycle"]
    assert "lead -> procedure -> lead" in said["via_cycle"]

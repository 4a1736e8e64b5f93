"""A small clinic in three apps and a catalogue by hand, so that these tests need no engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest

from metamodel.catalogue import Catalogue, FieldTypeFacts, ViewKindFacts
from metamodel.check import build_model
from metamodel.loader import load_package
from metamodel.model import Model
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.problem import Problem

Files = dict[str, str]


def _closed(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


_NUMBER = {"anyOf": [{"type": "number"}, {"type": "null"}]}
_TYPES = (
    FieldTypeFacts(
        key="text",
        expression_type="text",
        searchable=True,
        settings_schema=_closed(max_length={"type": "integer", "minimum": 1, "maximum": 10000}),
    ),
    FieldTypeFacts(key="long_text", expression_type="text", searchable=True),
    FieldTypeFacts(key="phone", expression_type="text", searchable=True),
    FieldTypeFacts(key="choice", expression_type="choice", needs=("options",), groupable=True),
    FieldTypeFacts(
        key="money",
        expression_type="money",
        aggregates=("sum", "avg"),
        settings_schema=_closed(currency={"type": "string"}, min=_NUMBER, max=_NUMBER),
    ),
    FieldTypeFacts(key="datetime", expression_type="instant"),
    FieldTypeFacts(key="stage", expression_type="stage", needs=("pipeline",), groupable=True),
    FieldTypeFacts(key="member", expression_type="link", relation="one"),
    FieldTypeFacts(key="link", expression_type="link", relation="one", needs=("to",)),
    FieldTypeFacts(
        key="links", expression_type="link", relation="many", needs=("to",), sortable=False
    ),
    FieldTypeFacts(
        key="any_link",
        expression_type="link",
        relation="any",
        needs=("targets",),
        sortable=False,
    ),
)

CORE: Files = {
    "app.yaml": "key: core\nversion: 1.2.0\n",
    "entities/member.yaml": """\
entity: member
system: member
title: name
fields:
  - {name: name, type: text, required: true}
""",
    "entities/unit.yaml": """\
entity: unit
system: unit
title: name
fields:
  - {name: name, type: text, required: true}
""",
    "entities/procedure.yaml": """\
entity: procedure
title: name
fields:
  - {name: name, type: text}
  - {name: price, type: money, currency: BRL}
""",
    "roles.yaml": """\
roles:
  - {key: admin, admin: true, level: 100}
  - key: seller
    entities:
      procedure: {read: all}
""",
}
LEADS: Files = {
    "app.yaml": "key: leads\nversion: 1.0.0\nrequires: {core: '>=1.0 <2'}\n",
    "entities/lead.yaml": """\
# Leads of the clinic
entity: lead
title: name
ownership: {member: owner, unit: place}
fields:
  - {name: name, type: text, required: true, searchable: true, max_length: 120}
  - {name: owner, type: member, default: $me}
  - {name: whatsapp, type: phone, unique: true}
  - name: channel  # where from
    type: choice
    options: [{key: whatsapp, color: green}, {key: campaign}]
  - {name: campaign, type: text}
  - {name: procedures, type: links, to: procedure, first_is_main: true}
  - {name: service_value, type: money, currency: BRL, min: 0}
  - {name: place, type: link, to: unit}
  - {name: stage, type: stage, pipeline: sales}
pipelines:
  - name: sales
    stages:
      - {key: new, kind: open}
      - {key: negotiation, requires: [procedures, service_value], max_days: 3}
      - {key: closed, kind: won, gate: "service_value > 0", confirm: true}
      - {key: lost, kind: lost}
    transitions: {new: [negotiation, lost], negotiation: [closed], "*": [lost]}
rules:
  - when: "channel = 'campaign' and campaign is empty"
    message: {pt-BR: Informe a campanha}
    on: [campaign]
layouts:
  - name: default
    roles: ["*"]
    tabs:
      - label: {pt-BR: Dados}
        sections:
          - {columns: 2, items: [name, owner, {field: campaign, visible: "channel = 'campaign'"}]}
    side: [{widget: activity}]
  - {name: card, kind: card, items: [name, service_value, owner]}
""",
    "views/lead.yaml": """\
views:
  - view: board
    entity: lead
    kind: kanban
    field: stage
    card: card
    sort: "-created_at"
    measures: [{fn: sum, field: service_value}]
  - name: mine
    entity: lead
    kind: list
    columns: [name, owner.name, created_at]
    filter: "owner = $me"
""",
    "roles.yaml": """\
roles:
  - key: seller
    entities:
      lead:
        read: "owner = $me or place in $units"
        create: true
        update: own
        fields: {whatsapp: {access: masked, shown_when: "owner = $me"}}
""",
    "menu.yaml": "menu:\n  - {key: leads, entity: lead, view: lead.board}\n",
}
AGENDA: Files = {
    "app.yaml": "key: agenda\nversion: 1.0.0\nrequires: {core: ^1.0, leads: ^1.0}\n",
    "entities/appointment.yaml": """\
entity: appointment
title: starts_at
fields:
  - {name: lead, type: link, to: lead}
  - {name: starts_at, type: datetime, required: true}
""",
    "extends/leads.lead.yaml": """\
fields:
  - {name: appointments, type: links, to: appointment, inverse: lead}
layouts:
  - name: default
    side: [{related: appointments, columns: [starts_at, created_at]}]
""",
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Eleven field types and two view kinds."""
    return Catalogue(
        field_types={facts.key: facts for facts in _TYPES},
        view_kinds={
            "list": ViewKindFacts(key="list", needs=("columns",)),
            "kanban": ViewKindFacts(key="kanban", needs=("field",), stands_on=("stage", "choice")),
            "timeline": ViewKindFacts(
                key="timeline",
                needs=("field",),
                stands_on=("created_at", "datetime"),
                settings_fields={"end": ("datetime", "created_at"), "stage": ("stage",)},
            ),
        },
    )


@dataclass(frozen=True, slots=True)
class Clinic:
    """The three apps as files, and what to do with them."""

    catalogue: Catalogue

    def files(self) -> dict[str, Files]:
        """Fresh copies of the files, by app."""
        return {"core": dict(CORE), "leads": dict(LEADS), "agenda": dict(AGENDA)}

    def packages(self, files: Mapping[str, Files] | None = None) -> list[AppPackage]:
        """The packages; they must load."""
        packages: list[AppPackage] = []
        for each in (files or self.files()).values():
            package, problems = load_package(each, self.catalogue)
            assert package is not None, problems
            packages.append(package)
        return packages

    def build(
        self, packages: Sequence[AppPackage] | None = None, overlay: Overlay | None = None
    ) -> tuple[Model | None, list[Problem]]:
        """The model of packages and overlay, and the problems."""
        standing = self.packages() if packages is None else packages
        return build_model(standing, overlay or Overlay(), self.catalogue)

    def model(
        self, packages: Sequence[AppPackage] | None = None, overlay: Overlay | None = None
    ) -> Model:
        """The model, which must be there."""
        model, problems = self.build(packages, overlay)
        assert model is not None, [each for each in problems if each.severity == "error"]
        return model


@pytest.fixture
def clinic(catalogue: Catalogue) -> Clinic:
    """The clinic of these tests."""
    return Clinic(catalogue)


@pytest.fixture
def change(clinic: Clinic) -> Callable[..., dict[str, Files]]:
    """The files with one text of one file replaced by another."""

    def apply(app: str, path: str, old: str, new: str) -> dict[str, Files]:
        files = clinic.files()
        assert old in files[app][path], (app, path, old)
        files[app][path] = files[app][path].replace(old, new, 1)
        return files

    return apply

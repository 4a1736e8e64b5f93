"""Puts the texts of `i18n/*.yaml` into labels. A key is the path of a definition, with the
attribute last.
"""

from metamodel.label import LOCALES
from metamodel.report import Report
from metamodel.structure import Plain, walk
from metamodel.wording import nearest

TEXT_ATTRIBUTES = (
    "label", "label_plural", "description", "help", "placeholder", "gate_message", "message",
    "group",
)  # fmt: skip


def apply_translations(
    app: str, model: Plain, texts: dict[str, dict[str, str]], report: Report
) -> None:
    """Each text to its label (`entities.lead.fields.name`, label understood); texts in YAML win."""
    if not texts:
        return
    bodies = {found.path: found.body for found in walk(model)}
    for locale, by_path in sorted(texts.items()):
        prefix = f"i18n.{locale}"
        if locale not in LOCALES:
            report.warn("locale_unknown", prefix, nearest(locale, LOCALES), name=locale)
        for path, text in sorted(by_path.items()):
            owner, _, attribute = path.rpartition(".")
            if path in bodies:
                owner, attribute = path, "label"
            body = bodies.get(owner)
            if body is None or attribute not in TEXT_ATTRIBUTES:
                report.warn(
                    "translation_unused", f"{prefix}.{path}", nearest(path, bodies), app=app
                )
                continue
            body.setdefault(attribute, {}).setdefault(locale, text)

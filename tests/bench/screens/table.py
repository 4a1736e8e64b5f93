"""The budgets of the screens, and the figures beside them as a Markdown table."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What is measured, and how much it may be (or must be at least)."""

    text: str
    limit: float
    unit: str
    at_least: bool = False

    def holds(self, value: float | None) -> bool:
        """Whether a figure keeps to it; one that was not measured does."""
        return value is None or (value >= self.limit if self.at_least else value <= self.limit)


BUDGETS = {
    "board.fps": Budget(text="board, 12,000 cards: scrolling", limit=55, unit="fps", at_least=True),
    "board.nodes": Budget(text="board: nodes of the page", limit=1800, unit=""),
    "board.drag_p95": Budget(text="board: frame while dragging, p95", limit=20, unit="ms"),
    "board.drag_long_tasks": Budget(text="board: long tasks while dragging", limit=0, unit=""),
    "board.drop_to_paint": Budget(text="board: drop to paint", limit=50, unit="ms"),
    "list.fps": Budget(text="list, 100,000 rows: scrolling", limit=55, unit="fps", at_least=True),
    "list.nodes": Budget(text="list: nodes of the page", limit=1000, unit=""),
    "list.arrow_p95": Budget(text="list: arrow key to paint, p95", limit=32, unit="ms"),
    "sheet.fps": Budget(text="sheet, 100,000 rows: scrolling", limit=55, unit="fps", at_least=True),
    "sheet.nodes": Budget(text="sheet: nodes of the page", limit=1000, unit=""),
    "sheet.arrow_p95": Budget(text="sheet: arrow key to paint, p95", limit=32, unit="ms"),
    "sheet.typing_p95": Budget(text="sheet: typing in a cell, p95", limit=16, unit="ms"),
    "form.form_p95": Budget(text="form: typing, p95", limit=32, unit="ms"),
    "changes.change": Budget(text="board to list and back, warm", limit=200, unit="ms"),
    "changes.palette": Budget(text="palette, warm", limit=100, unit="ms"),
    "live.live_p50": Budget(
        text="drop in one browser to paint in the other, median", limit=1000, unit="ms"
    ),
}
LIGHTHOUSE = {
    "desktop": {"performance": 95, "accessibility": 100, "lcp": 1200, "tbt": 100, "cls": 0.02},
    "mobile": {"performance": 85, "lcp": 2500, "tbt": 250},
}
for _form, _limits in LIGHTHOUSE.items():
    for _name, _limit in _limits.items():
        BUDGETS[f"lighthouse.{_form}.{_name}"] = Budget(
            text=f"Lighthouse, {_form}: {_name}",
            limit=_limit,
            unit={"lcp": "ms", "tbt": "ms"}.get(_name, ""),
            at_least=_name in ("performance", "accessibility"),
        )


def is_better(key: str, value: float, known: float | None) -> bool:
    """Whether a figure of a later try counts in place of the known one."""
    if known is None:
        return True
    budget = BUDGETS.get(key)
    return value > known if budget and budget.at_least else value < known


def as_markdown(figures: Mapping[str, float]) -> str:
    """A row for each budget that was measured."""
    lines = ["| | measured | budget | |", "| - | -: | -: | - |"]
    for key, budget in BUDGETS.items():
        value = figures.get(key)
        if value is None:
            continue
        sign = ">=" if budget.at_least else "<="
        mark = "reached" if budget.holds(value) else "MISSED"
        limit = f"{sign} {budget.limit:g} {budget.unit}".rstrip()
        lines.append(f"| {budget.text} | {_shown(value)} {budget.unit} | {limit} | {mark} |")
    lines.append(f"\nCalibration loop: {_shown(figures.get('calibration', 0))} ms")
    return "\n".join(lines)


def _shown(value: float) -> str:
    return f"{value:.2f}" if value < 1 else f"{value:,.0f}"

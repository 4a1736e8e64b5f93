"""The figures as a Markdown table."""

from collections.abc import Sequence


def as_markdown(figures: Sequence[dict[str, object]]) -> str:
    """One row a scenario and size."""
    lines = [
        "| | rows | ours/s | floor/s | share (bar) | p50 ms | floor p50 | ratio (bar) | MB | |",
        "| - | -: | -: | -: | -: | -: | -: | -: | -: | - |",
    ]
    for f in figures:
        mark = "reached" if f["reached"] else "MISSED"
        if f["scenario"] == "W1":
            lines.append(
                f"| W1 | | | | | second start {f['seconds']} s (<= {f['seconds_bar']}) | | |"
                f" {f['memory_mb']} (<= {f['memory_bar']}) | {mark} |"
            )
            continue
        lines.append(
            f"| {f['scenario']} | {f['rows']:,} | {f['ours_per_second']} | {f['floor_per_second']}"
            f" | {f['share']}{_bar('>=', f['share_bar'])}"
            f" | {f['ours_p50_ms']} | {f['floor_p50_ms']}"
            f" | {f['p50_ratio']}{_bar('<=', f['p50_bar'])}"
            f" | {f['memory_mb']} | {mark} |"
        )
    return "\n".join(lines)


def _bar(sign: str, bar: object) -> str:
    return "" if bar is None else f" ({sign} {bar})"

"""Finds circles in a graph of names."""

from collections.abc import Mapping, Sequence


def find_cycles(edges: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """One circle for each group of names that reach each other, as the names along it, first again
    last.
    """
    cycles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in sorted(edges):
        trail: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            del trail[depth:]
            if name in trail:
                cycle = (*trail[trail.index(name) :], name)
                if not any(set(cycle) & set(known) for known in cycles):
                    cycles.append(cycle)
                continue
            if name in done:
                continue
            trail.append(name)
            below = edges.get(name, ())
            if not below:
                done.add(name)
            waiting += [(each, depth + 1) for each in sorted(below, reverse=True)]
        done.add(start)
    return cycles

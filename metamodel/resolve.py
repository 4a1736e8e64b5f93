"""Which packages stand together: versions, requirements, cycles, and the order to merge them in."""

import re
from collections.abc import Mapping, Sequence

from metamodel.check_names import check_name
from metamodel.names import find_nearest
from metamodel.package import AppPackage
from metamodel.report import Report
from metamodel.version_range import parse_range, parse_version
from metamodel.wording import Whole, hint, nearest

_NAMESPACE = re.compile(r"[a-z][a-z0-9]{1,11}\Z")
QUALITIES = ("bronze", "silver", "gold")
CLINIC_PREFIX = "x_"


def resolve(packages: Sequence[AppPackage], report: Report) -> list[AppPackage]:
    """The packages in the order they build on each other; problems for what does not fit."""
    by_key: dict[str, AppPackage] = {}
    for package in packages:
        if package.key in by_key:
            report.error("app_twice", f"apps.{package.key}", name=package.key)
        else:
            by_key[package.key] = package
    for package in by_key.values():
        _check_manifest(package, report)
        _check_needs(package, by_key, report)
    return _order(by_key, report)


def _check_manifest(package: AppPackage, report: Report) -> None:
    manifest = package.manifest
    path = f"apps.{manifest.key}"
    check_name(f"{path}.key", manifest.key, report)
    if parse_version(manifest.version) is None:
        report.error("version_shape", f"{path}.version", version=manifest.version)
    if manifest.quality not in QUALITIES:
        remedy = nearest(manifest.quality, QUALITIES)
        report.error("value_not_allowed", f"{path}.quality", remedy, value=manifest.quality)
    space = manifest.namespace
    if space is not None and (not _NAMESPACE.match(space) or f"{space}_" == CLINIC_PREFIX):
        report.error("namespace_shape", f"{path}.namespace", name=space)


def _check_needs(package: AppPackage, installed: Mapping[str, AppPackage], report: Report) -> None:
    manifest = package.manifest
    for attribute, needs in (("requires", manifest.requires), ("works_with", manifest.works_with)):
        for key, text in needs.items():
            path = f"apps.{manifest.key}.{attribute}.{key}"
            wanted = parse_range(text)
            if wanted is None:
                report.error("range_shape", path, range=text)
                continue
            if key not in installed:
                if attribute == "requires":
                    near = find_nearest(key, [k for k in installed if k != manifest.key])
                    remedy = hint("app_missing_near", name=key, near=near) if near else None
                    params = {"app": manifest.key, "name": key, "range": text}
                    report.error("app_missing", path, remedy, **params)
                continue
            found = parse_version(installed[key].manifest.version)
            if found is not None and not wanted.holds(found):
                version = installed[key].manifest.version
                report.error(
                    "app_version",
                    path,
                    app=manifest.key,
                    name=key,
                    range=text,
                    version=version,
                )


def _order(packages: Mapping[str, AppPackage], report: Report) -> list[AppPackage]:
    """Required apps first; ties by key, so that the order of the input does not matter."""
    ordered: list[AppPackage] = []
    done: set[str] = set()
    reported: set[frozenset[str]] = set()

    def visit(key: str, trail: tuple[str, ...]) -> None:
        if key in trail:
            cycle = trail[trail.index(key) :]
            if frozenset(cycle) not in reported:
                reported.add(frozenset(cycle))
                shown = Whole(" -> ".join((*cycle, key)))
                report.error("app_cycle", f"apps.{cycle[0]}.requires", cycle=shown)
            return
        if key in done or key not in packages:
            return
        for need in sorted(packages[key].manifest.requires):
            visit(need, (*trail, key))
        if key not in done:
            done.add(key)
            ordered.append(packages[key])

    for key in sorted(packages, key=lambda each: (report.is_broken(f"apps.{each}"), each)):
        visit(key, ())
    return ordered

"""Reads the files of an app package. All problems of all files at once, never an exception."""

from collections.abc import Mapping

from metamodel.catalogue import Catalogue
from metamodel.check_fields import check_settings
from metamodel.package import AppPackage
from metamodel.package_reader import Loading, PackageReader
from metamodel.problem import Problem
from metamodel.report import Report, ordered
from metamodel.source_map import locate
from metamodel.wording import problem
from metamodel.yaml_source import FILE_MAX

FILES_MAX = 2_000
PACKAGE_MAX = 4 * FILE_MAX


def load_package(
    files: Mapping[str, str], catalogue: Catalogue
) -> tuple[AppPackage | None, list[Problem]]:
    """The package of some files (path in the package -> text), or None and everything that is
    wrong.
    """
    loading = read_package(files)
    problems = list(loading.problems)
    if loading.package is not None:
        report = Report()
        for entity in loading.package.entities:
            check_settings(f"entities.{entity.name}", entity.fields, catalogue, report)
        for extension in loading.package.extensions:
            check_settings(f"entities.{extension.entity}", extension.fields, catalogue, report)
        sources = {loading.package.key: loading.package.sources}
        problems += locate(report.problems, sources)
    failed = any(each.severity == "error" for each in problems)
    return None if failed else loading.package, ordered(problems)


def read_package(files: Mapping[str, str]) -> Loading:
    """The package as far as its files can be read; for checking the rest of a faulty package
    too.
    """
    reader = PackageReader()
    if len(files) > FILES_MAX or sum(map(len, files.values())) > PACKAGE_MAX:
        limit = PACKAGE_MAX // 1024 // 1024
        return Loading(
            package=None,
            problems=[problem("package_too_large", "apps", files=FILES_MAX, limit=limit)],
        )
    for path in sorted(files):
        reader.read(path.removeprefix("./"), files[path])
    return reader.finish()

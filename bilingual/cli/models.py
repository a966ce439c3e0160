"""`bilingual models`: list, install, remove and check translation packages.

Nothing but `install` and `list --refresh` uses the network.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bilingual.cli.output import tell, write_result
from bilingual.errors import ModelError
from bilingual.languages import language_of
from bilingual.translation.catalogue import Catalogue, fetch_catalogue, kept_catalogue
from bilingual.translation.download import Listener, Progress, format_size
from bilingual.translation.installation import (
    install_file,
    install_pair,
    installed_directories,
    packages_for,
    read_record,
    remove_package,
)
from bilingual.translation.packages import (
    PackageInfo,
    PackageOrigin,
    damaged_packages,
    describe_package,
    embedded_packages,
    find_package,
    installed_packages,
    version_key,
)
from bilingual.translation.verification import Verdict, verify_all, verify_package
from bilingual.untrusted import harmless_line

_LINE_INTERVAL = 5.0  # seconds between lines of progress where there is no bar

_NONE = "no package is here: bilingual models install fr en"

_format = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print the data."
)
_which = click.argument("which", nargs=-1, metavar="[FROM TO | PACKAGE]")


@click.group(
    epilog="""\b
Examples:
  bilingual models list
  bilingual models list --available
  bilingual models install fr en                 from the Argos index
  bilingual models install translate.argosmodel  from a file
  bilingual models info fr en
  bilingual models verify
  bilingual models remove fr en
"""
)
def models() -> None:
    """Translation packages: list, install, remove and check them.

    bilingual shares the directory of packages with Argos Translate: what one installs, the other uses.
    """


@models.command("list")
@click.option("--available", is_flag=True, help="What the Argos index offers, as far as is known here.")
@click.option("--refresh", is_flag=True, help="Fetch the index anew first; implies --available.")
@_format
def list_packages(available: bool, refresh: bool, form: str) -> None:
    """List packages that are here, or with --available those to be had.

    A star marks the package that is used for its languages.
    """
    if available or refresh:
        catalogue = fetch_catalogue() if refresh else _kept_catalogue()
        tell(f"index of {catalogue.date:%Y-%m-%d} from {catalogue.place}")
        _print(_offers(catalogue), form)
        return
    packages = (*installed_packages(), *embedded_packages())
    used = {package.path for package in _used(packages)}
    _print([_summary(package, package.path in used) for package in packages], form)
    for path, error in damaged_packages().items():
        tell(f"{path}: {error.problem} (bilingual models remove {path.name})")
    if not packages:
        tell(_NONE)


@models.command()
@click.argument("what", nargs=-1, metavar="FROM TO | FILE")
@click.option("--offline", is_flag=True, help="Do not use the network: only a FILE can be installed.")
def install(what: Sequence[str], offline: bool) -> None:
    """Install a package from the Argos index, or an .argosmodel FILE.

    A download that broke off goes on where it stopped.
    """
    with _listener() as listener:
        match what:
            case [source, target]:
                done = install_pair(_code(source), _code(target), listener=listener, offline=offline)
            case [file]:
                done = install_file(Path(file), listener=listener)
            case _:
                raise click.UsageError("Say FROM and TO (fr en), or one .argosmodel FILE.")
    for package in done.replaced:
        tell(f"replaced {package.name}")
    state = "is there already" if done.already_there else "installed"
    click.echo(harmless_line(f"{done.package.name} {state}: {done.package.path}"))


@models.command()
@_which
def remove(which: Sequence[str]) -> None:
    """Remove installed packages, by languages or by directory name."""
    match which:
        case [source, target]:
            paths = [package.path for package in packages_for(source, target)]
            missing = f"no package from {source} to {target} is installed"
        case [name]:
            paths = [path for path in installed_directories() if path.name == name]
            missing = f"no package {name!r} is installed"
        case _:
            raise click.UsageError("Say FROM and TO (fr en), or the name of one installed package.")
    if not paths:
        raise ModelError(missing, remedy="bilingual models list shows what is")
    for path in paths:
        remove_package(path)
        click.echo(harmless_line(f"{path.name} removed"))


@models.command(short_help="Check files, load the package, translate a word.")
@_which
@_format
def verify(which: Sequence[str], form: str) -> None:
    """Check files against checksums, load, translate a word; without arguments, all packages."""
    verdicts = list(verify_all()) if not which else [verify_package(package) for package in _chosen(which)]
    rows = [_verdict(verdict) for verdict in verdicts]
    if form == "json":
        rows = [{**row, "problems": verdict.problems} for row, verdict in zip(rows, verdicts, strict=True)]
    _print(rows, form)
    damaged = [verdict for verdict in verdicts if verdict.problems]
    for verdict in damaged:
        for problem in verdict.problems:
            tell(f"{verdict.path}: {problem}")
    if damaged:
        raise ModelError(
            f"{len(damaged)} of {len(verdicts)} packages cannot be trusted",
            remedy="install them again: bilingual models install FROM TO",
        )


@models.command()
@_which
@_format
def info(which: Sequence[str], form: str) -> None:
    """Say what is known of packages; without arguments, of all of them."""
    packages = _chosen(which) if which else (*installed_packages(), *embedded_packages())
    rows = [_details(package) for package in packages]
    if form == "json":
        _print(rows, form)
        return
    if not rows:
        tell(_NONE)
    for number, row in enumerate(rows):
        width = max(map(len, row))
        click.echo(
            "\n" * (number > 0) + "\n".join(f"{key:<{width}}  {_cell(value)}" for key, value in row.items())
        )


def _kept_catalogue() -> Catalogue:
    if catalogue := kept_catalogue():
        return catalogue
    raise ModelError(
        "no copy of the package index is here yet", remedy="bilingual models list --refresh fetches it"
    )


def _code(language: str) -> str:
    try:
        return language_of(language).code
    except ValueError as error:
        raise click.UsageError(f"{str(error)[0].upper()}{str(error)[1:]}.") from None


def _chosen(which: Sequence[str]) -> tuple[PackageInfo, ...]:
    match which:
        case [source, target]:
            return packages_for(source, target) or (
                find_package(language_of(_code(source)), language_of(_code(target))),
            )
        case [name]:
            for path in installed_directories():
                if path.name == name:
                    return (describe_package(path, PackageOrigin.INSTALLED),)
            return (describe_package(Path(name), PackageOrigin.GIVEN),)
        case _:
            raise click.UsageError("Say FROM and TO (fr en), or one PACKAGE: its name, directory or file.")


def _used(packages: Iterable[PackageInfo]) -> Iterator[PackageInfo]:
    """Yield the package that is used for each pair of languages, as `find_package` chooses it."""
    pairs: dict[tuple[str, str], list[PackageInfo]] = {}
    for package in packages:
        pairs.setdefault((package.source_code, package.target_code), []).append(package)
    for fitting in pairs.values():
        first = [package for package in fitting if package.origin is fitting[0].origin]
        yield max(first, key=lambda package: version_key(package.version))


def _summary(package: PackageInfo, used: bool) -> dict[str, Any]:
    return {
        "used": used,
        "from": package.source_code,
        "to": package.target_code,
        "version": package.version,
        "origin": str(package.origin),
        "size": package.size(),
        "word links": package.gives_word_links(),
        "path": str(package.path),
    }


def _details(package: PackageInfo) -> dict[str, Any]:
    record = None if package.is_archive else read_record(package.path)
    return {
        "name": package.name,
        "from": package.source_code,
        "to": package.target_code,
        "version": package.version,
        "origin": str(package.origin),
        "size": package.size(),
        "licence": package.licence(),
        "word links": package.gives_word_links(),
        "path": str(package.path),
        "source": record.source if record else None,
        "installed": record.installed if record else None,
        "sha256": record.archive_sha256 if record else None,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "package": verdict.package.name if verdict.package else verdict.path.name,
        "good": not verdict.problems,
        "compared with": verdict.checked,
        "word": verdict.word or None,
        "translation": verdict.translation,
        "path": str(verdict.path),
    }


def _offers(catalogue: Catalogue) -> list[dict[str, Any]]:
    """List what the index has for the languages that `bilingual` reads."""
    rows = []
    for entry in catalogue.pairs():
        try:
            language_of(entry.source_code), language_of(entry.target_code)
        except ValueError:
            continue
        here = packages_for(entry.source_code, entry.target_code)
        rows.append(
            {
                "from": entry.source_code,
                "to": entry.target_code,
                "version": entry.version,
                "installed": here[0].version if here else None,
                "link": entry.links[0],
            }
        )
    return rows


def _print(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print rows as JSON, or as a table whose columns are as wide as they need to be."""
    if form == "json":
        write_result(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
        return
    if not rows:
        return
    table = [list(rows[0]), *([_cell(value, key) for key, value in row.items()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        click.echo("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any, key: str = "") -> str:
    if key == "used":
        return "*" if value else ""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case int():
            return format_size(value)
    # What a model, a link or a file name holds comes from outside.
    return harmless_line(str(value))


@contextmanager
def _listener() -> Iterator[Listener]:
    """Show progress on standard error: as a bar where it is a terminal, else as a line now and then."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    # Imported here: half of the commands need no Rich.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Display

    columns = (BarColumn(), TextColumn("{task.fields[state]}", markup=False), TimeRemainingColumn())
    with Display(*columns, console=Console(stderr=True), transient=True) as display:
        yield _Bar(display)


class _Lines:
    """Tells of a download in lines."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock() + _LINE_INTERVAL

    def progress(self, progress: Progress) -> None:
        if self._clock() >= self._next or progress.received == progress.total:
            self._next = self._clock() + _LINE_INTERVAL
            tell(_state(progress))

    def notice(self, message: str) -> None:
        tell(message)


class _Bar:
    """Tells of a download with a bar."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._task: Any = None

    def progress(self, progress: Progress) -> None:
        if self._task is None:
            self._task = self._display.add_task("", state="")
        self._display.update(
            self._task, completed=progress.received, total=progress.total, state=_state(progress)
        )

    def notice(self, message: str) -> None:
        self._display.console.print(harmless_line(message), markup=False, highlight=False)


def _state(progress: Progress) -> str:
    total = f" of {format_size(progress.total)}" if progress.total else ""
    return f"{format_size(progress.received)}{total}, {format_size(progress.speed)}/s"

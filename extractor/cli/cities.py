"""``gongwen compare``, ``report`` and ``export``: many plans side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.cli.common import (
    end_if_nothing,
    existing,
    main,
    number,
    tell_unread,
    watched,
    with_ocr,
    with_rules,
    with_timeout,
    writing,
)
from extractor.cli.show import print_comparison

if TYPE_CHECKING:
    from extractor.models import Failure, PolicyNotice
    from extractor.readers.options import Ocr


@main.command()
@click.argument("paths", nargs=-1, required=True, type=existing, metavar="DIR|FILE...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="File to write to, its form by the ending: .json .csv .xlsx .parquet .html; without it "
    "tables are printed.",
)  # fmt: skip
@click.option("--wide", is_flag=True, help="CSV with a row for each notice, not for each value.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="Also tell which plans are in force on this day (YYYY-MM-DD).",
)  # fmt: skip
@click.option("--zh", is_flag=True, help="Print the tables in Chinese.")
@click.option(
    "--topic", "topics", multiple=True, metavar="TOPIC",
    type=click.Choice(
        ["identity", "eligibility", "scale", "derived", "time", "money", "works", "duties"]
    ),
    help="Print only this topic: identity, eligibility, scale, derived, time, money, works, "
    "duties. May be given again.",
)  # fmt: skip
@with_timeout
@with_ocr
@with_rules
def compare(
    paths: tuple[Path, ...],
    output: Path | None,
    wide: bool,
    topics: tuple[str, ...],
    as_of: datetime | None,
    zh: bool,
    timeout: float,
    ocr: Ocr,
    patterns: Path | None,
) -> None:
    """Lay many plans side by side: an output folder of extract, or files.

    Every cell is a value, "not stated", "unreadable" (the input, or a part of it, could not be
    read) or a conflict. Below the tables stand the doubts: sums, windows, outliers, validity.

    \b
    gongwen compare out
    gongwen compare out --topic money --zh
    gongwen compare out -o cities.xlsx
    gongwen compare out -o cities.csv --wide
    gongwen compare out -o cities.html         the page of gongwen report
    gongwen compare yunling.txt anlan.txt --as-of 2025-01-01
    """
    from extractor.comparison.cities import compare as compare_notices
    from extractor.export import PAGE, writer

    day = as_of.date() if as_of else None
    if output and output.suffix.lower() == PAGE:
        gathered = _gathered(paths, timeout, ocr, patterns)
        _write_report(gathered, output, day, "zh" if zh else "en")
        return
    write = writer(output) if output else None
    if wide and not (output and output.suffix.lower() == ".csv"):
        raise click.UsageError("--wide is for CSV: add -o FILE.csv")
    comparison = compare_notices(_notices(paths, timeout, ocr, patterns), as_of=day)
    unread = [notice.failure for notice in comparison.notices if notice.failure]
    total = len(comparison.notices)
    if output is None or write is None:
        print_comparison(comparison, zh=zh, topics=topics)
        end_if_nothing(unread, total)
        return
    with writing(output):
        if wide:
            comparison.to_csv(output, wide=True)
        else:
            write(comparison, output)
    size = f"{number(total - len(unread), 'notice')}, {len(comparison.variables)} variables"
    click.echo(f"{output}: {size}, {number(len(comparison.checks), 'check')}", err=True)
    tell_unread(unread, total)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=existing, metavar="DIR|FILE...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True,
    metavar="DIR", help="Folder to write to.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv",
    show_default=True, help="Form of the tables; xlsx is one workbook.",
)  # fmt: skip
@with_timeout
@with_ocr
@with_rules
def export(
    paths: tuple[Path, ...],
    output: Path,
    form: str,
    timeout: float,
    ocr: Ocr,
    patterns: Path | None,
) -> None:
    """Write tidy tables: one for each record type, notices and evidence, with keys between them.

    With datapackage.json, which describes every column in English and Chinese (Frictionless).

    \b
    gongwen export out -o tables
    gongwen export out -o tables --format parquet
    duckdb -c "SELECT city, count(*) FROM 'tables/notices.csv' GROUP BY city"
    """
    from extractor.comparison.tables import tables
    from extractor.export.tidy import write_folder

    notices = list(_notices(paths, timeout, ocr, patterns))
    made = tables(notices)
    with writing(output):
        files = write_folder(made, output, form)  # type: ignore[arg-type]
    for file in files:
        click.echo(file)
    tell_unread(_reasons(notices), len(notices))


def _notices(
    paths: Iterable[Path], timeout: float, ocr: Ocr, patterns: Path | None
) -> Iterator[PolicyNotice | Failure]:
    from extractor.output import results

    outcomes = results(paths, timeout=timeout, ocr=ocr, patterns=patterns, watched=watched)
    return (outcome.result for outcome in outcomes)


def _reasons(results: Iterable[PolicyNotice | Failure]) -> list[str]:
    from extractor.models import Failure

    return [result.message for result in results if isinstance(result, Failure)]


@main.command()
@click.argument("paths", nargs=-1, required=True, type=existing, metavar="DIR|FILE...")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.html", help="File to write the page to.",
)  # fmt: skip
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="Also tell which plans are in force on this day (YYYY-MM-DD).",
)  # fmt: skip
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True,
    help="Language that the page opens in; its reader can change it.",
)  # fmt: skip
@with_timeout
@with_ocr
@with_rules
def report(
    paths: tuple[Path, ...],
    output: Path,
    as_of: datetime | None,
    lang: Literal["en", "zh"],
    timeout: float,
    ocr: Ocr,
    patterns: Path | None,
) -> None:
    """Write one HTML page: the plans compared, in charts, and each with its text and records.

    From an output folder of extract, or from files. The page needs no network and no other file;
    any browser opens it from disk.

    \b
    gongwen report out -o report.html
    gongwen report out -o report.html --lang zh --as-of 2025-01-01
    gongwen report yunling.txt anlan.txt -o two.html
    """
    from extractor.export import PAGE

    if output.suffix.lower() != PAGE:
        raise click.UsageError(f"{output}: a report is a page; name a file that ends in .html")
    day = as_of.date() if as_of else None
    _write_report(_gathered(paths, timeout, ocr, patterns), output, day, lang)


def _gathered(
    paths: Sequence[Path], timeout: float, ocr: Ocr, patterns: Path | None
) -> tuple[list[PolicyNotice | Failure], dict[str, str]]:
    from extractor.output import gather

    return gather(paths, timeout=timeout, ocr=ocr, patterns=patterns, watched=watched)


def _write_report(
    gathered: tuple[list[PolicyNotice | Failure], dict[str, str]],
    output: Path,
    as_of: date | None,
    language: Literal["en", "zh"],
) -> None:
    from extractor.export.report import write_report

    notices, texts = gathered
    with writing(output):
        write_report(notices, texts, output, as_of=as_of, language=language)
        size = output.stat().st_size / 2**20
    click.echo(f"{output}: {number(len(notices), 'input')}, {size:.1f} MiB", err=True)
    tell_unread(_reasons(notices), len(notices))

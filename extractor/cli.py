"""The command ``gongwen``: parses arguments, calls the API, prints.

Data go to standard output, progress and complaints to standard error. Exit status: 0 all good, 1
some inputs failed or a check found faults, 2 usage, 3 no notice could be written. Whatever is not
needed by every command is imported where it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.errors import ExtractorError, GoldError, PatternError

if TYPE_CHECKING:
    from extractor.batch import Input, Outcome
    from extractor.models import Comparison, Failure, PolicyNotice
    from extractor.output import Counts
    from extractor.readers.options import Ocr

FAULTS, USAGE, NOTHING = 1, 2, 3

_existing = click.Path(exists=True, path_type=Path)
_folder = click.Path(exists=True, file_okay=False, path_type=Path)
_patterns = click.option(
    "--patterns", type=_folder, metavar="DIR", help="A folder of rules of your own, added to ours."
)


class _Group(click.Group):
    """Turns our errors into a line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except ExtractorError as error:
            click.echo(f"gongwen: {error}", err=True)
            ctx.exit(USAGE if isinstance(error, PatternError | GoldError) else NOTHING)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: gongwen demo",
)
@click.version_option(package_name="gongwen-extractor", prog_name="gongwen")
def main() -> None:
    """Read Chinese government notices; write the plan in each as checked, comparable data.

    \b
    gongwen extract notice.txt                 one notice, as JSON
    gongwen extract notices/ -o out            a folder of them
    gongwen compare out                        the cities side by side
    gongwen explain notice.txt --at 1200       why something was found, or not
    """


_ocr = click.option(
    "--ocr", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="Recognise characters where a page has no text, on every page, or nowhere.",
)  # fmt: skip
_timeout = click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=300.0, show_default=True,
    metavar="SECONDS", help="Give up a file after so long; the others go on.",
)  # fmt: skip


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_existing, metavar="PATH...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder to write to; needed for more than one file.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N",
    help="Files read at the same time.  [default: a core less than there are, at most 4]",
)  # fmt: skip
@_timeout
@_ocr
@_patterns
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    jobs: int | None,
    timeout: float,
    ocr: Ocr,
    patterns: Path | None,
) -> None:
    """Extract the plans in files, folders and archives (ZIP, tar), hidden files left out.

    Every file is read in a process of its own that is ended where it takes too long or too much
    memory.

    One file and no -o: its notice as one line of JSON on standard output. With -o DIR:
    notices.jsonl, failures.jsonl, the texts that offsets count in, and run.json.

    \b
    gongwen extract notice.txt
    gongwen extract scan.pdf
    gongwen extract notices/ more.zip -o out --jobs 8 --timeout 60
    """
    from extractor.batch import default_jobs, list_inputs, run
    from extractor.readers import ReadOptions

    inputs = list_inputs(paths)
    if not inputs:
        raise click.UsageError("the folders given hold no files")
    if output is None and (len(inputs) > 1 or len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("several inputs need a folder to write to: add -o DIR")
    jobs = jobs or default_jobs()
    reading = ReadOptions(ocr=ocr)
    outcomes = run(inputs, jobs=jobs, timeout=timeout, patterns=patterns, options=reading)
    if output is None:
        ctx.exit(_print_one(next(iter(outcomes))))
    rules = str(patterns) if patterns else None
    options = {"jobs": jobs, "timeout": timeout, "ocr": ocr, "patterns": rules}
    counts = _write(inputs, outcomes, output, patterns, options)
    click.echo(f"{_number(counts.notices, 'notice')} in {output / 'notices.jsonl'}", err=True)
    if counts.failures:
        what = _number(counts.failures, "failure")
        click.echo(f"{what}, with reasons, in {output / 'failures.jsonl'}", err=True)
    ctx.exit(NOTHING if not counts.notices else FAULTS if counts.failures else 0)


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _print_one(outcome: Outcome) -> int:
    from extractor.models import Failure

    if isinstance(outcome.result, Failure):
        click.echo(f"gongwen: {outcome.result.message}", err=True)
        return NOTHING
    click.echo(outcome.result.to_json().encode("utf-8"))
    return 0


def _write(
    inputs: Sequence[Input],
    outcomes: Iterator[Outcome],
    output: Path,
    patterns: Path | None,
    options: dict[str, Any],
) -> Counts:
    from extractor.output import write_output
    from extractor.patterns import load_patterns

    rules = load_patterns(patterns).digest
    try:
        with _progress(outcomes, len(inputs), "extracting") as watched:
            return write_output(watched, output, rules=rules, options=options)
    except OSError as error:
        raise click.ClickException(f"{output}: cannot be written: {error}") from error


@contextmanager
def _progress(items: Iterable[Any], total: int, what: str) -> Iterator[Iterator[Any]]:
    """Show a bar on standard error while *items* pass, if that is a terminal."""
    if not sys.stderr.isatty() or total < 2:
        yield iter(items)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(items, total=total, description=what))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_existing, metavar="DIR|FILE...")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.json",
    help="File to write the comparison to; without it a table is printed.",
)  # fmt: skip
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="Also tell which plans are in force on this day (YYYY-MM-DD).",
)  # fmt: skip
@click.option("--zh", is_flag=True, help="Print the table in Chinese.")
@_timeout
@_ocr
@_patterns
def compare(
    paths: tuple[Path, ...],
    output: Path | None,
    as_of: datetime | None,
    zh: bool,
    timeout: float,
    ocr: Ocr,
    patterns: Path | None,
) -> None:
    """Lay many plans side by side: an output folder of extract, or files.

    Every cell is a value, "not stated", "unreadable" (the input gave no notice) or a conflict.

    \b
    gongwen compare out
    gongwen compare out -o cities.json
    gongwen compare yunling.txt anlan.txt --as-of 2025-01-01
    """
    from extractor.comparison import compare as compare_notices

    if output and output.suffix != ".json":
        raise click.UsageError(f"{output}: this version writes .json; name such a file")
    day = as_of.date() if as_of else None
    comparison = compare_notices(_notices(paths, timeout, ocr, patterns), as_of=day)
    if output is None:
        _print_comparison(comparison, zh=zh)
        return
    try:
        comparison.to_json(output)
    except OSError as error:
        raise click.ClickException(f"{output}: cannot be written: {error}") from error
    size = f"{len(comparison.notices)} notices, {len(comparison.variables)} variables"
    click.echo(f"{output}: {size}", err=True)


def _notices(
    paths: Iterable[Path], timeout: float, ocr: Ocr, patterns: Path | None
) -> Iterator[PolicyNotice | Failure]:
    from extractor.batch import extract_many
    from extractor.output import is_output, read_output

    for path in paths:
        if is_output(path):
            yield from read_output(path)
        else:
            yield from extract_many(path, timeout=timeout, patterns=patterns, ocr=ocr)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--at", type=click.IntRange(min=0), metavar="N",
    help="Only the clause at this offset, with what was tried on it and why it failed.",
)  # fmt: skip
@_timeout
@_ocr
@_patterns
def explain(file: Path, at: int | None, timeout: float, ocr: Ocr, patterns: Path | None) -> None:
    """Show clause by clause what was found in a notice, and by which rule.

    \b
    gongwen explain notice.txt
    gongwen explain notice.txt --at 1200
    """
    from extractor.batch import load_document
    from extractor.explain import explain as explain_document
    from extractor.explain import render
    from extractor.patterns import load_patterns
    from extractor.readers import ReadOptions

    document = load_document(file, timeout=timeout, options=ReadOptions(ocr=ocr))
    try:
        explanation = explain_document(document, patterns=load_patterns(patterns), at=at)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(render(explanation))


@main.command()
@click.argument("gold", type=_existing)
@click.argument("output", type=_existing, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--by-rule", is_flag=True, help="True and false hits of every rule.")
@click.option("--errors", is_flag=True, help="Every missed and every invented record.")
@click.option("--ignore-spans", is_flag=True, help="Pair by key fields alone.")
@_patterns
def evaluate(
    gold: Path,
    output: Path,
    as_json: bool,
    by_rule: bool,
    errors: bool,
    ignore_spans: bool,
    patterns: Path | None,
) -> None:
    """Score an output folder against gold annotations.

    \b
    gongwen extract notices/ -o out
    gongwen evaluate gold/ out
    gongwen evaluate gold/ out --by-rule
    """
    import json

    from extractor.evaluate import evaluate as evaluate_output

    report = evaluate_output(gold, output, ignore_spans=ignore_spans)
    for name in report.missing:
        click.echo(f"gongwen: {name}: no output; all of its gold counts as missed", err=True)
    if errors:
        for line in report.errors():
            click.echo(line)
    if by_rule:
        rows = report.by_rule(_record_rules(patterns))
        click.echo(json.dumps(rows, ensure_ascii=False) if as_json else _rule_lines(rows))
    elif as_json:
        click.echo(json.dumps(report.figures(), ensure_ascii=False))
    else:
        click.echo(_figure_lines(report.figures()))


def _record_rules(patterns: Path | None) -> list[str]:
    from extractor.pattern_check import RECORD_KINDS
    from extractor.patterns import load_patterns

    rules = load_patterns(patterns)
    return [rule.id for kind in RECORD_KINDS for rule in rules.of(kind)]


def _figure_lines(figures: dict[str, Any]) -> str:
    lines = []
    for kind, row in figures.items():
        if "f1" in row:
            rates = f"P {row['precision']:.3f} R {row['recall']:.3f} F1 {row['f1']:.3f}"
            counts = (row[key] for key in ("gold", "predicted", "paired"))
            gold, predicted, paired = (f"{count:4}" for count in counts)
            lines.append(f"{kind:17} gold {gold} predicted {predicted} paired {paired}  {rates}")
    about = figures["metadata"]
    right = f"{about['right']}/{about['fields']} fields right ({about['accuracy']:.3f})"
    lines.append(f"{'metadata':17} {right}")
    others = ", ".join(f"{name} {share:.2f}" for name, share in figures["other_fields"].items())
    lines.append(f"{'other fields':17} {others}")
    return "\n".join(lines)


def _rule_lines(rows: Sequence[dict[str, Any]]) -> str:
    width = max((len(row["rule"]) for row in rows), default=4)
    lines = [f"{'rule':{width}}  true false  notices"]
    for row in rows:
        names = row["notices"]
        where = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        counts = f"{row['true']:5} {row['false']:5}"
        lines.append(f"{row['rule']:{width}} {counts}  {len(names):2} {where}".rstrip())
    return "\n".join(lines)


@main.group()
def patterns() -> None:
    """Work with the rules."""


@patterns.command("check")
@click.argument("folder", required=False, type=_folder, metavar="[DIR]")
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Try every rule on its own examples, and on the texts it must leave alone.

    With DIR: your own folder of rules, together with ours.

    \b
    gongwen patterns check
    gongwen patterns check my-patterns/
    """
    from extractor.pattern_check import check_patterns

    try:
        report = check_patterns(folder)
    except PatternError as error:
        click.echo(f"gongwen: {error}", err=True)
        ctx.exit(FAULTS)
    for fault in report.faults:
        click.echo(fault)
    click.echo(report.summary, err=True)
    ctx.exit(FAULTS if report.faults else 0)


@main.command()
@click.argument(
    "name", default="notice", type=click.Choice(["notice", "comparison", "pattern", "codebook"])
)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write all of them to this folder.",
)  # fmt: skip
def schema(name: str, output: Path | None) -> None:
    """Print a JSON Schema of the output, or the codebook.

    \b
    gongwen schema > notice.schema.json
    gongwen schema codebook
    gongwen schema -o schemas
    """
    from extractor.schemas import schema_files

    files = schema_files()
    if output is None:
        file = "codebook.md" if name == "codebook" else f"{name}.schema.json"
        click.echo(files[file].encode("utf-8"), nl=False)
        return
    output.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (output / file).write_bytes(text.encode("utf-8"))
        click.echo(output / file)


@main.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path),
    default=Path("gongwen-demo"), show_default=True, metavar="DIR", help="Folder to write to.",
)  # fmt: skip
def demo(output: Path) -> None:
    """Extract the sample notices that come with the program, and compare the cities."""
    from extractor.batch import list_inputs, run
    from extractor.comparison import compare as compare_notices
    from extractor.output import read_output
    from extractor.resources import folder

    notices = folder("corpus") / "notices"
    inputs = list_inputs(notices)
    counts = _write(inputs, run(inputs), output, None, {"corpus": True})
    comparison = compare_notices(read_output(output))
    comparison.to_json(output / "comparison.json")
    _print_comparison(comparison, limit=4)
    sample = notices / inputs[0].name
    click.echo(
        f"""
{_number(counts.notices, "sample notice")} (invented places) read into {output}:
  {output / "notices.jsonl"}    one notice a line: its plan, every value with its place in the text
  {output / "comparison.json"}  the whole of the table above
  {output / "texts"}            the texts that the places count in

Next:
  gongwen compare {output}
  gongwen explain {sample}
  gongwen extract YOUR-NOTICES/ -o out"""
    )


def _print_comparison(comparison: Comparison, *, zh: bool = False, limit: int = 0) -> None:
    """Print tables of as many notices as fit the terminal; *limit* is the most notices shown."""
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False, width=_width())
    room = max(1, (console.width - 26) // 20)
    notices = comparison.notices[:limit] if limit else comparison.notices
    for first in range(0, len(notices), room):
        console.print(_table(comparison, notices[first : first + room], zh))
    if left := len(comparison.notices) - len(notices):
        console.print(f"… and {left} more")


def _width() -> int | None:
    """Return the width to print at where there is no terminal to ask."""
    return None if sys.stdout.isatty() else 128


def _table(comparison: Comparison, notices: Sequence[Any], zh: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    cells = {(cell.notice, cell.variable): cell for cell in comparison.cells}
    table = Table(show_lines=False, pad_edge=False)
    table.add_column("变量" if zh else "variable", no_wrap=True)
    for notice in notices:
        table.add_column(Text(_heading(notice)), overflow="fold", max_width=24)
    for variable in comparison.variables:
        row = [cells[notice.id, variable.id] for notice in notices]
        if any(cell.status != "not_stated" for cell in row):
            name = variable.name_zh if zh else variable.name
            table.add_row(Text(name), *(Text(_shown(cell, zh)) for cell in row))
    return table


def _heading(notice: Any) -> str:
    region = notice.region
    place = region and (region.county or region.city or region.province)
    return f"{place or '?'}\n{notice.id}"


def _shown(cell: Any, zh: bool) -> str:
    from extractor.labels import label

    if cell.status in ("not_stated", "unreadable"):
        if cell.status == "not_stated":
            return "—"
        return label("cell_status", cell.status, "zh" if zh else "en")
    values = cell.value if isinstance(cell.value, tuple) else (cell.value,)
    words = [_word(cell.variable, value, zh) for value in values[:4]]
    text = ("、" if zh else ", ").join(words) + (" …" if len(values) > 4 else "")
    return f"≠ {text}" if cell.status == "conflicting" else text


def _word(variable: str, value: Any, zh: bool) -> str:
    """Print a value: numbers short and with separators, codes by their label."""
    from decimal import Decimal

    from extractor.labels import label

    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    lists: dict[str, str] = {"payers": "payer", "instruments": "instrument", "status": "status"}
    kind = lists.get(variable)
    return label(kind, value, "zh" if zh else "en") if kind else str(value)

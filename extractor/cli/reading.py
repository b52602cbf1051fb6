"""``gongwen extract`` and ``gongwen demo``: files in, an output folder out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.common import (
    FAULTS,
    NOTHING,
    from_stdin,
    main,
    number,
    or_stdin,
    some,
    tell_reasons,
    watched,
    with_ocr,
    with_rules,
    with_timeout,
)
from extractor.cli.show import print_comparison

if TYPE_CHECKING:
    from extractor.batch import Input, Outcome
    from extractor.output import Counts
    from extractor.readers.options import Ocr


@main.command()
@click.argument("paths", nargs=-1, required=True, type=or_stdin, metavar="PATH...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder to write to; needed for more than one file.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N",
    help="Files read at the same time.  [default: a core less than there are, at most 4]",
)  # fmt: skip
@with_timeout
@with_ocr
@with_rules
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
    notices.jsonl, failures.jsonl, the texts that offsets count in, and run.json. An earlier output
    in DIR is replaced once all is read; an interrupted run leaves it as it was.

    \b
    gongwen extract notice.txt
    gongwen extract scan.pdf
    gongwen extract - < notice.html            standard input, whose name is then "stdin"
    gongwen extract notice.txt | python -m json.tool --no-ensure-ascii
    gongwen extract notices/ more.zip -o out --jobs 8 --timeout 60
    """
    from extractor.batch import default_jobs, list_inputs, run
    from extractor.readers import ReadOptions

    inputs = list_inputs(map(from_stdin, paths))
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
    counts = write_all(inputs, outcomes, output, patterns, options)
    _tell(counts, output)
    ctx.exit(NOTHING if not counts.notices else FAULTS if counts.failures else 0)


def _print_one(outcome: Outcome) -> int:
    from extractor.models import Failure

    if isinstance(outcome.result, Failure):
        click.echo(f"gongwen: {outcome.result.message}", err=True)
        return NOTHING
    click.echo(outcome.result.to_json().encode("utf-8"))
    return 0


def _tell(counts: Counts, output: Path) -> None:
    """Say on standard error what was written, and which of it needs a look."""
    lines = [f"{number(counts.notices, 'notice')} in {output / 'notices.jsonl'}"]
    if counts.replaced:
        lines[0] += ", in place of an earlier output"
    if names := counts.without_plan:
        which = "1 of them holds" if len(names) == 1 else f"{len(names):,} of them hold"
        lines.append(f"{which} no plan: {some(names)}")
    if counts.copies:
        same = [f"{name} (as {first})" for name, first in counts.copies]
        lines.append(f"the same bytes as another: {some(same)}")
    if counts.failures:
        what = number(counts.failures, "failure")
        lines.append(f"{what}, with reasons, in {output / 'failures.jsonl'}:")
    for line in lines:
        click.echo(line, err=True)
    tell_reasons(counts.reasons)


def write_all(
    inputs: Sequence[Input],
    outcomes: Iterator[Outcome],
    output: Path,
    patterns: Path | None,
    options: dict[str, Any],
) -> Counts:
    from extractor.inputs import NOTICES
    from extractor.output import write_output
    from extractor.patterns import load_patterns

    rules = load_patterns(patterns).digest
    done = 0

    def counted() -> Iterator[Outcome]:
        nonlocal done
        for outcome in outcomes:
            yield outcome
            done += 1

    try:
        with closing(watched(counted(), len(inputs))) as seen:
            return write_output(seen, output, rules=rules, options=options)
    except KeyboardInterrupt:
        kept = f"; the earlier output in {output} stands" if (output / NOTICES).is_file() else ""
        raise KeyboardInterrupt(
            f" after {done} of {number(len(inputs), 'file')}, nothing of them is kept{kept}; "
            "run it again"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{output}: cannot be written: {error}") from error


@main.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path),
    default=Path("gongwen-demo"), show_default=True, metavar="DIR", help="Folder to write to.",
)  # fmt: skip
def demo(output: Path) -> None:
    """Extract the sample notices that come with the program, and compare the cities."""
    from extractor.batch import list_inputs, run
    from extractor.comparison.cities import compare as compare_notices
    from extractor.output import read_output
    from extractor.resources import folder

    notices = folder("corpus") / "notices"
    inputs = list_inputs(notices)
    counts = write_all(inputs, run(inputs), output, None, {"corpus": True})
    comparison = compare_notices(read_output(output))
    comparison.to_json(output / "comparison.json")
    print_comparison(comparison, limit=4, topics=("scale", "derived"))
    sample = notices / inputs[0].name
    click.echo(
        f"""
{number(counts.notices, "sample notice")} (invented places) read into {output}:
  {output / "notices.jsonl"}    one notice a line: its plan, every value with its place in the text
  {output / "comparison.json"}  the comparison: the table above shows two of its eight topics
  {output / "texts"}            the texts that the places count in

Next:
  gongwen compare {output}
  gongwen report {output} -o report.html
  gongwen explain {sample}
  gongwen extract YOUR-NOTICES/ -o out"""
    )

"""``gongwen explain``, ``evaluate``, ``patterns`` and ``schema``: why, how well, by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.common import (
    FAULTS,
    a_folder,
    existing,
    from_stdin,
    main,
    with_ocr,
    with_rules,
    with_timeout,
)
from extractor.errors import PatternError

if TYPE_CHECKING:
    from extractor.readers.options import Ocr


@main.command()
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "--at", type=click.IntRange(min=0), metavar="N",
    help="Only the clause at this offset, with what was tried on it and why it failed.",
)  # fmt: skip
@with_timeout
@with_ocr
@with_rules
def explain(file: Path, at: int | None, timeout: float, ocr: Ocr, patterns: Path | None) -> None:
    """Show clause by clause what was found in a notice (- for standard input), and by which rule.

    \b
    gongwen explain notice.txt
    gongwen explain notice.txt --at 1200
    """
    from extractor.batch import load_document
    from extractor.explain import explain as explain_document
    from extractor.explain import render
    from extractor.patterns import load_patterns
    from extractor.readers import ReadOptions

    document = load_document(from_stdin(file), timeout=timeout, options=ReadOptions(ocr=ocr))
    try:
        explanation = explain_document(document, patterns=load_patterns(patterns), at=at)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(render(explanation))


@main.command()
@click.argument("gold", type=existing)
@click.argument("output", type=existing, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--by-rule", is_flag=True, help="True and false hits of every rule.")
@click.option("--errors", is_flag=True, help="Every missed and every invented record.")
@click.option("--ignore-spans", is_flag=True, help="Pair by key fields alone.")
@with_rules
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
    from extractor.rule_kinds import MADE

    rules = load_patterns(patterns)
    made = [rule for rule in MADE if not rule.startswith("unit.")]
    return [rule.id for kind in RECORD_KINDS for rule in rules.of(kind)] + made


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
@click.argument("folder", required=False, type=a_folder, metavar="[DIR]")
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Try every rule and phrase on its own examples, and on the texts it must leave alone.

    With DIR: the rules of your own folder, together with ours.

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

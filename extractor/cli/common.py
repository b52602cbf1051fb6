"""The command itself, and what its subcommands share: options, exit status, complaints."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from extractor.errors import ExportError, ExtractorError, GoldError, PatternError

FAULTS, USAGE, NOTHING = 1, 2, 3

existing = click.Path(exists=True, path_type=Path)
a_folder = click.Path(exists=True, file_okay=False, path_type=Path)
with_rules = click.option(
    "--patterns", type=a_folder, metavar="DIR",
    help="A folder of rules and word lists of your own, added to ours; its places.tsv and fragments"
    " take the place of ours.",
)  # fmt: skip
with_ocr = click.option(
    "--ocr", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="Recognise characters where a page has no text, on every page, or nowhere.",
)  # fmt: skip
with_timeout = click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=300.0, show_default=True,
    metavar="SECONDS", help="Give up a file after so long; the others go on.",
)  # fmt: skip


class Group(click.Group):
    """Turns our errors into a line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except ExtractorError as error:
            click.echo(f"gongwen: {error}", err=True)
            ctx.exit(
                USAGE if isinstance(error, PatternError | GoldError | ExportError) else NOTHING
            )


@click.group(
    cls=Group,
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
    gongwen report out -o report.html          one page to read it all in
    gongwen export out -o tables               everything as tidy tables
    gongwen explain notice.txt --at 1200       why something was found, or not
    """


def number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into a line that says what to do."""
    try:
        yield
    except (OSError, ImportError) as error:
        raise click.ClickException(f"{output}: cannot be written: {error}") from error

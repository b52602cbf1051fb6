"""The command itself, and what its subcommands share: options, exit status, complaints."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import click

from extractor.errors import ExportError, ExtractorError, GoldError, InputError, PatternError

Item = TypeVar("Item")
FAULTS, USAGE, NOTHING, INTERRUPTED = 1, 2, 3, 130
_USAGE_ERRORS = (PatternError, GoldError, ExportError, InputError)
_NAMED = 5
"""Files that a message names; the rest is counted."""

existing = click.Path(exists=True, path_type=Path)
or_stdin = click.Path(exists=True, allow_dash=True, path_type=Path)
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
            ctx.exit(USAGE if isinstance(error, _USAGE_ERRORS) else NOTHING)
        except KeyboardInterrupt as stop:
            click.echo(f"gongwen: interrupted{stop}", err=True)
            ctx.exit(INTERRUPTED)


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


def from_stdin(path: Path) -> Path:
    """Return *path*; for ``-`` a file with what comes in, gone when the command ends."""
    if str(path) != "-":
        return path
    folder = TemporaryDirectory(prefix="gongwen-")
    click.get_current_context().call_on_close(folder.cleanup)
    copy = Path(folder.name) / "stdin"
    with copy.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return copy


def number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def some(names: Sequence[str]) -> str:
    """Name the first few, count the rest."""
    left = len(names) - _NAMED
    return ", ".join([*names[:_NAMED], *([f"and {left:,} more"] if left > 0 else [])])


def tell_reasons(messages: Sequence[str]) -> None:
    """Print the first few messages, a line each, and how many more there are."""
    for message in messages[:_NAMED]:
        click.echo(f"  {message}", err=True)
    if len(messages) > _NAMED:
        click.echo(f"  and {len(messages) - _NAMED:,} more", err=True)


def tell_unread(messages: Sequence[str], total: int) -> None:
    """Tell which of *total* inputs could not be read; end the command where that is all."""
    if messages:
        click.echo(f"{len(messages):,} of {number(total, 'input')} could not be read:", err=True)
        tell_reasons(messages)
    end_if_nothing(messages, total)


def end_if_nothing(unread: Sequence[object], total: int) -> None:
    if len(unread) == total:
        click.get_current_context().exit(NOTHING)


def watched(items: Iterable[Item], total: int) -> Generator[Item, None, None]:
    """Show on standard error how many of *items* have passed: a bar, or lines to a file."""
    if not sys.stderr.isatty():
        yield from _told(items, total)
    elif total < 2:
        yield from items
    else:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            yield from bar.track(items, total=total, description="extracting")


def _told(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Print a line for every tenth of *items*, for every fifty of many; none for a few."""
    step = min(total // 10, 50) or total
    for done, item in enumerate(items, 1):
        yield item
        if done % step == 0 and done < total:
            click.echo(f"{done:,} of {total:,} files", err=True)


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into a line that says what to do."""
    try:
        yield
    except (OSError, ImportError) as error:
        raise click.ClickException(f"{output}: cannot be written: {error}") from error

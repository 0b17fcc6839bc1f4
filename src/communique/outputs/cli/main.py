"""The commands and their options. Heavy parts load when a command runs, so help is quick."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

import communique
from communique.core.errors import CommuniqueError, UsageError

DEFAULT_RECORD = "communique.db"
# The values of statements.types.Act (a test holds the two together).
ACTS = (
    *("assert", "announce", "commit", "request", "praise"),
    *("criticise", "reject", "agree", "warn", "ask"),
)
FAILED, MISUSED, INTERRUPTED = 1, 2, 130

Command = TypeVar("Command", bound=Callable[..., Any])


class Program(click.Group):
    """A group that answers every expected error with one line and an exit status.

    0: all done; 1: something could not be read or written; 2: wrong usage; 130: Ctrl-C.
    """

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and exit."""
        extra["standalone_mode"] = False
        try:
            status = super().main(*args, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            status = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("communique: interrupted", err=True)
            status = INTERRUPTED
        except CommuniqueError as error:
            click.echo(f"communique: {error}", err=True)
            status = MISUSED if isinstance(error, UsageError) else FAILED
        except BrokenPipeError:
            _forget_output()
            status = FAILED
        sys.exit(status or 0)


def _forget_output() -> None:
    """Send what is left to nowhere: the reader of our output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(communique.__version__, prog_name="communique")
def cli() -> None:
    """Read diplomatic releases: who met whom, who said what, and what was promised."""


def _document_options(command: Command) -> Command:
    """The options that tell how documents are read."""
    options = [
        click.argument("paths", metavar="PATH...", nargs=-1, required=True),
        click.option("--published", metavar="DATE", help="Day of publication (YYYY-MM-DD)."),
        click.option("--publisher", metavar="NAME", help="Who published the documents."),
        click.option(
            "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="Processes to use."
        ),
        click.option(
            "--engine", metavar="NAME", help="What finds the statements: model (default) or rules."
        ),
        click.option(
            "--max-size",
            metavar="MB",
            type=click.FloatRange(min=0, min_open=True),
            default=20,
            show_default=True,
            help="Refuse larger files.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


_record_option = click.option(
    "--record",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=DEFAULT_RECORD,
    show_default=True,
    help="The record.",
)


@cli.command()
@_document_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "jsonl", "html"]),
    help="Default: text in a terminal, else json (or what the name given with -o says).",
)
@click.option("--explain", is_flag=True, help="Show why each item was read so.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write there instead of to standard output.",
)
def read(style: str | None, explain: bool, output: Path | None, **documents: Any) -> int:
    """Read documents and print what they say.

    PATH is a file (text, Markdown, HTML, PDF, DOCX, e-mail), a folder, or - for standard
    input. With --format json one file gives an object; a folder or several paths, an array.
    """
    from communique.outputs.cli.inputs import DocumentRequest
    from communique.outputs.cli.reading import run_read

    return run_read(DocumentRequest(**documents), style=style, explain=explain, output=output)


@cli.command()
@_document_options
@_record_option
def add(record: Path, **documents: Any) -> int:
    """Read documents and keep their readings in a record.

    The same text is kept once; reading it anew replaces the earlier reading.
    """
    from communique.outputs.cli.inputs import DocumentRequest
    from communique.outputs.cli.recording import run_add

    return run_add(DocumentRequest(**documents), record)


@cli.command()
@click.argument("query", nargs=-1)
@click.option("--speaker", metavar="NAME", help="Who said it; any part of the name.")
@click.option("--about", metavar="NAME", help="An actor or topic it is about.")
@click.option("--since", metavar="DATE", help="Published then or later (YYYY[-MM[-DD]]).")
@click.option("--until", metavar="DATE", help="Published then or earlier (YYYY[-MM[-DD]]).")
@click.option("--publisher", metavar="NAME", help="Who published it; any part of the name.")
@click.option(
    "--act",
    type=click.Choice(ACTS),
    help="What the speaker does in saying it.",
)
@click.option(
    "--quotation",
    type=click.Choice(["direct", "indirect", "mixed"]),
    help="In quotation marks, reported, or both.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    help="Default: text in a terminal, else json.",
)
@_record_option
def search(query: tuple[str, ...], style: str | None, record: Path, **filters: Any) -> int:
    """Find statements in a record.

    QUERY: words (all must occur), "a phrase" (in quotation marks that the shell leaves
    alone), begin*, this OR that, -without (after --). Leave it out to list what the
    options select.
    """
    from communique.outputs.cli.searching import run_search

    return run_search(" ".join(query), filters, style=style, record=record)


def main() -> NoReturn:
    """Run the command line."""
    # start-up makes many objects that stay: collecting garbage among them only takes time
    gc.set_threshold(100_000, 50, 50)
    cli.main(prog_name="communique")

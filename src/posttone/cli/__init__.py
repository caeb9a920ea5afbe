"""The command line: a file a command, each a thin wrapper over a function of the library."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from posttone import __version__
from posttone.cli.corpus import corpus
from posttone.cli.evaluate import evaluate
from posttone.cli.model import model
from posttone.cli.score import score
from posttone.cli.train import train
from posttone.errors import PosttoneError

__all__ = ["app", "main"]

app = typer.Typer(
    name="posttone",
    help="Reads a draft post and says how easily it is taken out of context or judged unprofessional, "
    "and, apart from that, how human and engaging it is. Advice to the writer, not a finding.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"posttone {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of every command."""


app.command()(score)
app.command()(train)
app.command()(evaluate)
app.add_typer(corpus, name="corpus")
app.add_typer(model, name="model")


def main() -> None:
    """Run the command line; whatever goes wrong ends with a message and exit code 2, never 0."""
    try:
        app()
    except PosttoneError as error:
        _fail(error.message)
    except KeyboardInterrupt:
        _fail("stopped")
    except Exception as error:
        if os.environ.get("POSTTONE_TRACEBACK"):
            raise
        _fail(f"internal error, {type(error).__name__}: {error}. Set POSTTONE_TRACEBACK=1 to see where.")


def _fail(message: str) -> None:
    print(f"posttone: {message}", file=sys.stderr)
    sys.exit(2)

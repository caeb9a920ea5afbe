"""``posttone score``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["score"]


class Format(StrEnum):
    """Output formats of ``score``."""

    console = "console"
    jsonl = "jsonl"


class Split(StrEnum):
    """How one text file holds several drafts."""

    line = "line"
    blank = "blank"


class FailOn(StrEnum):
    """The decision from which the exit code is 1."""

    review = "review"
    hold = "hold"


def score(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help="Files or folders of drafts (.txt .md .jsonl .csv .tsv), or - for standard input.",
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to show the results.")] = Format.console,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there instead of standard output."),
    ] = None,
    model: Annotated[str, typer.Option(help="A shipped model's name, or a model folder.")] = "",
    split: Annotated[
        Split | None,
        typer.Option(help="Several drafts in one text file: one a line, or one a paragraph between blank lines."),
    ] = None,
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column or key with the post.")] = None,
    id_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column or key with its name.")] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="Exit with 1 if any draft reaches this decision."),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 also where --fail-on would say 1.")
    ] = False,
    reasons: Annotated[bool, typer.Option(help="Say which words cause a flag, and what to change.")] = True,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of a line of --format jsonl.")
    ] = False,
) -> None:
    """Score draft posts: two risks, two tones, and what causes them.

    Exit code 0: done, nothing at or above --fail-on. 1: something was. 2: something could not be read or done.
    """
    from posttone.cli.scoring import Job, run

    if schema:
        import json

        from posttone.render.jsonl import json_schema

        typer.echo(json.dumps(json_schema(), indent=1))
        return
    if not paths:
        raise typer.BadParameter("give at least one file or folder, or - for standard input")
    job = Job(
        paths=tuple(paths),
        format=format_.value,
        output=output,
        model=model or None,
        split=split.value if split else None,
        text_column=text_column,
        id_column=id_column,
        fail_on=fail_on.value if fail_on else None,
        reasons=reasons,
    )
    code = run(job)
    raise typer.Exit(0 if exit_zero and code == 1 else code)

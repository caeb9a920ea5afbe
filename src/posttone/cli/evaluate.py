"""``posttone evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["evaluate"]


def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Labelled posts: a .jsonl file or a folder of them.")],
    model: Annotated[list[str], typer.Option(help="A shipped model's name, or a model folder.")] = ["fast"],  # noqa: B006
    ordinary: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Ordinary posts (.csv or .jsonl), to see how many would be stopped."),
    ] = None,
    stop_share: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Share of ordinary posts that may be stopped.")
    ] = 0.04,
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column of --ordinary with the post.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write Markdown there.")] = None,
) -> None:
    """Measure a model on labelled posts, with bootstrap intervals."""
    from posttone.learn.evaluate import evaluate_file
    from posttone.learn.tables import to_markdown

    tables = [evaluate_file(name, file, ordinary, stop_share, text_column) for name in model]
    text = to_markdown(tables, file.name)
    if output is not None:
        output.write_text(text, encoding="utf-8")
    typer.echo(text)

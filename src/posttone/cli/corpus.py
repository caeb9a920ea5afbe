"""``posttone corpus``: checks, describes, splits and imports labelled posts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["corpus"]

corpus = typer.Typer(
    help="Check, describe, split and import labelled posts.", no_args_is_help=True, rich_markup_mode=None
)

Posts = Annotated[Path, typer.Argument(metavar="CORPUS", help="A .jsonl file of labelled posts or a folder of them.")]


@corpus.command()
def check(path: Posts) -> None:
    """Look for faults: format, spans, duplicates, repeats, shares, names, folds. Exit code 1 if there are any."""
    from posttone.learn.checks import check_corpus

    faults = check_corpus(path)
    for fault in faults:
        posts = f" [{', '.join(fault.posts)}]" if fault.posts else ""
        typer.echo(f"{fault.kind}{posts}: {fault.message}")
    typer.echo(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}" if faults else "no fault")
    raise typer.Exit(1 if faults else 0)


@corpus.command()
def describe(
    path: Posts,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write a page and PNGs there.")
    ] = None,
) -> None:
    """Print counts, shares, lengths, tells and agreement; with --output, draw them."""
    from posttone.learn import describe as described
    from posttone.learn.records import read_records

    records = read_records(path)
    typer.echo(described.to_markdown(described.summarise(records)))
    if output is not None:
        typer.echo(f"wrote {described.describe(records, output)}", err=True)


@corpus.command()
def split(
    path: Posts,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the folds, as JSON.")],
    folds: Annotated[int, typer.Option(min=2)] = 5,
    seed: int = 0,
) -> None:
    """Assign each post to a fold; a scenario, and both sides of a pair, stay together."""
    import json

    from posttone.learn.records import read_records
    from posttone.learn.splits import split as deal

    assigned = deal(read_records(path), folds, seed)
    output.write_text(json.dumps(assigned, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    typer.echo(f"{output}: {len(assigned)} posts in {folds} folds")


@corpus.command(name="import")
def import_(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .csv, .tsv or .jsonl file of one's own labelled posts.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the records.")],
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field; repeatable.")
    ] = None,
) -> None:
    """Turn a table of one's own labelled posts into records that train and evaluate read."""
    import msgspec

    from posttone.learn.imports import column_map, import_records

    records = import_records(path, column_map(columns or []))
    output.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in records))
    typer.echo(f"{output}: {len(records)} posts")

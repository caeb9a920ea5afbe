"""``posttone model``: lists, shows, verifies and compares models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["model"]

model = typer.Typer(help="List, show, verify and compare models.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="MODEL", help="A shipped model's name, or a model folder.")]


@model.command(name="list")
def list_() -> None:
    """List the models that come with this installation."""
    from posttone.model.store import open_model, shipped_models

    for name in shipped_models():
        stored = open_model(name)
        size = sum(path.stat().st_size for path in stored.folder.iterdir())
        typer.echo(f"{name} {stored.manifest.version}  {size / 1e6:.1f} MB  {stored.sha256[:12]}")


@model.command()
def show(name: Name) -> None:
    """Show a model's card, or its manifest where there is no card."""
    from posttone.model.store import MANIFEST, open_model

    stored = open_model(name)
    card = stored.folder / "MODEL_CARD.md"
    typer.echo((card if card.exists() else stored.folder / MANIFEST).read_text(encoding="utf-8"))


@model.command()
def verify(name: Name) -> None:
    """Check every file of a model against its manifest, and the manifest against the pin; exit code 2 on a fault."""
    from posttone.model.store import open_model

    stored = open_model(name)
    for file in stored.manifest.files:
        stored.read(file)
    kind = "pinned in this version of posttone" if stored.shipped else "unpinned: not a shipped model"
    typer.echo(f"{stored.manifest.name} {stored.manifest.version}: {len(stored.manifest.files)} files as named, {kind}")


@model.command()
def compare(
    first: Name,
    second: Name,
    posts: Annotated[Path, typer.Argument(metavar="FILE", help="Labelled posts: a .jsonl file or a folder of them.")],
) -> None:
    """Compare two models on the same labelled posts, by paired bootstrap."""
    from posttone.learn.compare import compare as compared
    from posttone.learn.records import read_records
    from posttone.model.scorer import load

    typer.echo(f"| posts | of | figure | {first} | {second} | gain, 95 % interval |\n|---|---|---|---|---|---|")
    for d in compared(load(first), load(second), read_records(posts)):
        typer.echo(f"| {d.part} | {d.field} | {d.measure} | {d.first:.3f} | {d.second:.3f} | {d.gain} |")

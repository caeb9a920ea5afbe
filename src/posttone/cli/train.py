"""``posttone train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="Labelled posts: a .jsonl file or a folder of them.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="The model folder to write.")],
    name: Annotated[str, typer.Option(help="The model's name.")] = "fast",
    model_version: Annotated[str, typer.Option(help="The model's version.")] = "0.1.0",
    prior: Annotated[float, typer.Option(min=0.0001, max=0.9999, help="Share of risky posts in use.")] = 0.03,
    seed: Annotated[int, typer.Option(help="Seed of the folds.")] = 0,
) -> None:
    """Train a model on labelled posts and write its folder; the same posts and seed give the same bytes."""
    from posttone.learn.train import TrainSettings
    from posttone.learn.train import train as learn

    settings = TrainSettings(name=name, version=model_version, prior=prior, seed=seed)
    sha256 = learn(corpus, output, settings, lambda text: typer.echo(text, err=True))
    typer.echo(f"{output}: {name} {model_version}, manifest {sha256}")

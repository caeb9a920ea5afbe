"""The model card, written by training from what was measured; a person edits only the prose of card.md."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any

from posttone.model.manifest import Manifest
from posttone.policy import precision_at
from posttone.taxonomy import RISKS

__all__ = ["PRIORS", "precision_table", "write_card"]

#: Prevalences for which precision is printed.
PRIORS = (0.01, 0.03, 0.10, 0.30)


def precision_table(recall: float, false_positives: float) -> dict[str, float]:
    """Precision at a threshold for each of :data:`PRIORS`.

    Examples
    --------
    >>> precision_table(0.5, 0.05)["0.1"]
    0.526
    """
    return {f"{prior:g}": round(precision_at(prior, recall, false_positives), 3) for prior in PRIORS}


def write_card(manifest: Manifest) -> str:
    """The card of a model as Markdown."""
    template = resources.files("posttone.learn").joinpath("card.md").read_text(encoding="utf-8")
    return template.format(
        name=manifest.name,
        version=manifest.version,
        posts=manifest.corpus["posts"],
        risky=manifest.corpus["risky"],
        prior=f"{100 * manifest.prior:g}",
        held_out=_pairs(manifest.metrics["held_out"]),
        thresholds=_thresholds(manifest),
        precision=_precision(manifest),
        command=manifest.command,
        seed=manifest.seed,
        libraries=", ".join(f"{name} {version}" for name, version in sorted(manifest.libraries.items())),
        corpus=manifest.corpus["sha256"],
    )


def _pairs(figures: Mapping[str, Any]) -> str:
    rows = "\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in figures.items())
    return f"| figure | value |\n|---|---|\n{rows}"


def _thresholds(manifest: Manifest) -> str:
    lines = [
        "| task | review | hold | risky posts missed | missed at most, 95 % confidence | ordinary posts stopped |",
        "|---|---|---|---|---|---|",
    ]
    for task in RISKS:
        limit, seen = manifest.thresholds[task], manifest.metrics["thresholds"][task]
        lines.append(
            f"| {task} | {limit.review:.4f} | {limit.hold:.4f} | {seen['missed']} of {seen['risky']} "
            f"| {seen['miss_rate_at_most']:.3f} | {seen['ordinary_stopped']:.3f} |"
        )
    return "\n".join(lines)


def _precision(manifest: Manifest) -> str:
    lines = ["| task | " + " | ".join(f"{100 * prior:g} %" for prior in PRIORS) + " |", "|---|" + "---|" * len(PRIORS)]
    for task in RISKS:
        table = manifest.metrics["thresholds"][task]["precision"]
        lines.append(f"| {task} | " + " | ".join(f"{table[f'{prior:g}']:.3f}" for prior in PRIORS) + " |")
    return "\n".join(lines)

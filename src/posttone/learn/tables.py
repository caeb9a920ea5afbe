"""Evaluations as Markdown tables, models side by side."""

from __future__ import annotations

from collections.abc import Sequence

from posttone.learn.evaluate import Evaluation
from posttone.learn.figures import Row

__all__ = ["to_markdown"]


def to_markdown(evaluations: Sequence[Evaluation], title: str) -> str:
    """One table: a line a figure, a column a model.

    Parameters
    ----------
    evaluations : sequence of Evaluation
        Of the same posts.
    title : str
        Name of the set.
    """
    keys: list[tuple[str, str, str]] = []
    cells: dict[tuple[tuple[str, str, str], int], str] = {}
    for column, evaluation in enumerate(evaluations):
        for row in evaluation.rows:
            key = _key(row)
            if key not in keys:
                keys.append(key)
            cells[key, column] = str(row.value)
    names = [e.model for e in evaluations]
    head = f"{title}: {evaluations[0].n} posts. Figures in brackets: 95 % bootstrap interval and number of rows.\n"
    lines = [head, f"| posts | of | figure | {' | '.join(names)} |", "|---|---|---|" + "---|" * len(names)]
    for key in keys:
        values = " | ".join(cells.get((key, column), "") for column in range(len(names)))
        lines.append(f"| {' | '.join(key)} | {values} |")
    return "\n".join(lines) + "\n"


def _key(row: Row) -> tuple[str, str, str]:
    return row.part, row.task, row.name

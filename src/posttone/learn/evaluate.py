"""Measures a model on labelled posts: risk within a kind, tone, thresholds, codes, and the two controls."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
import numpy as np

from posttone.errors import CorpusError
from posttone.learn.calibrate import threshold_stopping
from posttone.learn.figures import (
    MIN_FLAGS,
    Row,
    Scores,
    code_rows,
    control_rows,
    part_of,
    parts,
    risk_rows,
    stopped_rows,
    tone_rows,
)
from posttone.learn.metrics import estimate, recall_at
from posttone.learn.records import Record, read_records
from posttone.model.scorer import Scorer, load
from posttone.taxonomy import RISKS, TONES

__all__ = ["Evaluation", "evaluate", "evaluate_file", "read_ordinary", "score_texts"]


@dataclass(frozen=True)
class Evaluation:
    """All figures of one model on one set."""

    model: str
    n: int
    stop_share: float
    rows: list[Row] = field(default_factory=list)


def score_texts(scorer: Scorer, texts: Sequence[str]) -> Scores:
    """Score texts; one that is not scored counts as stopped, with the highest risk."""
    names = (*RISKS, *TONES)
    values = np.zeros((len(texts), len(names)))
    stopped = np.zeros(len(texts), bool)
    for i, a in enumerate(scorer.score_many(texts, reasons=False)):
        if a.unprofessional is None or a.out_of_context is None:
            values[i], stopped[i] = (1.0, 1.0, 0.0, 0.0), True
        else:
            values[i] = (
                a.unprofessional.probability,
                a.out_of_context.probability,
                a.human or 0.0,
                a.engaging or 0.0,
            )
            stopped[i] = a.decision != "clear"
    return Scores({name: values[:, j] for j, name in enumerate(names)}, stopped)


def read_ordinary(path: Path, text_column: str | None = None) -> list[str]:
    """Texts of ordinary posts from a .csv (``base_text`` or ``text``) or .jsonl file, those of 30 characters or more.

    Raises
    ------
    CorpusError
        If the column is missing.
    """
    if path.suffix == ".jsonl":
        return [r["text"] for r in map(msgspec.json.decode, path.read_bytes().splitlines())]
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0]) if rows else []
    name = next((c for c in (text_column, "base_text", "text") if c in columns), None)
    if name is None:
        raise CorpusError(f"{path}: no text column. Columns: {', '.join(columns)}. Name it with --text-column.")
    return [row[name] for row in rows if len(row[name].strip()) >= 30]


def evaluate_file(
    model: str,
    file: Path,
    ordinary: Path | None = None,
    stop_share: float = 0.04,
    text_column: str | None = None,
) -> Evaluation:
    """Measure a model by name on a file; see :func:`evaluate`."""
    texts = None if ordinary is None else read_ordinary(ordinary, text_column)
    return evaluate(load(model), read_records(file), texts, stop_share)


def evaluate(
    scorer: Scorer,
    records: Sequence[Record],
    ordinary: Sequence[str] | None = None,
    stop_share: float = 0.04,
    rounds: int = 1000,
) -> Evaluation:
    """Measure a model.

    Where records carry a ``kind``, risk is measured within each kind, and over all kinds beside the controls.

    Parameters
    ----------
    scorer : Scorer
    records : sequence of Record
    ordinary : sequence of str, optional
        Ordinary posts; records of kind ``ordinary`` are taken where they are not given.
    stop_share : float
        Share of them that may be stopped when recall is reported.
    rounds : int
        Bootstrap rounds of each interval.
    """
    interval = partial(estimate, rounds=rounds)
    result = Evaluation(f"{scorer.model.name} {scorer.model.version}", len(records), stop_share)
    kinds = np.array([r.kind or "all" for r in records])
    said = score_texts(scorer, [r.text for r in records])
    base = score_texts(scorer, ordinary) if ordinary else part_of(said, kinds == "ordinary")
    prior = scorer.prior
    for task in RISKS:
        flag = np.array([getattr(r, task) >= 1 for r in records])
        limit, score = scorer.thresholds[task], said.columns[task]
        for part in parts(kinds):
            rows = np.ones(len(records), bool) if part == "all" else kinds == part
            result.rows.extend(risk_rows(part, task, flag[rows], score[rows], limit, prior, interval))
            if len(base.stopped) and flag[rows].sum() >= MIN_FLAGS:
                cut = threshold_stopping(base.columns[task], stop_share)
                name = f"recall where {100 * stop_share:g} % of ordinary posts are stopped"
                result.rows.append(
                    Row(
                        part,
                        task,
                        name,
                        interval(lambda f, s, c=cut: recall_at(f, s, c), flag[rows], score[rows]),
                    )
                )
        result.rows.extend(code_rows(task, records, score, flag, limit, interval))
    result.rows.extend(tone_rows(records, kinds, said, interval))
    result.rows.extend(stopped_rows(records, said, base, interval))
    result.rows.extend(control_rows(records, kinds, said, interval))
    return result

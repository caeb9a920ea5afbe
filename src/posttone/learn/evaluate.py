"""Measures a model on labelled posts: risk within a kind, tone, thresholds, codes, and the two controls."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from posttone.errors import CorpusError
from posttone.learn.calibrate import threshold_stopping
from posttone.learn.controls import source_scores, wordless_scores
from posttone.learn.metrics import (
    Estimate,
    auc,
    average_precision,
    brier_skill,
    calibration_line,
    estimate,
    recall_at,
    spearman,
)
from posttone.learn.records import Record, read_records
from posttone.model.scorer import Scorer, load
from posttone.policy import Thresholds, shift_prior
from posttone.taxonomy import CODES, RISKS, TONES

__all__ = ["Evaluation", "Row", "Scores", "evaluate", "evaluate_file", "read_ordinary", "score_texts"]

Floats = NDArray[np.float64]
_MIN_CODE = 5
_MIN_FLAGS = 5
_FITTED_ROUNDS = 200  # a figure that is fitted anew in each round


@dataclass(frozen=True)
class Row:
    """A figure of a table: in which part, of which task, what, and how much."""

    part: str
    task: str
    name: str
    value: Estimate | str


@dataclass(frozen=True)
class Scores:
    """What a model says of texts: probabilities and tones by name, one array each."""

    columns: dict[str, Floats]
    stopped: NDArray[np.bool_]


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
    scorer: Scorer, records: Sequence[Record], ordinary: Sequence[str] | None = None, stop_share: float = 0.04
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
    """
    result = Evaluation(f"{scorer.model.name} {scorer.model.version}", len(records), stop_share)
    kinds = np.array([r.kind or "all" for r in records])
    said = score_texts(scorer, [r.text for r in records])
    base = score_texts(scorer, ordinary) if ordinary else _part(said, kinds == "ordinary")
    prior = scorer.prior
    for task in RISKS:
        flag = np.array([getattr(r, task) >= 1 for r in records])
        limit, score = scorer.thresholds[task], said.columns[task]
        for part in _parts(kinds):
            rows = np.ones(len(records), bool) if part == "all" else kinds == part
            result.rows.extend(_risk(part, task, flag[rows], score[rows], limit, prior))
            if len(base.stopped) and flag[rows].sum() >= _MIN_FLAGS:
                cut = threshold_stopping(base.columns[task], stop_share)
                name = f"recall where {100 * stop_share:g} % of ordinary posts are stopped"
                result.rows.append(
                    Row(
                        part,
                        task,
                        name,
                        estimate(lambda f, s, c=cut: recall_at(f, s, c), flag[rows], score[rows]),
                    )
                )
        result.rows.extend(_codes(task, records, score, flag, limit))
    result.rows.extend(_tones(records, kinds, said))
    result.rows.extend(_stopped(records, said, base))
    result.rows.extend(_controls(records, kinds, said))
    return result


def _part(scores: Scores, rows: NDArray[np.bool_]) -> Scores:
    return Scores({name: column[rows] for name, column in scores.columns.items()}, scores.stopped[rows])


def _parts(kinds: NDArray[np.str_]) -> list[str]:
    found = sorted(set(kinds.tolist()) - {"all"})
    return ["all"] if not found else [*reversed(found), *(["all"] if len(found) > 1 else [])]


def _risk(part: str, task: str, flag: NDArray[np.bool_], score: Floats, limit: Thresholds, prior: float) -> list[Row]:
    if not _MIN_FLAGS <= flag.sum() <= len(flag) - _MIN_FLAGS:
        return [Row(part, task, "flagged by the readers", f"{int(flag.sum())} of {len(flag)}")]
    own = float(flag.mean())
    logit = (
        np.log(np.clip(score, 1e-9, 1 - 1e-9))
        - np.log1p(-np.clip(score, 1e-9, 1 - 1e-9))
        + shift_prior(0.0, prior, own)
    )
    chance = 1.0 / (1.0 + np.exp(-logit))

    def row(name: str, measure: Callable[..., float], column: Floats, rounds: int = 1000) -> Row:
        return Row(part, task, name, estimate(measure, flag, column, rounds=rounds))

    return [
        Row(part, task, "flagged by the readers", f"{int(flag.sum())} of {len(flag)}"),
        row("AUC", auc, score),
        row("average precision", average_precision, score),
        row("Brier skill at their own prevalence", brier_skill, chance),
        row("calibration slope", lambda f, s: calibration_line(f, s)[0], logit, _FITTED_ROUNDS),
        row("calibration intercept", lambda f, s: calibration_line(f, s)[1], logit, _FITTED_ROUNDS),
        row("recall at the review threshold", lambda f, s: recall_at(f, s, limit.review), score),
        row("false positives at the review threshold", lambda f, s: recall_at(~f, s, limit.review), score),
    ]


def _codes(
    task: str, records: Sequence[Record], score: Floats, flag: NDArray[np.bool_], limit: Thresholds
) -> list[Row]:
    rows = []
    for code in CODES:
        has = np.array([any(span.code == code for span in r.codes) for r in records])
        if CODES[code].task == task and (has & flag).sum() >= _MIN_CODE and (~flag).any():
            chosen = (has & flag) | ~flag
            rows.append(
                Row(
                    f"code {code}",
                    task,
                    "AUC against the unflagged",
                    estimate(auc, flag[chosen], score[chosen]),
                )
            )
            rows.append(
                Row(
                    f"code {code}",
                    task,
                    "recall at the review threshold",
                    estimate(lambda f, s: recall_at(f, s, limit.review), has & flag, score),
                )
            )
    return rows


def _tones(records: Sequence[Record], kinds: NDArray[np.str_], said: Scores) -> list[Row]:
    rows = []
    for tone in TONES:
        label = np.array([getattr(r, tone) for r in records], float)
        for part in _parts(kinds):
            chosen = np.ones(len(records), bool) if part == "all" else kinds == part
            value = estimate(spearman, label[chosen], said.columns[tone][chosen])
            rows.append(Row(part, tone, "Spearman", value))
    return rows


def _stopped(records: Sequence[Record], said: Scores, base: Scores) -> list[Row]:
    safe_human = np.array([not r.risky and r.human >= 3 for r in records])
    rows = [Row("safe, human 3 or more", "both", "stopped", estimate(_share, said.stopped[safe_human]))]
    if len(base.stopped):
        rows.append(Row("ordinary posts", "both", "stopped", estimate(_share, base.stopped)))
    return rows


def _share(stopped: NDArray[np.bool_]) -> float:
    return float(stopped.mean()) if len(stopped) else float("nan")


def _controls(records: Sequence[Record], kinds: NDArray[np.str_], said: Scores) -> list[Row]:
    press = kinds == "press"
    if not 0 < press.sum() < len(press):
        return []
    texts = [r.text for r in records]
    controls = {
        "a detector of the source": source_scores(texts, press),
        "a rule that reads no words": wordless_scores(texts, press),
    }
    rows = []
    for task in RISKS:
        flag = np.array([getattr(r, task) >= 1 for r in records])
        for name, score in controls.items():
            rows.append(Row("control", task, f"AUC over all posts of {name}", estimate(auc, flag, score)))
            rows.append(
                Row(
                    "control",
                    task,
                    f"AUC among press posts of {name}",
                    estimate(auc, flag[press], score[press]),
                )
            )
    return rows

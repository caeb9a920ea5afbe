"""The figures of an evaluation, a function a table part; each returns rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posttone.learn.controls import source_scores, wordless_scores
from posttone.learn.metrics import (
    Estimate,
    auc,
    average_precision,
    brier_skill,
    calibration_line,
    recall_at,
    spearman,
)
from posttone.learn.records import Record
from posttone.policy import Thresholds, shift_prior
from posttone.taxonomy import CODES, RISKS, TONES

__all__ = [
    "MIN_FLAGS",
    "Row",
    "Scores",
    "code_rows",
    "control_rows",
    "part_of",
    "parts",
    "risk_rows",
    "stopped_rows",
    "tone_rows",
]

Floats = NDArray[np.float64]
Interval = Callable[..., Estimate]
_MIN_CODE = 5
#: Fewer flags, or fewer unflagged posts, are too few to measure risk on.
MIN_FLAGS = 5
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


def part_of(scores: Scores, rows: NDArray[np.bool_]) -> Scores:
    """The scores of some rows."""
    return Scores({name: column[rows] for name, column in scores.columns.items()}, scores.stopped[rows])


def parts(kinds: NDArray[np.str_]) -> list[str]:
    """Kinds to be measured apart, and all together where there are several."""
    found = sorted(set(kinds.tolist()) - {"all"})
    return ["all"] if not found else [*reversed(found), *(["all"] if len(found) > 1 else [])]


def risk_rows(
    part: str, task: str, flag: NDArray[np.bool_], score: Floats, limit: Thresholds, prior: float, interval: Interval
) -> list[Row]:
    """Figures of one risk within a part."""
    if not MIN_FLAGS <= flag.sum() <= len(flag) - MIN_FLAGS:
        return [Row(part, task, "flagged by the readers", f"{int(flag.sum())} of {len(flag)}")]
    own = float(flag.mean())
    logit = (
        np.log(np.clip(score, 1e-9, 1 - 1e-9))
        - np.log1p(-np.clip(score, 1e-9, 1 - 1e-9))
        + shift_prior(0.0, prior, own)
    )
    chance = 1.0 / (1.0 + np.exp(-logit))

    def row(name: str, measure: Callable[..., float], column: Floats, **how: int) -> Row:
        return Row(part, task, name, interval(measure, flag, column, **how))

    return [
        Row(part, task, "flagged by the readers", f"{int(flag.sum())} of {len(flag)}"),
        row("AUC", auc, score),
        row("average precision", average_precision, score),
        row("Brier skill at their own prevalence", brier_skill, chance),
        row("calibration slope", lambda f, s: calibration_line(f, s)[0], logit, rounds=_FITTED_ROUNDS),
        row("calibration intercept", lambda f, s: calibration_line(f, s)[1], logit, rounds=_FITTED_ROUNDS),
        row("recall at the review threshold", lambda f, s: recall_at(f, s, limit.review), score),
        row("false positives at the review threshold", lambda f, s: recall_at(~f, s, limit.review), score),
    ]


def code_rows(
    task: str, records: Sequence[Record], score: Floats, flag: NDArray[np.bool_], limit: Thresholds, interval: Interval
) -> list[Row]:
    """Figures of each code that enough risky posts carry."""
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
                    interval(auc, flag[chosen], score[chosen]),
                )
            )
            rows.append(
                Row(
                    f"code {code}",
                    task,
                    "recall at the review threshold",
                    interval(lambda f, s: recall_at(f, s, limit.review), has & flag, score),
                )
            )
    return rows


def tone_rows(records: Sequence[Record], kinds: NDArray[np.str_], said: Scores, interval: Interval) -> list[Row]:
    """Rank correlation of each tone, part by part."""
    rows = []
    for tone in TONES:
        label = np.array([getattr(r, tone) for r in records], float)
        for part in parts(kinds):
            chosen = np.ones(len(records), bool) if part == "all" else kinds == part
            value = interval(spearman, label[chosen], said.columns[tone][chosen])
            rows.append(Row(part, tone, "Spearman", value))
    return rows


def stopped_rows(records: Sequence[Record], said: Scores, base: Scores, interval: Interval) -> list[Row]:
    """How many safe human posts and ordinary posts are stopped."""
    safe_human = np.array([not r.risky and r.human >= 3 for r in records])
    rows = [Row("safe, human 3 or more", "both", "stopped", interval(_share, said.stopped[safe_human]))]
    if len(base.stopped):
        rows.append(Row("ordinary posts", "both", "stopped", interval(_share, base.stopped)))
    return rows


def _share(stopped: NDArray[np.bool_]) -> float:
    return float(stopped.mean()) if len(stopped) else float("nan")


def control_rows(records: Sequence[Record], kinds: NDArray[np.str_], said: Scores, interval: Interval) -> list[Row]:
    """What knowing the source, or no words at all, achieves."""
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
            rows.append(Row("control", task, f"AUC over all posts of {name}", interval(auc, flag, score)))
            rows.append(
                Row(
                    "control",
                    task,
                    f"AUC among press posts of {name}",
                    interval(auc, flag[press], score[press]),
                )
            )
    return rows

"""Two models on the same posts, by paired bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from posttone.learn.evaluate import score_texts
from posttone.learn.metrics import Estimate, auc, estimate, spearman
from posttone.learn.records import Record
from posttone.model.scorer import Scorer
from posttone.taxonomy import RISKS, TONES

__all__ = ["Difference", "compare"]


@dataclass(frozen=True)
class Difference:
    """A figure of both models, and second minus first with its 95 % interval over resampled posts."""

    part: str
    field: str
    measure: str
    first: float
    second: float
    gain: Estimate


def compare(first: Scorer, second: Scorer, records: Sequence[Record]) -> list[Difference]:
    """Compare models; risk is compared among press posts where the records name their kind.

    Parameters
    ----------
    first, second : Scorer
    records : sequence of Record
    """
    press = [r for r in records if r.kind == "press"]
    found = []
    for fields, measure, name in ((RISKS, auc, "AUC"), (TONES, spearman, "Spearman")):
        chosen = press if press and fields is RISKS else list(records)
        a, b = (score_texts(s, [r.text for r in chosen]).columns for s in (first, second))
        for field in fields:
            label = np.array([getattr(r, field) for r in chosen], float)
            y = (label >= 1).astype(float) if fields is RISKS else label
            gain = estimate(lambda t, p, q, m=measure: m(t, q) - m(t, p), y, a[field], b[field])
            part = "press" if chosen is press else "all"
            found.append(Difference(part, field, name, measure(y, a[field]), measure(y, b[field]), gain))
    return found

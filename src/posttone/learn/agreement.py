"""How far two readers of the same posts agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

from posttone.learn.records import Record
from posttone.taxonomy import CODES, RISKS, TONES

__all__ = ["Agreement", "agreement"]


@dataclass(frozen=True)
class Agreement:
    """Agreement on one field: the measure's name, its value, and how many posts both read."""

    field: str
    measure: str
    value: float
    n: int


def agreement(records: Sequence[Record]) -> list[Agreement]:
    """Agreement of the writer's labels with an independent reader's.

    Cohen's kappa with quadratic weights for the risks (Cohen 1968), Spearman for the tones, kappa for each code that
    either named ten times or more. Between language models this is consistency, not human agreement.

    Parameters
    ----------
    records : sequence of Record
        Those with ``second`` are used; ``first`` holds the writer's labels where the record's own were resolved.
    """
    both = [(r.first or {f: getattr(r, f) for f in (*RISKS, *TONES)}, r.second, r) for r in records if r.second]
    if len(both) < 2:
        return []
    found = []
    for field in (*RISKS, *TONES):
        a = np.rint([float(one[field]) for one, _, _ in both]).astype(int)
        b = np.rint([float(two[field]) for _, two, _ in both]).astype(int)
        if field in RISKS:
            found.append(
                Agreement(
                    field, "kappa, quadratic weights", float(cohen_kappa_score(a, b, weights="quadratic")), len(a)
                )
            )
            found.append(Agreement(field, "kappa of the flags", float(cohen_kappa_score(a >= 1, b >= 1)), len(a)))
        else:
            found.append(Agreement(field, "Spearman", float(spearmanr(a, b).statistic), len(a)))
    for code in CODES:
        one = np.array([any(span.code == code for span in r.codes) for _, _, r in both])
        two = np.array([code in second.get("codes", ()) for _, second, _ in both])
        if max(one.sum(), two.sum()) >= 10:
            found.append(Agreement(code, "kappa", float(cohen_kappa_score(one, two)), len(one)))
    return found

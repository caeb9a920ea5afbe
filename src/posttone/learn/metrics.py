"""Measures of scores against labels, each with a bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

__all__ = [
    "Estimate",
    "auc",
    "average_precision",
    "brier_skill",
    "calibration_line",
    "estimate",
    "recall_at",
    "spearman",
]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % bootstrap interval; NaN where the rows do not allow it."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        if np.isnan(self.value):
            return f"not measurable (n={self.n})"
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f}, n={self.n})"


def estimate(
    measure: Callable[..., float], *columns: NDArray[np.generic], rounds: int = 1000, seed: int = 0
) -> Estimate:
    """A measure of aligned columns, with a percentile interval over resampled rows (Efron 1979).

    Parameters
    ----------
    measure : callable
        Of the columns; may return NaN.
    *columns : ndarray, shape (n,)
    rounds, seed : int
    """
    n = len(columns[0])
    value = measure(*columns) if n else float("nan")
    if np.isnan(value):
        return Estimate(float("nan"), float("nan"), float("nan"), n)
    rng = np.random.default_rng(seed)
    drawn = [measure(*(c[rows] for c in columns)) for rows in (rng.integers(0, n, n) for _ in range(rounds))]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Estimate(float(value), float(low), float(high), n)


def auc(flag: Flags | Floats, score: Floats) -> float:
    """Area under the ROC curve; NaN if all flags are equal."""
    return float(roc_auc_score(flag, score)) if 0 < flag.sum() < len(flag) else float("nan")


def average_precision(flag: Flags, score: Floats) -> float:
    """Average precision; NaN if nothing is flagged."""
    return float(average_precision_score(flag, score)) if flag.any() else float("nan")


def brier_skill(flag: Flags, chance: Floats) -> float:
    """1 minus the Brier score over that of always saying the prevalence; above 0 is better than that."""
    base = float(((flag - flag.mean()) ** 2).mean())
    return 1.0 - float(((flag - chance) ** 2).mean()) / base if base > 0 else float("nan")


def calibration_line(flag: Flags, logit: Floats) -> tuple[float, float]:
    """Slope and intercept of the flags' log-odds on the predicted ones (Cox 1958); 1 and 0 are perfect."""
    if not 0 < flag.sum() < len(flag):
        return float("nan"), float("nan")
    model = LogisticRegression(C=1e6, max_iter=1000).fit(logit[:, None], flag)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def recall_at(flag: Flags, score: Floats, threshold: float) -> float:
    """Share of flagged rows at or above a threshold."""
    return float((score[flag] >= threshold).mean()) if flag.any() else float("nan")


def spearman(label: Floats, score: Floats) -> float:
    """Spearman's rank correlation; NaN if either is constant."""
    if len(label) < 3 or np.ptp(label) == 0 or np.ptp(score) == 0:
        return float("nan")
    return float(spearmanr(label, score).statistic)

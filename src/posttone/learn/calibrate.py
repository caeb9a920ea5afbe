"""Calibration on held-out scores, and thresholds with a bound on what they miss."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import beta
from sklearn.linear_model import LogisticRegression

from posttone.model.manifest import Calibration, Ordinal

__all__ = ["fit_ordinal", "fit_platt", "miss_rate_bound", "threshold_stopping"]

Scores = NDArray[np.float64]


def fit_platt(raw: Scores, flag: NDArray[np.bool_]) -> Calibration:
    """Platt's scaling (Platt 1999) of held-out scores.

    Parameters
    ----------
    raw : ndarray of float64, shape (n,)
    flag : ndarray of bool, shape (n,)
        Both values must occur.
    """
    model = LogisticRegression(C=1e6, max_iter=1000).fit(raw[:, None], flag)
    return Calibration(float(model.coef_[0, 0]), float(model.intercept_[0]), float(flag.mean()))


def fit_ordinal(raw: Scores, label: Scores, top: int = 4) -> Ordinal:
    """Proportional odds (McCullagh 1980) of one score, by maximum likelihood.

    Parameters
    ----------
    raw : ndarray of float64, shape (n,)
    label : ndarray of float64, shape (n,)
        0 to `top`; means of several readers are rounded.
    """
    grade = np.rint(label).astype(int)
    centre, spread = float(raw.mean()), float(raw.std()) or 1.0
    z = (raw - centre) / spread

    def loss(p: Scores) -> float:
        cuts = np.cumsum(np.concatenate((p[1:2], np.exp(p[2:]))))
        above = np.hstack((np.ones((len(z), 1)), expit(p[0] * z[:, None] - cuts), np.zeros((len(z), 1))))
        chance = above[np.arange(len(z)), grade] - above[np.arange(len(z)), grade + 1]
        return float(-np.log(np.maximum(chance, 1e-12)).mean() + 1e-4 * (p**2).sum())

    best = minimize(loss, np.concatenate(([1.0, -2.0], np.zeros(top - 1))), method="BFGS").x
    cuts = np.cumsum(np.concatenate((best[1:2], np.exp(best[2:]))))
    slope = best[0] / spread
    return Ordinal(float(slope), tuple(float(cut + slope * centre) for cut in cuts))


def threshold_stopping(scores: Scores, share: float) -> float:
    """The lowest score from which at most this share of posts is stopped.

    Examples
    --------
    >>> threshold_stopping(np.array([0.1, 0.2, 0.3, 0.4]), 0.25)
    0.4
    """
    ordered = np.sort(scores)[::-1]
    allowed = int(np.floor(share * len(ordered)))
    if allowed == 0:
        return float(np.nextafter(ordered[0], np.inf))
    cut = ordered[allowed - 1]
    if allowed < len(ordered) and ordered[allowed] == cut:  # a tie would stop more than the share
        return float(np.nextafter(cut, np.inf))
    return float(cut)


def miss_rate_bound(missed: int, risky: int, confidence: float = 0.95) -> float:
    """Upper confidence bound of the share of risky posts missed (Clopper and Pearson 1934).

    Parameters
    ----------
    missed, risky : int
    confidence : float

    Examples
    --------
    >>> round(miss_rate_bound(0, 59), 3)  # the rule of three: 3 / 59
    0.05
    """
    if risky == 0 or missed >= risky:
        return 1.0
    return float(beta.ppf(confidence, missed + 1, risky - missed))

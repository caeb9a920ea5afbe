"""From raw head scores to probabilities and tones, by the numbers of a manifest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from posttone.model.manifest import Calibration, Ordinal
from posttone.policy import shift_prior

__all__ = ["calibrated_logit", "sigmoid", "tone_score"]


def sigmoid(logit: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function, without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * logit))


def calibrated_logit(raw: NDArray[np.float64], calibration: Calibration, prior: float) -> NDArray[np.float64]:
    """The logit of a probability that is stated for a prior.

    Parameters
    ----------
    raw : ndarray, shape (n,)
        A risk head's scores.
    calibration : Calibration
    prior : float
        0 to 1, both excluded.
    """
    shift = shift_prior(0.0, calibration.prevalence, prior)
    return calibration.slope * raw + calibration.intercept + shift


def tone_score(raw: NDArray[np.float64], ordinal: Ordinal) -> NDArray[np.float64]:
    """The expected label of a tone, on a scale of 0 to 100."""
    above = [sigmoid(ordinal.slope * raw - cut) for cut in ordinal.cuts]
    return np.asarray(sum(above)) * (100.0 / len(ordinal.cuts))

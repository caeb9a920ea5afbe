"""From probabilities to a decision."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from posttone.post import Decision

__all__ = ["Thresholds", "decide", "precision_at", "shift_prior"]

_ORDER: tuple[Decision, ...] = ("clear", "review", "hold")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities of one task from which a post is sent to a reader, or held.

    Raises
    ------
    ValueError
        Unless ``0 < review <= hold <= 1``.
    """

    review: float
    hold: float

    def __post_init__(self) -> None:
        if not 0.0 < self.review <= self.hold <= 1.0:
            raise ValueError(f"thresholds must satisfy 0 < review <= hold <= 1, not {self.review} and {self.hold}")


def decide(probabilities: Mapping[str, float], thresholds: Mapping[str, Thresholds]) -> Decision:
    """The worst decision over the tasks.

    Parameters
    ----------
    probabilities : mapping of str to float
        Per task, 0 to 1.
    thresholds : mapping of str to Thresholds
        For the same tasks.

    Examples
    --------
    >>> decide({"unprofessional": 0.1, "out_of_context": 0.4},
    ...        {"unprofessional": Thresholds(0.2, 0.6), "out_of_context": Thresholds(0.3, 0.6)})
    'review'
    """
    worst = 0
    for task, probability in probabilities.items():
        limits = thresholds[task]
        worst = max(worst, 2 if probability >= limits.hold else 1 if probability >= limits.review else 0)
    return _ORDER[worst]


def shift_prior(logit: float, of: float, to: float) -> float:
    """Move a logit that was fitted at one prevalence to another (Saerens et al. 2002).

    Parameters
    ----------
    logit : float
    of, to : float
        Prevalences, strictly between 0 and 1.

    Examples
    --------
    >>> round(shift_prior(0.0, of=0.5, to=0.1), 4)  # even odds where half are risky are 1 to 9 where a tenth are
    -2.1972
    """
    if not (0.0 < of < 1.0 and 0.0 < to < 1.0):
        raise ValueError(f"prevalences must lie strictly between 0 and 1, not {of} and {to}")
    return logit + math.log(to / (1 - to)) - math.log(of / (1 - of))


def precision_at(prior: float, recall: float, false_positives: float) -> float:
    """Precision of a threshold where a share of posts is risky, by Bayes' theorem; NaN where nothing is stopped.

    Parameters
    ----------
    prior : float
        Share of risky posts, 0 to 1.
    recall, false_positives : float
        Shares of risky and of safe posts stopped, 0 to 1.

    Examples
    --------
    >>> precision_at(0.5, 0.8, 0.2)
    0.8
    """
    hit, false = prior * recall, (1 - prior) * false_positives
    return hit / (hit + false) if hit + false > 0 else math.nan

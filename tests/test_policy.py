from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posttone.policy import Thresholds, decide, shift_prior

limits = {"unprofessional": Thresholds(0.2, 0.6), "out_of_context": Thresholds(0.3, 0.7)}
chance = st.floats(0, 1)
inner = st.floats(0.01, 0.99)


@pytest.mark.parametrize(
    ("u", "o", "decision"),
    [
        (0.19, 0.29, "clear"),
        (0.2, 0.0, "review"),
        (0.0, 0.3, "review"),
        (0.6, 0.0, "hold"),
        (0.3, 0.7, "hold"),
    ],
)
def test_the_worst_task_decides(u: float, o: float, decision: str) -> None:
    assert decide({"unprofessional": u, "out_of_context": o}, limits) == decision


@given(chance, chance, chance)
def test_more_risk_never_gives_a_milder_decision(u: float, o: float, more: float) -> None:
    order = ["clear", "review", "hold"]
    before = decide({"unprofessional": u, "out_of_context": o}, limits)
    after = decide({"unprofessional": max(u, more), "out_of_context": o}, limits)
    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize(("review", "hold"), [(0.0, 0.5), (0.6, 0.5), (0.5, 1.1), (math.nan, 0.5)])
def test_thresholds_that_make_no_sense_are_refused(review: float, hold: float) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(review, hold)


@given(st.floats(-20, 20), inner, inner)
def test_shifting_the_prior_there_and_back_changes_nothing(logit: float, a: float, b: float) -> None:
    assert shift_prior(shift_prior(logit, a, b), b, a) == pytest.approx(logit, abs=1e-9)

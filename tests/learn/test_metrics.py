from __future__ import annotations

import numpy as np
import pytest

from posttone.learn.calibrate import fit_ordinal, fit_platt, miss_rate_bound, threshold_stopping
from posttone.learn.metrics import auc, brier_skill, calibration_line, estimate, recall_at, spearman
from posttone.model.calibration import calibrated_logit, sigmoid, tone_score

rng = np.random.default_rng(7)


def test_known_values() -> None:
    flag = np.array([True, False, True, False])
    score = np.array([0.9, 0.1, 0.4, 0.6])
    assert auc(flag, score) == 0.75
    assert recall_at(flag, score, 0.5) == 0.5
    assert brier_skill(flag, np.full(4, 0.5)) == 0.0
    assert brier_skill(flag, flag.astype(float)) == 1.0
    assert spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 30.0])) == pytest.approx(1.0)


def test_one_sided_labels_are_not_measurable() -> None:
    result = estimate(auc, np.array([True, True]), np.array([0.1, 0.2]))
    assert str(result) == "not measurable (n=2)"


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    covered = 0
    for trial in range(60):
        y = np.random.default_rng(trial).normal(size=80)
        e = estimate(lambda c: float(c.mean()), y, rounds=200, seed=trial)
        covered += e.low <= 0.0 <= e.high
    assert 50 <= covered <= 60


def test_platt_recovers_a_known_calibration() -> None:
    raw = rng.normal(size=20_000)
    flag = rng.random(20_000) < sigmoid(1.7 * raw - 1.0)
    fitted = fit_platt(raw, flag)
    assert (fitted.slope, fitted.intercept) == (pytest.approx(1.7, abs=0.08), pytest.approx(-1.0, abs=0.08))
    slope, intercept = calibration_line(flag, calibrated_logit(raw, fitted, fitted.prevalence))
    assert (slope, intercept) == (pytest.approx(1.0, abs=0.02), pytest.approx(0.0, abs=0.02))


def test_a_lower_prior_lowers_every_probability() -> None:
    fitted = fit_platt(np.array([-1.0, 0.0, 0.5, 1.0, 2.0]), np.array([False, False, True, False, True]))
    raw = np.linspace(-3, 3, 50)
    assert (calibrated_logit(raw, fitted, 0.03) < calibrated_logit(raw, fitted, 0.3)).all()


def test_ordinal_recovers_the_shares_of_each_grade() -> None:
    raw = rng.normal(size=8000)
    latent = 1.5 * raw + rng.logistic(size=8000)
    grade = np.searchsorted([-1.5, 0.0, 1.0, 2.5], latent).astype(float)
    fitted = fit_ordinal(raw, grade)
    assert fitted.slope == pytest.approx(1.5, abs=0.1)
    assert list(fitted.cuts) == pytest.approx([-1.5, 0.0, 1.0, 2.5], abs=0.12)
    assert tone_score(raw, fitted).mean() / 25 == pytest.approx(grade.mean(), abs=0.05)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.03, 0.5, 1.0])
def test_a_threshold_never_stops_more_than_its_share(share: float) -> None:
    for seed in range(20):
        scores = np.round(np.random.default_rng(seed).random(101), 2)  # with ties
        cut = threshold_stopping(scores, share)
        assert (scores >= cut).mean() <= share


def test_the_miss_rate_bound_holds_as_often_as_it_says() -> None:
    truth, n = 0.2, 150
    draws = np.random.default_rng(1).binomial(n, truth, size=2000)
    held = np.mean([miss_rate_bound(int(missed), n) >= truth for missed in draws])
    assert 0.95 <= held <= 0.975

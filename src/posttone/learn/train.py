"""Trains a model folder from labelled posts; the same posts, settings and seed give the same bytes."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from posttone.errors import CorpusError
from posttone.learn.calibrate import fit_ordinal, fit_platt, miss_rate_bound, threshold_stopping
from posttone.learn.card import precision_table, write_card
from posttone.learn.heads import BLOCKS, HeadSettings, arrays_of, feature_union, fit_heads, targets
from posttone.learn.metrics import auc, spearman
from posttone.learn.records import Record, fingerprint, read_records
from posttone.model.calibration import calibrated_logit, sigmoid
from posttone.model.manifest import FORMAT, Limits, Manifest
from posttone.model.store import write_model
from posttone.taxonomy import RISKS, TONES

__all__ = ["TrainSettings", "held_out_scores", "train"]

CARD = "MODEL_CARD.md"
_LIBRARIES = ("numpy", "scipy", "scikit-learn")
_MIN_POSTS = 100
_MIN_OF_A_KIND = 20


@dataclass(frozen=True)
class TrainSettings:
    """How a model is trained.

    Attributes
    ----------
    name, version : str
    prior : float
        Prevalence for which probabilities are stated.
    review_share, hold_share : float
        Share of the corpus's ordinary safe posts that each task's threshold stops on held-out folds; both tasks
        together stop at most twice that.
    folds, seed : int
    heads : HeadSettings
    """

    name: str = "fast"
    version: str = "0.1.0"
    prior: float = 0.03
    review_share: float = 0.02
    hold_share: float = 0.002
    folds: int = 5
    seed: int = 0
    heads: HeadSettings = field(default_factory=HeadSettings)


def train(
    corpus: Path,
    output: Path,
    settings: TrainSettings | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> str:
    """Train on labelled posts and write a model folder.

    Parameters
    ----------
    corpus : Path
        A ``.jsonl`` file or a folder of them.
    output : Path
        The model folder.
    settings : TrainSettings, optional
    say : callable, optional
        Told what is being done.

    Returns
    -------
    str
        SHA-256 of the manifest.

    Raises
    ------
    CorpusError
        If the posts are too few, or all of one kind.
    """
    how = settings or TrainSettings()
    records = read_records(corpus)
    wanted = targets(records)
    _check(records, wanted)
    texts = [r.text for r in records]
    main = {name: wanted[name] for name in (*RISKS, *TONES)}  # the first of `wanted`
    codes = tuple(name for name in wanted if name not in main)
    say(f"{len(records)} posts; scores of {how.folds} held-out folds")
    held_out = held_out_scores(records, main, how)
    say(f"{len(wanted)} heads on all posts")
    union = feature_union(how.heads)
    weights, intercept = fit_heads(union.fit_transform(texts), wanted, how.heads)
    n = len(main)
    files = {
        "heads.npz": arrays_of(union, weights[:, :n], intercept[:n], spaces=True, dtype=np.float32),
        "codes.npz": arrays_of(union, weights[:, n:], intercept[n:], spaces=False, dtype=np.float16),
    }
    manifest = _manifest(records, main, codes, held_out, how, fingerprint(corpus))
    sha256 = write_model(output, manifest, files)
    (output / CARD).write_text(write_card(manifest), encoding="utf-8")
    return sha256


def held_out_scores(
    records: Sequence[Record], wanted: Mapping[str, NDArray[np.float64]], how: TrainSettings
) -> dict[str, NDArray[np.float64]]:
    """Raw scores of every post by heads that saw neither it nor its scenario.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_records,)
    """
    texts = np.array([r.text for r in records], object)
    scores = np.zeros((len(records), len(wanted)))
    folds = GroupKFold(how.folds, shuffle=True, random_state=how.seed)
    for train_rows, test_rows in folds.split(texts, groups=[r.group for r in records]):
        union = feature_union(how.heads)
        matrix = union.fit_transform(texts[train_rows])
        weights, intercept = fit_heads(matrix, {name: y[train_rows] for name, y in wanted.items()}, how.heads)
        scores[test_rows] = union.transform(texts[test_rows]) @ weights + intercept
    return {name: scores[:, i] for i, name in enumerate(wanted)}


def _check(records: Sequence[Record], wanted: Mapping[str, NDArray[np.float64]]) -> None:
    if len(records) < _MIN_POSTS:
        raise CorpusError(f"{len(records)} labelled posts are too few to learn from; at least {_MIN_POSTS} are needed.")
    for task in RISKS:
        flags = int(wanted[task].sum())
        if min(flags, len(records) - flags) < _MIN_OF_A_KIND:
            raise CorpusError(
                f"{task}: {flags} of {len(records)} posts are flagged; {_MIN_OF_A_KIND} of each kind are needed."
            )


def _manifest(
    records: Sequence[Record],
    wanted: Mapping[str, NDArray[np.float64]],
    codes: tuple[str, ...],
    held_out: Mapping[str, NDArray[np.float64]],
    how: TrainSettings,
    corpus_hash: str,
) -> Manifest:
    calibration = {task: fit_platt(held_out[task], wanted[task] > 0) for task in RISKS}
    chance = {t: sigmoid(calibrated_logit(held_out[t], calibration[t], how.prior)) for t in RISKS}
    ordinary = np.array([not r.risky and r.pair is None and r.lookalike is None for r in records])
    ordinary = ordinary if ordinary.sum() >= _MIN_OF_A_KIND else np.array([not r.risky for r in records])
    limits = {t: _limits(chance[t][ordinary], how) for t in RISKS}
    metrics: dict[str, object] = {"held_out": {}, "thresholds": {}}
    for task in RISKS:
        flag = wanted[task] > 0
        missed = int((chance[task][flag] < limits[task].review).sum())
        metrics["held_out"] |= {f"{task}_auc": round(auc(flag, held_out[task]), 4)}  # type: ignore[operator]
        metrics["thresholds"] |= {  # type: ignore[operator]
            task: {
                "risky": int(flag.sum()),
                "missed": missed,
                "miss_rate_at_most": round(miss_rate_bound(missed, int(flag.sum())), 4),
                "confidence": 0.95,
                "ordinary_stopped": round(float((chance[task][ordinary] >= limits[task].review).mean()), 4),
                "precision": precision_table(
                    1 - missed / int(flag.sum()), float((chance[task][~flag] >= limits[task].review).mean())
                ),
            }
        }
    for tone in TONES:
        metrics["held_out"] |= {f"{tone}_spearman": round(spearman(wanted[tone], held_out[tone]), 4)}  # type: ignore[operator]
    return Manifest(
        format=FORMAT,
        name=how.name,
        version=how.version,
        files={},
        blocks=BLOCKS,
        heads=(*RISKS, *TONES),
        codes=codes,
        calibration=calibration,
        thresholds=limits,
        tones={tone: fit_ordinal(held_out[tone], wanted[tone]) for tone in TONES},
        prior=how.prior,
        seed=how.seed,
        command=f"posttone train --name {how.name} --seed {how.seed}",
        libraries={name: importlib.metadata.version(name) for name in _LIBRARIES},
        corpus={"sha256": corpus_hash, "posts": len(records), "risky": sum(r.risky for r in records)},
        metrics=metrics,
    )


def _limits(ordinary: NDArray[np.float64], how: TrainSettings) -> Limits:
    review = min(threshold_stopping(ordinary, how.review_share), 1.0)
    return Limits(review, min(max(review, threshold_stopping(ordinary, how.hold_share)), 1.0))

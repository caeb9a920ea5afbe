"""Fits linear heads over the feature blocks, and turns them into the arrays that a scorer reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import FeatureUnion

from posttone.learn.records import Record
from posttone.learn.transformers import NgramVectoriser, StyleVectoriser
from posttone.model.manifest import Block
from posttone.taxonomy import CODES, RISKS, TONES

__all__ = ["BLOCKS", "HeadSettings", "arrays_of", "feature_union", "fit_heads", "targets"]

BLOCKS = (Block("word", "word"), Block("character", "character", (2, 3, 4, 5)))
_MIN_CODE_POSTS = 20


@dataclass(frozen=True)
class HeadSettings:
    """Hyperparameters, chosen by grouped folds of the corpus (docs/experiments.md).

    Attributes
    ----------
    C, C_codes : float
        Inverse strength of the penalty of the risk heads, and of the code heads.
    ridge : float
        Strength of the penalty of the tone heads.
    style_weight : float
        See :class:`~posttone.learn.transformers.StyleVectoriser`.
    min_df_word, min_df_character : int
        In how many posts an n-gram must stand.
    """

    C: float = 3.0
    C_codes: float = 10.0
    ridge: float = 2.0
    style_weight: float = 0.15
    min_df_word: int = 2
    min_df_character: int = 4


def feature_union(settings: HeadSettings) -> FeatureUnion:
    """The feature blocks as one scikit-learn transformer."""
    frequency = {"word": settings.min_df_word, "character": settings.min_df_character}
    blocks = [(b.name, NgramVectoriser(b.kind, b.widths, frequency[b.kind])) for b in BLOCKS]
    return FeatureUnion([*blocks, ("style", StyleVectoriser(settings.style_weight))])


def targets(records: Sequence[Record]) -> dict[str, NDArray[np.float64]]:
    """What each head learns: flags as 0 and 1, tones as 0 to 4, and codes that stand in enough posts.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_records,)
        Keys are the risks, the tones, then the codes.
    """
    found = {task: np.array([getattr(r, task) >= 1 for r in records], float) for task in RISKS}
    found |= {tone: np.array([getattr(r, tone) for r in records], float) for tone in TONES}
    for code in CODES:
        y = np.array([any(span.code == code for span in r.codes) for r in records], float)
        if y.sum() >= _MIN_CODE_POSTS:
            found[code] = y
    return found


def fit_heads(
    matrix: sparse.csr_matrix, wanted: Mapping[str, NDArray[np.float64]], settings: HeadSettings
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Fit a head a target.

    Code heads learn from risky posts alone: they say why a post is flagged, not whether.

    Parameters
    ----------
    matrix : sparse matrix, shape (n_posts, n_features)
    wanted : mapping of str to ndarray, shape (n_posts,)
        As :func:`targets` gives them.

    Returns
    -------
    weights : ndarray of float32, shape (n_features, n_heads)
    intercept : ndarray of float32, shape (n_heads,)
    """
    risky = np.flatnonzero(np.any([wanted[task] > 0 for task in RISKS], axis=0))
    fitted = [
        _fit_code(matrix[risky], y[risky], settings) if name in CODES else _fit_one(name, matrix, y, settings)
        for name, y in wanted.items()
    ]
    weights = np.column_stack([coefficients for coefficients, _ in fitted]).astype(np.float32)
    return weights, np.array([intercept for _, intercept in fitted], np.float32)


def _fit_code(
    matrix: sparse.csr_matrix, y: NDArray[np.float64], settings: HeadSettings
) -> tuple[NDArray[np.float64], float]:
    model = LogisticRegression(C=settings.C_codes, max_iter=2000).fit(matrix, y > 0)
    return model.coef_[0], float(model.intercept_[0])


def _fit_one(
    name: str, matrix: sparse.csr_matrix, y: NDArray[np.float64], settings: HeadSettings
) -> tuple[NDArray[np.float64], float]:
    if name in TONES:
        model = Ridge(alpha=settings.ridge, solver="sparse_cg", tol=1e-6).fit(matrix, y)
        return model.coef_, float(model.intercept_)
    model = LogisticRegression(C=settings.C, class_weight="balanced", max_iter=2000).fit(matrix, y > 0)
    return model.coef_[0], float(model.intercept_[0])


def arrays_of(
    union: FeatureUnion,
    weights: NDArray[np.float32],
    intercept: NDArray[np.float32],
    *,
    spaces: bool,
    dtype: type,
) -> dict[str, NDArray[np.generic]]:
    """The arrays of ``heads.npz`` (with `spaces`) or ``codes.npz`` (without)."""
    arrays: dict[str, NDArray[np.generic]] = {"intercept": intercept}
    start = 0
    for name, block in union.transformer_list:
        if name == "style":
            end = start + len(block.mean_)
            arrays["style_weights"] = (block.weight * weights[start:end]).astype(np.float32)
            if spaces:
                arrays |= {"style_mean": block.mean_, "style_scale": block.scale_}
        else:
            end = start + len(block.space_)
            arrays[f"{name}_weights"] = weights[start:end].astype(dtype)
            if spaces:
                arrays[f"{name}_buckets"] = block.space_.buckets.astype(np.int32)
                arrays[f"{name}_idf"] = block.space_.idf.astype(np.float32)
        start = end
    return arrays

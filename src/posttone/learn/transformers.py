"""The features of posttone as scikit-learn transformers: thin, so that training and scoring share one code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from posttone.features.batch import TextBatch
from posttone.features.space import NgramSpace, occurrences
from posttone.features.style import style_measures
from posttone.model.linear import StyleBlock
from posttone.text.clean import clean

__all__ = ["NgramVectoriser", "StyleVectoriser"]


def _batch(texts: Sequence[str]) -> TextBatch:
    return TextBatch.of([clean(text).text for text in texts])


class NgramVectoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts to a sparse matrix of known hashed n-grams.

    Parameters
    ----------
    kind : {"word", "character"}
    widths : tuple of int
        Of character n-grams.
    min_df : int
        In how many texts an n-gram must stand to be known.

    Attributes
    ----------
    space_ : NgramSpace
    """

    def __init__(self, kind: str = "word", widths: tuple[int, ...] = (), min_df: int = 2) -> None:
        self.kind = kind
        self.widths = widths
        self.min_df = min_df

    def fit(self, texts: Sequence[str], y: Any = None) -> Self:
        """Learn which n-grams are known, and their inverse document frequencies."""
        batch = _batch(texts)
        found = occurrences(batch, self.kind, tuple(self.widths), None)
        once = np.unique(np.concatenate([f.bucket * len(batch) + f.text for f in found]))  # one entry a bucket and text
        buckets, count = np.unique(once // len(batch), return_counts=True)
        known = count >= self.min_df
        idf = np.log((1 + len(batch)) / (1 + count[known])) + 1
        self.space_ = NgramSpace(self.kind, tuple(self.widths), buckets[known], idf.astype(np.float32).astype(float))
        return self

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """A matrix of shape (n_texts, n_known)."""
        check_is_fitted(self)
        batch = _batch(texts)
        text, row, value = self.space_.values(batch)
        return sparse.csr_matrix((value, (text, row)), shape=(len(batch), len(self.space_)))


class StyleVectoriser(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts to standardised style measures.

    Parameters
    ----------
    weight : float
        Scale of a standard deviation beside the unit length of a text's n-grams: how much style may count.

    Attributes
    ----------
    mean_, scale_ : ndarray of float64, shape (n_measures,)
    """

    def __init__(self, weight: float = 0.2) -> None:
        self.weight = weight

    def fit(self, texts: Sequence[str], y: Any = None) -> Self:
        """Learn means and standard deviations."""
        measures = style_measures(_batch(texts), list(texts))
        self.mean_ = measures.mean(axis=0)
        self.scale_ = np.maximum(measures.std(axis=0), 1e-3)
        return self

    def transform(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """A matrix of shape (n_texts, n_measures)."""
        check_is_fitted(self)
        block = StyleBlock(self.mean_, self.scale_, np.zeros((len(self.mean_), 1)))
        return self.weight * block.standardise(style_measures(_batch(texts), list(texts)))

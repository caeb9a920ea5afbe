"""Linear heads over n-grams and style, for many texts at once; numpy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from posttone.features.batch import TextBatch
from posttone.features.ngrams import word_hashes
from posttone.features.space import NgramSpace
from posttone.features.style import style_measures

__all__ = ["LinearHeads", "NgramBlock", "StyleBlock"]


@dataclass(frozen=True)
class NgramBlock:
    """An n-gram space and its weights.

    Parameters
    ----------
    space : NgramSpace
    weights : ndarray of float64, shape (n_known, n_heads)
    """

    space: NgramSpace
    weights: NDArray[np.float64]

    @cached_property
    def _table(self) -> NDArray[np.float64]:
        """A row a head of weights times idf, then idf²; a last column of zeros for the unknown."""
        idf = self.space.idf[:, None]
        table = np.vstack((np.hstack((self.weights * idf, idf * idf)), np.zeros((1, self.weights.shape[1] + 1))))
        return np.ascontiguousarray(table.T)

    def logits(self, batch: TextBatch, hashes: NDArray[np.uint64]) -> NDArray[np.float64]:
        """This block's share of each head's logit; shape (n_texts, n_heads)."""
        sums = np.zeros((len(self._table), len(batch)))
        for found, row in self.space.find(batch, hashes):
            first = found.first_of_each_text()
            for total, column in zip(sums, self._table, strict=True):
                total += _sum_by_text(column.take(row, mode="clip"), first)
        norm = np.sqrt(np.maximum(sums[-1], 1e-300))
        share: NDArray[np.float64] = (sums[:-1] / norm).T
        return share


def _sum_by_text(values: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sums of consecutive runs; a run may be empty. ``reduceat`` is six times as fast here as ``bincount``."""
    if not len(values):
        return np.zeros(len(first))
    sums: NDArray[np.float64] = np.add.reduceat(np.append(values, 0.0), first)
    sums[np.append(np.diff(first), len(values) - first[-1]) == 0] = 0.0
    return sums


@dataclass(frozen=True)
class StyleBlock:
    """Standardised style measures and their weights.

    Parameters
    ----------
    mean, scale : ndarray of float64, shape (n_measures,)
    weights : ndarray of float64, shape (n_measures, n_heads)
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]

    def logits(self, batch: TextBatch, sources: Sequence[str], hashes: NDArray[np.uint64]) -> NDArray[np.float64]:
        """This block's share of each head's logit; shape (n_texts, n_heads)."""
        return self.standardise(style_measures(batch, sources, hashes)) @ self.weights

    def standardise(self, measures: NDArray[np.float64]) -> NDArray[np.float64]:
        """Measures in standard deviations from the training posts' mean, at most 4 either way.

        Clipped because a thousand exclamation marks are no thousand times the evidence.
        """
        return np.clip((measures - self.mean) / self.scale, -4.0, 4.0)


@dataclass(frozen=True)
class LinearHeads:
    """Several heads over the same blocks.

    Parameters
    ----------
    names : tuple of str
        One per head.
    ngrams : tuple of NgramBlock
    style : StyleBlock
    intercept : ndarray of float64, shape (n_heads,)
    """

    names: tuple[str, ...]
    ngrams: tuple[NgramBlock, ...]
    style: StyleBlock
    intercept: NDArray[np.float64]

    def logits(self, texts: Sequence[str], sources: Sequence[str]) -> NDArray[np.float64]:
        """Raw scores.

        Parameters
        ----------
        texts : sequence of str
            Cleaned.
        sources : sequence of str
            The same before cleaning.

        Returns
        -------
        ndarray of float64, shape (n_texts, n_heads)
        """
        batch = TextBatch.of(texts)
        hashes = word_hashes(batch)
        total = self.intercept + self.style.logits(batch, sources, hashes)
        for block in self.ngrams:
            total = total + block.logits(batch, hashes)
        return total

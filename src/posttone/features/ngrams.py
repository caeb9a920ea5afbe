"""Hashed word and character n-grams of many texts at once.

A run of code points is hashed by a polynomial modulo 2^64, whose prefix sums give the hash of any run by one
subtraction and one product (Karp and Rabin 1987); the top bits of a mixed hash are its bucket (the hashing trick,
Weinberger et al. 2009). Which buckets a model knows, and their weights, are the model's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from posttone.features.batch import TextBatch

__all__ = ["BUCKET_BITS", "Occurrences", "character_ngrams", "word_hashes", "word_ngrams"]

BUCKET_BITS = 20
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_WORD, _PAIR = np.uint64(0x632BE59BD9B4E019), np.uint64(0xA0761D6478BD642F)


@dataclass(frozen=True)
class Occurrences:
    """Where n-grams of one shape stand, in the order of the texts.

    Attributes
    ----------
    bucket : ndarray of int64, shape (n,)
        0 to 2**BUCKET_BITS - 1.
    start : ndarray of int64, shape (n,)
        Characters of the batch, ascending.
    length : ndarray of int64, shape (n,), or int
        Their lengths.
    batch : TextBatch
    """

    bucket: NDArray[np.int64]
    start: NDArray[np.int64]
    length: NDArray[np.int64] | int
    batch: TextBatch

    @property
    def end(self) -> NDArray[np.int64]:
        """Characters of the batch, exclusive; shape (n,)."""
        return self.start + self.length

    @property
    def text(self) -> NDArray[np.int64]:
        """Which text of the batch, ascending; shape (n,)."""
        return self.batch.text_of_character[self.start]

    def first_of_each_text(self) -> NDArray[np.int64]:
        """Index of the first occurrence at or after each text's start; shape (n_texts,)."""
        return np.searchsorted(self.start, self.batch.offsets[:-1])


@lru_cache(maxsize=2)
def _powers(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    def series(base: int) -> NDArray[np.uint64]:
        factors = np.full(size, base, np.uint64)
        factors[0] = 1
        return np.multiply.accumulate(factors)

    return series(_BASE), series(_INVERSE)


class _Hasher:
    """Hashes of any runs of a batch."""

    def __init__(self, batch: TextBatch) -> None:
        n = len(batch.points)
        powers, self._inverse = _powers(1 << max(12, int(n).bit_length()))
        terms = (batch.points.astype(np.uint64) + np.uint64(1)) * powers[:n]
        self._sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))

    def runs(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.uint64]:
        return (self._sums[end] - self._sums[start]) * self._inverse[start]

    def windows(self, width: int, where: NDArray[np.int64]) -> NDArray[np.uint64]:
        return (self._sums[where + width] - self._sums[where]) * self._inverse[where]


def _bucket(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    mixed = (hashes ^ (hashes >> np.uint64(32))) * _MIX
    return (mixed >> np.uint64(64 - BUCKET_BITS)).astype(np.int64)


def word_hashes(batch: TextBatch) -> NDArray[np.uint64]:
    """A 64-bit hash of each token of the batch, in order."""
    return _Hasher(batch).runs(batch.word_starts, batch.word_ends)


def word_ngrams(batch: TextBatch, hashes: NDArray[np.uint64] | None = None) -> list[Occurrences]:
    """Single tokens, then pairs of neighbouring tokens.

    Parameters
    ----------
    batch : TextBatch
    hashes : ndarray of uint64, optional
        What :func:`word_hashes` gave for the batch, if it is known already.

    Examples
    --------
    >>> single, pair = word_ngrams(TextBatch.of(["call us", "call"]))
    >>> single.text.tolist(), bool(single.bucket[0] == single.bucket[2]), pair.text.tolist()
    ([0, 0, 1], True, [0])
    """
    h = word_hashes(batch) if hashes is None else hashes
    text, starts, ends = batch.text_of_word, batch.word_starts, batch.word_ends
    near = np.flatnonzero(text[1:] == text[:-1])
    pairs = h[near] * _PAIR + h[near + 1]
    return [
        Occurrences(_bucket(h * _WORD), starts, ends - starts, batch),
        Occurrences(_bucket(pairs), starts[near], ends[near + 1] - starts[near], batch),
    ]


def character_ngrams(batch: TextBatch, widths: tuple[int, ...]) -> list[Occurrences]:
    """Runs of characters that hold no white space but at their edges, as scikit-learn's ``char_wb``.

    Parameters
    ----------
    batch : TextBatch
    widths : tuple of int
        Lengths in characters, each at least 2.

    Returns
    -------
    list of Occurrences
        One a width.
    """
    hasher = _Hasher(batch)
    spaces = np.concatenate(([0], np.cumsum(batch.is_space)))
    n = len(batch.points)
    found = []
    for width in widths:
        if n < width:
            continue
        if width == 2:
            apart = ~(batch.is_space[:-1] & batch.is_space[1:])
        else:  # no white space strictly inside the window
            apart = spaces[width - 1 : n] == spaces[1 : n - width + 2]
        where = np.flatnonzero(apart)
        found.append(Occurrences(_bucket(hasher.windows(width, where)), where, width, batch))
    return found

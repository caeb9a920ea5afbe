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
    """Where n-grams stand.

    Attributes
    ----------
    bucket : ndarray of int64, shape (n,)
        0 to 2**BUCKET_BITS - 1.
    text : ndarray of int64, shape (n,)
        Which text of the batch.
    start, end : ndarray of int64, shape (n,)
        Characters of the batch, end exclusive.
    """

    bucket: NDArray[np.int64]
    text: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


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


def word_ngrams(batch: TextBatch, hashes: NDArray[np.uint64] | None = None) -> Occurrences:
    """Single tokens and pairs of neighbouring tokens.

    Parameters
    ----------
    batch : TextBatch
    hashes : ndarray of uint64, optional
        What :func:`word_hashes` gave for the batch, if it is known already.

    Examples
    --------
    >>> got = word_ngrams(TextBatch.of(["call us", "call"]))
    >>> got.text.tolist(), bool(got.bucket[0] == got.bucket[2])
    ([0, 0, 1, 0], True)
    """
    h = word_hashes(batch) if hashes is None else hashes
    text, starts, ends = batch.text_of_word, batch.word_starts, batch.word_ends
    near = np.flatnonzero(text[1:] == text[:-1])
    pairs = h[near] * _PAIR + h[near + 1]
    return Occurrences(
        np.concatenate((_bucket(h * _WORD), _bucket(pairs))),
        np.concatenate((text, text[near])),
        np.concatenate((starts, starts[near])),
        np.concatenate((ends, ends[near + 1])),
    )


def character_ngrams(batch: TextBatch, widths: tuple[int, ...]) -> Occurrences:
    """Runs of characters that hold no white space but at their edges, as scikit-learn's ``char_wb``.

    Parameters
    ----------
    batch : TextBatch
    widths : tuple of int
        Lengths in characters, each at least 2.
    """
    hasher = _Hasher(batch)
    spaces = np.concatenate(([0], np.cumsum(batch.is_space)))
    buckets, texts, starts, ends = [], [], [], []
    n = len(batch.points)
    for width in widths:
        if n < width:
            continue
        inner = spaces[width - 1 : n] - spaces[1 : n - width + 2]  # white space strictly inside the window
        where = np.flatnonzero(inner == 0) if width > 2 else np.flatnonzero(~(batch.is_space[:-1] & batch.is_space[1:]))
        buckets.append(_bucket(hasher.windows(width, where)))
        texts.append(batch.text_of_character[where])
        starts.append(where)
        ends.append(where + width)
    if not buckets:
        none = np.empty(0, np.int64)
        return Occurrences(none, none, none, none)
    return Occurrences(*(np.concatenate(part) for part in (buckets, texts, starts, ends)))

"""Which n-grams a model knows, and what each occurrence is worth in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from posttone.features.batch import TextBatch
from posttone.features.ngrams import BUCKET_BITS, Occurrences, character_ngrams, word_ngrams

__all__ = ["NgramSpace", "occurrences"]


def occurrences(
    batch: TextBatch, kind: str, widths: tuple[int, ...], hashes: NDArray[np.uint64] | None
) -> list[Occurrences]:
    """N-grams of a kind, ``"word"`` or ``"character"``."""
    return word_ngrams(batch, hashes) if kind == "word" else character_ngrams(batch, widths)


@dataclass(frozen=True)
class NgramSpace:
    """Known n-grams of one kind with their inverse document frequencies.

    The value of an occurrence is ``idf / sqrt(sum of idf² over the known occurrences of its text)``: TF-IDF with each
    occurrence counted on its own, so that a text's values need no sorting to be found.

    Parameters
    ----------
    kind : {"word", "character"}
    widths : tuple of int
        Lengths of character n-grams; empty for words.
    buckets : ndarray of int64, shape (n_known,)
        Sorted.
    idf : ndarray of float64, shape (n_known,)
        At least 1.
    """

    kind: str
    widths: tuple[int, ...]
    buckets: NDArray[np.int64]
    idf: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.buckets)

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """Row of each bucket, ``len(self)`` for those unknown; shape (2**BUCKET_BITS,)."""
        table = np.full(1 << BUCKET_BITS, len(self), np.int32)
        table[self.buckets] = np.arange(len(self), dtype=np.int32)
        return table

    def find(
        self, batch: TextBatch, hashes: NDArray[np.uint64] | None = None
    ) -> Iterator[tuple[Occurrences, NDArray[np.int32]]]:
        """The occurrences in a batch and the row of each, ``len(self)`` where unknown; shape by shape."""
        for found in occurrences(batch, self.kind, self.widths, hashes):
            yield found, self.rows.take(found.bucket, mode="clip")

    def values(self, batch: TextBatch) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
        """Text, row and value of every known occurrence; three arrays of one length."""
        texts, rows = [], []
        for found, row in self.find(batch):
            known = row < len(self)
            texts.append(found.text[known])
            rows.append(row[known])
        text, row = np.concatenate(texts), np.concatenate(rows)
        idf = self.idf[row]
        norm = np.sqrt(np.bincount(text, weights=idf * idf, minlength=len(batch)))
        return text, row, idf / norm[text]

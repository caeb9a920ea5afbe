"""Many cleaned texts as one array of code points, so that counting is done by numpy and not a post at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["TextBatch"]

_TABLE_SIZE = 0x3000  # alphabets of living languages but CJK; above it, symbols and emoji, each a token of its own
_SPACE, _WORD, _MARK, _SYMBOL = 0, 1, 2, 3


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    table = np.full(_TABLE_SIZE, _MARK, np.uint8)
    for point in range(_TABLE_SIZE):
        char = chr(point)
        if char.isspace():
            table[point] = _SPACE
        elif char.isalnum() or char == "'":
            table[point] = _WORD
        elif point >= 0x2190:
            table[point] = _SYMBOL
    return table


@dataclass(frozen=True)
class TextBatch:
    """Texts laid end to end, each between two spaces.

    Parameters
    ----------
    points : ndarray of uint32, shape (n_characters,)
        Code points of all texts.
    offsets : ndarray of int64, shape (n_texts + 1,)
        Where each text's padded run starts; the text's own first character is one further.

    Examples
    --------
    >>> batch = TextBatch.of(["two words", ""])
    >>> len(batch), batch.word_starts.tolist(), batch.word_ends.tolist()
    (2, [1, 5], [4, 10])
    """

    points: NDArray[np.uint32]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> TextBatch:
        """Lay texts end to end."""
        joined = "".join(f" {text} " for text in texts)
        points = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
        lengths = np.fromiter((len(text) + 2 for text in texts), np.int64, len(texts))
        return cls(points, np.concatenate(([0], np.cumsum(lengths))))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def classes(self) -> NDArray[np.uint8]:
        """0 space, 1 letter, digit or apostrophe, 2 punctuation, 3 symbol or emoji; shape (n_characters,)."""
        inside = np.minimum(self.points, _TABLE_SIZE - 1)
        found = _classes()[inside]
        found[self.points >= _TABLE_SIZE] = _SYMBOL
        return found

    @cached_property
    def is_space(self) -> NDArray[np.bool_]:
        """Where a character is white space."""
        blank: NDArray[np.bool_] = self.classes == _SPACE
        return blank

    @cached_property
    def _edges(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        word = self.classes == _WORD
        symbol = self.classes == _SYMBOL
        before = np.concatenate(([False], word[:-1]))
        after = np.concatenate((word[1:], [False]))
        starts = np.flatnonzero((word & ~before) | symbol)
        ends = np.flatnonzero((word & ~after) | symbol) + 1
        return starts, ends

    @property
    def word_starts(self) -> NDArray[np.int64]:
        """Where each token starts: a run of letters, digits and apostrophes, or one symbol."""
        return self._edges[0]

    @property
    def word_ends(self) -> NDArray[np.int64]:
        """Where each token ends, exclusive."""
        return self._edges[1]

    @cached_property
    def text_of_character(self) -> NDArray[np.int64]:
        """Which text each character belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    @cached_property
    def text_of_word(self) -> NDArray[np.int64]:
        """Which text each token belongs to."""
        return self.text_of_character[self.word_starts]

    @cached_property
    def words_per_text(self) -> NDArray[np.int64]:
        """Number of tokens of each text, shape (n_texts,)."""
        return np.bincount(self.text_of_word, minlength=len(self))

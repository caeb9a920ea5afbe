"""Measures of style: how a post is written, apart from what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from posttone.features.batch import TextBatch
from posttone.features.lexicon import WORD_CLASSES
from posttone.features.ngrams import word_hashes
from posttone.text.clean import EMAIL, HANDLE, LINK, NUMBER

__all__ = ["STYLE_MEASURES", "style_measures"]

_MARKS: Final = {
    "question_marks": "?",
    "exclamation_marks": "!",
    "commas": ",",
    "full_stops": ".",
    "hashtags": "#",
    "double_quotes": '"',
    "colons": ":",
    "line_breaks": "\n",
    "brackets": "(",
    "ellipses": "…",
    "dashes": "-",
}
_MASKS: Final = {"links": LINK, "addresses": EMAIL, "handles": HANDLE, "numbers": NUMBER}
_FIXED: Final = (
    "length",
    "words",
    "word_length",
    "sentence_length",
    "emoji",
    "contractions",
    "capitals",
    "punctuation",
)

#: Names of the columns of :func:`style_measures`, in order.
STYLE_MEASURES: Final[tuple[str, ...]] = (*_FIXED, *_MARKS, *_MASKS, *WORD_CLASSES)


@lru_cache(maxsize=1)
def _word_table() -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """Sorted hashes of all listed words, and which measures each counts for."""
    groups: dict[str, frozenset[str]] = {name: frozenset((mask,)) for name, mask in _MASKS.items()} | WORD_CLASSES
    words = sorted(set().union(*groups.values()))
    hashes = word_hashes(TextBatch.of(words))
    member = np.array([[word in group for group in groups.values()] for word in words], float)
    order = np.argsort(hashes)
    return hashes[order], member[order]


def style_measures(
    batch: TextBatch, sources: Sequence[str], hashes: NDArray[np.uint64] | None = None
) -> NDArray[np.float64]:
    """Measure style.

    Counts enter as log(1 + count), because the second exclamation mark says more than the twelfth.

    Parameters
    ----------
    batch : TextBatch
        The cleaned texts.
    sources : sequence of str
        The same texts before cleaning, for capitals.
    hashes : ndarray of uint64, optional
        What :func:`~posttone.features.ngrams.word_hashes` gave for the batch, if it is known already.

    Returns
    -------
    ndarray of float64, shape (n_texts, len(STYLE_MEASURES))

    Examples
    --------
    >>> row = style_measures(TextBatch.of(["thank you! call us."]), ["Thank you! Call us."])[0]
    >>> dict(zip(STYLE_MEASURES, row.round(2).tolist()))["exclamation_marks"]
    0.69
    """
    h = word_hashes(batch) if hashes is None else hashes
    listed = _listed_words(batch, h)
    marks = _marks(batch)
    return np.column_stack((_fixed(batch, sources, marks), np.log1p(marks), np.log1p(listed)))


def _listed_words(batch: TextBatch, hashes: NDArray[np.uint64]) -> NDArray[np.float64]:
    known, member = _word_table()
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found = np.flatnonzero(known[place] == hashes)
    out = np.zeros((len(batch), member.shape[1]))
    np.add.at(out, batch.text_of_word[found], member[place[found]])
    return out


def _count(batch: TextBatch, where: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.bincount(batch.text_of_character[where], minlength=len(batch))


def _marks(batch: TextBatch) -> NDArray[np.float64]:
    return np.column_stack([_count(batch, batch.points == ord(mark)) for mark in _MARKS.values()]).astype(float)


def _fixed(batch: TextBatch, sources: Sequence[str], marks: NDArray[np.float64]) -> NDArray[np.float64]:
    names = list(_MARKS)
    lengths = np.diff(batch.offsets) - 2
    words = np.maximum(batch.words_per_text, 1)
    ends = sum(marks[:, names.index(n)] for n in ("question_marks", "exclamation_marks", "full_stops", "line_breaks"))
    apostrophes = _count(batch, batch.points == ord("'"))
    punctuation = np.log1p(_count(batch, batch.classes == 2))
    return np.column_stack(
        (
            np.log1p(lengths),
            np.log1p(batch.words_per_text),
            lengths / words,
            np.log1p(words / np.maximum(ends, 1)),
            np.log1p(_count(batch, batch.classes == 3)),
            np.log1p(apostrophes),
            _capital_share(sources),
            punctuation,
        )
    )


def _capital_share(sources: Sequence[str]) -> NDArray[np.float64]:
    """ASCII capitals over ASCII letters."""
    if not sources:
        return np.zeros(0)
    raw = np.frombuffer("\n".join((*sources, "")).encode("ascii", "replace"), np.uint8)
    text = np.repeat(np.arange(len(sources)), np.fromiter((len(s) + 1 for s in sources), np.int64, len(sources)))
    upper = np.bincount(text[(raw >= 65) & (raw <= 90)], minlength=len(sources))
    lower = np.bincount(text[(raw >= 97) & (raw <= 122)], minlength=len(sources))
    share: NDArray[np.float64] = upper / np.maximum(upper + lower, 1)
    return share

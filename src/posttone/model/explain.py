"""Which words speak for which reason: exact contributions of linear heads, gathered into readable phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from posttone.features.batch import TextBatch
from posttone.model.linear import LinearHeads
from posttone.model.manifest import Manifest
from posttone.post import Reason
from posttone.taxonomy import CODES, codes_of
from posttone.text.clean import Cleaned

__all__ = ["MAX_REASONS", "Explainer", "character_contributions"]

MAX_REASONS = 3
_MAX_WORDS = 14
_HANGING = frozenset(
    "a an and are as at but by for from has have in is it its of on or so that the to was will with your".split()
)
_HANGING_BEFORE = frozenset("and as at but by for from in of on or so to with".split())
_TOKEN = re.compile(r"\S+")
_BREAK = re.compile(r"[.!?\n]$|[.!?][\"')\]]$")


def character_contributions(heads: LinearHeads, text: str) -> NDArray[np.float64]:
    """What each character adds to each head's raw score, n-gram by n-gram.

    The contribution of an n-gram is exact and is spread evenly over its characters; the style measures belong to the
    whole post and are not in it.

    Parameters
    ----------
    heads : LinearHeads
    text : str
        Cleaned.

    Returns
    -------
    ndarray of float64, shape (len(text), n_heads)
    """
    batch = TextBatch.of([text])
    total = np.zeros((len(batch.points) + 1, len(heads.names)))
    for block in heads.ngrams:
        parts = [(found, row, row < len(block.space)) for found, row in block.space.find(batch)]
        norm = np.sqrt(sum(float((block.space.idf[row[known]] ** 2).sum()) for _, row, known in parts)) or 1.0
        for found, row, known in parts:
            start, end, at = found.start[known], found.end[known], row[known]
            each = block.weights[at] * (block.space.idf[at] / norm / (end - start))[:, None]
            np.add.at(total, start, each)
            np.subtract.at(total, end, each)
    return np.cumsum(total, axis=0)[1 : len(text) + 1]


class Explainer:
    """Finds reasons for the flags of one model.

    Parameters
    ----------
    heads : LinearHeads
        Of the risks.
    codes : LinearHeads
        Of the reason codes.
    manifest : Manifest
    """

    def __init__(self, heads: LinearHeads, codes: LinearHeads, manifest: Manifest) -> None:
        self._heads, self._codes, self._manifest = heads, codes, manifest

    def reasons(self, cleaned: Cleaned, tasks: Sequence[str], limit: int = MAX_REASONS) -> tuple[Reason, ...]:
        """The likeliest codes of the flagged tasks, each with the phrase that speaks for it, by weight."""
        logit = self._codes.logits([cleaned.text], [cleaned.source])[0]
        index = {name: i for i, name in enumerate(self._codes.names)}
        risk = character_contributions(self._heads, cleaned.text)
        code = character_contributions(self._codes, cleaned.text)
        found = []
        for task in tasks:
            ranked = sorted((name for name in codes_of(task) if name in index), key=lambda name: -logit[index[name]])
            head = self._heads.names.index(task)
            slope = self._manifest.calibration[task].slope
            for name in ranked[: 2 if len(tasks) == 1 else 1]:
                found.append(self._reason(cleaned, task, name, slope * risk[:, head], code[:, index[name]]))
        found.sort(key=lambda reason: -reason.weight)
        return tuple(found[:limit])

    def _reason(
        self, cleaned: Cleaned, task: str, name: str, risk: NDArray[np.float64], code: NDArray[np.float64]
    ) -> Reason:
        start, end = _phrase(cleaned.text, risk / _scale(risk) + code / _scale(code))
        first, last = cleaned.span(start, end)
        return Reason(
            task=task,
            code=name,
            start=first,
            end=last,
            quote=cleaned.source[first:last],
            weight=round(float(risk[start:end].sum()), 3),
            standards=CODES[name].standards,
            advice=CODES[name].advice,
        )


def _scale(values: NDArray[np.float64]) -> float:
    return float(np.abs(values).sum()) or 1.0


def _phrase(text: str, weight: NDArray[np.float64]) -> tuple[int, int]:
    """The run of at most so many words, within one sentence, that weighs most for its length.

    The mean weight of the post's words is taken off first, so that a long quiet run does not win.
    """
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    sums = np.array([weight[a:b].sum() for a, b in tokens])
    sums = sums - max(float(sums.mean()), 0.0)
    best, where = -np.inf, (0, 0)
    for i in range(len(tokens)):
        total = 0.0
        for j in range(i, min(i + _MAX_WORDS, len(tokens))):
            total += sums[j]
            if total > best and (j - i >= 1 or len(tokens) == 1):
                best, where = total, (i, j)
            if _BREAK.search(text[tokens[j][0] : tokens[j][1]]) or "\n" in text[tokens[j][1] : tokens[j][1] + 1]:
                break
    first, last = _trim([text[a:b] for a, b in tokens], *where)
    return tokens[first][0], tokens[last][1]


def _trim(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Leave out small words that hang over an edge, as long as two words are left."""
    while last - first > 1 and words[last] in _HANGING:
        last -= 1
    while last - first > 1 and words[first] in _HANGING_BEFORE:
        first += 1
    return first, last

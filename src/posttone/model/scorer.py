"""Scores posts with one model."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from posttone.features.space import NgramSpace
from posttone.model.calibration import calibrated_logit, sigmoid, tone_score
from posttone.model.linear import LinearHeads, NgramBlock, StyleBlock
from posttone.model.store import StoredModel, open_model
from posttone.policy import Thresholds, decide
from posttone.post import MAX_CHARACTERS, Assessment, Draft, ModelRef, Post, Problem, Reason, Risk
from posttone.taxonomy import OUT_OF_CONTEXT, RISKS, TONES, UNPROFESSIONAL
from posttone.text.clean import EMAIL, HANDLE, LINK, Cleaned, clean
from posttone.text.language import other_language

if TYPE_CHECKING:
    from posttone.model.explain import Explainer

__all__ = ["DEFAULT_MODEL", "Scorer", "load"]

DEFAULT_MODEL = "fast"
_CHUNK = 512
_CHUNK_CHARACTERS = 200_000
_LETTERS = re.compile(r"[^\W\d_]+")
_MASK_WORDS = frozenset((LINK, EMAIL, HANDLE))


def load(name: str | os.PathLike[str] = DEFAULT_MODEL) -> Scorer:
    """Load a model.

    Parameters
    ----------
    name : str or path, default "fast"
        A shipped model (``"fast"``, ``"fast==0.1.0"``) or a model folder. Loading runs no code of the folder.

    Returns
    -------
    Scorer

    Raises
    ------
    ModelError
        If it is missing or damaged.

    Examples
    --------
    >>> load("fast").model.name
    'fast'
    """
    return Scorer(open_model(name))


class Scorer:
    """Scores posts; immutable after loading and safe to share between threads.

    Examples
    --------
    >>> a = load("fast").score("Thank you to everybody who stopped to help at Mill Road last night.")
    >>> a.status, 0.0 <= a.unprofessional.probability <= 1.0
    ('scored', True)
    """

    def __init__(self, stored: StoredModel) -> None:
        self._stored = stored
        manifest = stored.manifest
        self.model = ModelRef(manifest.name, manifest.version, stored.sha256)
        self._heads = _read_heads(stored, "heads.npz", manifest.heads)
        self._limits = {task: Thresholds(t.review, t.hold) for task, t in manifest.thresholds.items()}

    @cached_property
    def _explainer(self) -> Explainer:
        from posttone.model.explain import Explainer

        manifest = self._stored.manifest
        codes = _read_heads(self._stored, "codes.npz", manifest.codes, self._heads)
        return Explainer(self._heads, codes, manifest)

    @property
    def thresholds(self) -> dict[str, Thresholds]:
        """Per task, at the manifest's prior."""
        return dict(self._limits)

    @property
    def prior(self) -> float:
        """The prevalence for which probabilities are stated."""
        return self._stored.manifest.prior

    def score(self, post: str | Post, *, reasons: bool = True) -> Assessment:
        """Score one post.

        Parameters
        ----------
        post : str or Post
        reasons : bool, default True
            Whether to say why, for posts that are flagged.

        Returns
        -------
        Assessment
        """
        return next(self.score_many((post,), reasons=reasons))

    def score_many(self, posts: Iterable[str | Post], *, reasons: bool = True) -> Iterator[Assessment]:
        """Score posts as they come, in order; memory does not grow with their number."""
        drafts = (Draft(source="", post=p if isinstance(p, Post) else Post(text=p)) for p in posts)
        return self.score_drafts(drafts, reasons=reasons)

    def score_drafts(self, drafts: Iterable[Draft], *, reasons: bool = True) -> Iterator[Assessment]:
        """Score what was read from files; a record that could not be read keeps its place, as an error."""
        for chunk in _chunks(drafts):
            yield from self._score_chunk(chunk, reasons)

    def logits(self, texts: Sequence[str]) -> dict[str, NDArray[np.float64]]:
        """Raw head scores, before calibration.

        Parameters
        ----------
        texts : sequence of str

        Returns
        -------
        dict of str to ndarray of float64, shape (n_texts,)
            By head.
        """
        raw = self._heads.logits([clean(text).text for text in texts], texts)
        return {name: raw[:, i] for i, name in enumerate(self._heads.names)}

    def _score_chunk(self, drafts: Sequence[Draft], reasons: bool) -> list[Assessment]:
        looked = [None if d.post is None else _look(d.post.text) for d in drafts]
        fit = [(d, c) for d, c in zip(drafts, looked, strict=True) if isinstance(c, Cleaned)]
        scored = iter(self._score_texts([d for d, _ in fit], [c for _, c in fit], reasons)) if fit else iter(())
        return [
            next(scored) if isinstance(c, Cleaned) else self._unscored(d, c)
            for d, c in zip(drafts, looked, strict=True)
        ]

    def _score_texts(self, drafts: Sequence[Draft], texts: Sequence[Cleaned], reasons: bool) -> Iterator[Assessment]:
        manifest = self._stored.manifest
        raw = self._heads.logits([c.text for c in texts], [c.source for c in texts])
        column = {name: raw[:, i] for i, name in enumerate(self._heads.names)}
        risks = [sigmoid(calibrated_logit(column[t], manifest.calibration[t], manifest.prior)).tolist() for t in RISKS]
        tones = [tone_score(column[t], manifest.tones[t]).round(1).tolist() for t in TONES]
        for draft, text, u, o, human, engaging in zip(drafts, texts, *risks, *tones, strict=True):
            flags = u >= self._limits[UNPROFESSIONAL].review, o >= self._limits[OUT_OF_CONTEXT].review
            why: tuple[Reason, ...] = ()
            if reasons and any(flags):
                why = self._explainer.reasons(text, [t for t, flag in zip(RISKS, flags, strict=True) if flag])
            yield Assessment(
                model=self.model,
                id=draft.post.id if draft.post else None,
                source=draft.source or None,
                line=draft.line,
                decision=decide({UNPROFESSIONAL: u, OUT_OF_CONTEXT: o}, self._limits),
                unprofessional=Risk(u, flags[0]),
                out_of_context=Risk(o, flags[1]),
                human=human,
                engaging=engaging,
                reasons=why,
                warnings=draft.warnings,
            )

    def _unscored(self, draft: Draft, why: tuple[str, str] | None) -> Assessment:
        """What is said of a draft that could not be read or is not for this model."""
        note = () if why is None else (why[1],)
        problem = draft.problem or Problem("unreadable", "nothing was read here")
        return Assessment(
            model=self.model,
            id=draft.post.id if draft.post else None,
            source=draft.source or None,
            line=draft.line,
            status="error" if why is None else "not_scored",
            why=None if why is None else why[0],
            error=problem if why is None else None,
            warnings=draft.warnings + note,
        )


def _look(text: str) -> Cleaned | tuple[str, str]:
    """The cleaned text, or why it is not for the model, as a stable word and a sentence."""
    if not text.strip():
        return "empty", "not assessed: there is no text"
    if len(text) > MAX_CHARACTERS:
        return "too_long", f"not assessed: longer than {MAX_CHARACTERS:,} characters; is it one post?"
    cleaned = clean(text)
    if not _has_words(cleaned.text):
        return "no_words", "not assessed: there are no words in it; a picture or link needs a reader"
    language = other_language(cleaned.text)
    return cleaned if language is None else ("language", f"not assessed: needs a reader of {language}")


def _has_words(text: str) -> bool:
    return any(match.group() not in _MASK_WORDS for match in _LETTERS.finditer(text))


def _chunks(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Chunks of at most so many posts and about so many characters, so that work arrays stay small."""
    stream = iter(drafts)
    while chunk := list(islice(stream, 1)):
        size = 0
        for draft in islice(stream, _CHUNK - 1):
            chunk.append(draft)
            size += len(draft.post.text) if draft.post else 0
            if size > _CHUNK_CHARACTERS:
                break
        yield chunk


def _read_heads(
    stored: StoredModel, file: str, names: tuple[str, ...], shared: LinearHeads | None = None
) -> LinearHeads:
    """Heads of an array file; the n-gram spaces of `shared` are used again."""
    a = stored.arrays(file)
    blocks = []
    for i, block in enumerate(stored.manifest.blocks):
        if shared is None:
            space = NgramSpace(
                block.kind,
                block.widths,
                a[f"{block.name}_buckets"].astype(np.int64),
                a[f"{block.name}_idf"].astype(float),
            )
        else:
            space = shared.ngrams[i].space
        blocks.append(NgramBlock(space, a[f"{block.name}_weights"].astype(float)))
    if shared is None:
        style = StyleBlock(
            a["style_mean"].astype(float), a["style_scale"].astype(float), a["style_weights"].astype(float)
        )
    else:
        style = StyleBlock(shared.style.mean, shared.style.scale, a["style_weights"].astype(float))
    return LinearHeads(names, tuple(blocks), style, a["intercept"].astype(float))

"""The vectorised n-grams against a slow, plain reading of the same texts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from posttone.features.batch import TextBatch
from posttone.features.ngrams import character_ngrams, word_ngrams

texts = st.lists(st.text(alphabet="ab'! \n👍é", max_size=25), min_size=1, max_size=5)


def slow_tokens(text: str) -> list[str]:
    return re.findall(r"[abé']+|👍", text)


def slow_characters(text: str, width: int) -> list[str]:
    padded = f" {text} "
    windows = [padded[i : i + width] for i in range(len(padded) - width + 1)]
    if width == 2:
        return [w for w in windows if w.strip()]
    return [w for w in windows if not re.search(r"\s", w[1:-1])]


@given(texts)
def test_words_and_pairs(given_texts: list[str]) -> None:
    batch = TextBatch.of(given_texts)
    single, pair = word_ngrams(batch)
    for i, text in enumerate(given_texts):
        tokens = slow_tokens(text)
        assert (single.text == i).sum() == len(tokens)
        assert (pair.text == i).sum() == max(len(tokens) - 1, 0)


@given(texts, st.sampled_from([2, 3, 4, 5]))
def test_character_windows(given_texts: list[str], width: int) -> None:
    batch = TextBatch.of(given_texts)
    joined = "".join(f" {t} " for t in given_texts)
    found = character_ngrams(batch, (width,))
    for i, text in enumerate(given_texts):
        mine = [
            joined[s:e]
            for part in found
            for s, e, t in zip(part.start, part.end, part.text, strict=True)
            if t == i and e <= batch.offsets[i + 1]
        ]
        assert mine == slow_characters(text, width)


@given(texts)
def test_equal_strings_share_a_bucket_wherever_they_stand(given_texts: list[str]) -> None:
    batch = TextBatch.of(given_texts)
    joined = "".join(f" {t} " for t in given_texts)
    seen: dict[str, int] = {}
    for part in character_ngrams(batch, (3, 4)):
        for bucket, start, end in zip(part.bucket.tolist(), part.start, part.end, strict=True):
            assert seen.setdefault(joined[start:end], bucket) == bucket
    assert len(set(seen.values())) == len(seen)  # no collision among so few

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posttone.text.clean import clean

anything = st.text(alphabet=st.characters(), max_size=300)
pieces = ["www.", "https://", "@a", "\ud800", "12,3", "a.b@c.uk", *"aé\u0301İß\u200b\ufe0f👍🏽🇬🇧’–…ﬁ½\x00\n\t 1.,@#/:w"]
troublesome = st.lists(st.sampled_from(pieces), max_size=40).map("".join)


@given(anything | troublesome)
def test_every_character_comes_from_somewhere(text: str) -> None:
    cleaned = clean(text)
    starts, ends = cleaned.origins
    assert len(starts) == len(ends) == len(cleaned.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))
    assert all(a <= b for a, b in itertools.pairwise(starts))


@given(anything | troublesome, st.data())
def test_any_span_points_at_words_of_the_source(text: str, data: st.DataObject) -> None:
    cleaned = clean(text)
    if not cleaned.text:
        return
    start = data.draw(st.integers(0, len(cleaned.text) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned.text)))
    first, last = cleaned.span(start, end)
    assert 0 <= first < last <= len(text)


@given(anything | troublesome)
def test_cleaned_text_has_neither_capitals_nor_invisible_characters(text: str) -> None:
    cleaned = clean(text).text
    cleaned.encode("utf-8")
    assert "\u200b" not in cleaned
    assert not any("A" <= c <= "Z" for c in cleaned)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("See https://example.org/a?b=1 now", "see linkmask now"),
        ("Ask @PCNobody or a.b@example.police.uk", "ask handlemask or mailmask"),
        ("Ring 101, ref 14-2/77 or 999", "ring 101, ref 00-00 or 999"),
        ("It’s “fine” – really", 'it\'s "fine" - really'),
        ("e\u0301te\u0301", "été"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("NUL\x00here", "nulhere"),
        ("half \ud83d of", "half  of"),
        ("STRAßE", "straße"),
        ("", ""),
    ],
)
def test_examples(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


def test_a_span_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        clean("abc").span(2, 9)

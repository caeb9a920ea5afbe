from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import posttone
from posttone.model import Scorer
from posttone.post import Post


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("👍" * 50, "no_words"),
        ("https://example.org/a @who", "no_words"),
        ("101 999", "no_words"),
        ("word " * 4001, "too_long"),
        ("👍" * 100_000, "too_long"),
        ("Mae'r ffordd ar gau ger y bont oherwydd llifogydd. Diolch am eich amynedd.", "language"),
    ],
)
def test_what_is_not_scored_says_why(fast: Scorer, text: str, why: str) -> None:
    a = fast.score(text)
    assert (a.status, a.decision, a.why) == ("not_scored", "not_scored", why)
    assert a.unprofessional is a.out_of_context is a.human is a.engaging is None
    assert a.warnings[-1].startswith("not assessed: ")


def test_twenty_thousand_characters_are_scored(fast: Scorer) -> None:
    assert fast.score(("word " * 4000)[:20_000]).status == "scored"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_string_gets_an_answer_and_quotes_are_exact(fast: Scorer, text: str) -> None:
    a = fast.score(text)
    assert a.decision in ("clear", "review", "hold", "not_scored")
    assert (a.status == "scored") == (a.unprofessional is not None)
    for reason in a.reasons:
        assert text[reason.start : reason.end] == reason.quote


def test_posts_are_scored_as_they_come(fast: Scorer) -> None:
    endless = (Post(text=f"Road closed at junction {n}", id=str(n)) for n in itertools.count())
    first = list(itertools.islice(fast.score_many(endless), 1500))
    assert [a.id for a in first] == [str(n) for n in range(1500)]


def test_threads_may_share_a_scorer(fast: Scorer) -> None:
    texts = [f"You lot at number {n} should be ashamed, no excuses." for n in range(60)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fast.score, texts)) == [fast.score(t) for t in texts]


def test_reasons_only_where_asked_for(fast: Scorer) -> None:
    text = "If you spent less time moaning online and more time locking your shed you'd still have a bike."
    with_reasons, without = fast.score(text), fast.score(text, reasons=False)
    assert with_reasons.reasons
    assert not without.reasons
    assert with_reasons.unprofessional == without.unprofessional


def test_the_default_model_loads() -> None:
    assert posttone.load().score("Road open.").decision == "clear"

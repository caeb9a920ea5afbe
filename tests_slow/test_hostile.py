"""Long fuzzing of the readers, the cleaning and the scorer: nothing hangs, nothing escapes the error tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import posttone
from posttone.drafts import ReadOptions, read_drafts
from posttone.render.jsonl import to_line

scorer = posttone.load("fast")
thorough = settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
words = st.sampled_from(
    ["{", "}", '"text"', ":", '"x"', "\n", "\r", ",", "\\ud800", "\x00", "text", "id", "👍", '"', "\ufeff", "é"]
)


@thorough
@given(
    raw=st.binary(max_size=400) | st.lists(words, max_size=40).map(lambda p: "".join(p).encode("utf-8")),
    ending=st.sampled_from([".txt", ".md", ".jsonl", ".csv", ".tsv"]),
    split=st.sampled_from([None, "line", "blank"]),
)
def test_files_of_any_bytes(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, ending: str, split: str | None
) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / f"hostile{ending}"
    path.write_bytes(raw)
    for assessment in scorer.score_drafts(read_drafts([path], ReadOptions(split=split))):
        assert to_line(assessment).endswith(b"}\n")
        assert (assessment.status == "error") == (assessment.error is not None)


@thorough
@given(st.text(alphabet=st.characters(), max_size=400))
def test_texts_of_any_characters(text: str) -> None:
    a = scorer.score(text)
    for reason in a.reasons:
        assert text[reason.start : reason.end] == reason.quote

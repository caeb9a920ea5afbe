from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from posttone.errors import CorpusError
from posttone.learn.evaluate import evaluate, read_ordinary, score_texts
from posttone.learn.records import Record, read_records
from posttone.learn.tables import to_markdown
from posttone.learn.train import train
from posttone.model import Scorer

HERE = Path(__file__).resolve().parents[2]
REAL = HERE.parent / "shared" / "real" / "dev.jsonl"


@pytest.fixture(scope="module")
def some() -> list[Record]:
    return read_records(HERE / "corpora")[::20]


def test_a_table_has_every_figure(fast: Scorer, some: list[Record]) -> None:
    text = to_markdown([evaluate(fast, some, [r.text for r in some if not r.risky], 0.1, rounds=20)], "some")
    for figure in (
        "AUC",
        "average precision",
        "Brier skill",
        "calibration slope",
        "recall where 10 %",
        "Spearman",
        "stopped",
    ):
        assert figure in text


def test_what_is_not_scored_counts_as_stopped(fast: Scorer) -> None:
    said = score_texts(fast, ["", "Road open at Ings Lane."])
    assert said.stopped.tolist() == [True, False]
    assert said.columns["unprofessional"][0] == 1.0


def test_ordinary_posts_need_a_text_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("words\nhello\n")
    with pytest.raises(CorpusError, match="Columns: words"):
        read_ordinary(tmp_path / "a.csv")


def test_too_few_posts_are_refused(tmp_path: Path, some: list[Record]) -> None:
    import msgspec

    path = tmp_path / "few.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in some[:50]))
    with pytest.raises(CorpusError, match="too few"):
        train(path, tmp_path / "m")
    safe = [r for r in read_records(HERE / "corpora") if not r.risky][:150]
    path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in safe))
    with pytest.raises(CorpusError, match="0 of 150 posts are flagged"):
        train(path, tmp_path / "m")


@pytest.mark.skipif(not REAL.exists(), reason="the real posts are not beside this checkout")
def test_real_posts_are_measured_within_press_and_beside_both_controls(fast: Scorer) -> None:
    result = evaluate(fast, read_records(REAL), rounds=20)
    names = {(row.part, row.name) for row in result.rows}
    assert ("press", "AUC") in names
    assert ("control", "AUC over all posts of a detector of the source") in names
    assert ("control", "AUC over all posts of a rule that reads no words") in names
    control = next(r for r in result.rows if r.part == "control" and "source" in r.name)
    assert not isinstance(control.value, str)
    assert np.isfinite(control.value.value)

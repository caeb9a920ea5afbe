"""The scorer against the scikit-learn pipeline with the same stored weights, and against itself in other batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import posttone
from posttone.learn.heads import feature_union, fit_heads, targets
from posttone.learn.records import Record, read_records
from posttone.learn.train import TrainSettings, train
from posttone.model import Scorer

HERE = Path(__file__).resolve().parents[2]
ODD = [
    "",
    " ",
    "!!!",
    "👍🏽 ok",
    "a",
    "x" * 3000,
    "Ring 101\x00 now",
    "Ünïcode é – “quoted” ﬁne",
    "line\nbreak\r\n#Hash @who",
]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read_records(HERE / "corpora")[::20]


@pytest.fixture(scope="module")
def corpus(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    import msgspec

    path = tmp_path_factory.mktemp("corpus") / "part.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in records))
    return path


@pytest.fixture(scope="module")
def folder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "m"
    train(corpus, path)
    return path


def test_the_scorer_agrees_with_the_pipeline(records: list[Record], folder: Path) -> None:
    how = TrainSettings()
    texts = [r.text for r in records]
    union = feature_union(how.heads)
    wanted = {
        name: y
        for name, y in targets(records).items()
        if name in ("unprofessional", "out_of_context", "human", "engaging")
    }
    weights, intercept = fit_heads(union.fit_transform(texts), wanted, how.heads)
    tried = texts[:300] + ODD
    expected = union.transform(tried) @ weights.astype(float) + intercept
    scorer = posttone.load(folder)
    got = scorer.logits(tried)
    for i, name in enumerate(wanted):
        np.testing.assert_allclose(got[name], np.asarray(expected)[:, i], atol=1e-6)


def test_training_twice_gives_the_same_bytes(corpus: Path, folder: Path, tmp_path: Path) -> None:
    train(corpus, tmp_path / "again")
    for path in sorted(folder.iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_a_post_scores_the_same_alone_and_in_any_batch(fast: Scorer, records: list[Record]) -> None:
    texts = [r.text for r in records[:200]] + ODD
    together = list(fast.score_many(texts))
    for text, a in zip(texts, together, strict=True):
        alone = fast.score(text)
        assert alone.decision == a.decision
        assert alone.reasons == a.reasons
        if a.unprofessional and alone.unprofessional:
            assert alone.unprofessional.probability == pytest.approx(a.unprofessional.probability, abs=1e-9)

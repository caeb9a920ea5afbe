from __future__ import annotations

import json
from pathlib import Path

import pytest

from posttone.errors import CorpusError
from posttone.learn.records import fingerprint, read_records

GOOD = {
    "id": "a",
    "text": "Road open.",
    "unprofessional": 0,
    "out_of_context": 0,
    "human": 1,
    "engaging": 1,
    "codes": [],
}


def write(path: Path, *changes: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps({**GOOD, **c}) + "\n" for c in changes))
    return path


def test_codes_may_be_plain_strings(tmp_path: Path) -> None:
    (record,) = read_records(write(tmp_path / "a.jsonl", {"codes": ["mockery"], "unprofessional": 1.5}))
    assert (record.codes[0].code, record.codes[0].start, record.risky) == ("mockery", None, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"human": 5}, "human is 5"),
        ({"codes": ["rude"]}, "unknown code 'rude'"),
        ({"codes": [{"code": "mockery", "start": 5, "end": 99}]}, "outside the text"),
        ({"codes": [{"code": "mockery", "start": 5}]}, "only one end"),
        ({"text": "  "}, "text is empty"),
        ({"unprofessional": "no"}, "unprofessional"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = write(tmp_path / "a.jsonl", {}, change)
    with pytest.raises(CorpusError, match=message) as caught:
        read_records(path)
    assert "a.jsonl, line 2" in caught.value.message


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    before = fingerprint(write(tmp_path / "a.jsonl", {}))
    assert fingerprint(tmp_path) == before
    assert fingerprint(write(tmp_path / "a.jsonl", {"human": 2})) != before

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from posttone.errors import CorpusError
from posttone.learn.checks import check_corpus
from posttone.learn.describe import describe, summarise
from posttone.learn.duplicates import near_duplicates
from posttone.learn.imports import column_map, import_records
from posttone.learn.records import Record, read_records
from posttone.learn.splits import split

HERE = Path(__file__).resolve().parents[2]
SAFE = {"unprofessional": 0, "out_of_context": 0, "human": 1, "engaging": 1, "codes": []}
RISKY = {"unprofessional": 2, "out_of_context": 1, "human": 1, "engaging": 1, "codes": ["scolding"]}


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps({"id": f"p{n}", **row}) + "\n" for n, row in enumerate(rows)))
    return path


def kinds(path: Path) -> list[str]:
    return sorted({fault.kind for fault in check_corpus(path)})


def test_the_shipped_corpus_has_no_fault() -> None:
    assert check_corpus(HERE / "corpora") == []


LONG = "Three cars and a horsebox were stopped on the Hexham road this morning by officers from Corbridge"


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([{**SAFE, "text": "a"}, {**SAFE, "text": "b", "id": "p0"}], "id"),
        ([{**RISKY, "text": "a b", "codes": [{"code": "scolding", "start": 0, "end": 2}]}], "span"),
        ([{**RISKY, "text": "a", "codes": []}], "codes"),
        ([{**RISKY, "text": "a", "lookalike": "abuse"}], "lookalike"),
        ([{**SAFE, "text": "a", "pair": "x"}], "pair"),
        ([{**SAFE, "text": "a", "pair": "x"}, {**RISKY, "text": "b", "pair": "x"}], "lookalike"),
        (
            [
                {**SAFE, "text": "Fine.", "pair": "x", "lookalike": "abuse"},
                {**RISKY, "text": "Fine!", "pair": "x"},
            ],
            "tell",
        ),
        ([{**SAFE, "text": LONG}, {**SAFE, "text": LONG + " and Stocksfield"}], "duplicate"),
        (
            [{**SAFE, "text": f"Officers were called to {place}"} for place in ("Ayr", "Bute", "Crail", "Duns")],
            "opening",
        ),
        ([{**SAFE, "text": "human out of range", "human": 9}], "format"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, rows: list[dict[str, object]], kind: str) -> None:
    assert kind in kinds(write(tmp_path / "a.jsonl", *rows))


def test_names_folds_and_shares_come_from_files_of_the_folder(tmp_path: Path) -> None:
    rows = [{**SAFE, "text": "Jane Nobody opened it", "scenario": "s"}, {**SAFE, "text": "closed", "scenario": "s"}]
    write(tmp_path / "a.jsonl", *rows)
    assert kinds(tmp_path) == []
    (tmp_path / "public_figures.txt").write_text("# invented\nJane Nobody\n")
    (tmp_path / "folds.json").write_text('{"p0": 0, "p1": 1}')
    (tmp_path / "shares.toml").write_text('[shares]\nrisky = [0.2, 0.4]\n[least]\nposts = 3\n"look-alikes" = 1\n')
    assert kinds(tmp_path) == ["fold", "name", "share"]


def test_near_duplicates_are_those_an_exact_search_finds() -> None:
    texts = [LONG, LONG.replace("Three", "Four"), LONG[::-1], LONG[:40], "", "short one", "short one"]
    found = {(a, b) for a, b, _ in near_duplicates(texts)}
    assert found == {(0, 1), (5, 6)}


def test_the_shipped_pairs_stay_together_in_a_split() -> None:
    records = read_records(HERE / "corpora")
    fold = split(records, 5, seed=3)
    assert split(records, 5, seed=3) == fold
    for key in ("pair", "scenario"):
        homes: dict[str, set[int]] = {}
        for r in records:
            if name := getattr(r, key):
                homes.setdefault(name, set()).add(fold[r.id])
        assert all(len(found) == 1 for found in homes.values())
    risky = [sum(r.risky for r in records if fold[r.id] == k) for k in range(5)]
    assert max(risky) - min(risky) < 0.1 * max(risky)


def test_more_folds_than_scenarios_are_refused() -> None:
    with pytest.raises(CorpusError, match="cannot be made"):
        split([Record(id="a", text="a", unprofessional=0, out_of_context=0, human=0, engaging=0)], 2)


def test_import_with_a_column_map(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text('body,bad,why\n"Road, open",0,\nYou lot!,1,"scolding, abuse"\n')
    first, second = import_records(tmp_path / "own.csv", column_map(["text=body", "unprofessional=bad", "codes=why"]))
    assert (first.text, first.risky, first.id) == ("Road, open", False, "own-1")
    assert [span.code for span in second.codes] == ["scolding", "abuse"]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        ("words\nx\n", [], "no column 'text'. Columns: words"),
        ("text,human\nx,lots\n", [], "record 1: labels must be numbers"),
        ("text,human\nx,9\n", [], "human is 9"),
    ],
)
def test_import_faults(tmp_path: Path, content: str, columns: list[str], message: str) -> None:
    (tmp_path / "own.csv").write_text(content)
    with pytest.raises(CorpusError, match=message):
        import_records(tmp_path / "own.csv", column_map(columns))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(CorpusError, match="Fields: id, text"):
        column_map(["words=body"])


def test_describe_draws_a_page(tmp_path: Path) -> None:
    records = read_records(HERE / "corpora")[::10]
    page = describe(records, tmp_path / "page")
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text and "http" not in text
    for picture in ("lengths.png", "tones.png", "codes.png"):
        assert (tmp_path / "page" / picture).stat().st_size > 5000
        assert picture in text
    assert summarise(records)["Counts"]["posts"] == len(records)


def test_the_commands(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", {**SAFE, "text": "a"}, {**SAFE, "text": "b"})

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "posttone", "corpus", *args],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=100,
        )

    assert run("check", "a.jsonl").stdout == "no fault\n"
    assert run("split", "a.jsonl", "-o", "folds.json", "--folds", "2").returncode == 0
    assert sorted(json.loads((tmp_path / "folds.json").read_text()).values()) == [0, 1]
    assert "| posts | 2 |" in run("describe", "a.jsonl").stdout
    assert run("import", "a.jsonl", "-o", "b.jsonl").returncode == 0
    assert len(read_records(tmp_path / "b.jsonl")) == 2
    (tmp_path / "a.jsonl").write_text("{}\n")
    assert run("check", "a.jsonl").returncode == 1
    assert run("check", "none.jsonl").returncode == 1

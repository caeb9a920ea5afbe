from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posttone.drafts import ReadOptions, read_drafts
from posttone.drafts.delimited import read_delimited
from posttone.drafts.plain import read_plain
from posttone.errors import DraftError
from posttone.post import Draft


def read(path: Path, **options: str) -> list[Draft]:
    return list(read_drafts([path], ReadOptions(**options)))


def one(path: Path, **options: str) -> Draft:
    (draft,) = read(path, **options)
    return draft


def message(draft: Draft) -> str:
    assert draft.post is None
    assert draft.problem is not None
    return draft.problem.message


def test_a_text_file_is_one_draft_with_its_newlines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("First.\r\n\r\nSecond – é\n".encode())
    draft = one(tmp_path / "a.txt")
    assert draft.post and draft.post.text == "First.\r\n\r\nSecond – é"
    assert draft.line is None


@pytest.mark.parametrize(("split", "lines"), [("line", [1, 3, 4]), ("blank", [1, 3])])
def test_splitting(tmp_path: Path, split: str, lines: list[int]) -> None:
    (tmp_path / "a.txt").write_text("one\n\ntwo\nthree\n\n\n")
    assert [d.line for d in read(tmp_path / "a.txt", split=split)] == lines


@given(st.lists(st.text(alphabet="ab \t\r\n", max_size=8), max_size=8))
def test_paragraphs_keep_every_word_in_its_line(parts: list[str]) -> None:
    text = "\n".join(parts)
    for draft in read_plain(text.encode(), "x", "blank"):
        assert draft.post and draft.line
        start = sum(len(line) + 1 for line in text.split("\n")[: draft.line - 1])
        assert text[start:].lstrip(" \t\r\n").startswith(draft.post.text.lstrip())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    text = "It’s the café on Mill Road"
    content = {"a.txt": text, "a.csv": f"id,text\n1,{text}\n", "a.jsonl": f'{{"text": "{text}"}}\n'}[name]
    (tmp_path / name).write_bytes(content.encode(encoding))
    draft = one(tmp_path / name)
    assert draft.post and draft.post.text == text
    assert bool(draft.warnings) == (encoding == "cp1252" and name != "a.jsonl")


def test_utf_16_without_a_mark_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Road closed at the bridge".encode("utf-16-le"))
    assert "UTF-16 without a byte order mark" in message(one(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04\x00\x00binary\x00", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(1, 32)) * 40]
)
def test_a_binary_file_is_no_draft(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert "text file" in message(one(tmp_path / "a.txt"))


def test_broken_json_keeps_its_place(tmp_path: Path) -> None:
    lines = [f'{{"text": "post {n}"}}' for n in range(10)]
    lines[2] = '{"text": "cut off'
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    drafts = read(tmp_path / "a.jsonl")
    assert [d.line for d in drafts] == list(range(1, 11))
    assert [d.post is None for d in drafts].index(True) == 2
    assert "line 3" in message(drafts[2])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[1]", "not a JSON object"),
        ("3", "not a JSON object"),
        ('{"words": "x"}', "the key 'text' is missing. Keys found: 'words'"),
        ('{"text": 5}', "is not a string"),
        ('{"text": "x", "account": "nobody"}', "account"),
        ('{"text": "x", "part": "two"}', "part"),
        ('{"text": "half \\ud83d"}', "lone surrogate"),
        ('{"a":' * 100_000, "not valid JSON"),
    ],
)
def test_lines_that_are_no_drafts(tmp_path: Path, line: str, expected: str) -> None:
    (tmp_path / "a.jsonl").write_text(line + '\n{"text": "fine"}\n')
    bad, good = read(tmp_path / "a.jsonl")
    assert expected in message(bad)
    assert good.post and good.post.text == "fine"


def test_unknown_keys_are_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x", "likes": 4}\n{"text": "y", "likes": 5}\n')
    first, second = read(tmp_path / "a.jsonl")
    assert first.warnings == ("keys not known and ignored: likes",)
    assert second.warnings == ()


def test_context_travels(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "b", "thread": ["a", "b"], "part": 2, "image": "a dog", "id": 7}\n')
    post = one(tmp_path / "a.jsonl").post
    assert post and (post.thread, post.part, post.image, post.id) == (("a", "b"), 2, "a dog", "7")


def test_a_table_without_a_text_column_lists_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("when,words\n1,hello\n")
    assert "Columns: 'when', 'words'" in message(one(tmp_path / "a.csv"))
    assert "no column 'txt'" in message(one(tmp_path / "a.csv", text_column="txt"))
    post = one(tmp_path / "a.csv", text_column="words").post
    assert post and post.text == "hello"


def test_rows_keep_their_lines_over_quoted_newlines() -> None:
    raw = b'id,text\n1,"two\nlines"\n2,next\n'
    assert [(d.line, d.post.text) for d in read_delimited(raw, "x", ",", None, None) if d.post] == [
        (2, "two\nlines"),
        (4, "next"),
    ]


def test_an_empty_table_is_said_to_be_empty() -> None:
    with pytest.raises(DraftError, match="empty"):
        list(read_delimited(b"", "x", ",", None, None))


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.md", "c.tsv", ".hidden.txt", "skip.png"):
        (tmp_path / name).write_text("text\nx\n")
    assert [Path(d.source).name for d in read(tmp_path)] == ["a.md", "c.tsv", "2.txt"]


def test_missing_files_empty_folders_and_strange_endings(tmp_path: Path) -> None:
    assert "no such file" in message(one(tmp_path / "none.txt"))
    assert "no drafts here" in message(one(tmp_path))
    (tmp_path / "a.exe").write_text("x")
    assert "files ending in .exe are not read" in message(one(tmp_path / "a.exe"))


def test_a_fifty_megabyte_line_is_read_and_not_cut(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 50_000_000)
    post = one(tmp_path / "a.txt").post
    assert post and len(post.text) == 50_000_000


@given(st.binary(max_size=300), st.sampled_from([".txt", ".jsonl", ".csv", ".tsv"]))
def test_any_bytes_are_answered(tmp_path_factory: pytest.TempPathFactory, raw: bytes, ending: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(raw)
    for draft in read(path):
        assert (draft.post is None) != (draft.problem is None)

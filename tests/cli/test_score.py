"""``posttone score`` as its users run it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

HERE = Path(__file__).resolve().parents[2]
RISKY = "If you spent less time moaning online and more time locking your shed you'd still have a bike, idiot."


def posttone(*args: str | Path, stdin: bytes = b"", cwd: Path = HERE, **env: str) -> subprocess.CompletedProcess[bytes]:
    clean = {
        k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "POSTTONE_TRACEBACK")
    }
    done = subprocess.run(
        [sys.executable, "-m", "posttone", *map(str, args)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=clean | env,
        timeout=120,
    )
    assert b"Traceback" not in done.stderr + done.stdout
    return done


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_examples_in_both_formats() -> None:
    shown = posttone("score", "examples/drafts", COLUMNS="80")
    assert shown.returncode == 0
    assert b"10 drafts: " in shown.stdout
    assert b"No text model sees the picture." in shown.stdout
    assert b"\x1b[" not in shown.stdout
    found = lines(posttone("score", "examples/drafts", "--format", "jsonl"))
    assert len(found) == 10
    assert {line["status"] for line in found} == {"scored", "not_scored"}


def test_every_line_fits_the_printed_schema(tmp_path: Path) -> None:
    schema = json.loads(posttone("score", "--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    (tmp_path / "bad.jsonl").write_text(
        '{"text": "Road open."}\n{broken\n\n{"text": "👍"}\n' + json.dumps({"text": RISKY})
    )
    found = lines(
        posttone("score", "examples/drafts", tmp_path / "bad.jsonl", tmp_path / "none.txt", "--format", "jsonl")
    )
    assert {line["status"] for line in found} == {"scored", "not_scored", "error"}
    for line in found:
        jsonschema.validate(line, schema)
        if line["status"] != "scored":
            assert line["risk"] is line["tone"] is line["weakest_fragment"] is None
            assert line["decision"] == "not_scored"
            assert line["reasons"] == line["questions"] == []


def test_quotes_are_the_users_own_words(tmp_path: Path) -> None:
    texts = [RISKY, "👮🏽 " + RISKY.replace("'", "’"), "e\u0301\u200b " + RISKY.upper()]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": t}) for t in texts))
    found = lines(posttone("score", tmp_path / "a.jsonl", "--format", "jsonl"))
    assert any(line["reasons"] for line in found)
    for text, line in zip(texts, found, strict=True):
        for reason in line["reasons"]:  # type: ignore[attr-defined]
            assert text[reason["start"] : reason["end"]] == reason["quote"]


@pytest.mark.parametrize(
    ("options", "text", "code"),
    [
        ((), RISKY, 0),
        (("--fail-on", "review"), RISKY, 1),
        (("--fail-on", "review", "--exit-zero"), RISKY, 0),
        (("--fail-on", "review"), "Road open at Ings Lane.", 0),
        (("--fail-on", "review"), "", 0),
    ],
)
def test_exit_codes(options: tuple[str, ...], text: str, code: int) -> None:
    assert posttone("score", "-", *options, stdin=text.encode()).returncode == code


def test_an_error_outranks_a_flag(tmp_path: Path) -> None:
    done = posttone("score", "-", tmp_path / "none.txt", "--fail-on", "review", "--exit-zero", stdin=RISKY.encode())
    assert done.returncode == 2
    assert "no such file" in " ".join(done.stdout.decode().split())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("score",), b"give at least one file"),
        (("score", "x", "--format", "poem"), b"poem"),
        (("score", "examples/drafts", "--model", "quick"), b"no model named 'quick'. Shipped: "),
        (("score", "examples/drafts", "--model", "examples/drafts"), b"manifest.json"),
        (("score", "examples/drafts", "--output", "no/such/folder/x"), b"cannot be written"),
    ],
)
def test_wrong_orders_say_what_to_do(args: tuple[str, ...], message: bytes) -> None:
    done = posttone(*args)
    assert done.returncode == 2
    assert message in done.stderr


def test_standard_input_as_text_and_as_json() -> None:
    (text,) = lines(posttone("score", "-", "--format", "jsonl", stdin=b"Road open."))
    (one,) = lines(posttone("score", "-", "--format", "jsonl", stdin=b'  {\n"text": "Road open.",\n"id": "x"}'))
    assert text["tone"] == one["tone"]
    assert one["id"] == "x"
    assert len(lines(posttone("score", "-", "--split", "line", "--format", "jsonl", stdin=b"One.\nTwo.\n"))) == 2


@pytest.mark.parametrize(
    ("name", "raw", "status", "words"),
    [
        ("none.txt", b"", "not_scored", "there is no text"),
        ("long.txt", b"x" * 50_000_000, "not_scored", "longer than 20,000"),
        ("long.jsonl", b'{"text": "' + b"word " * 10_000_000 + b'"}', "not_scored", "longer than 20,000"),
        ("emoji.txt", "👍".encode() * 100_000, "not_scored", "longer than 20,000"),
        ("columns.csv", b"when,words\n1,hello\n", "error", "Columns: 'when', 'words'"),
        ("nul.txt", b"Road\x00open", "error", "NUL bytes"),
        ("half.jsonl", b'{"text": "half \\ud83d"}', "error", "line 1: half of a character"),
        ("wide.txt", "Road open today".encode("utf-16-le"), "error", "UTF-16 without a byte order mark"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "error", "no text file"),
        ("what.exe", b"MZ", "error", "files ending in .exe are not read"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_scored(
    tmp_path: Path, name: str, raw: bytes, status: str, words: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "z.txt").write_text("Road open at Ings Lane.")
    done = posttone("score", tmp_path / name, tmp_path / "z.txt", "--format", "jsonl")
    bad, good = lines(done)
    assert bad["status"] == status
    said = bad["error"]["message"] if status == "error" else bad["warnings"][-1]  # type: ignore[index]
    assert words in said
    if status == "error":
        assert name in said
    assert good["status"] == "scored"
    assert done.returncode == (2 if status == "error" else 0)


def test_an_unreadable_folder_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text("Road open.")
    closed.chmod(0)
    try:
        if os.access(closed, os.R_OK):  # root may read all: let a link that leads nowhere stand in
            (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
        done = posttone("score", tmp_path, "--format", "jsonl")
    finally:
        closed.chmod(0o700)
    assert done.returncode == 2
    assert [line["status"] for line in lines(done)] == ["scored", "error"]


def test_a_closed_pipe_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Road open.\n" * 20_000)
    score = f"{sys.executable} -m posttone score {tmp_path}/a.txt --split line --format jsonl 2>{tmp_path}/err"
    command = f"{score} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines()[-1] == "2"
    assert "Traceback" not in (tmp_path / "err").read_text()


def test_sixty_columns_and_no_colour() -> None:
    done = posttone("score", "examples/drafts", COLUMNS="60")
    assert max(len(line) for line in done.stdout.decode().splitlines()) <= 60
    forced = posttone("score", "examples/drafts", FORCE_COLOR="1", COLUMNS="60")
    quiet = posttone("score", "examples/drafts", FORCE_COLOR="1", NO_COLOR="1", COLUMNS="60")
    assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", quiet.stdout)
    assert re.search(rb"\x1b\[[0-9;]*3[0-7]m", forced.stdout)


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    done = posttone("score", "examples/drafts", "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    assert done.stdout == b""
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 10

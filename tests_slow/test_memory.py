"""Memory does not grow with the number of posts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def peak_mib(folder: Path, posts: int, name: str) -> float:
    path = folder / name
    with path.open("w") as file:
        if name.endswith(".csv"):
            file.write("id,text\n")
        for n in range(posts):
            text = f"Unit {n} is at the scene near junction {n % 40}. Please drive with care, thank you. " * 2
            file.write(json.dumps({"id": str(n), "text": text}) + "\n" if name.endswith("l") else f"{n},{text}\n")
    order = [sys.executable, "-m", "posttone", "score", str(path), "--format", "jsonl", "--output", str(folder / "out")]
    process = subprocess.Popen(order)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    assert len((folder / "out").read_bytes().splitlines()) == posts
    return usage.ru_maxrss / 1024


def test_json_lines_are_streamed(tmp_path: Path) -> None:
    small = peak_mib(tmp_path, 5_000, "a.jsonl")
    large = peak_mib(tmp_path, 100_000, "a.jsonl")
    assert large < 1.15 * small


@pytest.mark.parametrize("columns", ["300", "60", "20"])
def test_the_console_view_survives_any_width(columns: str) -> None:
    here = Path(__file__).resolve().parents[1]
    order = [sys.executable, "-m", "posttone", "score", "examples/drafts"]
    done = subprocess.run(order, capture_output=True, cwd=here, env=os.environ | {"COLUMNS": columns}, check=True)
    assert max(len(line) for line in done.stdout.decode().splitlines()) <= int(columns)

"""``posttone model`` as its users run it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]


def model(*args: str | Path) -> subprocess.CompletedProcess[str]:
    order = [sys.executable, "-m", "posttone", "model", *map(str, args)]
    return subprocess.run(order, capture_output=True, text=True, cwd=HERE, timeout=120)


def test_list_and_show() -> None:
    assert model("list").stdout.startswith("fast ")
    card = model("show", "fast").stdout
    for part in ("Intended use", "Uses to refuse", "thresholds", "Limits", "Licences"):
        assert part in card


def test_verify(tmp_path: Path) -> None:
    assert "pinned in this version" in model("verify", "fast").stdout
    shutil.copytree(HERE / "models" / "fast", tmp_path / "m")
    assert "unpinned" in model("verify", tmp_path / "m").stdout
    (tmp_path / "m" / "codes.npz").write_bytes(b"changed")
    damaged = model("verify", tmp_path / "m")
    assert damaged.returncode == 2
    assert "codes.npz" in damaged.stderr


def test_a_model_gains_nothing_on_itself(tmp_path: Path) -> None:
    lines = (HERE / "corpora" / "w01.jsonl").read_text(encoding="utf-8").splitlines()[:80]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    table = model("compare", "fast", "fast", tmp_path / "some.jsonl").stdout.splitlines()
    assert len(table) == 6
    for row in table[2:]:
        assert "0.000 (0.000 to 0.000" in row
    assert json.loads(lines[0])["id"] == "w01-0001"

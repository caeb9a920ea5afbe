"""The README's own examples: its code runs, and the output it shows is the output there is."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
TEXT = (HERE / "README.md").read_text(encoding="utf-8")


def shown(command: str) -> str:
    env = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR",)} | {"COLUMNS": "80"}
    order = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(order, capture_output=True, text=True, cwd=HERE, env=env, timeout=60)
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def test_the_console_blocks_are_real() -> None:
    """Renewed by ``python3 dev.py readme``."""
    blocks = re.findall(r"```console\n\$ ([^\n]+)\n(.*?)```", TEXT, re.DOTALL)
    assert blocks
    for command, output in blocks:
        assert output == shown(command)


def test_the_python_blocks_run(capsys: object) -> None:
    blocks = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})

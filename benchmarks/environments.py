"""Environments that hold one contender each, under .dev/."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["environment"]

HERE = Path(__file__).resolve().parents[1]


def environment(name: str, *packages: str, fresh: bool = False) -> Path:
    """Make an environment that holds just these packages, and return its Python."""
    home = HERE / ".dev" / f"bench-{name}"
    python = home / "bin" / "python"
    if fresh:
        shutil.rmtree(home, ignore_errors=True)
    if not python.exists():
        print(f"making an environment for {name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        subprocess.run(install, check=True, cwd=HERE)
    return python

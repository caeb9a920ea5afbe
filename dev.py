#!/usr/bin/env python3
"""What a developer runs, on a machine with nothing but Python and pip.

    python3 dev.py try      make an environment and score the drafts of examples/drafts
    python3 dev.py test     run the tests
    python3 dev.py lint     ruff, types, the one-way contract of the layers
    python3 dev.py slow     the slow tests; a skip is a failure
    python3 dev.py wheel    build a wheel, install it into an empty environment, score a draft there
    python3 dev.py models   train the shipped models from corpora/ and pin them
    python3 dev.py results  measure the shipped models on the real posts, into docs/results.md
    python3 dev.py carry    the same, and what the corpus teaches a plain model
    python3 dev.py speed    start-up, rates and memory beside other tools
    python3 dev.py readme   write the outputs that the README shows anew
    python3 dev.py datasheet  write what the corpus is made of into corpora/README.md
    python3 dev.py rest     what CI does after the tests: the tests on the lowest and highest Python found if that is
                            another, lint, slow, wheel, the corpus, copies of real posts
    python3 dev.py ci       test, then rest

Environments live in .dev/, one a Python version, and are made again when pyproject.toml changes.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
COPIES = HERE.parent / "shared" / "tools" / "no_copies.py"


def run(*command: str | Path, **options: object) -> None:
    """Run a command; stop with its exit code if it fails."""
    result = subprocess.run([str(part) for part in command], cwd=HERE, **options)
    if result.returncode:
        sys.exit(result.returncode)


def version_of(python: str) -> str | None:
    """``3.11`` and the like, or nothing where it does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        found = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() if found.returncode == 0 else None


def pythons() -> dict[str, str]:
    """The supported Python versions of this machine, and how to start each."""
    managed = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found: dict[str, str] = {}
    for version in SUPPORTED:
        places = [sys.executable, *(str(p / "bin" / "python") for p in sorted(managed.glob(f"{version}.*")))]
        if named := shutil.which(f"python{version}"):
            places.append(named)
        for place in places:
            if version_of(place) == version:
                found[version] = place
                break
    return found


def environment(python: str, version: str) -> Path:
    """The Python of an environment that holds posttone, editable, with what developing needs."""
    home = HERE / ".dev" / version
    inside = home / "bin" / "python"
    stamp = home / "made-for"
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"making an environment for Python {version} in {home.relative_to(HERE)}", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        run(python, "-m", "venv", home)
        run(inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ".[dev]")
        stamp.write_text(wanted)
    return inside


def default_environment() -> Path:
    """The environment of the Python that runs this, or of the highest supported one."""
    found = pythons()
    mine = "%d.%d" % sys.version_info[:2]
    if not found:
        sys.exit(f"posttone needs Python {SUPPORTED[0]} to {SUPPORTED[-1]}, and none was found.")
    version = mine if mine in found else max(found, key=lambda v: int(v.split(".")[1]))
    return environment(found[version], version)


def try_it() -> None:
    run(default_environment().parent / "posttone", "score", "examples/drafts")


def test(python: Path | None = None) -> None:
    run(python or default_environment(), "-m", "pytest", "tests", "--doctest-modules", "src/posttone")


def lint() -> None:
    tools = default_environment().parent
    run(tools / "ruff", "check", ".")
    run(tools / "ruff", "format", "--check", ".")
    run(tools / "mypy")
    run(tools / "lint-imports")


def slow() -> None:
    run(default_environment(), "-m", "pytest", "tests_slow", "--fail-on-skip")


def wheel() -> None:
    builder = default_environment()
    with tempfile.TemporaryDirectory() as folder:
        run(builder, "-m", "build", "--outdir", folder)
        (built,) = Path(folder).glob("*.whl")
        empty = Path(folder) / "empty"
        run(builder, "-m", "venv", empty)
        run(empty / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", built)
        draft = Path(folder) / "draft.txt"
        draft.write_text("The ford at Tilt is under four feet of water. Please go round by Hatch Lane.\n")
        result = subprocess.run(
            [empty / "bin" / "posttone", "score", draft],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        print(result.stdout + result.stderr)
        if result.returncode or "1 draft:" not in result.stdout:
            sys.exit("the installed wheel did not score a draft")


def models() -> None:
    import json

    python = default_environment()
    pins = {}
    for name in ("fast",):
        run(python.parent / "posttone", "train", "corpora", "--name", name, "--output", f"models/{name}")
        manifest = HERE / "models" / name / "manifest.json"
        pins[name] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    pinned = HERE / "src" / "posttone" / "model" / "pinned.json"
    pinned.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n")


def results() -> None:
    run(default_environment(), "benchmarks/real_posts.py")


def carry() -> None:
    run(default_environment(), "benchmarks/real_posts.py", "--carry")


def speed() -> None:
    out = subprocess.run(
        [default_environment(), "benchmarks/speed.py"], capture_output=True, text=True, cwd=HERE, check=True
    )
    head = "# Speed\n\nWritten by `python3 dev.py speed` on two cores; compare ratios, not seconds.\n\n"
    (HERE / "docs" / "speed.md").write_text(head + out.stdout, encoding="utf-8")
    print(out.stdout)


def readme() -> None:
    """Write the output of each console block of the README anew."""
    python = default_environment()
    path = HERE / "README.md"

    def renewed(match: re.Match[str]) -> str:
        env = {**os.environ, "COLUMNS": "80"}
        order = [python, "-m", *shlex.split(match[1])]
        out = subprocess.run(order, capture_output=True, text=True, cwd=HERE, env=env, check=True).stdout
        lines = "".join(line.rstrip() + "\n" for line in out.splitlines())
        return f"```console\n$ {match[1]}\n{lines}```"

    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"```console\n\$ ([^\n]+)\n.*?```", renewed, text, flags=re.DOTALL), encoding="utf-8")


def datasheet() -> None:
    """Write what the corpus is made of into its datasheet."""
    order = [default_environment(), "-m", "posttone", "corpus", "describe", "corpora"]
    found = subprocess.run(order, capture_output=True, text=True, cwd=HERE, check=True).stdout.strip()
    path = HERE / "corpora" / "README.md"
    marks = re.compile(r"(<!-- described -->\n).*(<!-- /described -->)", re.DOTALL)
    path.write_text(
        marks.sub(lambda m: f"{m[1]}\n{found}\n\n{m[2]}", path.read_text(encoding="utf-8")), encoding="utf-8"
    )


def rest() -> None:
    found = pythons()
    default = default_environment().parent.parent.name
    for version in sorted({min(found, key=SUPPORTED.index), max(found, key=SUPPORTED.index)} - {default}):
        print(f"--- tests on Python {version}", flush=True)
        test(environment(found[version], version))
    for step in (lint, slow, wheel):
        print(f"--- {step.__name__}", flush=True)
        step()
    print("--- the corpus", flush=True)
    run(default_environment(), "-m", "posttone", "corpus", "check", "corpora")
    if COPIES.exists():
        print("--- no copies of real posts", flush=True)
        run(sys.executable, COPIES, ".")
    print("--- all passed")


def ci() -> None:
    test()
    rest()


STEPS = {
    "try": try_it,
    "test": test,
    "lint": lint,
    "slow": slow,
    "wheel": wheel,
    "models": models,
    "results": results,
    "carry": carry,
    "speed": speed,
    "readme": readme,
    "datasheet": datasheet,
    "rest": rest,
    "ci": ci,
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in STEPS:
        sys.exit(__doc__)
    STEPS[sys.argv[1]]()

"""How fast, against whom: cold start, posts a second, memory. One run, one machine, medians, ratios.

    python benchmarks/speed.py [--rounds 5] [--posts 100000]

Each contender runs in an environment of its own under .dev/, with nothing else installed. Posts are 180 characters
long, cut from the project's corpus. Nothing here is asserted: timing belongs to a person who reads it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environments import environment

HERE = Path(__file__).resolve().parents[1]
LENGTH = 180

LIBRARY = """
import json, sys, time
import posttone
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf8")]
scorer = posttone.load("fast")
list(scorer.score_many(texts[:200], reasons=False))
for n in (1, 100, len(texts)):
    repeat = max(1, 300 // n)
    start = time.perf_counter()
    for _ in range(repeat):
        for _ in scorer.score_many(texts[:n], reasons=False): pass
    print(n, n * repeat / (time.perf_counter() - start))
"""
PARTS = """
import json, sys, time
import msgspec, numpy as np
from posttone.drafts.jsonlines import read_jsonlines
from posttone.features.batch import TextBatch
from posttone.features.ngrams import word_hashes
from posttone.features.style import style_measures
from posttone.model.scorer import load, _look
from posttone.render.jsonl import to_line
from posttone.text.clean import clean
lines = open(sys.argv[1], "rb").read().splitlines()[:20000]
scorer = load("fast")
def timed(name, work):
    start = time.perf_counter(); result = work(); print(name, (time.perf_counter() - start) / len(lines) * 1e6); return result
drafts = timed("read a line", lambda: list(read_jsonlines(lines, "x", None, None)))
cleaned = timed("clean", lambda: [clean(d.post.text) for d in drafts])
timed("clean, language and words", lambda: [_look(d.post.text) for d in drafts])
chunks = [cleaned[i:i + 512] for i in range(0, len(cleaned), 512)]
heads = scorer._heads
timed("features and heads", lambda: [heads.logits([c.text for c in k], [c.source for c in k]) for k in chunks])
whole = timed("all of score_drafts", lambda: list(scorer.score_drafts(drafts, reasons=False)))
timed("write a line", lambda: [to_line(a) for a in whole])
"""
PROFANITY = """
import json, sys, time
from profanity_check import predict_prob
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf8")]
predict_prob(texts[:200])
for n in (1, 100, len(texts)):
    repeat = max(1, 300 // n)
    start = time.perf_counter()
    for _ in range(repeat): predict_prob(texts[:n])
    print(n, n * repeat / (time.perf_counter() - start))
"""
VADER = """
import json, sys, time
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf8")]
judge = SentimentIntensityAnalyzer()
for n in (1, 100, len(texts)):
    repeat = max(1, 300 // n)
    start = time.perf_counter()
    for _ in range(repeat):
        for text in texts[:n]: judge.polarity_scores(text)
    print(n, n * repeat / (time.perf_counter() - start))
"""


def make_posts(path: Path, count: int) -> None:
    """Posts of 180 characters, cut from the corpus laid end to end."""
    records = [json.loads(line) for f in sorted((HERE / "corpora").glob("*.jsonl")) for line in f.open(encoding="utf8")]
    text = "  ".join(r["text"] for r in records)
    step = 97  # a prime, so that the cuts fall differently each time round
    with path.open("w", encoding="utf8") as file:
        for n in range(count):
            start = (n * step * 2) % (len(text) - LENGTH)
            file.write(json.dumps({"id": str(n), "text": text[start : start + LENGTH]}, ensure_ascii=False) + "\n")


def seconds(*command: str | Path, cwd: Path) -> tuple[float, float]:
    """Wall-clock seconds of a process, and its peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen([*map(str, command)], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def rates(python: Path, code: str, posts: Path, rounds: int) -> dict[str, float]:
    """Median of what a script prints, name by name."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        out = subprocess.run([python, "-c", code, posts], capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            name, _, value = line.rpartition(" ")
            found.setdefault(name, []).append(float(value))
    return {name: statistics.median(values) for name, values in found.items()}


def cold(python: Path, folder: Path, rounds: int) -> None:
    draft = folder / "draft.txt"
    draft.write_text("The ford at Tilt is under four feet of water. Please go round by Hatch Lane. PC Abara\n")
    command = python.parent / "posttone"
    contenders = {
        "posttone --version": (command, "--version"),
        "posttone score, one draft, fast": (command, "score", draft, "--model", "fast"),
        'python -c "import sklearn.linear_model"': (python, "-c", "import sklearn.linear_model"),
        'python -c "import spacy"': (python, "-c", "import spacy"),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, order in contenders.items():
            took, _ = seconds(*order, cwd=folder)
            if turn:
                times[name].append(took)
    middle = {name: statistics.median(t) for name, t in times.items()}
    base = middle['python -c "import sklearn.linear_model"']
    print("\n| cold start | seconds | of importing scikit-learn |\n|---|---|---|")
    for name, value in middle.items():
        print(f"| {name} | {value:.3f} | {value / base:.2f} |")


def throughput(python: Path, other: Path, posts: Path, rounds: int) -> None:
    ours = rates(python, LIBRARY, posts, rounds)
    rivals = {"alt-profanity-check": rates(other, PROFANITY, posts, rounds), "VADER": rates(other, VADER, posts, 1)}
    print("\n| posts a second, one process | 1 at a time | 100 | all |\n|---|---|---|---|")
    for name, got in {"posttone fast, score_many": ours, **rivals}.items():
        print(f"| {name} | " + " | ".join(f"{value:,.0f}" for value in got.values()) + " |")
    pairs = zip(ours.values(), rivals["alt-profanity-check"].values(), strict=True)
    print("| ratio to alt-profanity-check | " + " | ".join(f"{a / b:.2f}" for a, b in pairs) + " |")
    print("\n| part of the work | microseconds a post |\n|---|---|")
    for name, value in rates(python, PARTS, posts, rounds).items():
        print(f"| {name} | {value:.1f} |")


def command_line(python: Path, posts: Path, folder: Path, count: int, rounds: int) -> None:
    tenth = folder / "tenth.jsonl"
    with posts.open(encoding="utf8") as file, tenth.open("w", encoding="utf8") as out:
        out.writelines(line for _, line in zip(range(count // 10), file, strict=False))
    print("\n| posttone score, JSON Lines to JSON Lines, --no-reasons | posts a second | peak MiB |\n|---|---|---|")
    for path, n in ((tenth, count // 10), (posts, count)):
        order = (python.parent / "posttone", "score", path, "--model", "fast", "--format", "jsonl", "--no-reasons")
        got = [seconds(*order, "--output", folder / "out.jsonl", cwd=folder) for _ in range(rounds)]
        rate = n / statistics.median(t for t, _ in got)
        print(f"| {n:,} posts, start-up included | {rate:,.0f} | {max(m for _, m in got):.0f} |")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--posts", type=int, default=100_000)
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    python = environment("posttone", ".", fresh=True)
    other = environment("others", "alt-profanity-check", "vaderSentiment")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        posts = folder / "posts.jsonl"
        make_posts(posts, args.posts)
        print(
            f"Python {sys.version.split()[0]}, {args.posts:,} posts of {LENGTH} characters, medians of {args.rounds} rounds"
        )
        cold(python, folder, args.rounds)
        command_line(python, posts, folder, args.posts, args.rounds)
        throughput(python, other, posts, args.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Batches for blind readers, and the blind test of contrast pairs.

    python training/reading.py batches corpora LABELS NAME SIZE   posts that nobody has read a second time, shuffled
    python training/reading.py third corpora LABELS NAME          posts whose flags are disputed (LABELS/disputed.txt)
    python training/reading.py draw corpora FILE                  150 pairs at random, sides shuffled, answers apart
    python training/reading.py check docs/corpus/pair_test.csv    how often the reader named the risky side

A batch is NAME-k.tsv (number, account, text with its context) for the reader and NAME-k.key (number, post id) for the
merge; the sides of a pair never stand in one batch. See docs/corpus/readers.md.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path


def read(corpus: Path) -> list[dict]:
    return [json.loads(line) for path in sorted(corpus.glob("*.jsonl")) for line in path.open(encoding="utf8")]


def shown(post: dict) -> str:
    """The text and its context on one line."""
    text = post["text"]
    if post["image"] is not None:
        text += f" [image: {post['image']}]"
    if post["reply_to"]:
        text += f" [reply to: {post['reply_to']}]"
    if post["thread"]:
        text += f" [thread part {post['part']} of {len(post['thread'])}: {' / '.join(post['thread'])}]"
    return text.replace("\n", " ⏎ ")


def write(posts: list[dict], stem: Path) -> None:
    with stem.with_suffix(".tsv").open("w") as sheet, stem.with_suffix(".key").open("w") as key:
        for number, post in enumerate(posts, 1):
            sheet.write(f"{number}\t{post['account']}\t{shown(post)}\n")
            key.write(f"{number}\t{post['id']}\n")
    print(stem, len(posts))


def batches(corpus: Path, labels: Path, name: str, size: int) -> None:
    done = {line.split("\t")[1] for path in labels.glob("*.key") for line in path.read_text().splitlines()}
    posts = [p for p in read(corpus) if p["id"] not in done]
    random.Random(name).shuffle(posts)
    count = max(1, -(-len(posts) // size))
    dealt: list[list[dict]] = [[] for _ in range(count)]
    pairs: list[set[str]] = [set() for _ in range(count)]
    for turn, post in enumerate(posts):
        free = [(turn + k) % count for k in range(count) if post["pair"] not in pairs[(turn + k) % count]]
        home = free[0] if free else turn % count
        dealt[home].append(post)
        if post["pair"]:
            pairs[home].add(post["pair"])
    for number, batch in enumerate(dealt, 1):
        write(batch, labels / f"{name}-{number}")


def third(corpus: Path, labels: Path, name: str) -> None:
    wanted = set((labels / "disputed.txt").read_text().split())
    posts = [p for p in read(corpus) if p["id"] in wanted]
    random.Random(name).shuffle(posts)
    write(posts, labels / name)


def draw(corpus: Path, target: Path) -> None:
    pairs: dict[str, list[dict]] = {}
    for post in read(corpus):
        if post["pair"]:
            pairs.setdefault(post["pair"], []).append(post)
    rng = random.Random(150)
    with target.open("w") as sheet, target.with_suffix(".answers.csv").open("w", newline="") as answers:
        out = csv.writer(answers)
        out.writerow(["number", "pair", "risky", "named"])
        for number, name in enumerate(rng.sample(sorted(pairs), 150), 1):
            sides = pairs[name]
            rng.shuffle(sides)
            for letter, post in zip("AB", sides, strict=True):
                sheet.write(f"{number} {letter} {shown(post)}\n")
            first = sides[0]["unprofessional"] >= 1 or sides[0]["out_of_context"] >= 1
            out.writerow([number, name, "A" if first else "B", ""])


def check(path: Path) -> None:
    rows = list(csv.DictReader(path.open()))
    right = sum(row["risky"] == row["named"] for row in rows)
    print(f"{right} of {len(rows)} pairs: the reader named the risky side")


def main() -> int:
    order, first, *rest = sys.argv[1:]
    if order == "batches":
        batches(Path(first), Path(rest[0]), rest[1], int(rest[2]))
    elif order == "third":
        third(Path(first), Path(rest[0]), rest[1])
    elif order == "draw":
        draw(Path(first), Path(rest[0]))
    elif order == "check":
        check(Path(first))
    else:
        sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main())

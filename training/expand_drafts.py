"""Turns writers' draft records (docs/corpus/guide.md) into records of the annotation guide.

    python training/expand_drafts.py DRAFTS_DIR corpora

One file a writer. A code's quotation becomes a span in code points; keys are made unique by the writer's key.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path


def expand(draft: dict, writer: str, number: int) -> dict:
    """One record."""
    text = draft["t"].strip()
    codes = []
    for code, quote in draft.get("c", []):
        quote = quote.strip()
        start = text.find(quote)
        if start < 0:
            raise SystemExit(f"{writer} post {number}: not in the text: {quote!r}")
        codes.append({"code": code, "start": start, "end": start + len(quote)})
    codes = [c for i, c in enumerate(codes) if c not in codes[:i]]
    pair = f"{writer}-{draft['pair']}" if draft.get("pair") else None
    scenario = f"{writer}-s-{draft['scen']}" if draft.get("scen") else pair
    thread = draft.get("thread") or None
    return {
        "id": f"{writer}-{number:04d}",
        "text": text,
        "unprofessional": draft["u"],
        "out_of_context": draft["o"],
        "human": draft["h"],
        "engaging": draft["e"],
        "codes": codes,
        "pair": pair,
        "scenario": scenario,
        "lookalike": draft.get("look") or None,
        "voice": draft["voice"],
        "account": draft["acc"],
        "platform": draft.get("plat") or "x",
        "topic": draft["topic"],
        "image": draft.get("image"),
        "reply_to": draft.get("reply") or None,
        "thread": thread,
        "part": draft.get("part") if thread else None,
        "writer": writer,
    }


def scenes(records: list[dict]) -> None:
    """Give one scenario to posts of a writer that share their subject: content words, weighted by rarity."""
    words = [set(re.findall(r"[a-z]{4,}", r["text"].lower())) for r in records]
    count = Counter(w for bag in words for w in bag)
    weight = {w: math.log(len(records) / n) for w, n in count.items()}
    home = list(range(len(records)))

    def root(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    keys: dict[str, int] = {}
    for i, record in enumerate(records):
        if record["scenario"]:
            home[root(i)] = root(keys.setdefault(record["scenario"], i))
        for j in range(max(0, i - 60), i):
            shared = sum(weight[w] for w in words[i] & words[j])
            smaller = min(sum(weight[w] for w in words[k]) for k in (i, j))
            beside = i - j == 1 and not (record["pair"] or records[j]["pair"])  # written one after the other
            if shared > (0.12 if beside else 0.25) * smaller and shared > (5 if beside else 8):
                home[root(i)] = root(j)
    size = Counter(root(i) for i in range(len(records)))
    for i, record in enumerate(records):
        if size[root(i)] > 1:
            record["scenario"] = f"{record['writer']}-s{root(i) + 1:04d}"


def left_out(records: list[dict]) -> list[dict]:
    """Without the posts named in left_out.txt (too near to a real one), and without the other sides of their pairs."""
    names = set((Path(__file__).parent / "left_out.txt").read_text().split())
    pairs = {r["pair"] for r in records if r["id"] in names and r["pair"]}
    return [r for r in records if r["id"] not in names and r["pair"] not in pairs]


def main() -> int:
    source, target = map(Path, sys.argv[1:3])
    target.mkdir(exist_ok=True)
    total = 0
    for writer in sorted({path.name.split("-")[0] for path in source.glob("w*.jsonl")}):
        lines = [
            line
            for path in sorted(source.glob(f"{writer}-*.jsonl"))
            for line in path.read_text(encoding="utf8").splitlines()
            if line.strip()
        ]
        records = [expand(json.loads(line), writer, n) for n, line in enumerate(lines, 1)]
        scenes(records)
        records = left_out(records)
        out = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
        (target / f"{writer}.jsonl").write_text(out, encoding="utf8")
        total += len(records)
    print(f"{total} posts")
    return 0


if __name__ == "__main__":
    sys.exit(main())

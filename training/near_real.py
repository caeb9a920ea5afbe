"""Posts of the corpus that come too near to a real one, by the words they share: ids and scores, never the real text.

    python training/near_real.py corpora ../shared/real/dev.jsonl

A post is too near where the words it shares with a real post, weighted by rarity, are more than half of the shorter one
and weigh more than three or four rare words together. Writers are told not to recall real posts; this finds where they
did. What it named is in training/left_out.txt, and expand_drafts.py leaves it out, with the other side of its pair.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

SHARE, WEIGHT = 0.5, 12.0


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


def main() -> int:
    corpus = [
        json.loads(line) for path in sorted(Path(sys.argv[1]).glob("*.jsonl")) for line in path.open(encoding="utf8")
    ]
    real = [words(json.loads(line)["text"]) for line in Path(sys.argv[2]).read_text(encoding="utf8").splitlines()]
    bags = [words(post["text"]) for post in corpus]
    count = Counter(word for bag in bags for word in bag)
    rarity = {word: math.log(len(bags) / (1 + n)) for word, n in count.items()}
    top = math.log(len(bags))

    def weight(bag: set[str]) -> float:
        return sum(rarity.get(word, top) for word in bag)

    heavy = [weight(bag) for bag in real]
    found = 0
    for post, bag in zip(corpus, bags, strict=True):
        mine = weight(bag)
        for other, theirs in zip(real, heavy, strict=True):
            shared = weight(bag & other)
            if shared > WEIGHT and shared > SHARE * min(mine, theirs):
                found += 1
                print(f"{post['id']} {shared / min(mine, theirs):.2f} {shared:.0f}")
                break
    print(f"{found} too near")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Surface tells: whether the risky side of contrast pairs can be known without reading it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from posttone.learn.records import Record

__all__ = ["TELLS", "tells"]

#: How much of each tell a text has.
TELLS: Final[dict[str, Callable[[str], int]]] = {
    "length": len,
    "first person": lambda t: len(re.findall(r"\b(?:I|me|my|we|us|our)\b", t)),
    "emoji": lambda t: len(re.findall(r"[\U0001F000-\U0001FAFF☀-➿]", t)),
    "hashtags": lambda t: t.count("#"),
    "commas": lambda t: t.count(","),
    "question marks": lambda t: t.count("?"),
    "exclamation marks": lambda t: t.count("!"),
}


def tells(records: Sequence[Record]) -> dict[str, float]:
    """For each tell, how often the risky side of a pair has more of it; ties count a half, so 0.5 tells nothing.

    Examples
    --------
    >>> same = {"out_of_context": 0, "human": 0, "engaging": 0, "pair": "p"}
    >>> pair = [Record(id=t, text=t, unprofessional=u, **same) for t, u in (("Stop!", 2), ("Stop.", 0))]
    >>> tells(pair)["exclamation marks"]
    1.0
    """
    pairs = defaultdict(list)
    for r in records:
        if r.pair:
            pairs[r.pair].append(r)
    matched = [(a.text, b.text) for sides in pairs.values() for a in sides for b in sides if a.risky and not b.risky]
    if not matched:
        return {}
    return {name: sum(_wins(f(a), f(b)) for a, b in matched) / len(matched) for name, f in TELLS.items()}


def _wins(a: int, b: int) -> float:
    return 1.0 if a > b else 0.5 if a == b else 0.0

"""What a corpus is made of, against a table of what it should be made of."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from posttone.errors import CorpusError
from posttone.learn.records import Record
from posttone.taxonomy import CODES

__all__ = ["code_counts", "lookalike_counts", "read_table", "share_faults", "shares"]


def code_counts(records: Sequence[Record]) -> dict[str, int]:
    """Risky posts of each code."""
    count = Counter(code for r in records if r.risky for code in {span.code for span in r.codes})
    return {code: count[code] for code in CODES}


def lookalike_counts(records: Sequence[Record]) -> dict[str, int]:
    """Safe look-alikes of each code."""
    count = Counter(r.lookalike for r in records if not r.risky)
    return {code: count[code] for code in CODES}


def shares(records: Sequence[Record]) -> dict[str, float]:
    """Named shares of a corpus, each 0 to 1."""
    risky = [r for r in records if r.risky]
    n, m = max(len(records), 1), max(len(risky), 1)
    accounts = Counter(r.account for r in records)
    return {
        "risky": len(risky) / n,
        "arguable among risky": sum(max(r.unprofessional, r.out_of_context) < 1.5 for r in risky) / m,
        "official voice": sum(r.voice == "official" for r in records) / n,
        "official voice among risky": sum(r.voice == "official" for r in risky) / m,
        "account force": accounts["force"] / n,
        "account team": accounts["team"] / n,
        "account officer": (accounts["officer_on_duty"] + accounts["officer_off_duty"]) / n,
    }


def read_table(path: Path) -> dict[str, Any]:
    """Read the table: minimum counts, and the range of each share.

    Raises
    ------
    CorpusError
        If it is no valid TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: the table of shares cannot be read ({error}).") from None


def share_faults(records: Sequence[Record], table: dict[str, Any]) -> Iterator[str]:
    """Where a corpus departs from its table, as sentences."""
    found = shares(records)
    for name, (low, high) in table.get("shares", {}).items():
        if name not in found:
            yield f"the table names an unknown share {name!r}"
        elif not low <= found[name] <= high:
            yield f"share {name!r} is {found[name]:.3f}, the table asks for {low} to {high}"
    least = table.get("least", {})
    if len(records) < least.get("posts", 0):
        yield f"{len(records)} posts, the table asks for {least['posts']}"
    pairs = len({r.pair for r in records if r.pair})
    if pairs < least.get("pairs", 0):
        yield f"{pairs} contrast pairs, the table asks for {least['pairs']}"
    for kind, counts in (("risky posts", code_counts(records)), ("look-alikes", lookalike_counts(records))):
        wanted = least.get(kind, 0)
        for code, count in counts.items():
            if count < wanted:
                yield f"{count} {kind} of {code}, the table asks for {wanted}"

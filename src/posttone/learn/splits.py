"""Folds that keep a scenario, and both sides of a contrast pair, together."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from posttone.errors import CorpusError
from posttone.learn.records import Record

__all__ = ["split"]


def split(records: Sequence[Record], folds: int = 5, seed: int = 0) -> dict[str, int]:
    """Assign each post to a fold.

    Scenarios are dealt out in seeded order, largest first, each to the fold that has fewest risky and fewest posts.

    Parameters
    ----------
    records : sequence of Record
    folds : int
        At least 2.
    seed : int

    Returns
    -------
    dict of str to int
        Fold, 0 to ``folds - 1``, by post id.

    Raises
    ------
    CorpusError
        If there are fewer scenarios than folds.
    """
    groups = defaultdict(list)
    for r in records:
        groups[r.group].append(r)
    if not 2 <= folds <= len(groups):
        raise CorpusError(f"{folds} folds cannot be made of {len(groups)} scenarios; choose 2 to {len(groups)}.")
    order = sorted(groups)
    random.Random(seed).shuffle(order)
    order.sort(key=lambda name: -len(groups[name]))
    size = [[0, 0] for _ in range(folds)]
    fold_of: dict[str, int] = {}
    for name in order:
        risky = sum(r.risky for r in groups[name])
        best = min(range(folds), key=lambda k: (size[k][1] if risky else size[k][0], size[k][0]))
        size[best][0] += len(groups[name])
        size[best][1] += risky
        fold_of |= {r.id: best for r in groups[name]}
    return {r.id: fold_of[r.id] for r in records}

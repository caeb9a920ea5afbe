"""Near-duplicates among many posts, by MinHash and an exact second look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from posttone.errors import MissingExtra

__all__ = ["near_duplicates", "trigrams"]

_WORD = re.compile(r"[a-z0-9]+")
_PERMUTATIONS = 64


def trigrams(text: str) -> frozenset[str]:
    """Runs of three words, lower case; the words themselves where there are fewer.

    Examples
    --------
    >>> sorted(trigrams("Road closed at Malton"))
    ['closed at malton', 'road closed at']
    """
    words = _WORD.findall(text.lower().replace("’", "").replace("'", ""))
    if len(words) < 3:
        return frozenset((" ".join(words),))
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))


def near_duplicates(texts: Sequence[str], threshold: float = 0.5) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts whose word trigrams overlap by more than a threshold.

    MinHash (Broder 1997) with banding finds candidates, at a lower threshold so that few are lost; the Jaccard
    similarity of each is then exact.

    Parameters
    ----------
    texts : sequence of str
    threshold : float
        Jaccard similarity, 0 to 1.

    Yields
    ------
    tuple of int, int, float
        Indices, the smaller first, and the similarity.
    """
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        raise MissingExtra.of("datasketch", "corpus", "to look for near-duplicates") from None
    shingles = [trigrams(text) for text in texts]
    index = MinHashLSH(threshold=max(0.1, threshold - 0.2), num_perm=_PERMUTATIONS)
    for number, bag in enumerate(shingles):
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch([s.encode() for s in bag])
        for other in sorted(index.query(sketch)):
            similarity = len(bag & shingles[other]) / len(bag | shingles[other])
            if similarity > threshold:
                yield other, number, similarity
        index.insert(number, sketch)

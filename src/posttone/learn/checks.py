"""Everything that can be wrong with a corpus and can be found by a machine."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from posttone.errors import CorpusError
from posttone.learn.duplicates import near_duplicates
from posttone.learn.records import Record, corpus_files, read_records
from posttone.learn.shares import read_table, share_faults
from posttone.learn.tells import tells

__all__ = ["Fault", "check_corpus"]

_WORD = re.compile(r"[\w']+")
_FUNCTION = frozenset(
    "a an the of to in on at for with by from and or but if so as is are was were be been has have had do does did "
    "not no you your we our us i my me he his she her it its they them their this that these those who what when where "
    "how all".split()
)
_MAX_SHARE = 0.005
_TELL_RANGE = (0.45, 0.55)


@dataclass(frozen=True)
class Fault:
    """Something wrong: of which kind, with which posts, and what to do."""

    kind: str
    posts: tuple[str, ...]
    message: str


def check_corpus(path: Path) -> list[Fault]:
    """Check a corpus.

    Beside the posts, three files of the folder are used where they exist: ``shares.toml`` (what the corpus should be
    made of), ``public_figures.txt`` (names that must not occur) and ``folds.json`` (a split to be kept whole).

    Parameters
    ----------
    path : Path
        A ``.jsonl`` file or a folder of them.

    Returns
    -------
    list of Fault
        Empty if all is well.
    """
    try:
        records = [r for file in corpus_files(path) for r in read_records(file)]
    except CorpusError as error:
        return [Fault("format", (), error.message)]
    folder = path if path.is_dir() else path.parent
    return [
        *_ids(records),
        *_spans(records),
        *_labels(records),
        *_pairs(records),
        *_duplicates(records),
        *_repeats(records),
        *_figures(records, folder / "public_figures.txt"),
        *_folds(records, folder / "folds.json"),
        *_table(records, folder / "shares.toml"),
    ]


def _ids(records: Sequence[Record]) -> Iterator[Fault]:
    for name, count in Counter(r.id for r in records).items():
        if count > 1:
            yield Fault("id", (name,), f"the id stands {count} times; give each post its own")


def _spans(records: Sequence[Record]) -> Iterator[Fault]:
    for r in records:
        for span in r.codes:
            if span.start is not None and span.end is not None:
                quote = r.text[span.start : span.end]
                if quote != quote.strip():
                    yield Fault("span", (r.id,), f"the span of {span.code} begins or ends with white space: {quote!r}")


def _labels(records: Sequence[Record]) -> Iterator[Fault]:
    for r in records:
        if r.risky and not r.codes:
            yield Fault("codes", (r.id,), "risky and without a code; name why")
        if r.lookalike and r.risky:
            yield Fault("lookalike", (r.id,), f"a look-alike of {r.lookalike} must be safe")


def _pairs(records: Sequence[Record]) -> Iterator[Fault]:
    pairs = defaultdict(list)
    for r in records:
        if r.pair:
            pairs[r.pair].append(r)
    for name, sides in pairs.items():
        ids = tuple(r.id for r in sides)
        if len(sides) != 2 or sum(r.risky for r in sides) != 1:
            yield Fault("pair", ids, f"pair {name} needs one risky and one safe side")
        elif len({r.group for r in sides}) > 1:
            yield Fault("pair", ids, f"pair {name} is in two scenarios")
        elif not all(r.risky or r.lookalike for r in sides):
            yield Fault("lookalike", ids, f"the safe side of pair {name} does not name the code whose twin it is")
    low, high = _TELL_RANGE
    for name, value in tells(records).items():
        if not low <= value <= high:
            yield Fault(
                "tell", (), f"{name} gives the risky side of pairs away: {value:.3f}, not within {low} to {high}"
            )


def _duplicates(records: Sequence[Record]) -> Iterator[Fault]:
    for a, b, similarity in near_duplicates([r.text for r in records]):
        one, two = records[a], records[b]
        if one.pair is None or one.pair != two.pair:
            yield Fault("duplicate", (one.id, two.id), f"near-duplicates, {similarity:.2f}; keep one")


def _repeats(records: Sequence[Record]) -> Iterator[Fault]:
    limit = max(3, int(_MAX_SHARE * len(records)))
    for kind, key in (("opening", _opening), ("frame", _frame)):
        found = defaultdict(list)
        for r in records:
            if text := key(r.text):
                found[text].append(r.id)
        for text, ids in found.items():
            if len(ids) > limit:
                yield Fault(kind, tuple(ids[:5]), f"{kind} {text!r} stands in {len(ids)} posts, more than {limit}")


def _opening(text: str) -> str | None:
    words = _WORD.findall(text.lower())
    return " ".join(words[:4]) if len(words) >= 4 else None


def _frame(text: str) -> str | None:
    """The first twelve words with content words blanked: what a template leaves behind."""
    words = _WORD.findall(text.lower())[:12]
    if len(words) < 12:
        return None
    frame = [w if w in _FUNCTION else "_" for w in words]
    return " ".join(frame) if sum(w != "_" for w in frame) >= 6 else None


def _figures(records: Sequence[Record], path: Path) -> Iterator[Fault]:
    if not path.exists():
        return
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    names = [line for line in lines if line and not line.startswith("#")]
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b", re.IGNORECASE)
    for r in records:
        if match := pattern.search(r.text):
            yield Fault("name", (r.id,), f"names a public figure: {match.group()}")


def _folds(records: Sequence[Record], path: Path) -> Iterator[Fault]:
    if not path.exists():
        return
    fold_of = json.loads(path.read_text(encoding="utf-8"))
    missing = [r.id for r in records if r.id not in fold_of]
    if missing:
        yield Fault("fold", tuple(missing[:5]), f"{len(missing)} posts have no fold; run posttone corpus split again")
    folds = defaultdict(set)
    for r in records:
        folds[r.group].add(fold_of.get(r.id))
    for group, found in folds.items():
        if len(found) > 1:
            yield Fault("fold", (), f"scenario {group} is split across folds {sorted(map(str, found))}")


def _table(records: Sequence[Record], path: Path) -> Iterator[Fault]:
    if path.exists():
        for message in share_faults(records, read_table(path)):
            yield Fault("share", (), message)

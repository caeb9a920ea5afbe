"""Labelled posts: the record format of the annotation guide, read and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from posttone.errors import CorpusError
from posttone.post import Post
from posttone.taxonomy import CODES

__all__ = ["CodeSpan", "Record", "corpus_files", "fingerprint", "read_records"]


class CodeSpan(msgspec.Struct, frozen=True):
    """A reason code and the code points that carry it; ``None`` where nobody said which."""

    code: str
    start: int | None = None
    end: int | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One labelled post.

    Attributes
    ----------
    id, text : str
    unprofessional, out_of_context : float
        0 to 2; 1 or more is a flag.
    human, engaging : float
        0 to 4.
    codes : tuple of CodeSpan
    lookalike : str or None
        The code whose harmless twin a safe post is.
    pair, scenario : str or None
        The other side of a contrast pair; whatever must stay in one fold.
    kind : str or None
        A user's own grouping, by which figures are also given.
    first, second, third : dict or None
        The writer's labels where these were resolved, an independent reader's, and those of a third who settled a
        disagreement.
    """

    id: str
    text: str
    unprofessional: float
    out_of_context: float
    human: float
    engaging: float
    codes: tuple[CodeSpan, ...] = ()
    pair: str | None = None
    scenario: str | None = None
    lookalike: str | None = None
    voice: str | None = None
    account: str | None = None
    platform: str | None = None
    topic: str | None = None
    image: bool | str | None = None
    reply_to: str | None = None
    thread: tuple[str, ...] | None = None
    part: int | None = None
    writer: str | None = None
    first: dict[str, Any] | None = None
    second: dict[str, Any] | None = None
    third: dict[str, Any] | None = None
    kind: str | None = None

    @property
    def risky(self) -> bool:
        """Whether either risk is flagged."""
        return self.unprofessional >= 1 or self.out_of_context >= 1

    @property
    def group(self) -> str:
        """What must stay in one fold."""
        return self.scenario or self.pair or self.id

    @property
    def post(self) -> Post:
        """The post as a writer would submit it."""
        return msgspec.convert(
            {name: getattr(self, name) for name in ("text", "id", "platform", "image", "reply_to", "thread", "part")},
            Post,
        )


_RANGES = {"unprofessional": 2, "out_of_context": 2, "human": 4, "engaging": 4}


def corpus_files(path: Path) -> list[Path]:
    """A file itself, or the ``.jsonl`` files of a folder in name order.

    Raises
    ------
    CorpusError
        If there is none.
    """
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    if not files or not files[0].exists():
        raise CorpusError(f"{path}: no labelled posts here. Give a .jsonl file or a folder of them.", kind="not_found")
    return files


def read_records(path: Path) -> list[Record]:
    """Read and check labelled posts.

    Parameters
    ----------
    path : Path
        A ``.jsonl`` file or a folder of them.

    Raises
    ------
    CorpusError
        Names the file and line of the first record that breaks the format.
    """
    return [
        _record(raw, f"{file}, line {number}", f"{file.stem}-{number}")
        for file in corpus_files(path)
        for number, raw in enumerate(file.read_bytes().splitlines(), 1)
        if raw.strip()
    ]


def fingerprint(path: Path) -> str:
    """SHA-256 over the files of a corpus, in name order."""
    digest = hashlib.sha256()
    for file in corpus_files(path):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _record(raw: bytes, where: str, name: str) -> Record:
    try:
        value = msgspec.json.decode(raw)
        if not isinstance(value, dict):
            raise CorpusError(f"{where}: not a JSON object.")
        value.setdefault("id", name)
        value["codes"] = [{"code": c} if isinstance(c, str) else c for c in value.get("codes", ())]
        record = msgspec.convert(value, Record)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise CorpusError(f"{where}: {error}.") from None
    for problem in problems(record):
        raise CorpusError(f"{where}: {problem}")
    return record


def problems(record: Record) -> Iterable[str]:
    """What breaks the record format, as sentences."""
    if not record.text.strip():
        yield "the text is empty."
    for field, top in _RANGES.items():
        value = getattr(record, field)
        if not 0 <= value <= top:
            yield f"{field} is {value}, it must lie in 0 to {top}."
    for span in record.codes:
        if span.code not in CODES:
            yield f"unknown code {span.code!r}."
        if (span.start is None) != (span.end is None):
            yield f"the span of {span.code!r} has only one end."
        if span.start is not None and span.end is not None and not 0 <= span.start < span.end <= len(record.text):
            yield f"the span {span.start}:{span.end} of {span.code!r} lies outside the text."

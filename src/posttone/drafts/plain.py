"""Drafts in plain text and Markdown files: a file a draft, or one a line or paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posttone.drafts.decode import decode, surrogate_problem
from posttone.post import Draft, Post, Problem

__all__ = ["read_plain"]

_BLANK = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")


def read_plain(raw: bytes, source: str, split: str | None) -> Iterator[Draft]:
    r"""Read drafts from the bytes of a text file.

    Parameters
    ----------
    raw : bytes
    source : str
        How the file is named in results.
    split : {None, "line", "blank"}
        One draft a file, a line, or a paragraph between blank lines.

    Examples
    --------
    >>> [d.line for d in read_plain(b"one\n\ntwo\n", "a.txt", "line")]
    [1, 3]
    """
    decoded = decode(raw)
    for line, text in _parts(decoded.text, split):
        problem = surrogate_problem(text)
        if problem:
            yield Draft(source=source, line=line, problem=Problem("encoding", problem))
        else:
            yield Draft(source=source, line=line, post=Post(text=text), warnings=decoded.warnings)


def _parts(text: str, split: str | None) -> Iterator[tuple[int | None, str]]:
    if split is None:
        yield None, text.rstrip("\r\n")
    elif split == "line":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield number, line.rstrip("\r")
    else:
        yield from _paragraphs(text)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    line = 1
    for end, after in [*(m.span() for m in _BLANK.finditer(text)), (len(text), len(text))]:
        part = text[start:end]
        if part.strip():
            lead = len(part) - len(part.lstrip("\r\n"))
            yield line + part[:lead].count("\n"), part.strip("\r\n")
        line += text[start:after].count("\n")
        start = after

"""Drafts in comma- or tab-separated tables with a header line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import Any

from posttone.drafts.decode import decode, surrogate_problem
from posttone.drafts.jsonlines import post_from
from posttone.errors import DraftError
from posttone.post import Draft, Problem

__all__ = ["read_delimited"]

#: Headers that are taken for the text where none is named, in this order.
TEXT_COLUMNS = ("text", "post", "draft", "message", "content", "body", "tweet", "caption")
_CONTEXT = ("account", "platform", "reply_to")


def read_delimited(
    raw: bytes, source: str, delimiter: str, text_column: str | None, id_column: str | None
) -> Iterator[Draft]:
    r"""Read a draft from every row.

    Raises
    ------
    DraftError
        If there is no header or no text column; the message lists the columns.

    Examples
    --------
    >>> [d.post.text for d in read_delimited(b"id,text\n1,Hello\n", "a.csv", ",", None, None)]
    ['Hello']
    """
    decoded = decode(raw)
    # csv refuses cells beyond a limit; how long a post may be is decided later, and says so.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=False)
    header = [name.strip() for name in next(rows, [])]
    text_key = _text_column(header, text_column)
    if id_column is not None and id_column not in header:
        raise DraftError(f"no column {id_column!r}. Columns: {_listed(header)}.", kind="no_id_column")
    id_key = id_column or next((name for name in header if name.lower() == "id"), "id")
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Draft(source=source, line=line, problem=Problem("bad_row", f"{source}, line {line}: {error}."))
            continue
        if row:
            yield _draft(dict(zip(header, row, strict=False)), source, line, text_key, id_key, decoded.warnings)


def _draft(
    record: dict[str, Any], source: str, line: int, text_key: str, id_key: str, warnings: tuple[str, ...]
) -> Draft:
    kept = {name: record[name] for name in _CONTEXT if record.get(name) and name != text_key}
    kept |= {text_key: record.get(text_key, "")}
    if record.get(id_key):
        kept[id_key] = record[id_key]
    try:
        if problem := surrogate_problem(kept[text_key]):
            raise DraftError(problem, kind="encoding")
        post, _ = post_from(kept, text_key, id_key)
    except DraftError as error:
        return Draft(source=source, line=line, problem=Problem(error.kind, f"{source}, line {line}: {error.message}"))
    return Draft(source=source, line=line, post=post, warnings=warnings)


def _text_column(header: list[str], wanted: str | None) -> str:
    if not header:
        raise DraftError("the file is empty; a header line with a text column is expected.", kind="empty")
    if wanted is not None:
        if wanted not in header:
            raise DraftError(f"no column {wanted!r}. Columns: {_listed(header)}.", kind="no_text_column")
        return wanted
    lower = {name.lower(): name for name in reversed(header)}
    for name in TEXT_COLUMNS:
        if name in lower:
            return lower[name]
    raise DraftError(
        f"no text column found. Columns: {_listed(header)}. Name the one with the posts: --text-column NAME.",
        kind="no_text_column",
    )


def _listed(header: list[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in header[:20])
    return shown + (f" and {len(header) - 20} more" if len(header) > 20 else "")

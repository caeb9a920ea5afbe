"""Drafts in JSON Lines: one ``posttone-request/1`` object a line, read one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from posttone.drafts.decode import decode, surrogate_problem
from posttone.errors import DraftError
from posttone.post import Draft, Post, Problem

__all__ = ["post_from", "read_jsonlines"]

_FIELDS = frozenset(Post.__struct_fields__)
_DECODER = msgspec.json.Decoder(dict[str, Any])


def read_jsonlines(
    lines: Iterable[bytes], source: str, text_column: str | None, id_column: str | None
) -> Iterator[Draft]:
    """Read a draft from every line that is not empty.

    Parameters
    ----------
    lines : iterable of bytes
    source : str
        How the file is named in results.
    text_column, id_column : str, optional
        Keys to read instead of ``text`` and ``id``.
    """
    unknown: set[str] = set()
    for number, raw in enumerate(lines, 1):
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if not raw.strip():
            continue
        try:
            post, ignored = post_from(_object(raw), text_column or "text", id_column or "id")
        except DraftError as error:
            yield Draft(
                source=source,
                line=number,
                problem=Problem(error.kind, f"{source}, line {number}: {error.message}"),
            )
            continue
        fresh = sorted(ignored - unknown)
        unknown |= ignored
        note = (f"keys not known and ignored: {', '.join(fresh)}",) if fresh else ()
        yield Draft(source=source, line=number, post=post, warnings=note)


def post_from(record: dict[str, Any], text_key: str = "text", id_key: str = "id") -> tuple[Post, set[str]]:
    """Make a post of a record, and name the keys that it does not know.

    Raises
    ------
    DraftError
        If the text is missing, or a value is of the wrong kind.
    """
    text = record.get(text_key)
    if not isinstance(text, str):
        found = ", ".join(map(repr, list(record)[:12])) or "none"
        what = "is missing" if text_key not in record else "is not a string"
        raise DraftError(
            f"the key {text_key!r} {what}. Keys found: {found}. Name yours with --text-column.",
            kind="no_text",
        )
    if not text.isascii() and (problem := surrogate_problem(text)):
        raise DraftError(problem, kind="encoding")
    fields = {key: value for key, value in record.items() if key in _FIELDS and key not in ("text", "id")}
    name = record.get(id_key)
    fields |= {"text": text, "id": None if name is None else str(name)}
    try:
        post = msgspec.convert(fields, Post)
    except msgspec.ValidationError as error:
        raise DraftError(f"{error}.", kind="bad_value") from None
    return post, set(record) - _FIELDS - {text_key, id_key}


def _object(raw: bytes) -> dict[str, Any]:
    try:
        return _DECODER.decode(raw)
    except msgspec.ValidationError as error:
        raise DraftError(f"not a JSON object ({error}).", kind="bad_json") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _second_try(raw)


def _second_try(raw: bytes) -> dict[str, Any]:
    """What msgspec refuses may still be readable: another encoding, or half a character to be named."""
    try:
        value = json.loads(decode(raw).text)
    except (ValueError, RecursionError) as error:
        raise DraftError(f"not valid JSON ({error}). One JSON object a line is expected.", kind="bad_json") from None
    if not isinstance(value, dict):
        raise DraftError("not a JSON object.", kind="bad_json")
    return value

"""One's own labelled posts, from CSV or JSON Lines with other names, into the record format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from posttone.drafts.decode import decode
from posttone.errors import CorpusError
from posttone.learn.records import Record, problems

__all__ = ["column_map", "import_records"]

_NUMBERS = ("unprofessional", "out_of_context", "human", "engaging")


def column_map(pairs: list[str]) -> dict[str, str]:
    """Read ``field=column`` pairs.

    Raises
    ------
    CorpusError
        If one is not of that form, or names an unknown field.

    Examples
    --------
    >>> column_map(["text=body"])
    {'text': 'body'}
    """
    found = dict(pair.partition("=")[::2] for pair in pairs)
    for field, column in found.items():
        if field not in Record.__struct_fields__ or not column:
            known = ", ".join(Record.__struct_fields__)
            raise CorpusError(f"--map {field}={column}: give FIELD=COLUMN. Fields: {known}.")
    return found


def import_records(path: Path, columns: Mapping[str, str]) -> list[Record]:
    """Read labelled posts.

    Labels that are missing are 0; ``codes`` may be a list or a string with commas.

    Parameters
    ----------
    path : Path
        ``.csv``, ``.tsv`` or ``.jsonl``.
    columns : mapping of str to str
        Column of each field; a field that is not named is looked for under its own name.

    Raises
    ------
    CorpusError
        Names the row and what is wrong with it.
    """
    rows = list(_rows(path))
    if rows and columns.get("text", "text") not in rows[0]:
        raise CorpusError(f"{path}: no column {columns.get('text', 'text')!r}. Columns: {', '.join(rows[0])}.")
    return [
        _record(row, columns, f"{path}, record {number}", f"{path.stem}-{number}") for number, row in enumerate(rows, 1)
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    text = decode(path.read_bytes()).text
    if path.suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), 1):
            try:
                if line.strip():
                    yield json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{path}, line {number}: not valid JSON ({error}).") from None
    else:
        yield from csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ",")


def _record(row: Mapping[str, Any], columns: Mapping[str, str], where: str, name: str) -> Record:
    values: dict[str, Any] = {"id": name}
    for field in Record.__struct_fields__:
        value = row.get(columns.get(field, field))
        if value not in (None, ""):
            values[field] = value
    try:
        values |= {field: float(values.get(field, 0)) for field in _NUMBERS}
    except (TypeError, ValueError):
        raise CorpusError(f"{where}: labels must be numbers.") from None
    codes = values.get("codes", [])
    listed = [c.strip() for c in codes.split(",") if c.strip()] if isinstance(codes, str) else codes
    values["codes"] = [{"code": c} if isinstance(c, str) else c for c in listed]
    values["id"] = str(values["id"])
    try:
        record = msgspec.convert(values, Record)
    except msgspec.ValidationError as error:
        raise CorpusError(f"{where}: {error}.") from None
    for problem in problems(record):
        raise CorpusError(f"{where}: {problem}")
    return record

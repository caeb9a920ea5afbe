"""Drafts from paths: files of every format, folders, and standard input."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from posttone.drafts.decode import decode
from posttone.drafts.delimited import read_delimited
from posttone.drafts.jsonlines import read_jsonlines
from posttone.drafts.plain import read_plain
from posttone.errors import DraftError
from posttone.post import Draft, Problem

__all__ = ["FORMATS", "ReadOptions", "read_drafts"]

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_LINES = (".jsonl", ".ndjson")
_PLAIN = (".txt", ".md")
#: File endings that are read.
FORMATS = (*_PLAIN, *_LINES, *_DELIMITERS)
_MAX_LINE = 64 * 1024 * 1024


@dataclass(frozen=True)
class ReadOptions:
    """How files are read.

    Attributes
    ----------
    split : {None, "line", "blank"}
        Several drafts in one text file: one a line, or one a paragraph.
    text_column, id_column : str or None
        Columns of tables and keys of JSON Lines.
    input_format : {None, "text", "json"}
        Of standard input; ``None`` is JSON if its first character that is no space is ``{``.
    """

    split: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    input_format: str | None = None


def read_drafts(paths: Iterable[str | os.PathLike[str]], options: ReadOptions | None = None) -> Iterator[Draft]:
    """Read drafts from files, folders (walked, in name order) and ``"-"``.

    What cannot be read yields a draft with a problem, in its place; nothing is raised for the user's files.

    Parameters
    ----------
    paths : iterable of str or path
    options : ReadOptions, optional

    Yields
    ------
    Draft
    """
    how = options or ReadOptions()
    for path in paths:
        name = os.fspath(path)
        if name == "-":
            yield from _guard("-", _read_stdin(sys.stdin.buffer, how))
        elif os.path.isdir(name):
            yield from _read_folder(Path(name), how)
        else:
            yield from _guard(name, _read_file(name, how))


def _guard(source: str, drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Turn what stops a file into one draft with a problem, after those that were read before it."""
    try:
        yield from drafts
    except DraftError as error:
        yield Draft(source=source, problem=Problem(error.kind, f"{source}: {error.message}"))
    except FileNotFoundError:
        yield Draft(source=source, problem=Problem("not_found", f"{source}: no such file or folder. Check the path."))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Draft(
            source=source,
            problem=Problem("unreadable", f"{source}: cannot be read ({reason}). Check its permissions."),
        )


def _read_file(name: str, how: ReadOptions) -> Iterator[Draft]:
    ending = Path(name).suffix.lower()
    with open(name, "rb") as file:
        if ending in _LINES:
            yield from read_jsonlines(_lines(file), name, how.text_column, how.id_column)
        elif ending in _DELIMITERS:
            yield from read_delimited(file.read(), name, _DELIMITERS[ending], how.text_column, how.id_column)
        elif ending in _PLAIN or not ending:
            yield from read_plain(file.read(), name, how.split)
        else:
            raise DraftError(f"files ending in {ending} are not read. Readable: {', '.join(FORMATS)}.", kind="format")


def _read_stdin(stream: BinaryIO, how: ReadOptions) -> Iterator[Draft]:
    raw = stream.read()
    text = decode(raw).text
    is_json = how.input_format == "json" or (how.input_format is None and text.lstrip()[:1] == "{")
    if is_json:
        yield from read_jsonlines(_records(text), "-", how.text_column, how.id_column)
    else:
        yield from read_plain(raw, "-", how.split)


def _records(text: str) -> list[bytes]:
    """One object over several lines, or an object a line."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text.encode("utf-8", "surrogatepass").splitlines(keepends=True)
    return [text.encode("utf-8", "surrogatepass")]


def _lines(file: BinaryIO) -> Iterator[bytes]:
    if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        file.seek(0)
        yield from decode(file.read()).text.encode("utf-8", "surrogatepass").splitlines(keepends=True)
        return
    file.seek(0)
    while line := file.readline(_MAX_LINE):
        if len(line) == _MAX_LINE:
            raise DraftError(
                f"a line is longer than {_MAX_LINE // 2**20} MB. One JSON object a line is expected.",
                kind="too_large",
            )
        yield line


def _read_folder(folder: Path, how: ReadOptions) -> Iterator[Draft]:
    found = False
    problems: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in FORMATS:
                found = True
                path = os.path.join(here, name)
                yield from _guard(path, _read_file(path, how))
    for error in problems:
        text = f"{error.filename}: cannot be read ({error.strerror}). Check its permissions."
        yield Draft(source=str(error.filename), problem=Problem("unreadable", text))
    if not found and not problems:
        text = f"{folder}: no drafts here. Readable: {', '.join(FORMATS)}."
        yield Draft(source=str(folder), problem=Problem("no_drafts", text))

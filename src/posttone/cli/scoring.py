"""The job behind ``posttone score``: read, score, write, and say how it ended."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from posttone.drafts import ReadOptions, read_drafts
from posttone.errors import SettingsError
from posttone.model.scorer import DEFAULT_MODEL, Scorer, load
from posttone.post import Assessment, Draft

__all__ = ["Job", "run"]

_SHOW_PROGRESS_AFTER = 2.0


@dataclass(frozen=True)
class Job:
    """What ``posttone score`` was asked to do; the names are those of its options."""

    paths: tuple[str, ...]
    format: str = "console"
    output: Path | None = None
    model: str | None = None
    split: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    fail_on: str | None = None
    reasons: bool = True


def run(job: Job) -> int:
    """Do a job.

    Returns
    -------
    int
        0: nothing at or above ``fail_on``. 1: something was. 2: something could not be read; 2 outranks 1.

    Raises
    ------
    PosttoneError
        If the model cannot be loaded or the output cannot be written.
    """
    scorer = load(job.model or DEFAULT_MODEL)
    options = ReadOptions(job.split, job.text_column, job.id_column)
    counts: Counter[str] = Counter()
    write = _write_jsonl if job.format == "jsonl" else _write_console
    try:
        with _open_output(job.output) as stream:
            for assessment in write(job, scorer, _watched(read_drafts(job.paths, options)), stream):
                counts["error" if assessment.status == "error" else assessment.decision] += 1
    except BrokenPipeError:
        # What cannot be flushed any more must not raise again when Python closes its streams.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SettingsError("the reader of the output went away before the end", kind="broken_pipe") from None
    return _exit_code(counts, job.fail_on)


def _exit_code(counts: Counter[str], fail_on: str | None) -> int:
    if counts["error"]:
        return 2
    stopped = counts["hold"] + (counts["review"] if fail_on == "review" else 0)
    return 1 if fail_on and stopped else 0


def _open_output(path: Path | None) -> AbstractContextManager[IO[bytes]]:
    if path is None:
        return nullcontext(sys.stdout.buffer)
    try:
        return path.open("wb")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}). Choose another --output.") from None


def _write_jsonl(job: Job, scorer: Scorer, drafts: Iterator[Draft], stream: IO[bytes]) -> Iterator[Assessment]:
    from posttone.render.jsonl import to_line

    for assessment in scorer.score_drafts(_warned(drafts), reasons=job.reasons):
        stream.write(to_line(assessment))
        if assessment.error is not None:
            print(f"posttone: {assessment.error.message}", file=sys.stderr)
        yield assessment
    stream.flush()


def _write_console(job: Job, scorer: Scorer, drafts: Iterator[Draft], stream: IO[bytes]) -> Iterator[Assessment]:
    import io

    from posttone.render.console import console_for, render, summary

    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", write_through=True)
    console = console_for(sys.stdout if job.output is None else text)
    ours, theirs = itertools.tee(drafts)
    first_two = list(itertools.islice(ours, 2))
    counts: Counter[str] = Counter()
    pairs = zip(itertools.chain(first_two, ours), scorer.score_drafts(theirs, reasons=job.reasons), strict=True)
    for draft, assessment in pairs:
        words = draft.post.text if draft.post else None
        console.print(render(assessment, words, scorer.thresholds, names=len(first_two)))
        counts["error" if assessment.status == "error" else assessment.decision] += 1
        yield assessment
    console.print(summary(counts, f"model {scorer.model.name} {scorer.model.version}"))
    text.detach()


def _warned(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Say each warning of a file once, on standard error."""
    said: set[tuple[str, str]] = set()
    for draft in drafts:
        for warning in draft.warnings:
            if (draft.source, warning) not in said:
                said.add((draft.source, warning))
                print(f"posttone: {draft.source}: {warning}", file=sys.stderr)
        yield draft


def _watched(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Show progress on standard error, on a terminal, once the work has taken a while."""
    started = time.monotonic()
    for draft in drafts:
        yield draft
        if time.monotonic() - started > _SHOW_PROGRESS_AFTER:
            break
    if not sys.stderr.isatty():
        yield from drafts
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("drafts read:"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(drafts, total=None)

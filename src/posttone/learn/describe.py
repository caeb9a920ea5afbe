"""A corpus in numbers and pictures: one HTML page, PNGs, and the same numbers for a program."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from posttone.errors import MissingExtra
from posttone.learn.agreement import agreement
from posttone.learn.records import Record
from posttone.learn.shares import code_counts, lookalike_counts, shares
from posttone.learn.tells import tells
from posttone.taxonomy import RISKS, TONES

__all__ = ["describe", "summarise", "to_markdown", "write_page"]

Table = dict[str, Any]


def summarise(records: Sequence[Record]) -> dict[str, Table]:
    """Tables of counts, shares, lengths, tells and agreement, by title."""
    lengths = np.array([len(r.text) for r in records] or [0])
    codes, twins = code_counts(records), lookalike_counts(records)
    labels = {f"{field} {value}": n for field in (*RISKS, *TONES) for value, n in _counted(records, field)}
    return {
        "Counts": {
            "posts": len(records),
            "risky": sum(r.risky for r in records),
            "contrast pairs": len({r.pair for r in records if r.pair}),
            "scenarios": len({r.group for r in records}),
            "writers": len({r.writer for r in records}),
            "read a second time": sum(r.second is not None for r in records),
            "settled by a third reader": sum(r.third is not None for r in records),
        },
        "Shares": {name: round(value, 3) for name, value in shares(records).items()},
        "Length in characters": {f"{q} %": int(np.percentile(lengths, q)) for q in (1, 10, 25, 50, 75, 90, 99)},
        "Labels, rounded": labels,
        "Codes (risky posts / look-alikes)": {code: f"{codes[code]} / {twins[code]}" for code in codes},
        "Topics": dict(Counter(r.topic or "none" for r in records).most_common()),
        "Tells of the risky side (0.5 tells nothing)": {
            name: round(value, 3) for name, value in tells(records).items()
        },
        "Agreement of writer and reader (consistency of language models, not human agreement)": {
            f"{a.field}: {a.measure}, n={a.n}": round(a.value, 3) for a in agreement(records)
        },
    }


def _counted(records: Sequence[Record], field: str) -> list[tuple[int, int]]:
    return sorted(Counter(int(np.floor(getattr(r, field) + 0.5)) for r in records).items())


def to_markdown(tables: dict[str, Table]) -> str:
    """The tables as Markdown."""
    parts = []
    for title, table in tables.items():
        if table:
            rows = "\n".join(f"| {name} | {value} |" for name, value in table.items())
            parts.append(f"### {title}\n\n| | |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def describe(records: Sequence[Record], folder: Path) -> Path:
    """Write ``index.html`` and its PNGs into a folder, and return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = _plots(records, folder)
    return write_page(summarise(records), pictures, folder / "index.html")


def write_page(tables: dict[str, Table], pictures: dict[str, str], path: Path) -> Path:
    """One HTML page without scripts, readable on a phone."""
    body = "".join(
        f'<figure><img src="{html.escape(name)}" alt=""><figcaption>{html.escape(words)}</figcaption></figure>'
        for name, words in pictures.items()
    )
    for title, table in tables.items():
        rows = "".join(
            f"<tr><th scope=row>{html.escape(str(k))}</th><td>{html.escape(str(v))}</td></tr>" for k, v in table.items()
        )
        body += f"<section><h2>{html.escape(title)}</h2><table>{rows}</table></section>"
    style = (
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}img{max-width:100%}"
        "table{border-collapse:collapse}th{text-align:left;font-weight:normal;padding-right:2rem}td{text-align:right}"
        "tr{border-bottom:1px solid #ddd}figure{margin:1rem 0}"
    )
    path.write_text(
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Corpus</title><style>{style}</style><h1>Corpus</h1>{body}</html>\n",
        encoding="utf-8",
    )
    return path


def _row(name: str, value: str) -> str:
    return f"<tr><th scope=row>{html.escape(name)}</th><td>{html.escape(value)}</td></tr>"


def _plots(records: Sequence[Record], folder: Path) -> dict[str, str]:
    try:
        import matplotlib as mpl
    except ImportError:
        raise MissingExtra.of("matplotlib", "corpus", "to draw the plots") from None
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axis = plt.subplots(figsize=(8, 3.2), layout="constrained")
    bins = np.linspace(0, 600, 41).tolist()
    for name, risky in (("risky", True), ("safe", False)):
        axis.hist(
            [len(r.text) for r in records if r.risky is risky], bins, density=True, histtype="step", label=name, lw=2
        )
    axis.set(xlabel="characters", ylabel="share", yticks=[])
    axis.legend(frameon=False)
    figure.savefig(folder / "lengths.png", dpi=110)
    figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), layout="constrained")
    for axis, tone in zip(axes, TONES, strict=True):
        for name, risky in (("risky", True), ("safe", False)):
            values = [getattr(r, tone) for r in records if r.risky is risky]
            axis.hist(values, np.arange(-0.25, 4.5, 0.5).tolist(), density=True, histtype="step", label=name, lw=2)
        axis.set(xlabel=tone, yticks=[])
    axes[0].legend(frameon=False)
    figure.savefig(folder / "tones.png", dpi=110)
    codes, twins = code_counts(records), lookalike_counts(records)
    figure, axis = plt.subplots(figsize=(8, 7), layout="constrained")
    place = np.arange(len(codes))
    axis.barh(place - 0.2, list(codes.values()), 0.4, label="risky posts")
    axis.barh(place + 0.2, list(twins.values()), 0.4, label="look-alikes")
    axis.set_yticks(place, list(codes))
    axis.invert_yaxis()
    axis.legend(frameon=False)
    figure.savefig(folder / "codes.png", dpi=110)
    plt.close("all")
    return {
        "lengths.png": "Length of risky and of safe posts",
        "tones.png": "Human and engaging of risky and of safe posts",
        "codes.png": "Risky posts and harmless look-alikes of each code",
    }

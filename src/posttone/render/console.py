"""The console view: made for a person with a draft, readable at 60 columns, plain in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from posttone.policy import Thresholds
from posttone.post import Assessment, Reason, Risk
from posttone.taxonomy import CODES, OUT_OF_CONTEXT, STANDARDS, UNPROFESSIONAL

__all__ = ["console_for", "render", "summary"]

_MAX_WIDTH = 88
_BAR = 20
_DECISION = {
    "clear": ("CLEAR", "bold green", "nothing here reaches the threshold for a second reader"),
    "review": ("REVIEW", "bold yellow", "let a second person read it before it goes out"),
    "hold": ("HOLD", "bold red", "don't post it as it stands"),
    "not_scored": ("NOT SCORED", "bold magenta", "a person must read it"),
}
_TITLES = {UNPROFESSIONAL: "judged unprofessional", OUT_OF_CONTEXT: "taken out of context"}
# Control and direction characters of a draft would act on the terminal; each is shown as one visible mark instead.
_CONTROLS = dict.fromkeys(
    {*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {9, 10}, "\ufffd"
)
_NO_PICTURE = "Advice to the writer, not a finding. No text model sees the picture."


def console_for(stream: TextIO, width: int | None = None) -> Console:
    """A console on a stream: colour only on a terminal and without NO_COLOR, at most 88 columns."""
    console = Console(file=stream, highlight=False, soft_wrap=False, width=width, emoji=False)
    console.width = min(console.width, _MAX_WIDTH)
    return console


def render(a: Assessment, text: str | None, limits: Mapping[str, Thresholds], names: int = 1) -> RenderableType:
    """The view of one assessment.

    Parameters
    ----------
    a : Assessment
    text : str or None
        The post, to be quoted; ``None`` where it could not be read.
    limits : mapping of str to Thresholds
        The model's, for the words beside a probability.
    names : int
        How many drafts there are in all: a single one needs no heading.
    """
    word, style, meaning = _DECISION[a.decision]
    where = _safe(_where(a))
    head = Text.assemble((word, style), "  ", (where, "bold") if where and names > 1 else "")
    parts: list[RenderableType] = [head]
    if a.status == "error":
        message = _safe(a.error.message) if a.error else ""
        parts.append(_indent(Text.assemble(("could not be read: ", "bold red"), message)))
    elif a.status == "not_scored":
        parts.append(_indent(Text("; ".join(a.warnings))))
    else:
        parts += [
            _indent(Text(meaning, style="italic")),
            _quoted(text or "", a.reasons),
            *_figures(a, limits),
        ]
        parts += [_indent(_reason(r)) for r in a.reasons]
        parts += [_indent(Text(f"note: {_safe(w)}", style="dim")) for w in a.warnings]
    return Group(*parts, Text(""))


def summary(counts: Mapping[str, int], model: str) -> RenderableType:
    """The last lines: how many of each decision, by which model, and what the tool cannot see."""
    known = [f"{counts[key]} {_DECISION[key][0].lower()}" for key in _DECISION if counts.get(key)]
    errors = counts.get("error", 0)
    if errors:
        known.append(f"{errors} could not be read")
    total = sum(counts.values())
    return Group(
        Text(f"{total} draft{'s' if total != 1 else ''}: {', '.join(known) or 'none'} ({model})"),
        Text(_NO_PICTURE, style="dim"),
    )


def _safe(text: str) -> str:
    """One character for one, so that spans still fit."""
    return text.translate(_CONTROLS)


def _where(a: Assessment) -> str:
    place = a.source or ""
    if a.line is not None:
        place += f":{a.line}"
    return f"{place} [{a.id}]" if a.id and place else place or (a.id or "")


def _indent(inner: RenderableType) -> RenderableType:
    return Padding(inner, (0, 0, 0, 2))


def _quoted(text: str, reasons: Iterable[Reason]) -> RenderableType:
    """The post itself with the words that reasons point at underlined."""
    shown = Text(_safe(text if len(text) <= 600 else text[:600] + " …"))
    for reason in reasons:
        shown.stylize("underline", reason.start, reason.end)
    return Padding(shown, (0, 0, 0, 4))


def _figures(a: Assessment, limits: Mapping[str, Thresholds]) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for task, risk in ((UNPROFESSIONAL, a.unprofessional), (OUT_OF_CONTEXT, a.out_of_context)):
        if risk is not None:
            style = "green" if not risk.flag else "red" if risk.probability >= limits[task].hold else "yellow"
            words = f"{_TITLES[task]:<22}"
            figure = f"{100 * risk.probability:5.1f} %  "
            lines.append(_indent(Text.assemble(words, (figure, style), (_in_words(risk, limits[task]), style))))
    for name, value in (("human", a.human), ("engaging", a.engaging)):
        if value is not None:
            full = round(value / 100 * _BAR)
            bar = "█" * full + "░" * (_BAR - full)
            lines.append(_indent(Text.assemble(f"{name:<22}", (f"{value:5.0f}    ", ""), (bar, "cyan"))))
    return lines


def _in_words(risk: Risk, limit: Thresholds) -> str:
    if risk.probability >= limit.hold:
        return "high"
    if risk.flag:
        return "raised"
    return "low" if risk.probability < limit.review / 2 else "below the threshold"


def _reason(reason: Reason) -> RenderableType:
    code = CODES[reason.code]
    touches = ", ".join(f"{s} {STANDARDS[s]}" for s in reason.standards)
    quote = " ".join(_safe(reason.quote).split())
    return Group(
        Text.assemble(("• ", "bold"), (code.title, "bold"), f" ({reason.code})", ": ", (f"“{quote}”", "italic")),
        Padding(Text(reason.advice), (0, 0, 0, 2)),
        Padding(Text(f"may touch: {touches}", style="dim"), (0, 0, 0, 2)),
    )

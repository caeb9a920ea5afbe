"""JSON Lines, schema ``posttone/1``: one object an assessment, which only ever gains fields."""

from __future__ import annotations

from typing import Any

import msgspec

from posttone.post import Assessment, Fragment, ModelRef, Problem, Reason, Risk

__all__ = ["SCHEMA_NAME", "Line", "json_schema", "line_of", "to_line"]

SCHEMA_NAME = "posttone/1"


class RiskPair(msgspec.Struct, frozen=True):
    """Both risks."""

    unprofessional: Risk
    out_of_context: Risk


class TonePair(msgspec.Struct, frozen=True):
    """Both tones, 0 to 100."""

    human: float
    engaging: float


class Line(msgspec.Struct, frozen=True, kw_only=True, rename={"schema_": "schema"}, omit_defaults=False):
    """One line of ``--format jsonl``."""

    schema_: str = SCHEMA_NAME
    source: str | None
    line: int | None
    id: str | None
    status: str
    decision: str
    risk: RiskPair | None
    tone: TonePair | None
    reasons: tuple[Reason, ...]
    weakest_fragment: Fragment | None
    questions: tuple[str, ...]
    model: ModelRef
    why: str | msgspec.UnsetType = msgspec.UNSET
    error: Problem | msgspec.UnsetType = msgspec.UNSET
    warnings: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


_ENCODER = msgspec.json.Encoder()


def line_of(a: Assessment) -> Line:
    """The line of an assessment, as a struct."""
    scored = a.unprofessional is not None and a.out_of_context is not None
    return Line(
        source=a.source,
        line=a.line,
        id=a.id,
        status=a.status,
        decision=a.decision,
        risk=RiskPair(_rounded(a.unprofessional), _rounded(a.out_of_context)) if scored else None,
        tone=TonePair(a.human or 0.0, a.engaging or 0.0) if scored else None,
        reasons=a.reasons,
        weakest_fragment=a.weakest_fragment,
        questions=a.questions,
        model=a.model,
        why=a.why or msgspec.UNSET,
        error=a.error or msgspec.UNSET,
        warnings=a.warnings or msgspec.UNSET,
    )


def to_line(a: Assessment) -> bytes:
    r"""One line of JSON with its newline, UTF-8.

    Examples
    --------
    >>> from posttone.post import ModelRef
    >>> to_line(Assessment(model=ModelRef("fast", "0", ""), status="not_scored", why="empty"))[:60]
    b'{"schema":"posttone/1","source":null,"line":null,"id":null,"'
    """
    return _ENCODER.encode(line_of(a)) + b"\n"


def json_schema() -> dict[str, Any]:
    """The JSON schema of a line."""
    schema = msgspec.json.schema(Line)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA_NAME, **schema}


def _rounded(risk: Risk | None) -> Risk:
    assert risk is not None
    return Risk(round(risk.probability, 4), risk.flag)

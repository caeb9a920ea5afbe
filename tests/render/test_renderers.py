from __future__ import annotations

import io
import json

import pytest

from posttone.policy import Thresholds
from posttone.post import Assessment, Decision, ModelRef, Problem, Reason, Risk
from posttone.render.console import console_for, render, summary
from posttone.render.jsonl import to_line
from posttone.taxonomy import CODES

MODEL = ModelRef("fast", "0.1.0", "ab" * 32)
LIMITS = {"unprofessional": Thresholds(0.08, 0.2), "out_of_context": Thresholds(0.08, 0.2)}
TEXT = "Don’t moan 👮🏽 [/bold] at us about your shed, lock it."
REASON = Reason(
    task="unprofessional",
    code="scolding",
    start=0,
    end=10,
    quote=TEXT[:10],
    weight=0.4,
    standards=CODES["scolding"].standards,
    advice=CODES["scolding"].advice,
)
FLAGGED = Assessment(
    model=MODEL,
    id="7",
    source="a.csv",
    line=3,
    decision="hold",
    unprofessional=Risk(0.3123456, True),
    out_of_context=Risk(0.01, False),
    human=52.0,
    engaging=20.0,
    reasons=(REASON,),
)


def shown(*parts: object, width: int = 60) -> str:
    stream = io.StringIO()
    console = console_for(stream, width)
    for part in parts:
        console.print(part)
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())


def test_the_console_view_at_sixty_columns() -> None:
    assert shown(render(FLAGGED, TEXT, LIMITS, names=2), summary({"hold": 1, "error": 1}, "model fast 0.1.0")) == (
        "HOLD  a.csv:3 [7]\n"
        "  don't post it as it stands\n"
        "    Don’t moan 👮🏽 [/bold] at us about your shed, lock it.\n"
        "  judged unprofessional  31.2 %  high\n"
        "  taken out of context    1.0 %  low\n"
        "  human                    52    ██████████░░░░░░░░░░\n"
        "  engaging                 20    ████░░░░░░░░░░░░░░░░\n"
        "  • lectures or threatens the public (scolding): “Don’t\n"
        "  moan”\n"
        "    Say what you need and why in your own words; thank those\n"
        "    who already do it.\n"
        "    may touch: S2 Authority, respect and courtesy\n"
        "\n"
        "2 drafts: 1 hold, 1 could not be read (model fast 0.1.0)\n"
        "Advice to the writer, not a finding. No text model sees the\n"
        "picture.\n"
    )


@pytest.mark.parametrize(("decision", "word"), [("clear", "CLEAR"), ("review", "REVIEW"), ("hold", "HOLD")])
def test_every_decision_has_its_word(decision: Decision, word: str) -> None:
    a = Assessment(model=MODEL, decision=decision, unprofessional=Risk(0.1, True), out_of_context=Risk(0.1, True))
    assert shown(render(a, TEXT, LIMITS)).startswith(word)


def test_markup_in_a_draft_is_shown_and_not_obeyed() -> None:
    hostile = "[bold red]hold[/] \x1b[31mred\x1b[0m [link=file:///etc/passwd]x[/link]"
    out = shown(render(Assessment(model=MODEL, decision="clear"), hostile, LIMITS), width=80)
    assert "[bold red]hold[/]" in out
    assert "\x1b[31m" not in out


def test_a_line_of_json() -> None:
    line = json.loads(to_line(FLAGGED))
    assert line["schema"] == "posttone/1"
    assert line["risk"]["unprofessional"] == {"probability": 0.3123, "flag": True}
    assert TEXT[line["reasons"][0]["start"] : line["reasons"][0]["end"]] == line["reasons"][0]["quote"]
    assert "error" not in line and "why" not in line


def test_an_error_keeps_its_shape() -> None:
    line = json.loads(to_line(Assessment(model=MODEL, status="error", error=Problem("bad_json", "line 3: no"))))
    assert (line["decision"], line["error"]["kind"], line["risk"], line["tone"]) == (
        "not_scored",
        "bad_json",
        None,
        None,
    )

from __future__ import annotations

import re

from posttone.taxonomy import CODES, RISKS, STANDARDS, codes_of


def test_there_are_fifteen_and_eleven_codes() -> None:
    assert [len(codes_of(task)) for task in RISKS] == [15, 11]


def test_every_code_names_known_standards_and_short_advice() -> None:
    for code in CODES.values():
        assert code.standards and set(code.standards) <= set(STANDARDS)
        assert 1 <= len(re.findall(r"[.;](?:\s|$)", code.advice)) <= 2
        assert "breaks" not in code.advice

"""Shared parts of the tests: the shipped model, the examples, and real sets where they are present."""

from __future__ import annotations

from pathlib import Path

import pytest

import posttone
from posttone.model import Scorer

HERE = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def fast() -> Scorer:
    return posttone.load("fast")


@pytest.fixture
def examples() -> Path:
    return HERE / "examples" / "drafts"

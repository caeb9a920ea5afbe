from __future__ import annotations

import numpy as np
import pytest

from posttone.features.batch import TextBatch
from posttone.features.style import STYLE_MEASURES, style_measures
from posttone.text.clean import clean


def measure(text: str) -> dict[str, float]:
    row = style_measures(TextBatch.of([clean(text).text]), [text])[0]
    return dict(zip(STYLE_MEASURES, row.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Thank you! Thank you!", "exclamation_marks", 2),
        ("I said my piece, I'm done", "first_person_singular", 3),
        ("See https://example.org and www.example.org", "links", 2),
        ("@PCNobody and @PCSomebody", "handles", 2),
        ("ref 14/77, log 482", "numbers", 2),
        ("#one #two", "hashtags", 2),
        ("👍👍 ok", "emoji", 2),
        ("You should move your car", "second_person", 2),
        ("Any excuse, always", "absolute", 2),
    ],
)
def test_counts_enter_as_logarithms(text: str, name: str, count: int) -> None:
    assert measure(text)[name] == pytest.approx(np.log1p(count))


def test_capitals_are_a_share_of_letters() -> None:
    assert measure("STOP it")["capitals"] == pytest.approx(4 / 6)


def test_one_text_measures_the_same_alone_and_among_others() -> None:
    texts = ["We found him, thank you.", "", "NO EXCUSES!!! 👮 #Fatal5", "é" * 40]
    cleaned = [clean(t).text for t in texts]
    together = style_measures(TextBatch.of(cleaned), texts)
    for i, text in enumerate(texts):
        np.testing.assert_allclose(together[i], style_measures(TextBatch.of([cleaned[i]]), [text])[0])

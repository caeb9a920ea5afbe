from __future__ import annotations

import pytest

from posttone.text.clean import clean
from posttone.text.language import other_language


@pytest.mark.parametrize(
    "text",
    [
        "CLOSED: A64 Malton both ways",
        "Have you seen Agnieszka Wójcik, 34, from Wrexham? Please call 101.",
        "Missing: Gruffydd ap Llywelyn-Rees, 71, last seen near Pwllheli",
        "Bore da! We're at the market until noon, come and say hello.",
        "Road open.",
        "Diolch everyone",
    ],
)
def test_english(text: str) -> None:
    assert other_language(clean(text).text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mae'r ffordd ar gau ger y bont. Diolch am eich amynedd, ac arhoswch yn ddiogel.", "Welsh"),
        ("Droga jest zamknięta przez wypadek, proszę jechać inną drogą oraz uważać na policję.", "Polish"),
        ("Drumul este închis din cauza unui accident și vă rugăm să ocoliți.", "Romanian"),
        ("سڑک حادثے کی وجہ سے بند ہے", "Urdu or Arabic"),
        ("ਸੜਕ ਹਾਦਸੇ ਕਰਕੇ ਬੰਦ ਹੈ", "Punjabi"),
        ("дорога закрыта", "a language in Cyrillic script"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    assert other_language(clean(text).text) == language

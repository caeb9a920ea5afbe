"""Is this English? Script first, then function words.

A short text with no function word of any language ("CLOSED: A64 Malton") counts as English: headlines have none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["other_language"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH: Final = _words(
    "the and of for in is was are were be been on at with this that these those you your we our us they them their it "
    "its if or not have has had will would can could should please there here who what when where which how from by as "
    "but about after before he she his her him i my me an a to do no so just all any more new call thank thanks"
)
# Function words that the others share with English ("i", "a", "to", "do") are left out.
_OTHERS: Final = {
    "Welsh": _words(
        "yr yn mae ac ar gyda wedi eich ein ni chi hwn hon hyn sydd nad nid oedd bydd gan gennym ydym ydych rydym "
        "rydyn neu os gwelwch dda diolch heddlu fod wrth ond hefyd dros cael cyn gael ym oes iawn roedd ei eu os am "
        "un ddau"
    ),
    "Polish": _words(
        "się jest nie na że jak dla oraz przez są czy tym tego który która które po od przy lub ale był była można "
        "proszę policja jeśli został została w z ze"
    ),
    "Romanian": _words(
        "și în la cu pe este sunt nu să din pentru care ai mai fost dar dacă prin sau vă rugăm o un am acest această au"
    ),
    "Urdu or another language in Latin script": _words(
        "hai hain ka ki ke ko se mein aur nahi kya yeh woh kar raha rahi ap aap"
    ),
}
_SCRIPTS: Final = {
    "ARABIC": "Urdu or Arabic",
    "GURMUKHI": "Punjabi",
    "DEVANAGARI": "Hindi or Nepali",
    "BENGALI": "Bengali",
    "GUJARATI": "Gujarati",
    "TAMIL": "Tamil",
    "CYRILLIC": "a language in Cyrillic script",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
}
_TOKEN = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """Name the language of a cleaned text, if it is not English.

    Parameters
    ----------
    text : str
        Lower case, with links and handles masked.

    Returns
    -------
    str or None
        ``None`` for English.

    Examples
    --------
    >>> other_language("mae'r ffordd ar gau yn y dref. diolch am eich amynedd")
    'Welsh'
    >>> other_language("road closed in llanfairpwll, please avoid the area") is None
    True
    """
    if not text.isascii() and (script := _main_script(text)) is not None:
        return script
    if len(_ENGLISH.intersection(text.split())) >= 3:  # most posts are decided here, and quickly
        return None
    found = set(_TOKEN.findall(text))
    english = len(found & _ENGLISH)
    if english >= 3:
        return None
    name, others = max(((name, len(found & words)) for name, words in _OTHERS.items()), key=lambda pair: pair[1])
    return name if others >= 2 and others > english else None


def _main_script(text: str) -> str | None:
    """The script of more than half of the letters, unless it is Latin."""
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if c > "\u024f"]
    if len(foreign) * 2 <= len(letters):
        return None
    names = [unicodedata.name(c, "UNKNOWN").split()[0] for c in foreign]
    script = max(set(names), key=names.count)
    if script in ("LATIN", "MODIFIER", "MATHEMATICAL"):
        return None
    return _SCRIPTS.get(script, "another language")

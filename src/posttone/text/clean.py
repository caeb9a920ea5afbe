"""Cleaning that can always point back to the user's own characters.

Every step only deletes characters or replaces a run of them; the runs are remembered when somebody asks for them
(:meth:`Cleaned.origins`), and cost nothing otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["EMAIL", "HANDLE", "LINK", "NUMBER", "Cleaned", "clean"]

#: What stands in the cleaned text for a link, an address, a handle, and a number of two digits or more.
LINK, EMAIL, HANDLE, NUMBER = "linkmask", "mailmask", "handlemask", "00"


def _mask_number(match: re.Match[str]) -> str:
    """Numbers lose their digits, but for the three that callers know."""
    digits = match.group()
    return digits if digits in ("101", "111", "999") else NUMBER


# What gives a mask away, the pattern, and what stands for it; tried in this order.
_MASKS: tuple[tuple[re.Pattern[str], re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"https?:|www\.|\.(?:ly|co|com|uk)/"),
        re.compile(r"(?:https?://|www\.)[^\s<>\"]+|\b(?:bit\.ly|t\.co|pic\.twitter\.com|orlo\.uk)/\w+"),
        LINK,
    ),
    (re.compile("@"), re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"), EMAIL),
    (re.compile("@"), re.compile(r"(?<![\w@])@\w{1,50}"), HANDLE),
    (re.compile(r"\d\d|\d[,.:/]\d"), re.compile(r"\d[\d,.:/]*\d"), _mask_number),
)

# Quotation marks, dashes and spaces that keyboards and word processors put in; one character for one.
_PLAIN = str.maketrans("‘’‚‛´`“”„‟«»–—―−‐‑\u00a0\u2009\u202f\u3000", "''''''\"\"\"\"\"\"------    ")
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# What may change: a character with combining marks, or one outside printable ASCII.
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]+|[{_MARKS}]+|[^\x20-\x7e\n\t\r]")


@dataclass(frozen=True)
class Cleaned:
    """A cleaned text that remembers where it came from.

    Parameters
    ----------
    source : str
        The user's text.
    text : str
        The cleaned text.

    Examples
    --------
    >>> c = clean("Ring 01632 960 or see https://example.org/a")
    >>> c.text
    'ring 00 00 or see linkmask'
    >>> c.span(5, 7)
    (5, 10)
    >>> c.source[5:10]
    '01632'
    """

    source: str
    text: str

    @cached_property
    def origins(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Start and end in the source for each character of the text, two arrays of its length."""
        text, starts, ends = _trace(self.source)
        if text != self.text:  # the fast path and the traced path are one algorithm; a test holds them equal
            raise AssertionError("cleaning and its trace disagree")
        return np.asarray(starts, np.int64), np.asarray(ends, np.int64)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source behind ``text[start:end]``.

        Raises
        ------
        ValueError
            If the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is empty or outside a text of {len(self.text)} characters")
        if self.text == self.source:
            return start, end
        first, last = self.origins
        return int(first[start:end].min()), int(last[start:end].max())


def clean(text: str) -> Cleaned:
    """Normalise, drop invisible characters, lower the case, and mask links, addresses, handles and numbers.

    Parameters
    ----------
    text : str
        Any string; lone surrogates are dropped.

    Returns
    -------
    Cleaned

    Examples
    --------
    >>> clean("It\u2019s ca\u0301nce\u200blled").text
    "it's cáncelled"
    """
    plain = text if text.isascii() and text.isprintable() else _normalise(text)
    plain = _lower(plain)
    for hint, pattern, mask in _MASKS:
        if hint.search(plain):
            plain = pattern.sub(mask, plain)
    return Cleaned(text, plain)


def _lower(text: str) -> str:
    """Lower case, one character for one."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _visible(char: str) -> bool:
    return char != "\ufe0f" and unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _normalise(text: str) -> str:
    return _CLUSTER.sub(lambda match: _normalise_cluster(match.group()), text)


@lru_cache(maxsize=4096)
def _normalise_cluster(cluster: str) -> str:
    kept = "".join(filter(_visible, cluster))
    return unicodedata.normalize("NFKC", kept).translate(_PLAIN)


def _trace(source: str) -> tuple[str, list[int], list[int]]:
    """Clean again, character by character, and keep for each result where it came from."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def keep(start: int, end: int) -> None:
        chars.extend(source[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    done = 0
    for match in _CLUSTER.finditer(source):
        keep(done, match.start())
        done = match.end()
        result = _normalise_cluster(match.group())
        chars.extend(result)
        starts.extend([match.start()] * len(result))
        ends.extend([done] * len(result))
    keep(done, len(source))
    plain = _lower("".join(chars))
    for _, pattern, mask in _MASKS:
        plain, starts, ends = _trace_mask(plain, starts, ends, pattern, mask)
    return plain, starts, ends


def _trace_mask(
    plain: str,
    starts: list[int],
    ends: list[int],
    pattern: re.Pattern[str],
    mask: str | Callable[[re.Match[str]], str],
) -> tuple[str, list[int], list[int]]:
    out: list[str] = []
    first: list[int] = []
    last: list[int] = []
    done = 0
    for match in pattern.finditer(plain):
        a, b = match.span()
        new = mask if isinstance(mask, str) else mask(match)
        out += [plain[done:a], new]
        first += starts[done:a] + [starts[a]] * len(new)
        last += ends[done:a] + [ends[b - 1]] * len(new)
        done = b
    return "".join((*out, plain[done:])), first + starts[done:], last + ends[done:]

"""From bytes to text: UTF-8, UTF-16 with a mark, Windows-1252 as a guess that is said aloud."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from posttone.errors import DraftError

__all__ = ["Decoded", "decode", "surrogate_problem"]

_LOOK = 64 * 1024


@dataclass(frozen=True)
class Decoded:
    """Decoded text, and a warning where the encoding was a guess."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded:
    r"""Decode the bytes of a draft file; line ends are left as they are.

    Raises
    ------
    DraftError
        If the bytes are no text, or UTF-16 without a mark.

    Examples
    --------
    >>> decode("café".encode("cp1252"))
    Decoded(text='café', warnings=('not UTF-8; read as Windows-1252, a guess',))
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not raw.startswith(codecs.BOM_UTF32_LE):
        return Decoded(_strict(raw, "utf-16"))
    if b"\0" in raw[:_LOOK] or b"\0" in raw:
        raise DraftError(_about_nulls(raw[:_LOOK]), kind="binary")
    if _control_share(raw[:_LOOK]) > 0.02:
        raise DraftError("this is no text file. Give drafts as .txt, .md, .jsonl, .csv or .tsv.", kind="binary")
    try:
        return Decoded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    return Decoded(raw.decode("cp1252", errors="replace"), ("not UTF-8; read as Windows-1252, a guess",))


def surrogate_problem(text: str) -> str | None:
    """What is wrong with a text that holds half a character, or ``None``.

    Examples
    --------
    >>> surrogate_problem("fine") is None
    True
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return (
            f"half of a character (a lone surrogate, U+{ord(text[error.start]):04X}) stands at character "
            f"{error.start + 1}. Export the drafts again as UTF-8."
        )
    return None


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DraftError(
            f"begins like {encoding.upper()} but breaks at byte {error.start}. Save it again as UTF-8.",
            kind="encoding",
        ) from None


def _about_nulls(raw: bytes) -> str:
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if max(even, odd) > 0.3 * (len(raw) / 2) and min(even, odd) < 0.1 * max(even, odd):
        return "looks like UTF-16 without a byte order mark. Save it again as UTF-8."
    return "NUL bytes stand in it, so it is no text file. Save it again as plain text, UTF-8."


def _control_share(raw: bytes) -> float:
    control = sum(raw.count(bytes((b,))) for b in range(32) if b not in (9, 10, 12, 13))
    return control / max(len(raw), 1)

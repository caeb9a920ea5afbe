"""The shapes that travel: a post to be scored, and what was found.

Offsets count code points of the user's own text, end exclusive. Probabilities lie in 0 to 1 and are stated
for the prior of the model or the policy; tones lie in 0 to 100.
"""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = [
    "MAX_CHARACTERS",
    "Account",
    "Assessment",
    "Decision",
    "Draft",
    "Fragment",
    "ModelRef",
    "Post",
    "Problem",
    "Reason",
    "Risk",
    "Status",
]

Account = Literal["force", "team", "officer_on_duty", "officer_off_duty"]
Decision = Literal["clear", "review", "hold", "not_scored"]
Status = Literal["scored", "not_scored", "error"]

#: Longer posts are ``not_scored`` with ``why="too_long"``.
MAX_CHARACTERS = 20_000


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=False, kw_only=True):
    r"""A draft as its writer would publish it.

    Parameters
    ----------
    text : str
        The words, newlines untouched.
    id : str, optional
        The user's own name for it.
    account : {"force", "team", "officer_on_duty", "officer_off_duty"}, optional
        Who posts.
    platform : str, optional
        Such as ``"x"`` or ``"facebook"``.
    image : bool or str, optional
        ``None`` unknown, ``True``, ``False``, or what it shows.
    reply_to : str, optional
        The text of the post that this one answers.
    thread : tuple of str, optional
        All parts, in order; ``part`` is the 1-based place of this one.
    part : int, optional
        See `thread`.

    Examples
    --------
    >>> Post(text="Road closed at Ings Lane.", account="team").account
    'team'
    """

    text: str
    id: str | None = None
    account: Account | None = None
    platform: str | None = None
    image: bool | str | None = None
    reply_to: str | None = None
    thread: tuple[str, ...] | None = None
    part: int | None = None


class Problem(msgspec.Struct, frozen=True):
    """What kept a record from being read: a stable word, and a sentence for a person."""

    kind: str
    message: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One record of a file of drafts, in its place: either a post or the problem with it.

    Attributes
    ----------
    source : str
        The file as the user named it, or ``"-"``.
    line : int or None
        1-based line of the source where the record starts; ``None`` when the file is one draft.
    post : Post or None
        What was read.
    problem : Problem or None
        Why nothing was read.
    warnings : tuple of str
        What was guessed or ignored on the way.
    """

    source: str
    line: int | None = None
    post: Post | None = None
    problem: Problem | None = None
    warnings: tuple[str, ...] = ()


class Risk(msgspec.Struct, frozen=True):
    """A calibrated probability, and whether it is at or above the task's review threshold."""

    probability: float
    flag: bool


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the post that speak for a reason code; ``weight`` is in log-odds."""

    task: str
    code: str
    start: int
    end: int
    quote: str
    weight: float
    standards: tuple[str, ...]
    advice: str


class Fragment(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence, clause or hashtag that reads worst when lifted out; ``score`` in 0 to 1."""

    start: int
    end: int
    quote: str
    score: float


class ModelRef(msgspec.Struct, frozen=True):
    """Which model gave an answer; ``sha256`` is that of its manifest."""

    name: str
    version: str
    sha256: str


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What posttone says of one post.

    Attributes
    ----------
    status : {"scored", "not_scored", "error"}
    decision : {"clear", "review", "hold", "not_scored"}
        The worst over both risks. ``clear`` is no sign-off: no text model sees the picture.
    unprofessional, out_of_context : Risk or None
        ``None`` unless scored.
    human, engaging : float or None
        0 to 100, independent of the risks.
    reasons : tuple of Reason
        Sorted by weight, largest first.
    why : str or None
        For ``not_scored``: ``empty``, ``no_words``, ``language`` or ``too_long``.
    error : Problem or None
        For ``error``.
    warnings : tuple of str
        What a reader of the result should know, such as an account name that was not recognised.
    """

    model: ModelRef
    id: str | None = None
    source: str | None = None
    line: int | None = None
    status: Status = "scored"
    decision: Decision = "not_scored"
    unprofessional: Risk | None = None
    out_of_context: Risk | None = None
    human: float | None = None
    engaging: float | None = None
    reasons: tuple[Reason, ...] = ()
    weakest_fragment: Fragment | None = None
    questions: tuple[str, ...] = ()
    why: str | None = None
    error: Problem | None = None
    warnings: tuple[str, ...] = ()

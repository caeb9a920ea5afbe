"""Tasks, tones, reason codes, the standards that they may touch, and advice.

The codes and their meanings are those of the annotation guide (docs/annotation.md); the standards are those of the
Police (Conduct) Regulations. A code *may touch* a standard; whether it breaks one is for people to find.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CODES", "OUT_OF_CONTEXT", "RISKS", "STANDARDS", "TONES", "UNPROFESSIONAL", "Code", "codes_of"]

UNPROFESSIONAL: Final = "unprofessional"
OUT_OF_CONTEXT: Final = "out_of_context"
RISKS: Final = (UNPROFESSIONAL, OUT_OF_CONTEXT)
TONES: Final = ("human", "engaging")

STANDARDS: Final = {
    "S1": "Honesty and integrity",
    "S2": "Authority, respect and courtesy",
    "S3": "Equality and diversity",
    "S4": "Use of force",
    "S5": "Orders and instructions",
    "S6": "Duties and responsibilities",
    "S7": "Confidentiality",
    "S8": "Fitness for duty",
    "S9": "Discreditable conduct",
    "S10": "Challenging and reporting improper conduct",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A reason code.

    Attributes
    ----------
    name : str
        As it stands in records and results.
    task : str
        ``"unprofessional"`` or ``"out_of_context"``.
    title : str
        A few words for a person.
    standards : tuple of str
        Keys of :data:`STANDARDS` that it may touch.
    advice : str
        What to change; never "say less".
    """

    name: str
    task: str
    title: str
    standards: tuple[str, ...]
    advice: str


def _code(task: str, name: str, standards: str, title: str, advice: str) -> tuple[str, Code]:
    return name, Code(name, task, title, tuple(standards.split()), advice)


_U, _O = UNPROFESSIONAL, OUT_OF_CONTEXT

#: Every reason code by name, those of ``unprofessional`` first.
CODES: Final[dict[str, Code]] = dict(
    (
        _code(_U, "mockery", "S2 S9", "laughs at somebody",
              "Turn the joke on yourself, the thing or the weather; those in the story should be able to smile too."),
        _code(_U, "victim_levity", "S9 S2", "a joke beside somebody's harm",
              "Take the joke out of this post and keep the care in it; post the light one another time."),
        _code(_U, "victim_blame", "S2 S3", "puts the duty on those harmed",
              "Say whose doing it is, and ask the offender or bystanders to act; offer help to those harmed."),
        _code(_U, "discrimination", "S3 S9", "derogatory about a group",
              "Leave the group out unless it helps to find somebody, and then describe the person, not the kind."),
        _code(_U, "abuse", "S2 S9", "insult or hostility",
              "Say what was done and what it caused; that is stronger than a name for who did it."),
        _code(_U, "force", "S4 S9", "relishes or threatens force",
              "Tell what happened and why it was needed, and how everybody is now."),
        _code(_U, "politics", "S3 S5", "takes a side",
              "Explain the law or the arrangements, and leave the opinion on the policy to others."),
        _code(_U, "criticism", "S2 S9", "runs down a court or a colleague",
              "Report the outcome and thank those who worked for it; raise the concern where it can be mended."),
        _code(_U, "prejudice", "S6 S7", "says who did it while the case is live",
              "Keep to arrest, charge and court date; the story can be told in full after the verdict."),
        _code(_U, "personal_data", "S7", "may identify somebody",
              "Take out what points at the person, or say that they agreed; what happened and your thanks can stay."),
        _code(_U, "operational", "S7", "tells offenders something useful",
              "Tell the result afterwards; people like it as well as the plan, and nobody can plan around it."),
        _code(_U, "misstatement", "S1 S6", "law, powers or figures may be wrong",
              "Name the law and who it covers, or say openly that you are asking and not ordering."),
        _code(_U, "scolding", "S2", "lectures or threatens the public",
              "Say what you need and why in your own words; thank those who already do it."),
        _code(_U, "endorsement", "S1", "advertises",
              "Thank people for what they did, without the offer, the price or the praise of the product."),
        _code(_U, "self_promotion", "S9", "about us, not about them",
              "Put the people you did it for in the first sentence, and yourself in the second."),
        _code(_O, "sarcasm", "S2 S6", "irony that can be read straight",
              "Let one clause show that you are joking, or say the opposite plainly; alone, it must not be unkind."),
        _code(_O, "dark_humour", "S9", "gallows humour",
              "Keep it for the mess room; here say in plain words what the shift was like."),
        _code(_O, "hyperbole", "S2 S6", "a joke that reads as intent",
              "Make it plainly impossible, or say what will really happen; a real consequence is stronger."),
        _code(_O, "needs_image", "S6", "misleads without its picture",
              "Say in a few words what the picture shows, so that the sentence stands when it travels alone."),
        _code(_O, "fragment", "S6", "reads badly without its thread",
              "Name the topic or the speaker in this part too, so that it stands when it is lifted."),
        _code(_O, "generalisation", "S3", "says it of everybody",
              "Say which ones: the three riders, the driver we stopped; or give the figure with its base."),
        _code(_O, "implied_endorsement", "S1 S3", "a share that reads as agreement",
              "Say in your own words why you share it, and which part is yours."),
        _code(_O, "bare_numbers", "S1 S6", "a figure without its base",
              "Add out of how many, over what time and where; the same figure then tells more."),
        _code(_O, "tone_clash", "S9", "cheer beside something grave",
              "Give the grave news a post of its own, in grave words; the cheerful one can wait an hour."),
        _code(_O, "double_meaning", "S6", "a second, damaging sense",
              "Read it aloud as a hostile stranger would, and change the one phrase that has two senses."),
        _code(_O, "absolutism", "S2 S6", "a sweeping sentence that becomes policy",
              "Say when, where and for whom it holds; a scoped promise is also one that you can keep."),
    )
)  # fmt: skip


def codes_of(task: str) -> tuple[str, ...]:
    """The names of a task's codes, in the order of the guide.

    Examples
    --------
    >>> codes_of("out_of_context")[:2]
    ('sarcasm', 'dark_humour')
    """
    return tuple(name for name, code in CODES.items() if code.task == task)

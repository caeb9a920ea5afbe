"""Small closed word lists behind the style measures. Written for the project; lower case, as cleaned text is."""

from __future__ import annotations

from typing import Final

__all__ = ["WORD_CLASSES"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORD_CLASSES: Final[dict[str, frozenset[str]]] = {
    "first_person_singular": _words("i me my mine myself i'm i've i'd i'll im ive"),
    "first_person_plural": _words("we us our ours ourselves we're we've we'd we'll weve"),
    "second_person": _words("you your yours yourself yourselves you're you've you'd you'll youre u ur"),
    "third_person": _words("he him his she her hers they them their theirs he's she's they're they've"),
    "negation": _words(
        "not no never none nobody nothing nor don't doesn't didn't can't cannot won't isn't aren't wasn't"
    ),
    "absolute": _words(
        "all always any anyone anything every everyone everybody never none nobody zero only ever entire"
    ),
    "duty": _words("must should shouldn't mustn't need needs needn't ought required requires obliged expect expected"),
    "law": _words(
        "law laws legal illegal legally offence offences crime prosecute prosecuted prosecution fine fined fines "
        "penalty penalties powers section act seize seized order court dispersal breach"
    ),
    "live_case": _words(
        "arrested suspicion suspect suspected alleged allegedly charged bail custody appear magistrates"
    ),
    "closed_case": _words("sentenced jailed convicted guilty pleaded imprisonment suspended banned disqualified"),
    "appeal": _words(
        "witness witnesses information info dashcam footage cctv appeal appealing trace missing seen quoting"
    ),
    "courtesy": _words(
        "please thank thanks thankyou sorry apologies grateful welcome hi hello hey morning afternoon evening"
    ),
    "feeling": _words(
        "proud love loved sad sadly glad happy heartbroken tired scared worried relieved tears smile smiles laugh "
        "laughed cried hug broken miss missed lovely brilliant gutted delighted"
    ),
    "form_letter": _words(
        "remind reminded reminding advise advised advising urge urging regarding aware liaise enquiries ongoing "
        "further incident incidents relation matter matters residents members public respond contacting"
    ),
    "blame": _words(
        "fault blame excuse excuses stupid idiot idiots idiotic selfish careless irresponsible shame disgrace pathetic "
        "deserve deserved deserves silly moron muppet numpty ignorant clown clowns"
    ),
    "joke": _words(
        "haha lol oops whoops joke joking funny banter cheeky surprise surprisingly unfortunately sadly apparently"
    ),
    "interjection": _words("oh ah well wow yep nope yes yeah ok okay right so anyway blimey phew"),
    "auxiliary_passive": _words("been being was were is are be"),
    "conjecture": _words("could may might would perhaps probably possibly maybe believe believed think"),
}

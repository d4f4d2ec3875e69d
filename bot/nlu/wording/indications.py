"""What an immunosuppressant was given for, between the drug and its end: ``azathioprine for colitis until June 2026``.

The illness is put in front, so that it is read as one, and the date behind it as that of the drug.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_GIVEN_FOR = Gated(
    r",? (?:for|because of|to treat|against) (?:his |her |an? |the |known |old )?(?P<what>[a-z][a-z' -]{2,40}?)"
    r"(?=,? (?:until|till|last(?: (?:tablet|dose|one|taken|infusion|injection))?|stopped|discontinued|ended|finished|"
    r"up to|completed|off since)\b)"
)
_GIVEN_ASIDE = Gated(
    r" ?(?:\((?:(?:which|that) (?:he|she|the patient) had |it was |this was |was |had been )?(?:given |"
    r"taken |started )?"
    r"(?:for|because of|to treat|against) (?:his |her |an? |the |known |old )?(?P<what>[a-z][a-z' -]{2,40}?)\)|"
    r",? (?:which|that) (?:(?:he|she|the patient) (?:had|took|was given|got)|was given) "
    r"(?:for|because of|to treat|against) (?:his |her |an? |the |known |old )?(?P<aside>[a-z][a-z' -]{2,40}?),)"
)
"""``last dose of azathioprine (given for autoimmune hepatitis) was on 14 February``."""
_BACK = 48
_DRUG = "immunosuppressant"


def with_indications_first(text: Text, named: Named) -> Text:
    """Put the illness that an immunosuppressant was given for in front of the drug."""
    changes: list[Change] = []
    for match in _GIVEN_FOR.finditer(text.low):
        head = text.low[max(0, match.start() - _BACK) : match.start()]
        drugs = [begin for begin, _, fact in named(head) if fact == _DRUG]
        if drugs and any(fact != _DRUG for _, _, fact in named(match["what"])):
            start = match.start() - len(head) + drugs[-1]
            before = text.low[start - 1 : start]
            changes.append(Change(max(start - 1, 0), start, f"{before}{match['what']}; "))
            changes.append(Change(*match.span(), ""))
    changes += [one for match in _GIVEN_ASIDE.finditer(text.low) for one in _aside_first(text.low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _aside_first(low: str, match: re.Match[str], named: Named) -> list[Change]:
    """Put what a bracket says that the last dose was given for in front of the sentence."""
    first = max(0, match.start() - _BACK)
    start = max(low.rfind(mark, 0, match.start()) for mark in (". ", "\n", "; ")) + 1
    head = low[max(first, start) : match.start()]
    what = match["what"] or match["aside"]
    if "last" not in head or not any(fact == _DRUG for _, _, fact in named(head)):
        return []
    told = any(fact != _DRUG for _, _, fact in named(what))
    opened = low[start : start + 1]
    lead = [Change(start, start + 1, f" {what}; " if opened == " " else f"{what}; {opened}")] if told else []
    return [*lead, Change(*match.span(), "")]

"""Drugs that are spoken of without a name: ``HAIC + lenva + sinti from 6 July, HAIC finished, drugs go on``."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_GO_ON = (
    r"(?:(?:are |is |were )?(?:still |both )?(?:ongoing|go(?:es)? on|continu(?:e|es|ed|ing)|carry on|carrying on|"
    r"(?:being )?(?:taken|given)(?= still| to this day)|running)|(?:are |is )?still (?:taken|given|running|used|on)|"
    r"(?:are )?going on)\b"
)
_DRUGS = Gated(
    r"(?:^|(?<=[.,;:(\n&+] )|(?<=\band )|(?<=\bbut )|(?<=[,;\n]))"
    r"(?P<drugs>(?:both |all |the |these |two |of |systemic )*"
    rf"(?:drugs?|agents|systemics?)) (?={_GO_ON})(?!{_GO_ON} (?:until|till|to \d))"
)
_JOINT = re.compile(r"\s*(?:\+|/|&|,|and|plus|with|\(|\)|\d+ ?mg|bid|bd|qd|od|q3w|q2w|pd-?l?1|ici|tki|-|\s)*\s*")


def with_drugs_named(text: Text, named: Named) -> Text:
    """Name the drugs that were told last."""
    changes = []
    for match in _DRUGS.finditer(text.low):
        agents = _last_told(text.low[: match.start()], named)
        if agents:
            changes.append(Change(*match.span("drugs"), agents))
    return rewritten(text, changes) if changes else text


def _last_told(low: str, named: Named) -> str:
    """The drugs that stand together last in a text, as they are written."""
    found = sorted((start, end) for start, end, what in named(low) if what.startswith("agent "))
    if not found:
        return ""
    run = [found[-1]]
    for start, end in reversed(found[:-1]):
        if end <= run[0][0] and _JOINT.fullmatch(low, end, run[0][0]):
            run.insert(0, (start, end))
    return " + ".join(dict.fromkeys(low[start:end] for start, end in run))

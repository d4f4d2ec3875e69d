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
_TOGETHER = Gated(
    r"(?:^|(?<=[.;,(\n] )|(?<=\n))"
    r"(?P<drugs>(?:the |this )(?:combination|combo|doublet)(?: (?:therapy|treatment|regimen))?) "
    r"(?=(?:(?:was|were|has been|had been) )?(?:ran|run|given|taken|lasted|started|began|begun|administered|continued|"
    r"stopped|used|from|between|until)\b)"
)
"""``nivo/ipi x4, then nivo alone. The combination ran from January to March``."""
_JOINT = re.compile(r"\s*(?:\+|/|&|,|and|plus|with|\(|\)|\d+ ?mg|bid|bd|qd|od|q3w|q2w|pd-?l?1|ici|tki|-|\s)*\s*")


def with_drugs_named(text: Text, named: Named) -> Text:
    """Name the drugs that were told last; by ``the combination`` the last that were told together."""
    changes = []
    for pattern, together in ((_DRUGS, False), (_TOGETHER, True)):
        for match in pattern.finditer(text.low):
            agents = _last_told(text.low[: match.start()], named, together=together)
            if agents:
                changes.append(Change(*match.span("drugs"), agents))
    return rewritten(text, changes) if changes else text


def _last_told(low: str, named: Named, *, together: bool) -> str:
    """The drugs that stand together last in a text, as they are written."""
    found = sorted(one for one in named(low) if one[2].startswith(("agent ", "regimen ")))
    runs: list[list[tuple[int, int, str]]] = []
    for drug in found:
        if runs and (drug[0] < runs[-1][-1][1] or _JOINT.fullmatch(low, runs[-1][-1][1], drug[0])):
            runs[-1].append(drug)
        else:
            runs.append([drug])
    told = [run for run in runs if len(run) > 1 or run[0][2].startswith("regimen ") or not together]
    return " + ".join(dict.fromkeys(low[start:end] for start, end, _ in told[-1])) if told else ""

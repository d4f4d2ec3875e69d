"""What stands between a name and what is told of it: ``platelets from the GP 121``, ``HIV (4th gen) 11 Nov: negative``.

Where a value or a sample comes from, and how it was tested, says nothing of the patient: it is taken out, so that value
and verdict stand beside the name. A bracket stays where it names a fact of its own, or holds a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.names_before import names_before
from bot.nlu.normalise import Text
from bot.nlu.rewriting import Change, Named, apart, rewritten
from bot.nlu.telling import Gated

_PLACE = (
    r"(?:gp|family doctor|doctor|physician|hospital|hosp|lab(?:oratory)?|ward|clinic|practice|surgery|er|ed|a&e|icu|"
    r"unit|centre|center|oncolog(?:y|ist)|hepatolog(?:y|ist)|nephrologist|nurses?|referr(?:er|al)|letter|printout|fax|"
    r"us|ours|them|theirs|there|here|home|outside|elsewhere|abroad|town|point of care|poct|machine|system|portal|"
    r"discharge summary|chart)"
)
_WHERE = (
    r"(?:the |our |their |her |his |my |your |a |an |another |outside |other |own |local |district |referring |"
    r"private |public |general |university |regional |central |external |hospital |home |city |county |village |"
    r"community |gp |day |emergency |liver |teaching |first |second |new |old |clinic )*"
)
_SOURCE = Gated(
    r"(?P<from>,? (?:(?:as )?(?:done|drawn|taken|measured|sent|sent over|faxed|given|told|reported|checked|run) )?"
    rf"(?:from|at|by|per|via|through|according to|acc\.? to|with) {_WHERE}{_PLACE}(?:'s)?)"
    r"(?P<link>,?:? (?:(?:is|are|was|were|at|reads?|shows?|came back(?: at)?) )?)"
    r"(?=(?:about |around |~ ?)?[<>]?=? ?\d)"
)
"""``platelets from the GP 121``."""
_VERDICT = (
    r"(?:no|none|neg|negative|nil|never|absent|normal|wnl|non-?reactive|nonreactive|"
    r"not (?:detected|present|reactive|known)|undetect\w+|yes|pos|positive|present|reactive|detected)"
)
_DATED = r"(?:[ ,:]*(?:on )?\d[\w./-]{0,9}(?:[ -][a-z]{3,9}\.?)?(?:[ ,-]{1,2}(?:19|20)\d\d)?)?"
_METHOD = Gated(
    rf"(?<=[a-z])(?P<bracket> ?[(\[](?P<gloss>[^()\[\]\n]{{2,40}})[)\]])(?P<day>{_DATED})(?P<link> ?(?:[:=–-]|->) ?)"
    rf"(?={_VERDICT}(?:\s*(?:$|[,;.)\n|(]))|{_VERDICT} on \d)"
)
"""``HIV (4th gen Ag/Ab) 11 Nov 2026: non-reactive``."""
_HCG = Gated(
    r"\b(?P<name>pregnancy)(?: ?[(\[,:-]+ ?| )(?:(?:serum|urine|blood|plasma|beta|b|β|quantitative|quant|"
    r"point of care|home)[ -]?){0,3}(?P<kind>hcg|serum|urine|blood|home)(?: test)?[)\]]?(?=[ ,:=–-])(?! test)"
)
"""``Pregnancy (serum hCG)``: a test."""


def with_all_beside(text: Text, named: Named) -> Text:
    """Take out what stands between a name and its value or verdict: whose it is, where it is from, how it was told."""
    low = text.low
    changes = [
        *(Change(*match.span(), "pregnancy test") for match in _HCG.finditer(low)),
        *_methods(low, named),
        *(
            Change(match.start("from"), match.end("link"), " ")
            for match in _SOURCE.finditer(low)
            if names_before(low, match.start(), named)
        ),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _methods(low: str, named: Named) -> Iterator[Change]:
    for match in _METHOD.finditer(low):
        if not named(match["gloss"]) and names_before(low, match.start(), named):
            yield Change(*match.span("bracket"), "")

"""What a message amends: ``change the date from 2 Aug to 12 Aug``, ``the 82 is platelets, not Hb``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.retraction_words import ENTERED, SLIP
from bot.nlu.corrections.slips import UNIT, VALUE, bare_correction
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_NUMBER = rf"{VALUE}(?![.,]?\d)"
_POINT = rf"(?:\d[\w./-]{{0,9}}(?: {SOME_MONTH})?(?: \d{{2,4}})?|{SOME_MONTH}(?: \d{{1,4}})?|vp ?[1-4]|[abcd]\d{{0,2}})"
"""A number, a date or a stage."""
_FROM_TO = Gated(
    r"\b(?P<verb>change|correct(?!ed qt)|amend|update|move|shift|edit|adjust|revise)(?:d|s|"
    r"ed)?\b(?P<what>[^.;,\n]{0,40}?)\s(?:from\s+)?"
    rf"{_POINT}\s*(?:\bto\b|->|=>)\s*(?={_POINT}\b)"
)
"""``change TACE date from 2 Aug to 12 Aug``, ``ECOG changed 1 -> 2``: what it was is no value any more."""
_STATES = r"(?:ongoing|running|continuing|active|current|stopped|finished|completed|discontinued|ended|paused)"
_NOT_STATE = Gated(
    rf"\b(?P<keep>{_STATES}|still on(?: it)?)[,;]?\s(?:and |but )?not (?:still )?{_STATES}\b(?! (?:on|in|at|since|"
    rf"until))"
)
_BOARD = Gated(
    r"\b(?:i|we) (?:" + ENTERED + r"|had|thought) [a-z0-9.]{1,6}[\s,;.:-]+(?:but |and )?(?:the |our )?"
    r"(?:tumou?r board|mdt|surgeons?|oncologist|radiologist|radiology|lab|report|chart|letter|consultant|"
    r"hepatologist|"
    r"registrar|investigator|pi|machine) (?:says?|said|has|have|reads?|shows?|wrote|gave|gives|calls it|"
    r"thinks)(?: it'?s| it is)?\s+"
)
"""``I said B, tumour board says C``."""
_I_GAVE = (
    rf"(?: (?:that |which )?(?:i|we)(?:'d|'ve| had| have)? (?:just |first )?{ENTERED}"
    r"(?: (?:you|in|down|before|earlier|yesterday|just now|first|above))*)?"
)
_MISREAD = Gated(
    r"(?P<name>\b[a-z][a-z0-9 -]{1,24}?)" + _I_GAVE + r"(?: (?:of )?" + _NUMBER + rf"(?:{UNIT})?)? (?:was|is|"
    r"were) (?:an? |the )?"
    r"(?:manual |typing |reading |measuring |measurement |lab |clerical |transcription )?(?:misread|mistyped|"
    rf"misheard|{SLIP}|"
    r"artefact|artifact|wrong|incorrect)[\s,;.:-]+(?:(?:the |my |our )?(?:machine|lab|report|chart|correct|"
    r"right|real|true|they|they're|its|"
    r"actual|repeat|value|one|result|manual|it|it's|should|be|is|was|are|says|reads|shows|reading|gives|that's)\W+)*"
    rf"(?P<new>{_NUMBER})(?! (?:lesions?|nodules?|tumou?rs?|foci|masses|hccs?|x\b|tace|haic|sessions?|cycles?|days?|"
    rf"weeks?|months?|years?|yo\b))(?P<unit>{UNIT})?(?:,? (?:and )?not {VALUE}(?:{UNIT})?)?"
)
"""``Hb was misread. 9.8, not 8.9``, ``QTc 480 was manual error, machine says 440``."""
_WHOSE = Gated(
    rf"\b(?:the |that |those )?(?P<value>{_NUMBER}(?:{UNIT})?) (?:is|was|are|were|belongs to|should be) (?:the |"
    rf"for |for the |under )?"
    r"(?P<name>[a-z][a-z0-9-]{1,20}?),? (?:and )?not (?:the |for )?(?P<other>[a-z][a-z0-9-]{1,20})\b"
)
"""``the 82 is platelets, not Hb``."""
_NO_IT_WAS = Gated(
    r"\b(?:no|not|never) (?:an? )?(?P<what>[a-z][^,;.\n:-]{1,30}?)"
    r"(?P<joint>\s*[,:-]+\s*)(?=(?:it|that|this) (?:was|is)\b)"
)
_BENIGN = (
    r"(?:epistaxis|nose ?bleeds?|migraine|bell'?s palsy|vertigo|syncope|panic attack|reflux|heartburn|muscle pain)"
)
_BENIGN_INSTEAD = Gated(
    rf"(?:\b(?:that|it|this) (?:was ?n[o']?t|is ?n[o']?t) (?:an? )?|"
    rf"\b)(?P<what>[a-z][^,;.\n:-]{{1,24}}?)[\s,;:-]+(?:(?:actually|in fact|rather|sorry|"
    rf"it|that|was|just|only|an?)\s+)+(?={_BENIGN}\b)"
)
"""``that wasn't a GI bleed, it was epistaxis``."""
_LED = re.compile(r"\A(?:(?:the|that|this|his|her|an?) )+|[\"']|,? (?:of|in|from) (?:19|20)\d\d\Z")
"""``the "stroke" of 2020``: what is denied goes without its article, its marks and its year."""
_FEARED = re.compile(r"\b(?:afraid|thought|feared|worried|suspected|scared|but)\b")
_LISTED = Gated(r"\b(?P<verb>delete|remove|forget|scrap|ignore|retract|discard|drop|cancel|erase)\s*:\s*(?=[a-z])")
_WRONG_PERSON = re.compile(
    r"[.!?\n]\s*(?:(?:sorry|oops|no|ignore|ah|oh|apologies|stop)\W+)+(?:that'?s |that was |this is |this was |"
    r"it'?s |it was )?(?:all )?"
    r"(?:for |from |of )?(?:the |a )?(?:wrong|different|another|other) (?:patient|pt|chart|file|person)\b"
    r"[\s,;.!-]*(?:(?:please|pls|ignore|disregard|delete|forget|this|that|it|all|everything|above|message|"
    r"again)\W*)*$"
)
"""``kidney 2010. Sorry wrong patient!``: nothing of it is the patient's."""
_RETRACTS = re.compile(
    r"^\W*(?:please |pls |sorry |can you )*(?:ignore|disregard|delete|remove|forget|scrap|undo|cancel)\b"
)
_GATES = Gates(
    ("", one) for one in (_FROM_TO, _NOT_STATE, _BOARD, _MISREAD, _WHOSE, _NO_IT_WAS, _BENIGN_INSTEAD, _LISTED)
)


def amended(text: Text, named: Named) -> Text:
    """Leave out of a message what it amends."""
    low = text.low
    if "wrong" in low or " other " in low or "different" in low or "another" in low:
        match = _WRONG_PERSON.search(low)
        if match and not _RETRACTS.match(low):
            return rewritten(text, [Change(0, match.start() + 1, "", unused=True)])
    if not _GATES.open(low) or bare_correction(low) is not None:
        return text
    changes = [
        *(
            Change(match.start("verb"), match.end(), f"{match['what']} ")
            for match in _FROM_TO.finditer(low)
            if named(low[max(0, match.start() - 30) : match.end("what")])
        ),
        *(Change(*match.span(), match["keep"]) for match in _NOT_STATE.finditer(low)),
        *(Change(*match.span(), "") for match in _BOARD.finditer(low)),
        *(Change(match.start("verb"), match.end(), match["verb"] + " ") for match in _LISTED.finditer(low)),
        *_renamed(low, named),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _renamed(low: str, named: Named) -> Iterator[Change]:
    for match in _MISREAD.finditer(low):
        if named(match["name"]):
            yield Change(*match.span(), f"{match['name']} {match['new']}{match['unit'] or ''}")
    for match in _WHOSE.finditer(low):
        if named(match["name"]) and named(match["other"]):
            yield Change(*match.span(), f"{match['name']} {match['value']}; forget the {match['other']}")
    for match in _NO_IT_WAS.finditer(low):
        if named(match["what"]):
            yield Change(*match.span("joint"), "; ")
    for match in _BENIGN_INSTEAD.finditer(low):
        if named(match["what"]) and not _FEARED.search(low, 0, match.end("what")):
            yield Change(*match.span(), f"no {_LED.sub('', match['what'])}; ")

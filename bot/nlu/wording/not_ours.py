"""What tells that a value is not the patient's own: a limit, somebody else, a sample that does not count, a fluid."""

from __future__ import annotations

import re

from bot.nlu.text.telling import Gated, Gates

LIMIT = Gated(
    r"\b(?:limits?|goals?|targets?|aims?|aim(?:ed|ing) (?:for|at)|cut-?offs?|thresholds?|criteri(?:on|a)|minimum|"
    r"maximum|needs?|required?|requires|requirements?|must|has to|have to|should|hope|hoping|would like|wants?|wanted|"
    r"asks? for|insists? on|allows?|allowed|permitted|phones?|calls? when|protocol|trial|study|studies|arm|exclusion|"
    r"excludes?|excluded|if|when|unless|no entry|(?:normal|printed|lab) (?:range|values?)|ref(?:erence)?|interval|"
    r"range|uln|lln|max|min|accepts?|stops? at|wait until)\b"
)
_SOMEBODY = Gated(
    r"\b(?:other|another|neighbou?r(?:'s)?|next (?:bed|door)|(?:bed|room) \d+\w?|somebody|someone|namesake|"
    r"donor(?:'s)?|recipient'?s|wrong|mistaken|brother|sister|father|mother|wife|husband|son|daughter|cousin|uncle|"
    r"aunt|twin|room-?mate|(?:last|previous) patient|not (?:ours|mine|the one|our (?:patient|man|lady))|different|"
    r"colleague's|on the ward has|opposite|control of|positive control|of the kit)\b"
)
_VOID = Gated(
    r"\b(?:void(?:ed)?|cancel(?:s|led|ed)|withdr(?:ew|awn)|retracted|rejected|invalid(?:ated)?|not valid|"
    r"art[ei]fact(?:ual)?|spurious|ha?emoly[sz]ed|clotted|clump(?:ed|s|ing)|contaminat(?:ed|ion)|"
    r"(?:mis|un)labell?ed|error|faulty?|wrong tube|mix-?up|swapped|drip|diluted|can(?: ?not|'t) be right|"
    r"paced|read off|disregard|ignore|"
    r"underfill(?:ed|ing)|unusable|lying|not count|pseudo\w+|edta|lipa?emic|thawed|too old|assumed|presumed|"
    r"mistyped|misread|typo|mis-?entered|(?:do not|don't) use|not to be used|(?:un|not )reliable|strip|bedside|poct)\b"
)
_FLUID = Gated(
    r"\b(?:fluid|drain(?:age)?|ascit(?:es|ic)|pleural?|effusion|bile|urine|urinary|csf|dialysate|tap(?:ped)?|aspirate|"
    r"peritoneal|lavage|(?:un)?conj(?:ugated)?|(?:in)?direct|capillary|finger-?prick|poct|free)\b"
)
_WRITTEN = Gated(
    r"\b(?:keep reading|(?:the |their )?referr(?:al|er)|(?:old|outside|first|gp|their) (?:letter|report|summary|note)|"
    r"they (?:say|said|wrote|write|call|called|put|had)|(?:was |were )?(?:written|called|coded|entered|booked) as|"
    r"wrote|by the (?:outside|referring|other) \w+)\b"
)
_GATES = Gates(("", one) for one in (LIMIT, _SOMEBODY, _VOID, _FLUID, _WRITTEN))
_TURNS = (
    (_VOID, frozenset(("anew", "dated", "mine"))),
    (_SOMEBODY, frozenset(("mine", "one"))),
    (_FLUID, frozenset(("blood", "mine"))),
    (_WRITTEN, frozenset(("board", "mine"))),
)
"""By which kinds of words (`sets.yml`) a clause turns back from each."""
_BOUND = re.compile(
    r"[<>≤≥]|\b(?:below|under|over|above|at least|at most|up to|less than|more than|no more|no less|passes|exceeds|"
    r"reaches|gets to|or (?:lower|higher|less|more|below|above))\b"
)
_BEHIND = re.compile(
    r"\b(?:is an exclusion|excludes?|(?:the|an?|our|their) (?:upper |lower )?(?:limit|cut-?off|threshold)|"
    r"or (?:lower|higher|less|more)|and (?:below|above)|required|minimum|maximum|allowed)\b"
)


def may_hold_another(low: str) -> bool:
    """Tell whether a text may hold a value that is not the patient's."""
    return bool(_GATES.open(low))


def is_not_ours(region: str, name: tuple[int, int], number: tuple[int, int], kinds: frozenset[str]) -> bool:
    """Tell whether the value in a piece is not the patient's in a way that a clause of these kinds turns back from."""
    if any(kinds & turns and pattern.search(region) for pattern, turns in _TURNS):
        return True
    if not kinds & {"mine", "found", "it", "anew"}:
        return False
    last = max(name[1], number[0])
    if LIMIT.search(region[:last]):
        return True
    if "it" in kinds and not kinds & {"mine", "found"}:
        return False
    return _BOUND.search(region[name[1] : last]) is not None or _BEHIND.search(region) is not None

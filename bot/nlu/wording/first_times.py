"""The time before all treatment, in one wording: ``before the very first treatment``, ``Baseline (untreated):``."""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_TREATMENT = r"(?:treatments?|therap(?:y|ies)|tx|rx|intervention)"
_BEFORE = Gated(
    r"\b(?:before|prior to|ahead of|preceding) "
    r"(?=(?:(?:the|any|her|his|all|their|a|any kind of|any form of|starting|start of|beginning) )*"
    r"(?:very|ever|first|earliest|initial|of all|[a-z]+ (?:of all|at all|of all|whatsoever|ever)))"
    r"(?:(?:the|any|her|his|all|their|a|kind of|form of|very|first|ever|earliest|initial|hcc|tumou?r|cancer|liver|"
    rf"active|specific|single) )+{_TREATMENT}(?: (?:at all|of all|whatsoever|ever|was (?:given|started|begun)))*"
    r"(?!-| (?:line|with|by|of|start))\b"
)
"""``before the very first treatment``."""
_BEFORE_PROCEDURE = Gated(
    r"\b(?:before|prior to|ahead of|preceding) (?:(?:the|her|his) )?(?:very first|first ever|first|initial) "
    r"(?:ever )?(?:tace|haic|sirt|tare|ablation|rfa|mwa|resection|operation|embolisation|embolization|infusion|"
    r"chemoembolisation|chemoembolization|radioembolisation|radioembolization|course)(?: (?:of all|ever))?"
    r"(?=,? (?:(?:the|his|her) )?(?:afp|pivka|dcp|was|were|he had an afp)|[:,.;]| *$)"
)
"""``AFP before his first ever TACE was 940``."""
_UNTREATED = (
    r"(?:(?:then |still |yet |when )*(?:untreated|treatment[- ]naive|naive)|no (?:treatment|therapy|tx)"
    r"(?: yet| so far| then)?|"
    rf"not (?:yet )?treated(?: yet| then)?|before (?:any |the first |first )?{_TREATMENT})"
)
_THEN = (
    r"(?:at (?:the time of )?(?:the )?(?:first |initial )?(?:diagnosis|presentation|baseline|dx|referral|visit)|"
    r"baseline|initial(?:ly)?)"
)
_HEADING = Gated(
    rf"\b(?P<then>{_THEN})(?P<said>[ ,]*[(\[/-]? ?{_UNTREATED} ?[)\]]?)"
    r"(?= ?[:=]| +[a-z][a-z0-9 -]{1,12} ?[:=]? ?[<>]?\d|\t|  )"
)
"""``At diagnosis, untreated:``: when the values below were measured, not how the patient was treated."""
_HEADED = Gated(rf"\b(?P<said>{_UNTREATED} ?[,/(-]? ?)(?P<then>{_THEN})\)?(?= ?[:=])")

_DATED = Gated(
    rf"(?:afp|fetoprotein|pivka(?:-ii|-2)?|dcp) ?(?P<open>[(,\[]?) ?(?P<then>{_THEN}|"
    rf"before (?:any )?{_TREATMENT}|pre-?treatment)"
    rf"(?P<day>[ ,]+(?:\(|of |on |in |- )?(?:\d{{1,2}}\.? )?{SOME_MONTH}\.? (?:19|20)\d\d|"
    r"[ ,]+(?:\(|of |on |in |- )?\d{1,4}[-./]\d{1,2}(?:[-./]\d{2,4})?)"
    r"(?P<close>[)\]]? ?(?:was |were )?)[ :=]+"
    r"(?P<value>[<>≤≥~]?=? ?\d[\d.,]*(?: \d{3})*(?: ?[mkµu]?[gaiu]{1,2}/m?l)?)(?![\w/])"
)
"""``AFP (at diagnosis, Jan 2026): 5 620 ng/mL``."""


_PROCEDURES = r"(?:tace|haic|sirt|tare|ablation|rfa|mwa|resection|operation|surgery|infusion|embolisation|embolization)"
_ORDINAL = Gated(
    rf"\b(?:before|prior to|pre) (?P<first>(?:(?:the|her|his) )?(?:very )?(?:1st|first) )(?={_PROCEDURES}\b)"
)
"""``before 1st TACE``: the number is no value."""
_TURN = Gated(
    rf"\b(?:before|prior to|pre)[ -](?:(?:the|her|his|very|1st|first) )*{_PROCEDURES}(?P<mark>,)"
    r"(?= (?:and |but )?(?:now|currently|today|latest|afp|pivka|dcp)\b)"
)
"""``AFP 1480 before TACE, AFP 212 now``: the second is no more of before."""
_ANY = Gated(
    rf"\bbefore (?:any|all|starting(?: any)?|the start of(?: any)?)(?: kind of| form of)? {_TREATMENT}"
    r"(?=[ ,:=]{1,2}(?:it was |was )?[<>]?\d|\s*(?:[,;.]|$))"
)
"""``before any treatment 1240, now 96``."""


def in_first_times(text: Text) -> Text:
    """Put the time before all treatment in one wording."""
    low = text.low
    if (
        "treat" not in low
        and "therap" not in low
        and "naive" not in low
        and " tx" not in low
        and not any(one in low for one in ("first", "1st", "before", "pre", "diagnosis", "baseline", "presentation"))
    ):
        return text
    changes = [Change(*match.span(), "before treatment") for match in _BEFORE.finditer(low)]
    if "afp" in low or "pivka" in low or "dcp" in low:
        changes += [Change(*match.span(), "before treatment") for match in _BEFORE_PROCEDURE.finditer(low)]
        changes += [Change(*match.span("first"), "") for match in _ORDINAL.finditer(low)]
        changes += [Change(*match.span("mark"), ";") for match in _TURN.finditer(low)]
    changes += [Change(*match.span(), "before treatment") for match in _ANY.finditer(low)]
    for match in _DATED.finditer(low):
        changes.append(Change(*match.span("day"), ""))
        changes.append(Change(match.end("value"), match.end("value"), f" on {match['day'].lstrip(' ,(-')}"))
    changes += [Change(*match.span("said"), "") for match in _HEADING.finditer(low)]
    changes += [Change(match.start("said"), match.end(), match["then"]) for match in _HEADED.finditer(low)]
    return rewritten(text, apart(changes)) if changes else text

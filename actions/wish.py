"""What a message wants: the intent that Rasa found, weighed against what was heard in it."""

import dataclasses
import re

import msgspec

from actions.cues import OPENS, is_said
from actions.heard import Heard, Query, Supposed
from actions.reply import WANTS_CODE, Turn
from actions.screenings import SCREENING_INTENTS
from actions.talking import MISSES
from actions.wishes import Wish, wishes_in

REPLIES = {"dont_know": "unknown", "pending": "pending"}
"""Intents that are an answer without a value, as the extractor would name it."""

WRITING_INTENTS = SCREENING_INTENTS | {"undo", *REPLIES}
"""Intents that write to the log even where no fact was heard."""

CHANGING_INTENTS = WRITING_INTENTS - {"list_patients", "resume_patient"}
"""Those among them that somebody may not mean who only reads."""

EFFECTS = SCREENING_INTENTS | {"undo", "what_if"}
"""Intents that move to another screening, take something back, or keep facts from being recorded."""

CERTAIN = 0.4
"""The confidence from which such an intent is followed."""
CERTAIN_BESIDE_FACTS = 0.6
"""The confidence from which it is followed in a message that tells facts too."""
MOSTLY_FACTS = 0.75
"""The share of a message from which on it wants its facts recorded, whatever the intent."""

FILES = {"summary", "export"}
"""Intents that answer with a whole page."""
NAMES_A_PAGE = re.compile(
    r"\b(?:summar\w*|export\w*|page|file|print\w*|pdf|html|markdown|report|document|over ?view|download|recap|sum up|"
    r"hand ?over|write[- ]?up|letter|save|wrap)\b",
    re.IGNORECASE,
)
SHORT = 6
"""Words of an answer that does not name what it speaks of."""
DENIES = re.compile(r"\b(?:no|not|negative|neg|never|none)\b|n't\b", re.IGNORECASE)
BARE_NONE = re.compile(r"\W*(?:no|nope|none|neither|nothing|not)\b", re.IGNORECASE)
BARE_YES = re.compile(r"\W*(?:yes|yep|yeah|y)\b(?!.*\bneg)", re.IGNORECASE)
HCC = re.compile(r"\b(?:hcc|carcinoma|cancer|hepatoma|malignan\w+|tumou?r|diagnos\w+)\b", re.IGNORECASE)
WHAT_IF = re.compile(r"\W*(?:(?:and|so|but|ok|okay)\W+)?what if\b", re.IGNORECASE)
"""Whatever begins so supposes."""

LOST = re.compile(
    r"\b(?:don'?t|do not|didn'?t|did not|can'?t|cannot)\s+(?:quite\s+)?(?:understand|get|follow)"
    r"(?:\s+(?:it|that|this|you|the question|what you \w+))?\W*$"
    r"|\bwhat do you mean\b|\b(?:repeat|rephrase|explain) (?:the|that|your|this) question\b"
    r"|\bwhat (?:was|is) (?:the|your) question\b|\bhow (?:do|should|can|shall) i (?:answer|reply)\b",
    re.IGNORECASE,
)
"""Calls for help, whatever else they look like."""


def weighed(turn: Turn) -> Turn:
    """Settle the intent where it and what was heard disagree."""
    heard, intent = turn.heard, turn.intent
    if OPENS.match(turn.text) and intent not in SCREENING_INTENTS:
        intent = "new_patient"
    elif not _is_meant(turn):
        intent = "inform" if heard.changes else "out_of_scope"
    elif not is_said(intent, turn.text, heard, turn.confidence):
        intent = "inform"
    if intent in REPLIES and heard.reply is None and not (heard.changes or heard.queries or heard.unused):
        heard = msgspec.structs.replace(heard, reply=REPLIES[intent])
    if intent in FILES and turn.confidence < MOSTLY_FACTS and not NAMES_A_PAGE.search(turn.text):
        intent = "inform" if heard.changes else "out_of_scope"  # a whole page is no answer to a doubtful word
    heard = _without_doubtful_yes(_without_bare_none(heard, turn), turn)
    if asks_for_help(turn.text) and not heard.changes:
        intent = "help"
        heard = msgspec.structs.replace(heard, reply=None, queries=(), unused=())
    if WHAT_IF.match(turn.text):
        intent = "what_if"
    if (heard.hypothetical or not heard.supposed.is_empty) and not heard.changes:
        intent = "what_if"
        heard = msgspec.structs.replace(heard, reply=None, queries=())  # "next week" answers nothing here
    if intent == "compare" and not heard.changes:
        # The day that it compares with is no fact; what is left of the words is the question itself.
        heard = msgspec.structs.replace(heard, unused=(), queries=())
    return _with_wishes(dataclasses.replace(turn, heard=heard, intent=intent))


def _without_bare_none(heard: Heard, turn: Turn) -> Heard:
    """Ask whether a bare "none of these" means that there is no HCC at all, which rules every trial out."""
    is_bare = BARE_NONE.match(turn.text) and not HCC.search(turn.text)
    if heard.facts.get("hcc_diagnosis") != "none" or not is_bare:
        return heard
    facts = {name: value for name, value in heard.facts.items() if name != "hcc_diagnosis"}
    doubt = Query(fact="hcc_diagnosis", kind="no_hcc", text=turn.text.strip(), candidates=("no HCC",))
    mentions = tuple(one for one in heard.mentions if one.fact != "hcc_diagnosis")
    return msgspec.structs.replace(heard, facts=facts, mentions=mentions, queries=(*heard.queries, doubt))


def _without_doubtful_yes(heard: Heard, turn: Turn) -> Heard:
    """Ask about a short answer that was read as a yes and holds a no: `it is negative`, `it is not`.

    Where one of several facts was read as a no (`no, no and yes`), the no is that one's.
    """
    yes = [name for name in turn.asked if heard.facts.get(name) is True and not _is_affirmed(heard, name)]
    told_apart = any(heard.facts.get(name) is False for name in turn.asked) or BARE_YES.match(turn.text)
    if not yes or told_apart or len(turn.text.split()) > SHORT or not DENIES.search(turn.text):
        return heard
    facts = {name: value for name, value in heard.facts.items() if name not in yes}
    doubts = [Query(fact=name, kind="uncertain", text=turn.text.strip()) for name in yes]
    mentions = tuple(one for one in heard.mentions if one.fact not in yes)
    return msgspec.structs.replace(heard, facts=facts, mentions=mentions, queries=(*heard.queries, *doubts))


def _is_affirmed(heard: Heard, name: str) -> bool:
    """Tell whether the words of a fact say yes themselves: the second part of `HIV: no; transplant: yes`."""
    words = heard.words_for(name) or ""
    return re.search(r"\byes\b", words, re.IGNORECASE) is not None and not DENIES.search(words)


def _with_wishes(turn: Turn) -> Turn:
    """Part what the message wants, where it is more than one thing."""
    wishes = () if turn.intent == "help" else wishes_in(turn.text, turn.intent, turn.heard.mentions)
    if turn.intent in MISSES and len(wishes) == 1 and not turn.heard.changes:
        wishes = ()  # "why is the sky blue"
    wants = [one.intent for one in wishes]
    heard = turn.heard.outside([_span(one) for one in wishes if _WHY.match(one.text)], turn.text)
    intent = turn.intent
    if wants and intent not in SCREENING_INTENTS:
        intent = "undo" if "undo" in wants else intent if intent in wants else wants[0]
    return dataclasses.replace(turn, heard=heard, intent=intent, wishes=wishes)


_WHY = re.compile(r"\s*why\b[^,;?]*\b(?:ask\w*|need\w*|want\w*|matter\w*|relevant)\b", re.IGNORECASE)
"""A question for the reason of a question; what it names is not told: `why was TACE asked`."""


def _span(wish: Wish) -> tuple[int, int]:
    return len(wish.text) - len(wish.text.lstrip()), len(wish.text.rstrip())


def asks_for_help(text: str) -> bool:
    """Tell whether whoever writes does not understand what was asked or said."""
    return LOST.search(text) is not None


def _is_meant(turn: Turn) -> bool:
    """Tell whether an intent with an effect is certain enough; a message that is all but facts does not mean it."""
    if turn.intent not in EFFECTS:
        return True
    if not (turn.heard.facts or turn.heard.treatments):
        return turn.confidence >= CERTAIN
    if turn.intent == "new_patient" and OPENS.match(turn.text):
        return True  # "new pt LV-7: 70 yo man, HCC on biopsy, Vp3" is nearly all facts, of another patient
    return turn.confidence >= CERTAIN_BESIDE_FACTS and turn.heard.share_of(turn.text) < MOSTLY_FACTS


def told_and_supposed(intent: str, heard: Heard) -> tuple[Heard, Supposed]:
    """Part what is to be recorded from what is only supposed; under "what if" nothing is recorded on a guess."""
    if intent != "what_if":
        return heard, Supposed()
    supposed = heard.supposed
    if heard.hypothetical or not supposed.is_empty:
        return heard, msgspec.structs.replace(supposed, facts={**supposed.facts, **heard.hypothetical})
    bare = msgspec.structs.replace(
        heard, facts={}, treatments=[], treatments_complete=None, notes=(), retracted=(), corrections=()
    )
    told = Supposed(facts=heard.facts, treatments=heard.treatments, treatments_complete=heard.treatments_complete)
    return bare, told


def would_write(turn: Turn) -> bool:
    """Tell whether a message may write to the log."""
    told = turn.heard.changes or turn.heard.reply
    return bool(told or turn.intent in WRITING_INTENTS or turn.mode == WANTS_CODE)


def would_change(turn: Turn) -> bool:
    """Tell whether a message may change what is known of a patient, or a screening itself; to open one is no change."""
    intents = {turn.intent, *(wish.intent for wish in turn.wishes)}
    told, _ = told_and_supposed(turn.intent, turn.heard)
    return bool(told.changes or told.reply or intents & CHANGING_INTENTS or turn.mode == WANTS_CODE)

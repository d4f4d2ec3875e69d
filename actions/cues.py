"""Whether a message that tells something clinical wants what its intent says: only where its own words say so.

The intent is learned from short messages. Beside facts, plans and other clinical words it is a guess: `next line:
regorafenib` starts no screening, `warfarin (finished)` closes none, and `(Osaka report)` wants no page.
"""

import re

from actions.codes import read_code
from actions.heard import Heard

_SUBJECT = r"(?:i|we|you|he|she|it|they|there|this|that|these|those|the|any|a|an|his|her|patient|pt)"
_CLAUSE = (
    r"(?:^|[.;:,!\n](?![\s.;:,!]{2})\s?|"
    r"\b(?:and|but|so|then|also|please|now|ok|okay|btw|me|us|know|see|wonder\w*|sure)\s+)"
)
_ASKS = (
    rf"\w\s*\?|{_CLAUSE}(?:why|what|whats|what's|which|how|where|who|when (?:does|do|is|will|can|could|would)\b|"
    rf"(?:is|are|isn't|aren't|was|does|do|did|can|could|would|will|should|has) {_SUBJECT}\b|"
    r"(?:show|list|give|explain|compare|export|print|tell|summari[sz]e|reopen)\b)"
)
"""Words and signs of a question, at the beginning of a clause."""

_FILLED = (
    r"(?:^|[.!?\n])(?![.!?\n])\W{0,6}(?:(?:ok|okay|so|now|and|then|well|hi|hello|hey|please|pls|right|let'?s|i|we|"
    r"let us|have|has|i'?ve|we'?ve|got|there is|there's|here is|here's|here comes|this is|it'?s|is|want to|"
    r"would like to|like to|need to|can you|could you|can we|go|on|do|to|with|for|a|an|the|my|our|your|one|just|add|"
    r"start|begin|open|create|register|enter|make|take|move|screen)\b\W{0,6})*"
)
"""The beginning of a sentence, and what may stand before the words that count."""
_ONE = r"(?:patient|pat|pt|case|screening|candidate|subject|file|record|person|lady|gentleman|man|woman|one|code)"
_NEW = (
    rf"{_FILLED}(?:new|next|fresh|second|further|different) (?:\w+ )?{_ONE}\b(?! (?:of ours|cancel|not|to be))"
    rf"|{_FILLED}(?:another|other) {_ONE}\b(?=\W*$|[:,;.]| for you\b| is (?:here|waiting)\b| [A-Za-z-]*\d)"
    rf"|{_FILLED}(?:some(?:one|body)|anyone) (?:else|new)\b"
    r"|\bstart(?:ing)? (?:again|over|anew|fresh)\b"
    r"|\bscreen(?:ing)? (?:a|an|another|this|the next|one more|someone|somebody)\b"
)
_CODE = r"\b(?!PD)[A-Z]{1,4}-\d{1,5}\b"
_DONE = r"(?:clos(?:e|ing)|archiv\w+|end|ending|finish\w*|complet\w+|done|conclude|wrap(?:ping)?|stop|store|file away)"

_CUES = {
    "new_patient": _NEW,
    "name_patient": (
        r"\b(?:codes?|number|id|ident\w+|call(?:ed)?|nam(?:e|ed|ing)|label\w*|renam\w+|reference|(?:this|she|he) is)\b"
        rf"|{_CODE}"
    ),
    "resume_patient": (
        rf"{_FILLED}(?:(?:go |going |coming |switch |get )?back|return|resum\w+|re-?open|re-?load|load|switch|pick up|"
        rf"carry on|continue|previous|last|earlier|first|again|regarding|about)\b[^.;\n]{{0,30}}\b{_ONE}\b"
        rf"(?! (?:\w+ )?(?:i |we |had|was|who|screened|status|performance))|{_CODE}"
    ),
    "list_patients": rf"{_FILLED}(?:list|which|who|all|show)\b",
    "close_patient": (
        rf"\b{_DONE}(?: (?:off|up|out|with|away|for|here))* (?:(?:this|that|the|her|him|his|it) )?"
        rf"(?:{_ONE}|it|her|him|this)\b|^\W*(?:(?:ok|okay|so|well|all|we|we're|i|i'm|are|am|now|and|"
        rf"please|that's|it's|is|can|be)\W+)*(?:{_DONE}|closed)\W*$"
    ),
    "phone": rf"{_FILLED}(?:phone|call)(?: (?:mode|call|with|the|{_ONE}))*\W*(?:[A-Za-z-]*\d[\w-]*)?\W*(?:$|[,;.\n])",
    "hang_up": (
        r"\b(?:hang|hung|rang? off|(?:end|stop|close|finish)\w* (?:the |this )?call|chart mode|call (?:is )?over)\b"
    ),
    "undo": r"\b(?:undo\w*|revert|roll ?back)\b|\b(?:message|that|this|it|last|entry|step|back)\W*$",
    "why_trial": rf"{_ASKS}|\b(?:why|reasons?|how come|explain)\b",
    "why_ask": rf"{_ASKS}|\b(?:why|what for|how come)\b",
    "what_missing": rf"{_ASKS}|\bmissing\b|\bstill (?:need|lack)\w*\b|\bleft to\b",
    "when": _ASKS,
    "reopen": rf"{_ASKS}|\bhow much\b|\bre-?open\w*\b",
    "compare": rf"{_ASKS}|\b(?:what|anything) (?:has |is |'s )?(?:changed|new)\b|\bchanges since\b",
    "more": (
        r"^\W*(?:(?:tell|show|give|say|me|us|a|bit|some|and|little|please|any) ?)*more\b|\b(?:details?|go on|in full)\b"
    ),
    "status": (
        rf"{_ASKS}|\b(?:status|overview|verdicts?|options|where we (?:are|stand)|still open|"
        r"(?:any|looking for an?|looking for|find) (?:\w+ )?(?:trials?|stud(?:y|ies)))\b"
    ),
    "to_fetch": rf"{_ASKS}|\bto fetch\b|\bfetch list\b",
    "summary": (
        r"\b(?:give|show|make|write|create|get|need|want|prepare|see|have|print|send)\b[^.;\n]{0,30}"
        r"\b(?:summar\w+|page|report|document|over ?view|recap|hand ?over|write[- ]?up|letter)\b"
        r"|(?:^|[.;!?\n,])(?![.;!?\n,])\W{0,6}(?:please |the |a |full )*"
        r"(?:summar\w+|recap|over ?view|sum up|hand ?over)\W*(?:please)?\W*$"
    ),
    "export": (
        r"\b(?:export|download|print)\w*\b"
        r"|\b(?:give|show|make|write|create|get|need|want|prepare|save|send)\b[^.;\n]{0,30}"
        r"\b(?:page|file|pdf|html|markdown|report|document|letter)\b"
    ),
    "help": r"\b(?:help|how (?:do|does|can|should|to)|what (?:can|do|should)|commands?|explain)\b",
    "retract": (
        r"\b(?:forget|delet\w+|remov\w+|drop|wrong\w*|mistak\w+|errors?|incorrect|ignore|disregard|scratch|scrap|"
        r"cancel\w*|take (?:that|it|back|out|off)|took|retract\w*|withdr\w+|undo|strike|erase|discard|clear|void|"
        r"untrue|oops|sorry|typo|mix\w*|correct\w*|should not|never|after all|in the end|fell through|"
        r"not (?:done|given|his|hers|true|right))\b"
        r"|n't\b"
    ),
    "what_if": (
        r"\b(?:if|suppos\w+|what|how|would|imagin\w+|assum\w+|provided|unless|should|without|instead|hypothe\w+|could|"
        r"once|pretend|say|consider\w*|might|may|were (?:he|she|it|they|we)|in the event)\b"
    ),
}  # fmt: skip
"""For each intent, the words of which one says that it is meant."""

CUES = {intent: re.compile(words, re.IGNORECASE) for intent, words in _CUES.items()}

SUPPOSES = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|then|also|now|well)\W+)*(?:what|if|suppos\w+|say|imagin\w+|assum\w+|let'?s|with|without|"
    r"had|were|would|could|can|how|pretend|in (?:case|theory)|scenario|simulat\w+|theoretic\w+|hypothe\w+|give\w*)\b"
    r"|\w\s*\?",
    re.IGNORECASE,
)
"""How a message begins, or ends, that only supposes what it tells."""


SURE = 0.96
"""The confidence from which an intent is followed without a word of its own: training messages have that or more."""
MOVES = {"new_patient", "name_patient", "resume_patient", "close_patient", "phone", "hang_up"}
"""Intents that never go without a word of their own beside facts: a guess would put these to another patient."""
TALK = {"greet", "thanks", "goodbye"}
ALL_FACTS = 0.75
"""The share of a message from which on it is nothing but facts."""


OPENS = re.compile(
    r"\W*(?:(?:ok|okay|so|now|and|then|hi|hello|next up)\W+)*(?:(?:new|next) (?:patient|pt)\b(?![-'’])"
    r"(?! (?:visit|appointment|contact|info|review|was|is due|on|in|at)\b)"
    r"|(?:new|next) (?:case|screening|subject|candidate)\W+(?:code\W+)?[A-Z]{1,5}-?\d)",
    re.IGNORECASE,
)
"""How a message begins that is of another patient, however much it tells of them."""


_LOOKS_FOR = re.compile(
    r"\bscreen(?:ing|ed|s)?(?: tests?)? for (?!(?:(?:an?|the|our|this|that|my|another|next|new) )*"
    rf"(?:{_ONE}|trials?|stud(?:y|ies)|mr|mrs|ms|dr)\b)[a-z]{{2,}}\b(?![-_]?\d)"
    r"|\bscreening (?:colonoscopy|endoscopy|gastroscopy|ogd|egd|mammogra\w+|ultrasound|ct|mri|bloods?|tests?|scan)\b"
    r"|\b(?:hiv|tb|varice\w*|hepatitis|cancer|osteoporosis|depression|retina\w*) screen(?:ing)?\b",
    re.IGNORECASE,
)
"""`screening for varices next week`: an examination, no screening of a patient."""


def is_said(intent: str, text: str, heard: Heard, confidence: float) -> bool:
    """Tell whether a message means its intent, as far as its words can tell."""
    same = heard.reply == "same" and not heard.changes
    if intent not in CUES:
        return not (same and intent in TALK)
    if intent in MOVES and _LOOKS_FOR.search(text) and not _has_words(intent, text, heard):
        return False
    is_clinical = heard.changes or heard.queries or heard.unused or heard.reply or intent == "retract"
    if not is_clinical or (intent == "retract" and heard.changes):
        return True
    if _has_words(intent, text, heard):
        return True
    tells = bool(heard.facts or heard.treatments)
    is_facts = tells and (intent in MOVES or heard.share_of(text) >= ALL_FACTS)
    is_named = intent == "undo" and bool(heard.corrections or heard.retracted)
    is_plan = intent == "what_if" and bool(heard.unused) and not tells and _supposes_nothing(heard)
    return confidence >= SURE and not (is_facts or is_named or is_plan or same)


def _has_words(intent: str, text: str, heard: Heard) -> bool:
    if intent == "undo" and (heard.corrections or heard.retracted):
        return CUES["undo"].search(text) is not None  # "mistake in my message, 1.3 and not 3.1" mends one value
    if intent == "name_patient" and heard.facts and read_code(text, heard).code is None:
        return False  # "tumour size/number: 4.5 cm/3"
    words = SUPPOSES if intent == "what_if" and (heard.changes or _supposes_nothing(heard)) else CUES[intent]
    return words.search(text) is not None


def _supposes_nothing(heard: Heard) -> bool:
    """Tell whether a plan (`then lenvatinib if tolerated`) holds no value that could be supposed."""
    return heard.supposed.is_empty and not heard.hypothetical

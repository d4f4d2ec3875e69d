"""What is said in a call that is no answer: a moment's wait, a question of the patient's, a farewell."""

import re

from actions.heard import Heard
from actions.slips import is_slip
from actions.wishes import wishes_in

WAIT, PATIENT_ASKS = "phone_wait", "phone_patient_asks"
"""What such words mean in a call alone: intents that no model knows."""

_PATIENT = r"(?:the )?(?:patient|pt|she|he|they)"
_IS = r"(?:'s| is|'re| are)"
_OPENING = r"(?:(?:oh|ok|okay|um+|uh|er+|hm+|sorry|please|well|just|can you|could you|can i)\b[\s,.]*)*"
_THINGS = (
    r"(?:glasses|letters?|tablets?|pills?|medicines?|box(?:es)?|papers?|list|diary|notes|folder|bag|phone|pen|wife|"
    r"husband|daughter|son|calendar)"
)
_A_MOMENT = r"(?:a|one|half a|two) ?(?:moment|minute|min|second|sec|tick|mo)s?"
_WAIT = (
    rf"(?:wait|hold on|hang on|hold the line|(?:just )?{_A_MOMENT}|bear with (?:me|him|her|us|them)|"
    rf"give (?:me|him|her|us|them) (?:just )?{_A_MOMENT})(?: {_A_MOMENT})?(?: please)?(?:[,.;:!-] ?\D{{0,60}})?"
    rf"|(?:let me|let (?:him|her)|i(?:'ll| will|'m)|{_PATIENT}{_IS}|{_PATIENT}) (?:just )?"
    r"(?:gets?|getting|go(?:es|ing)?|went to get|fetch\w*|grabs?|grabbing|find|finding|look\w*|reads?|reading) "
    rf"(?:(?:and )?(?:get|for|at|through|in|up) )?(?:the|my|his|her|their) {_THINGS}"
    rf"|{_PATIENT}{_IS} (?:coughing|crying|thinking|upset|in tears|talking to \D{{1,30}}|not there|away)"
    r"(?: now| again)?"
    rf"|{_PATIENT} (?:has |have )?(?:left|leaves?) the room|{_PATIENT} needs? a (?:moment|minute|break)"
    r"|(?:there'?s |there is )?(?:someone|somebody)(?:'s| is)? at the door"
    r"|(?:the |my )?(?:door ?bell|door)(?:'s| is)?(?: ringing| rang)?"
)
_FIRST = r"\b(?:i|i'm|i'd|i'll|me|my|we|our)\b"
_QUESTION = re.compile(
    r"(?:and |but |so |ok |okay )*(?:will|would|can|could|do|does|did|is|are|am|should|shall|may|must|how|when|where|"
    r"what(?! if\b)|which|who)\b.{3,200}",
    re.IGNORECASE,
)
_ABOUT_STUDY = (
    r"who (?:are you|is this|is calling|is it)"
    r"|how long (?:will|does|would) (?:it|this|that|the study) (?:take|last|run)"
    r"|(?:is|are) (?:it|this|that|they|the study|the drugs?) (?:free|safe|dangerous|painful|risky|new|paid)"
    r"|(?:will|does|would|can) (?:it|this|that|the study|the drugs?) (?:hurt|help|work|cost|cure)\b.{0,40}"
    r"|how much (?:does|will|would) (?:it|this|that) cost"
    r"|(?:are there|what are the) (?:any )?(?:side effects|risks)\b.{0,40}"
)
_ASKED = rf"{_PATIENT} (?:asks?|asked|is asking|wants? to know|wonders?|is wondering) (?!(?:me )?why\b)\D{{3,200}}"
_FAREWELL = (
    r"(?:i|we|he|she|they|the patient)(?:'ve| have|'s| has|'d| had)? ?"
    r"(?:got to|to|must|need to|needs to|going to have to) (?:go|leave|run|dash|hang up)(?: now| soon| sorry| again)?"
    r"(?:[,. ]+(?:sorry|bye|goodbye|thanks|thank you))*"
    rf"|(?:{_PATIENT}|i|we) (?:do|does) ?n[o']?t want to "
    r"(?:go on|continue|carry on|talk|answer (?:any ?)?more(?: questions)?)(?: any ?more| now| today)*"
    r"|(?:call|ring|phone) (?:me|him|her|us|them)(?: back)?\b\D{0,20}.{0,20}"
    r"|(?:call|ring|phone) back\b.{0,30}"
)
_WORDS = {
    WAIT: re.compile(rf"\W*{_OPENING}(?:{_WAIT})[\s.!?…]*", re.IGNORECASE),
    "hang_up": re.compile(rf"\W*{_OPENING}(?:{_FAREWELL})[\s.!?]*", re.IGNORECASE),
}
_PATIENTS_QUESTION = re.compile(rf"\W*{_OPENING}(?:{_ABOUT_STUDY}|{_ASKED})[\s.!?]*", re.IGNORECASE)


def aside_in(text: str, heard: Heard) -> str | None:
    """Give what a message means that answers nothing: `WAIT`, `PATIENT_ASKS` or `hang_up`; None where it may answer.

    ``Wait, it was 2019`` and ``hang on, I had a stroke once`` tell something.
    """
    if is_slip(text) or (heard.changes and not _PATIENTS_QUESTION.fullmatch(text)):
        return None
    found = next((intent for intent, words in _WORDS.items() if words.fullmatch(text)), None)
    return found or (PATIENT_ASKS if _asks(text, heard) else None)


def _asks(text: str, heard: Heard) -> bool:
    """Tell whether the patient asks something, rather than the coordinator, whose questions are about the trials."""
    if _PATIENTS_QUESTION.fullmatch(text):
        return True
    is_own = text.rstrip().endswith("?") and re.search(_FIRST, text, re.IGNORECASE) is not None
    return is_own and _QUESTION.fullmatch(text) is not None and not (heard.queries or wishes_in(text, "inform"))

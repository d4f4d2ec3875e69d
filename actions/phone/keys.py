"""What a coordinator types with one key, or in a word, while a patient is on the line."""

import dataclasses
import re

import msgspec

from actions.heard import Heard
from actions.phone.asides import PATIENT_ASKS, WAIT, aside_in
from actions.reply import Turn
from actions.wishes import wishes_in

WHY, AGAIN, WITHDRAW = "phone_why", "phone_again", "phone_withdraw"
"""What a word means in a call alone: intents that no model knows."""

SURE = 0.75
"""The confidence from which a message in a call is more than an answer."""
ANSWERS = {"inform", "affirm", "deny", "dont_know", "pending", "retract", "out_of_scope", "nlu_fallback"}
GUESSED = {"dont_know", "pending"}
"""Answers without a value, where the extractor has found none and the model alone says so."""

MOVES = {"new_patient", "close_patient", "resume_patient", "list_patients", "name_patient"}
"""Intents that leave the patient who is on the line: they are followed where the words name a screening."""
_MOVES = re.compile(r"\b(?:patients?|pts?|screenings?|cases?|subjects?|codes?|list|close|resume)\b|\d", re.IGNORECASE)

_PATIENT = r"(?:the )?(?:patient|pt|she|he|they)"
_ASKER = rf"(?:{_PATIENT} |i |we )"
_WORDS = {
    WHY: rf"(?:and |but |so )?why(?: (?:is )?(?:that|this|so|me|though|that question|this question))?"
    r"|what(?:'s| is) (?:it|that|this)(?: all)? for|what (?:has|does) (?:it|that|this) (?:got |have )?to do with .*"
    r"|why (?:do|would|does) (?:you|he|she|they) want to know\b.*|(?:does|why does|what does) (?:it|that|this) matter"
    r"|what (?:do|would) you (?:need|want) (?:it|that|this|to know that|to know this) for"
    rf"|{_PATIENT} (?:asks?|is asking|asked|wants? to know|wonders?) (?:me )?why\b.*|why (?:does|do) (?:that|it) matter"
    rf"|(?:what|why) (?:do|shall|should|can) i (?:say|tell) (?:her|him|them|the patient)\b.*",
    AGAIN: r"(?:(?:can|could|would|will) you )?(?:please )?(?:repeat|rephrase|explain|say|ask|put)"
    r"(?: (?:it|that|this|please|the question|again|differently|once more|(?:in )?another way|"
    r"(?:in )?(?:simpler|other) words))*"
    r"|again|once more|(?:in )?other words|pardon(?: me)?|huh|eh|come again|simpler|sorry|excuse me|what|"
    rf"{_ASKER}?(?:(?:did|does|do|ca|could) ?n[o']?t|cannot) (?:understand|get|hear|follow|"
    r"know what (?:it|that|this) (?:is|means))(?: (?:it|that|this|me|you|the question|the word))?|"
    r"what (?:is|was) (?:it|that|this|the (?:next )?question)|what'?s (?:that|this)|"
    r"what do(?:es)? (?:you|it|that|this) mean(?: by (?:it|that|this))?|"
    r"what did (?:you|she|he|they) (?:say|ask|want)|what was the question|(?:please )?speak up(?: please)?|louder|"
    r"(?:sorry )?(?:the |it'?s a )?(?:line is bad|bad line)(?:[,. ]+\D{0,40})?",
    "hang_up": r"hang(?:ing)? up|hung up|(?:we |i |she |he |they |the patient |patient )(?:have |has )?hung up|"
    r"(?:end|stop|finish|leave|close) (?:the |this )?(?:phone ?)?(?:call|phone|phone mode)|"
    r"(?:the )?call (?:is )?(?:over|ended|done|finished|dropped|broke off|broken off|cut off)|"
    r"(?:go )?(?:back to )?(?:the )?chart mode|phone off|phone mode off|stop|pause|break|quit|exit|"
    rf"bye(?: bye)?|goodbye|{_PATIENT} (?:wants? to stop|(?:has|had|needs?) to (?:go|hang up)|calls? back(?: later)?)",
    "to_fetch": r"(?:what (?:is|'s) (?:left )?|show (?:me )?(?:what is )?|list )?(?:to fetch|(?:the )?fetch list)",
    "dont_know": r"\?+|next|next question|skip(?: (?:it|this|that))?|pass|private|no (?:answer|comment)|"
    rf"(?:{_PATIENT} |i )?(?:(?:would |'d )?(?:rather|prefers?) not(?: to)?|declines?|declined|refuses?|refused|"
    r"wo ?n[o']?t|does ?n[o']?t want)(?: to)?(?: (?:say|tell|answer|talk about))?(?: (?:it|that|this|me))?",
    WITHDRAW: rf"(?:{_PATIENT} )?(?:withdraws?|withdrew|revokes?|takes? back)(?: (?:his|her|their|the))? consent|"
    rf"(?:{_PATIENT}|i)(?: has|'s|'ve| have)? changed (?:his|her|their|my) minds?(?:[,.; ]+\D*)?|"
    rf"(?:{_PATIENT}|i) (?:do|does) ?n[o']?t want (?:any (?:of this|study)|to (?:take part|be screened|"
    r"be (?:in|part of) (?:it|this|(?:a|the|any) study)))(?: any ?more| after all| now)*|"
    rf"consent (?:is )?(?:withdrawn|revoked)|{_PATIENT} no longer (?:agrees?|wants? to be screened|consents?)(?: .*)?",
}
_KEYS = {intent: re.compile(rf"\W*(?:{words})[\s.!?]*", re.IGNORECASE) for intent, words in _WORDS.items()}
_BARE_WHY = re.compile(r"why do you (?:ask|need)", re.IGNORECASE)

_FILLER = r"[\s,.!;:]|\b(?:please|thanks|thank you|that'?s|that is|it'?s|it is|right|correct|so|sir|madam|then|well)\b"
_SAYS = rf"(?:{_PATIENT} )?(?:says?|said|tells? me)"
_WHO = rf"(?:{_PATIENT}|i|we)"
_DO = r"(?:do|does|did|have|has|had|am|is|are|was|were)"
_IS_NOT = r"(?:i'm|we're|he's|she's|they're) not"
_YES = re.compile(
    rf"(?:{_FILLER}|{_SAYS})*\b(?:y|ye|yes|yeah|yea|yep|yup|mm-?hm+|mhm+|uh[- ]?huh|sure|ok|okay|right|correct|agreed|"
    rf"agrees|true|exactly|of course|absolutely|certainly|definitely|indeed|{_WHO} (?:agrees?|consents?|{_DO})|"
    rf"go ahead|fine|all right|alright|confirm(?:ed)?)\b"
    rf"(?:{_FILLER}|\b(?:go ahead|{_WHO} (?:agrees?|consents?|{_DO})|sure|of course|all right|alright|fine|okay|ok|"
    r"had (?:that|it|one)|it does)\b)*",
    re.IGNORECASE,
)
_NO = re.compile(
    rf"(?:{_FILLER}|{_SAYS})*\b(?:n|no|nope|nah|never|none|wrong|not right|not correct|false|incorrect|negative|"
    rf"not at all|(?:absolutely|definitely|certainly|of course) not|{_WHO} {_DO} ?(?:not|n'?t)|{_IS_NOT}|"
    rf"{_PATIENT} den(?:y|ies)(?: (?:it|that|any|all))?|nothing)\b"
    rf"(?:{_FILLER}|\b(?:at all|(?:any |all |none )?of (?:these|those|them|it)|like that|way|"
    rf"{_WHO} {_DO} ?(?:not|n'?t)|{_IS_NOT}|not|never|none|nothing|had (?:that|it|one|any)|want to|agree)\b)*",
    re.IGNORECASE,
)
_NO_THEN = re.compile(
    r"(?:no|n)(?:\s*[,;.:-]|\s+(?:it|that|this|he|she|they|i|the|actually|wait|not|sorry)\b)|"
    r"(?:nope|wrong|incorrect|not right)\b",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"(?:no|n|nope|wrong|sorry|i meant?|actually|make (?:it|that)|(?:it|that|this)(?:'s| is| was| should be)|"
    r"(?:it|that|this)|wait|not right|should be|is|was)\b[\s,;.:-]*",
    re.IGNORECASE,
)
_AGREES = re.compile(
    rf"(?:{_FILLER}|{_SAYS}|\b(?:yes|yeah|sure|ok|okay)\b)*\b(?:go on|please do|by all means|why not|you (?:may|can)|"
    rf"(?:fine|okay|ok|all right|alright) (?:by|with) (?:me|him|her|them)|no (?:problem|objections?)|"
    rf"{_WHO} (?:do|does) ?(?:not|n'?t) mind)\b(?:{_FILLER}|\b(?:(?:by|with) (?:me|him|her|them)|at all|ask)\b)*",
    re.IGNORECASE,
)
"""What is a yes to whether the patient may be asked, and might be anything elsewhere."""
_DECLINES = re.compile(
    rf"(?:{_FILLER}|no)*(?:not (?:now|today|interested)|(?:{_PATIENT} |i )?(?:declines?|declined|refuses?|refused|"
    r"(?:would |'d )?(?:rather|prefers?) not(?: to)?|does ?n[o']?t (?:want|agree)(?: to)?|wo ?n[o']?t|"
    r"(?:is|am) not interested|says no))\b.*|(?:no|nope|nah)\W+(?:thanks|thank you)\b.*",
    re.IGNORECASE,
)
LONGEST_KEY = 80
"""Characters of a message that can be nothing but a yes or a no."""
CHART = re.compile(
    r"\W*(?:the )?(?:chart|record|letter|report|lab|file)s?\s*(?:[:,-]|says?\b)"
    r"|\b(?:from|in|per|by|according to) (?:the |her |his )?"
    r"(?:chart|records?|letter|report|file|notes|labs?|discharge)\b",
    re.IGNORECASE,
)
"""Words for what the patient did not say: it was read in the chart."""


_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|i've|i'd|my|me|mine|myself)\b"
    r"|\b(?:she|he|patient|pt) (?:says|said|thinks|tells|told|remembers|recalls)\b",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    """Give a message without white space around it, and with the apostrophes of a typewriter."""
    return text.strip().replace("’", "'")


def is_yes(text: str) -> bool:
    """Tell whether a message is nothing but a yes."""
    return len(text) <= LONGEST_KEY and _YES.fullmatch(_plain(text)) is not None


def is_no(text: str) -> bool:
    """Tell whether a message is nothing but a no; who would rather not say has not said no."""
    return len(text) <= LONGEST_KEY and _NO.fullmatch(_plain(text)) is not None


def begins_with_no(text: str) -> bool:
    """Tell whether a message says no, and then something more; ``no HIV`` is no such no."""
    return _NO_THEN.match(_plain(text)) is not None


def in_place(text: str) -> str:
    """Give what a message says in the place of what was read back; empty where it says no such thing."""
    rest, words = "", _plain(text)
    while found := _IN_PLACE.match(words):
        rest = words = words[found.end() :]
    return rest.rstrip(" .!")


def agrees(text: str) -> bool:
    """Tell whether the patient wants to be asked."""
    return is_yes(text) or (len(text) <= LONGEST_KEY and _AGREES.fullmatch(_plain(text)) is not None)


def declines(text: str) -> bool:
    """Tell whether the patient does not want to be asked."""
    return is_no(text) or (len(text) <= LONGEST_KEY and _DECLINES.fullmatch(_plain(text)) is not None)


def is_in_first_person(text: str) -> bool:
    """Tell whether a message gives the patient's own words, or says that they are."""
    return _FIRST_PERSON.search(text) is not None


def is_from_chart(text: str) -> bool:
    """Tell whether a message gives what stands in the chart rather than what the patient says."""
    return CHART.match(text) is not None or CHART.search(text) is not None


def with_key(turn: Turn) -> Turn:
    """Give what a message means in a call: a key or a word for it goes before what a model reads in it."""
    if not turn.on_phone:
        return turn
    if turn.confidence < SURE and turn.intent not in ANSWERS and not wishes_in(turn.text, "inform"):
        # A patient's own words are seldom a wish of the coordinator's.
        turn = dataclasses.replace(turn, intent="inform" if turn.heard.changes else "out_of_scope")
    if turn.intent in GUESSED and turn.confidence < SURE and turn.heard.reply is None:
        # Who does not know is not asked again: that is no guess to act on.
        turn = dataclasses.replace(turn, intent="inform" if turn.heard.changes else "out_of_scope")
    if turn.intent in MOVES and not _MOVES.search(turn.text):
        turn = dataclasses.replace(turn, intent="out_of_scope")
    found = next((intent for intent, key in _KEYS.items() if key.fullmatch(_plain(turn.text))), None)
    if _BARE_WHY.match(turn.text.strip()):
        return turn
    found = found or aside_in(_plain(turn.text), turn.heard) or _farewell(turn)
    if found is None:
        return turn
    unused = (turn.text.strip(),) if found == PATIENT_ASKS and turn.heard.changes else ()
    heard = Heard(reply="unknown") if found == "dont_know" else Heard(personal=turn.heard.personal, unused=unused)
    return dataclasses.replace(turn, intent=found, heard=heard, confidence=1.0)


def _farewell(turn: Turn) -> str | None:
    """Give that the call ends where a message that tells nothing is a goodbye."""
    is_sure = turn.intent == "goodbye" and turn.confidence >= SURE
    return "hang_up" if is_sure and turn.heard.is_empty and not declines(turn.text) else None


def is_word_of_call(turn: Turn) -> bool:
    """Tell whether a message means something in a call alone, which nothing else is to weigh."""
    return turn.intent in (WHY, AGAIN, WITHDRAW, WAIT, PATIENT_ASKS)


def without_yes_for_group(heard: Heard, asked: tuple[str, ...]) -> Heard:
    """Leave out a fact of a group that was read from a mere yes: which of them is meant, it does not say."""
    if len(asked) < 2:
        return heard
    bare = {one.fact for one in heard.mentions if one.fact in asked and is_yes(one.text)}
    bare = {fact for fact in bare if heard.facts.get(fact) is True}
    facts = {name: value for name, value in heard.facts.items() if name not in bare}
    return msgspec.structs.replace(heard, facts=facts) if bare else heard


def without_no_to_read_back(heard: Heard) -> Heard:
    """Leave out what was read from a mere no to whether something was heard right: that denies no fact."""
    bare = {one.fact for one in heard.mentions if is_no(one.text) and one.fact in heard.facts}
    facts = {name: value for name, value in heard.facts.items() if name not in bare}
    return msgspec.structs.replace(heard, facts=facts) if bare else heard

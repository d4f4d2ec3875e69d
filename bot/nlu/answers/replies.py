"""Replies without a value: don't know, pending, the same as before."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.answers.awaited import Reply, awaited, pointing_at
from bot.nlu.answers.clock_times import times_in, without_times
from bot.nlu.answers.same_again import not_repeated
from bot.nlu.draft import Draft
from bot.nlu.labs.awaited_images import of_images
from bot.nlu.lexicon.tokens import Token

_UNKNOWN = re.compile(
    r"^\W*(?:(?:dunno|no idea|not sure|unsure|unknown|don'?t know)[,;. ]+"
    r"(?:you'?d (?:have|need) to )?ask (?:\w+ ){1,3}\w+"
    r"|(?:i |we |she |he |they |the patient |patient |pt )?(?:really |honestly )?(?:do ?n[o']?t|"
    r"does ?n[o']?t|did ?n[o']?t|can ?not|can't|cant|dont|dunno|couldn'?t|would not)\s*(?:know|"
    r"remember|recall|say|tell|find|sure)|dunno|idk|no idea|no clue|"
    r"(?:i'?m |we'?re |i am |we are )?not (?:(?:quite|really|entirely|completely|totally|too|very|so|all that|100 ?%|"
    r"a hundred percent|absolutely) )?(?:sure|certain)|unsure|"
    r"unknown|uncertain|not known|not documented|not recorded|"
    r"not available|not tested|never had (?:the|that|a) (?:test|scan)|never (?:been |had (?:it|that|(?:the|my|"
    r"a) \w+) )(?:tested|checked|scanned|looked at|"
    r"measured|done)"
    r"(?: for (?:that|it))?|nobody (?:would|could|ever|has|will) ?(?:say|said|tell me|told me|tell)|"
    r"(?:i'?d )?(?:sooner|rather|prefer to|like to) (?:keep (?:that|it) (?:to myself|private)|not say)|"
    r"that'?s (?:nobody'?s|my own|none of your|private) ?business|never tested|not checked|never checked|"
    r"not assessed|not measured|"
    r"n/?a|unclear|who knows|(?:i |we )?(?:have|need|will have|would have) to ask(?: (?:the|"
    r"my|her|his) \w+)?|(?:the )?(?:patient|pt|she|he) (?:is|was|does)(?: ?not|n'?t) (?:sure|"
    r"know|remember)|\?+|hard to say|can'?t say|no information|no info|"
    r"(?:(?:it |that |this )?(?:is |was ))?not (?:in|on) (?:the |his |her |my |our )?"
    r"(?:charts?|notes?|letters?|files?|records?|system|referral|reports?|"
    r"summary)|"
    r"not (?:here|to hand|at hand|in front of me|with me|on me)|"
    r"not stated|nothing documented|skip|skip (?:it|this|that)|pass|next|next question|"
    r"ask (?:my|her|his|the) (?:doctor|wife|husband|daughter|son|nurse|partner|hospital|specialist|"
    r"family)(?:[,;] (?:she|he|they) \w+(?: \w+){0,5})?|maybe|perhaps|i'?m not sure|not certain|no data|"
    r"(?:i |we )?do ?n[o']?t have (?:it|that|this|one|those|them|"
    r"the (?:value|result|number|one)(?: from (?:before|then))?)|"
    r"later|(?:do|answer) (?:it|that|this)(?: one)? later|ask (?:me )?(?:again )?later|"
    r"come back (?:to (?:it|that|this) )?later|nk)\b[^a-z0-9]*"
    r"(?:please|about (?:that|it|this)|that|it|this|yet|exactly|at the moment|"
    r"right now|sorry|from the chart|in the chart|from here|from the notes|from memory|by heart|"
    r"for now|for the moment|today|tbh|i'm afraid|offhand)?\W*$"
)


_PENDING = re.compile(
    r"^\W*(?:(?:the |her |his |that |this )?(?:lab |blood |test |path(?:ology)? |biopsy |ct |mri |scan |serology )*"
    r"(?:results?|reports?|values?|levels?|labs?|bloods?|samples?|tests?|scans?)\s+)?"
    r"(?:(?:is|are|was|were|has|have)\s+(?=not|still|pending|await))?(?:still\s+(?=not|pending|await))?"
    r"(?:we(?:'re| are) |i(?:'m| am) |they(?:'re| are) )?"
    r"(?:it'?s |it is |that'?s |still |result |results? (?:is |are )?(?:still )?)*(?:pending|"
    r"awaiting(?: results?| it)?|awaited|waiting(?: (?:for|on) (?:it|results?|the results?|that|them|"
    r"the lab|the lab results?|the report))?|"
    r"not back(?: from (?:the )?\w+)?(?: yet)?|not yet(?: back| done| available| known)?|"
    r"to follow|tbd|tba|tbc|will (?:check|ask|look(?: it up)?|find out|get back|let you know)|"
    r"(?:i'?d |i would |i |we |we'?d )?(?:have|need) to look (?:it|that|this) up|let me look(?: it up)?|"
    r"i'?ll (?:check|ask|look(?: it up)?|find out|get back(?: to you)?|let you know|"
    r"see)|"
    r"to be (?:done|determined|checked|confirmed)|ordered|being (?:done|processed|"
    r"repeated)|not done(?: yet)?|in progress|tomorrow|next week|soon|lab (?:is )?pending|"
    r"will be done|drawn today|sent(?: off| today)?|have to check|(?:the )?(?:lab|"
    r"result|results|report|blood|bloods|sample) (?:is |are |was |were )?(?:not (?:out|"
    r"in|back|ready)|drawn|sent|taken|pending)(?: yet)?(?:,? waiting(?: for (?:it|"
    r"them|results?))?)?|"
    r"(?:(?:i |we )?(?:would |will )|i'd |we'd )(?:have|need) to check|"
    r"(?:i |we )?need to check|let me check|checking|hasn'?t been done(?: yet)?|"
    r"has not been done(?: yet)?|hold on|wait|one moment|(?:the )?(?:lab|clinic|hospital|pathologist|radiologist)s? "
    r"(?:has ?n[o']t|have ?n[o']t|did ?n[o']t) (?:yet )?(?:report(?:ed)?|sen[dt]|answer(?:ed)?|"
    r"finish(?:ed)?)(?: (?:it|that|them))?"
    r"(?: yet| back)*(?:[,; ]+(?:the )?results? (?:is |are )?(?:due |expected )?"
    r"(?=tomorrow|next week|today|soon))?)\b[^a-z0-9]*(?:later|tomorrow|"
    r"next week|today|soon|on monday|results?|please|with (?:her|him|the lab|the doctor|"
    r"the chart)|the chart|about that|that|it|yet)?\W*$"
)


_SAME = re.compile(
    r"^\W*(?:(?:both|all|each|either|they|these|everything)(?: of (?:them|these))?(?: are| is| stay| remain)? )?"
    r"(?:the )?(?:same|unchanged|no change|as before|as last time|"
    r"(?:same )?(?:as|what|like) (?:i|we) (?:just |already )?(?:said|told you|gave(?: you)?|wrote|sent)"
    r"(?: before| earlier| already| last time| above)?|same as (?:before|(?:the )?last (?:time|one|value|visit)|"
    r"last|previously|above)|(?:unchanged|no change|not changed|the same|same) (?:since|from|to|compared (?:with|to)) "
    r"(?:the )?(?:before|last|previous)(?: (?:time|visit|one|value))?|"
    r"still the same|not changed|like before|identical|stays the same)"
    r"(?:\W+(?:for |in |of )?(?:both|all|each|either)(?: of (?:them|these))?)?"
    r"(?:\W+(?:sir|madam|ma'?am|doctor|doc|miss|dear|please|thanks|thank you))?\W*$"
)


_IMAGE = (
    r"(?:(?:chest|brain|head|abdominal|bone|liver|cardiac|recent|new|other) )*(?:cts?|mris?|pets?|scans?|imaging|"
    r"x-?rays?|ultrasound|echo|ecgs?|ekgs?|endoscopy|egd|ogd|gastroscopy|scope|tests?|testing|serology|swab|"
    r"examination|work-?up)(?: (?:of|for) (?:the |her |his )?\w+)?"
)
_NOTHING_THERE = re.compile(
    r"^\W*(?:not applicable|no (?:further |more |clear |reliable )?(?:details?|recollection|memory|particulars)"
    r"(?: (?:available|known|given|on file|(?:of|about|on) (?:it|that|this)|(?:in|on) (?:the|her|his) \w+))*|"
    rf"no {_IMAGE} (?:(?:was|were|is|has been|have been) )?(?:ever )?"
    r"(?:done|available|performed|made|taken|on file))\W*$"
)
"""Nothing was looked for, so nothing is known: ``no brain imaging available``."""
_NOT_YET = re.compile(rf"^\W*no {_IMAGE} (?:(?:done|available|performed|back) )?(?:yet|so far)\W*$")
_FALSE_START = re.compile(
    r"^\W*no\b(?: problem\b|\W+(?:wait|hang on|hold on|i mean|one moment)\b)"
    r"(?:\W+(?:wait|hang on|hold on|i mean|one moment|sorry)\b)*\W+(?=\w)"
)
"""``no problem, will check``: no answer yet."""
_PARTS = re.compile(r"\s*(?:[,;.!]|\bbut\b|\band\b|\bso\b|-(?=\s))+\s*")


_NOT_YET_TREATED = re.compile(r"(?:(?:oh|ah|no|well)\W+)*not (?:yet|as yet|so far)\W*(?:no|sir|madam)?\W*$")


def read_reply(draft: Draft) -> None:
    """Recognise the replies without a value: don't know, pending, the same as before."""
    low = draft.text.low.strip()
    if len(low) > 120:
        return
    start = _FALSE_START.match(low) if draft.asked else None
    low = low[start.end() :] if start and whole_reply(low[start.end() :], True) else low
    draft.reply = whole_reply(low, bool(draft.asked)) or _of_named(draft) or _explained(draft, low)
    if draft.asked == ("treatments",) and _NOT_YET_TREATED.match(low):
        draft.reply = None  # none was given so far
    if draft.reply == "pending" and of_images(draft, low):
        draft.reply = None
    if draft.reply:
        draft.use(range(len(draft.tokens)))


def _of_named(draft: Draft, end: int | None = None) -> Reply | None:
    """``INR not back yet`` to the question about the INR: the reply behind the name of what was asked."""
    if len(draft.asked) != 1:
        return None
    place = 1 if draft.word(0) in ("the", "her", "his", "my", "our") else 0
    token = draft.at(place)
    if token is None or not any(one.id == draft.asked[0] for one in token.senses("name")):
        return None
    return whole_reply(draft.text.low[token.end : end].strip(" :,-=\n"), asked=True)


_SAYS = re.compile(r"\b(?:yes|no|none|but|never|neg\w*|pos\w*)\b|\d")


_WAITED_FOR = re.compile(
    r"\b(?:pending|await\w*|waiting|outstanding|not (?:back|ready|in yet)|no results?|expected|in progress)\b"
)
_NOT_YET_MEASURED = re.compile(r"\bnot yet\b")
"""Of a value it is awaited; of an illness or a treatment ``not yet`` may be a no."""


def _explained(draft: Draft, low: str) -> Reply | None:
    """``not sure, the notes are off site``: what follows the reply says why, and nothing of the patient."""
    match = _PARTS.search(low)
    reply = reply_of(low[: match.start()], asked=True) if match and draft.asked else None
    if reply == "same" and match:
        return "same" if not_repeated(low[match.end() :]) else None
    if reply == "pending" and match and not _waits(draft, low[: match.start()]):
        return None
    if match is None or reply not in ("unknown", "pending") or _SAYS.search(without_times(low[match.end() :])):
        return None
    start = len(draft.text.low) - len(draft.text.low.lstrip()) + match.end()
    times = times_in(draft.text.low)
    behind = [one for one in draft.tokens if one.start >= start and not _in_any(one, times)]
    return None if any(_tells(one, reply) for one in behind) else reply


def _waits(draft: Draft, said: str) -> bool:
    measured = all(
        one in draft.catalogue.facts and draft.catalogue.facts[one].kind == "quantity" for one in draft.asked
    )
    return _WAITED_FOR.search(said) is not None or (measured and _NOT_YET_MEASURED.search(said) is not None)


def _in_any(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(first <= token.start < last for first, last in spans)


def _tells(token: Token, reply: Reply) -> bool:
    """Tell whether a word may say something of the patient; what is awaited may have a day."""
    told = ("word", "hit", "punct", "date", "dur") if reply == "pending" else ("word", "hit", "punct")
    return token.clinical or token.kind not in told


_ANSWERS = re.compile(rf"\W*(?:{AYE}|{NAY})\b(?! (?:idea|clue))")


def opens_empty(low: str) -> bool:
    """Tell whether a message opens with a reply without a value: ``not sure, but the platelets are 82`` is no no."""
    match = None if _ANSWERS.match(low) else _PARTS.search(low)
    return match is not None and reply_of(low[: match.start()].strip(), asked=True) in ("unknown", "pending")


def whole_reply(low: str, asked: bool = False) -> Reply | None:
    """Give the reply that a whole message is, in one part or several, or None; ``asked``: to a question."""
    return reply_of(low, asked) or _in_parts(low, asked)


def reply_of(low: str, asked: bool = False) -> Reply | None:
    """Give the reply that a whole text is, or None; what is awaited is only clear of what was asked."""
    if asked and low.lstrip().startswith("no") and (nothing := _NOTHING_THERE.match(low) or _NOT_YET.match(low)):
        return "unknown" if nothing.re is _NOTHING_THERE else "pending"
    return _plain(low) or (_plain(pointing_at(low)) or awaited(low) if asked else None)


def _plain(low: str) -> Reply | None:
    if _PENDING.match(low):
        return "pending"
    if _UNKNOWN.match(low):
        return "unknown"
    return "same" if _SAME.match(low) else None


def _in_parts(low: str, asked: bool) -> Reply | None:
    """``not back yet, still pending``: every part is a reply; what is to come counts before what is not known."""
    replies = [reply_of(part, asked) for part in _PARTS.split(low) if part]
    if len(replies) < 2 or None in replies or (len(set(replies)) > 1 and "same" in replies):
        return None
    return "pending" if "pending" in replies else replies[0]


def read_leading_reply(draft: Draft) -> None:
    """``I don't have that but the INR is 1.14``: a reply to what was asked, then another fact."""
    asked = [one for one in draft.asked if one in draft.facts or any(query.fact == one for query in draft.queries)]
    if draft.reply or not draft.asked or asked or not (draft.facts or draft.treatments):
        return
    match = _PARTS.search(draft.text.low)
    if match is None:
        return
    reply = reply_of(draft.text.low[: match.start()].strip(), asked=True) or _of_named(draft, match.start())
    if reply in (None, "same"):
        return
    places = range(draft.place_at(match.start()))
    if not any(draft.tokens[one].used for one in places):
        draft.reply = reply
        draft.use(places)


def read_unsure_opening(draft: Draft) -> None:
    """``not sure, but she is 61``: what follows is no answer, in whatever words."""
    low = draft.text.low
    match = _PARTS.search(low) if draft.asked and not _ANSWERS.match(low) else None
    if match is not None and reply_of(low[: match.start()].strip(), asked=True) == "unknown":
        read_leading_reply(draft)

"""Slips of the hand that are taken back at once, and corrections that hold two bare numbers."""

from __future__ import annotations

import re

from bot.nlu.corrections.retraction_words import REGRET
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

VALUE = r"(?:(?<!-)[<>]=?\s?)?\d+(?:[.,]\d+)*"
_BLANK = r"\s?"
UNIT = (
    r"\s?(?:k\b|%|x ?uln|(?:x ?)?10[\^*]\d+ ?/ ?[a-z]{1,3}|[a-zµ]{1,5} ?/ ?[a-z]{1,5}\d?|"
    r"mm|cm|ms|s|secs?|seconds)(?![a-z\d])"
)
_SAID = (
    rf"(?:{REGRET}|correct that|correct(?=\s*:)|meant|or rather|or better|rather|make (?:that|it)|pardon|edit(?:ed)?|"
    r"(?:that|it|this)?\s?(?:should (?:be|read|have been|say))|(?:scratch|strike) (?:that|it|this)|nope|nah|"
    r"(?:e+r+m?|uh+m?|hm+|ah|oh)[ ,]+no|no,? it(?:'?s| is)|let me correct(?: (?:that|it|this|myself))?|"
    r"(?:i )?misread(?: (?:that|it|this))?|"
    r"(?:(?:one|a|an extra) )?(?:zero|0|digit|decimal) (?:too (?:many|much|few)|slip|error)|decimal (?:point )?slip|"
    r"(?:(?:that|it|this)(?:'?s| is| was) )?(?:wrong|not right|not correct|incorrect|a typo|an error))"
)
_MORE = r"its|(?:that|it|this)(?:'s| is| was| should be)|should be|i (?:mean|meant)|meant|make (?:that|it)|to|is|the|a"
_CHATTER = (
    r"(?:i (?:think|believe|guess)|let me (?:just )?(?:check|see|look)|one (?:moment|sec|second)|checking|"
    r"looking|er+m?|uh+m?|u+mm*|hm+)"
)
_EXCUSE = (
    r"(?:it'?s |it was |blame )?my (?:(?:reading|old|poor|tired) )?(?:glasses|specs|eyes|eyesight|fingers?|thumbs?|"
    r"fault|mistake|handwriting|bad)|(?:i |i've |i have )?(?:misread|mixed up|mistook|misheard)"
    r"(?: (?:it|that|this|(?:the|a) )?(?:wrong )?(?:lines?|rows?|columns?|numbers?|values?|digits|figures?|one)?)?|"
    r"(?:i )?(?:looked at |read |took )?(?:the )?wrong "
    r"(?:line|row|column|one|number|value|page|screen|sheet|date|glasses)"
)
_FALTERED = (
    r"[ ,.?-]+(?:e+r+m?|uh+m?|hm+)(?=(?:,? no)?[ .,]+\d)|[ ,.?-]+excuse me\b|"
    r"\s?\.{2,} ?(?:no )?(?:let me (?:just )?(?:check|see|look)|checking|one (?:sec|second|moment))(?= ?\.{2})"
)
"""``55 er 87``, ``55... let me check ... 87``: a second number right behind."""
_TAKEN_BACK = (
    rf"(?:[\s,;.?!-]+{_CHATTER}\b){{0,2}}"
    rf"(?:\W*\b(?:(?:no|oh|ah)[ ,]+)?{_SAID}\b|{_FALTERED}|\W*\?+\s*no\b(?=\W)|\s*\.{{2,}}\s*no\b(?=\W)|"
    rf"(?:\s*[,;.:-]+\s*(?:oh )?|(?<=[hme]m) |(?<=uh) )no\b(?=\s*[,:;.-]))"
    rf"(?:\W+(?:{_SAID}|{_MORE}|no|oh|{_EXCUSE})(?![a-z]))*[\s,:;.!-]+"
)
_END = (
    r"(?=\s*(?:$|[,;.)\n/|(\[]|[-–—]\s|\b(?:and|please|pls|on|in|per|by|now|today|at|but|as|from|according|because|"
    r"since|after|with|this|for)\b))"
)
_COUNTED = r"\s(?:lesions?|nodules?|tumou?rs?|foci|masses|hccs?|months?|points?|years?|yrs?)\b"
_COUNTS = re.compile(_COUNTED)
_SLIP = Gated(
    rf"(?<![\w.,/^*-])(?P<old>{VALUE})(?P<unit>{UNIT}|{_COUNTED})?{_TAKEN_BACK}(?P<new>{VALUE}(?![\d/-]))"
    rf"(?P<anew>{UNIT}|{_COUNTED})?{_END}"
)
_UNIT_SLIP = Gated(
    rf"(?<![\w.,/^*-]){VALUE}(?P<unit>{UNIT}|\s?(?:µmol|umol|mmol|mg|g)\b){_TAKEN_BACK}(?:in )?"
    rf"(?P<anew>{UNIT.removeprefix(_BLANK)}){_END}"
)
"""``bilirubin 1.4 umol, I mean mg/dL``."""
_STAGES = (
    r"\d{1,4}(?:\.\d+)? ?/ ?\d{1,4}(?:\.\d+)?",
    r"[abcd]\d{1,2}",
    r"[0abcd]",
    r"(?:i{1,3}|[123])[ab]",
    r"vp ?[1-4]",
)
_STAGE_SLIPS = [Gated(rf"(?<![\w.,-])(?P<old>{one}){_TAKEN_BACK}(?:stage )?(?P<new>{one}){_END}") for one in _STAGES]
_SAYS = (
    r"(?:yes|no|pos(?:itive)?|neg(?:ative)?|present|absent|none|never|mild|moderate|severe|slight|small|trace|minimal|"
    r"massive|"
    r"controlled|uncontrolled|refractory|past|current|previous|resolved|male|female|man|woman|inactive|active|"
    r"treated|resectable|unresectable|convertible|cr|pr|sd|pd|ongoing|stopped|completed)"
)
_STAGE_SLIPS.append(
    Gated(
        rf"\b(?P<old>{_SAYS})\W*\b{_SAID}\b(?:\W+(?:{_SAID}|{_MORE})(?![a-z]))*[\s,:;.!-]+(?P<new>{_SAYS})"
        r"(?=\s*(?:$|[,;.)\n/|]|\b(?:and|please|pls|on|per|by|now|today)\b))"
    )
)
_STARRED = Gated(rf"(?<![\w.,/^*-])(?P<old>{VALUE})(?:{UNIT})?\s\*(?P<new>{VALUE}){_END}")
"""``plt 82 *28``: as slips are mended in a chat."""
_SAID_BEFORE = Gated(
    rf"\bi (?:said|typed|put|wrote|gave|entered) [a-z][^.;,\n\d]{{0,30}}?(?P<old>{VALUE})[,;. -]+(?:but )?"
    rf"(?:it'?s|it is)(?: really| actually)? (?P<new>{VALUE}){_END}"
)
_SIGNAL = Gated(r"\b(?:sorry|oops|whoops|ups|wait|hang|hold|scratch|strike|correct|i mean|meant|"
                     r"rather|my bad|mistake|said|typed|put|wrote|gave|entered|typo|actually|make|"
                     r"apologies|pardon|nope|nah|wrong|not (?:right|correct)|incorrect|misread|"
                     r"no it|slip|too many|e+r+m?|uh+m?|hm+|excuse|let me|checking|"
                     r"one (?:sec|second|moment)|edit|should|error|no(?=\s*[,:;.!-]))|[?.]\s*no\b|\d \*\d")  # fmt: skip


def without_slips(text: Text) -> Text:
    """``platelets 88… sorry 98``, ``BCLC B - no, C``: what was taken back at once is no value."""
    if not _SIGNAL.search(text.low) or bare_correction(text.low) is not None:
        return text
    changes = [
        Change(match.start("old"), match.start("new"), "")
        for pattern in (_SAID_BEFORE, _STARRED)
        for match in pattern.finditer(text.low)
    ]
    changes += [Change(one.start("unit"), one.start("anew"), " ") for one in _UNIT_SLIP.finditer(text.low)]
    for match in _SLIP.finditer(text.low):
        if match["anew"] and not match["unit"] and _COUNTS.fullmatch(match["anew"]):
            continue  # ``ECOG 1, that's wrong. 2 lesions``
        changes.append(Change(match.start("old"), match.start("new"), ""))
        if match["unit"] and not match["anew"]:
            changes.append(Change(match.end("new") - 1, match.end("new"), match["new"][-1] + match["unit"]))
    for pattern in _STAGE_SLIPS:
        changes += [Change(match.start("old"), match.start("new"), "") for match in pattern.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text


_TALK = word_set("slips_talk")
"""The words of which a correction without a name consists."""
_BARE_NUMBER = re.compile(rf"(?<![\w.,]){VALUE}(?:\s?(?:k|%))?(?![\w%]|[.,]\d)")
_NEW_FIRST = re.compile(
    r"^\W*(?:(?:and|is|was)\W+)*(?:not|instead of|rather than|in place of|for|i (?:said|typed|wrote|put|entered)|"
    r"typed)\W+(?:(?:the|a|as|it|that|i|typed|wrote)\W+)*$"
)
_SO_CHANGE = re.compile(
    r",? (?:so |and |then |hence |please |pls |kindly |can you ){0,3}(?:change|correct|swap|replace) "
)
"""``I said 56 but the chart shows 65, so change 56 to 65``."""
_OLD_FIRST = re.compile(
    r"\b(?:shows?|has|have|says?|should|meant?|it'?s|its|that'?s|is|but|read|to|with|by|into|for|correct|actually|sorry)\b|->"
)
_BEFORE_OLD = re.compile(
    r"\b(?:not|typed|wrote|said|put|entered|sent|gave|mistyped|misread|make|replace|change|swap|amend)\b"
)
_SLIPPED = re.compile(r"\b(?:typo|mistake|wrong|error|correction|slip|oops|mistyped|should|sorry)\b")


_OPENERS = (
    "sorry", "no", "oops", "it's", "its", "it is", "that's", "that is", "i meant", "i mean", "should be", "correction",
    "actually", "typo", "wait", "it should be", "apologies", "my mistake", "my bad", "pardon", "ah", "oh", "hm", "damn",
    "hang on", "hold on", "make it", "make that", "read", "please", "the value is", "it was", "meant",
)  # fmt: skip
"""What opens a correction."""
_SPELLED = (
    r"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|"
    r"eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine)"
)
_BARE_SPELLED = re.compile(
    rf"\W*(?:(?:no|sorry|oops|it'?s|it is|that'?s|i said|i meant)\W+)*(?:not (?P<old>{_SPELLED})(?:\W+|\W+(?:but|it'?s|"
    rf"it is|sorry|rather)\W+)(?P<new>{_SPELLED})|(?P<anew>{_SPELLED}),? (?:and )?not (?P<before>{_SPELLED}))\W*"
)
"""``not seventy, seventy nine``."""


def bare_correction(low: str) -> tuple[str, str] | None:
    """Give the old and the new number of a correction that names nothing: ``I typed 82, should be 28``."""
    if len(low) > 120:
        return None
    if "not " in low and (spelled := _BARE_SPELLED.fullmatch(low)):
        return spelled["old"] or spelled["before"], spelled["new"] or spelled["anew"]
    numbers = [*_BARE_NUMBER.finditer(low)]
    if len(numbers) == 4 and [one.group() for one in numbers[:2]] == [one.group() for one in numbers[2:]]:
        told = _SO_CHANGE.search(low, numbers[1].end())
        low, numbers = (low[: told.start()], numbers[:2]) if told else (low, numbers)
    words = re.findall(r"[a-zß-ÿ']+", _BARE_NUMBER.sub(" ", low)) if len(numbers) == 2 else []
    if not words or not _TALK.issuperset(words):
        return None
    one, other = numbers
    if low.startswith("got ") and "->" in low:  # the aspartate transaminase by its old name
        return None
    lead, between, rest = low[: one.start()], low[one.end() : other.start()], low[other.end() :]
    if _NEW_FIRST.match(between) and not (between.strip() == "for" and not re.search(r"\bread\b", lead)):
        return other.group(), one.group()
    if re.match(r"\W*(?:was|is) (?:a )?(?:typo|wrong|mistake|slip|incorrect)\b", between):
        return one.group(), other.group()
    told = _BEFORE_OLD.search(lead) or _OLD_FIRST.search(between)
    if told and (_OLD_FIRST.search(between) or "->" in between or {"not", "make"} & {*lead.split()}):
        return one.group(), other.group()
    return (one.group(), other.group()) if "->" in between and _SLIPPED.search(rest) else None


_CHATTED = Gated(
    rf"^\W*(?:(?:{any_of(_OPENERS)})\W+)*"
    rf"(?P<new>{VALUE})(?:\s?(?:k|%))?,? (?:and )?(?:not|instead of|rather than) (?P<old>{VALUE})(?:\s?(?:k|%))?"
    r"\s*(?:[,;.!(-]+\s|\s-+\s)[^\d\n]*$"
)


def chatted_correction(low: str) -> tuple[str, str] | None:
    """Give the old and the new number of a correction before talk: ``28 not 82, I swapped the digits, long shift``.

    Whether the talk names a fact, whose correction it would be, is for the caller to tell.
    """
    match = _CHATTED.match(low) if _CHATTED.may_match(low) else None
    return (match["old"], match["new"]) if match else None

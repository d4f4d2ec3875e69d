"""Corrections in plain words: ``Albumin: I typed 24, meant 42``, ``forget the ascites, there isn't any``.

Further frames of :mod:`bot.nlu.corrections.restated`: each holds a name, mostly an old value, and the one that
counts now.
"""

from __future__ import annotations

from functools import lru_cache

from bot.nlu.corrections.restated import NAME, NEW, OLD, THE, by_frames
from bot.nlu.corrections.retraction_words import BAD, ENTERED
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates
from criteria import load_catalogue

_SAID = rf"(?:{ENTERED}|had|have|said|put|told you|wrote|typed)"
_SEP = r"(?:\s*[,;.?:–-]+\s*|\s+)"
_FILLED = (
    r"(?:(?:but|and|sorry|i|we|it|that|this|the|please|pls|actually|really|now|of course|oops|lab|they|my "
    r"mistake)[\s,]+)*"
)
_MEANT = (
    r"(?:meant|mean|is|it's|it is|was|should be|should read|should have been|make it|make that|read|has to be|must be|"
    r"correct(?:s|ed)?(?: it)? to|right(?: one| value)?(?: is|:)?|correct(?: one| value)?(?: is|:)?|true(?: one)? is)"
    r"(?: (?:actually|really|it|to be|to type|to write|to say|to put|now|as|in fact))*:?"
)
_WHERE = (
    r"(?: (?:above|before|earlier|by mistake|by accident|in error|accidentally|"
    r"there|first|in (?:my|the) (?:last |first |previous )?(?:message|mail|"
    r"note)))*"
)
_OLDER = (
    r"(?:last (?:year|month|week)(?:'?s)?(?: one)?|an? old(?:er)? one|the old one|old|outdated|out of date|"
    r"(?:of|in) 20\d\d|20\d\d|"
    r"from (?:last (?:year|month)|20\d\d|before))"
)
_NEWER = r"(?:new|newer|current|latest|actual|recent|right|correct|true|good)(?: one| value| result)?"
_WHO = r"(?:radiology|pathology|the \w+|our \w+|they|he|she|it|mdt|board|review|second reading)"
_TOOK = (
    r"(?:(?:has|have|had) )?(?:taken (?:it |that |this )?back|took (?:it |that |this )?back|withdr[ae]wn? ?"
    r"(?:it|that|this)?|"
    r"retracted ?(?:it|that|this)?|revised ?(?:it|that|this)?|corrected ?(?:it|that|this)?|changed (?:it|that|"
    r"this)|looked again|"
    r"says?|said|thinks?|does not see it|saw nothing)"
)
_NONE = (
    r"(?:there (?:is|are|was|were)(?: really| actually| in fact)? (?P<value>none)|"
    r"there (?:isn't|aren't|wasn't|weren't|is not|are not|is no longer|was never) (?P<any>any)|none(?: there| "
    r"seen| present| at all)?)(?: after all| any more| anymore| in fact)?"
)
_FORGET = r"(?:scrap|forget|ignore|scratch|disregard|delete|remove|drop|strike|cancel)"
_ABOUT = r"(?:what (?:i|we) (?:said|wrote|told you|put|gave you)(?: about| on| of| regarding)? )?"
_FRAMES = [
    Gated(one)
    for one in (
        rf"\b{NAME}{_SEP}(?:(?:i|we)(?:'ve| have| had)? )?{_SAID}(?: in| down| it| you| as)* "
        rf"{OLD}{_WHERE}{_SEP}{_FILLED}{_MEANT} {NEW}",
        rf"\b{NAME}{_SEP}(?:i|we)(?:'ve| have| had)? {_SAID} {OLD}{_WHERE} instead of {NEW}",
        rf"\b(?:i|we) had {THE}{NAME} (?:as|at|of|down as) {OLD}{_SEP}{_FILLED}{_MEANT} {NEW}",
        rf"\b{NAME} ?(?:of |value )?\(?{OLD}\)? (?:was|is|were|are|dates?|comes?|came)(?: only)?(?: from)? "
        rf"{_OLDER}{_SEP}(?:the |our |his |her )?"
        rf"{_NEWER}(?: is| was|:)* {NEW}",
        rf"\b{NAME}[:,]? (?:please |pls )?(?:correct|change|amend|update)(?: it)? (?:in|into|by|for) {NEW}",
        rf"\b(?:please |pls )?(?:to )?(?:correct|change|amend|update) {THE}{NAME} in {NEW}",
        rf"\b{_FORGET} {THE}{NAME}[ ,;:–-]+(?:but )?(?:it's|it is|is|should be|make it|now|new(?: one)?(?: is|"
        rf":)?)(?: now| actually)? {NEW}",
        rf"\b{NAME} (?:was|reads?|stands|is|stood)(?: as| at)? {OLD}{_WHERE[:-1]}+{_SEP}{_FILLED}{_MEANT} {NEW}",
        rf"\b{NAME}(?: (?:that )?(?:i|we) \w+)? (?:is|was) (?:not )?the (?:good|right|correct|true|wrong|bad|"
        rf"old) one{_SEP}(?:the )?{_NEWER}(?: is|:)* {NEW}",
        rf"\b{NAME}[: ]+{OLD} (?:is|was) (?:a |an |my )*{BAD}{_SEP}(?:the )?{_NEWER} is {NEW}",
    )
]
_GATES = Gates(("", one) for one in _FRAMES)
_LEFT = _NONE.replace("?P<value>", "?:").replace("?P<any>", "?:")
_GONE = [
    Gated(one)
    for one in (
        rf"\b{_FORGET} {_ABOUT}{THE}{NAME}(?: (?:i|we) \w+)?{_SEP}(?:{_WHO} {_TOOK}(?: that)?[\s,;:]+)?(?:and |"
        rf"because |as )?(?P<value>{_LEFT})",
        rf"\b{NAME}{_SEP}(?:i|we)(?: have| had|'ve)? {_SAID} {OLD}{_WHERE}{_SEP}(?:but |and |in fact |actually )*"
        rf"(?P<value>{_LEFT})",
        rf"\b{NAME}(?: (?:i|we) \w+)?{_SEP}{_WHO} {_TOOK}(?: that)?[\s,;:]+(?:and |now )?(?P<value>{_LEFT})",
        rf"\b{_WHO} {_TOOK} {THE}{NAME}{_SEP}(?:and |now )?(?P<value>{_LEFT})",
        rf"\bthe {NAME} (?:that )?(?:i|we) (?:reported|told you of|told you about|wrote|mentioned|gave|noted) "
        rf"(?:is|was|are|were)(?: in fact| actually)? "
        rf"not (?P<value>there|present|real)(?=\s*(?:$|[,.;]))",
    )
]
_GONE_GATES = Gates(("", one) for one in _GONE)
_DAY = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? "
    rf"{SOME_MONTH}(?:,? \d{{4}})?|"
    rf"{SOME_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|{SOME_MONTH} \d{{4}}|(?:19|20)\d\d)"
)
_DATED = Gated(
    rf"(?:(?:sorry|please|pls|wrong|change|correct|and|but)[\s,]+)*(?:the )?(?:(?P<name>[a-z][a-z -]{{1,28}}?) "
    rf"date|date of (?:the |his |her )?(?P<event>[a-z][a-z -]{{1,28}}?))"
    rf"(?:,? (?:that )?(?:i|we) \w+(?: you| in| down)?)?(?: (?:is|was)(?: not)? (?:quite )?(?:{BAD}|right|"
    rf"correct|corrected|mistyped|wrong)|:? corrected)?{_SEP}"
    rf"(?:(?:and|the|it|its|is|was|to|on|should|be|right|correct|true|real|actual|new|date|one|actually|please|into|now|in)[\s:]+)*(?P<day>{_DAY})"
    r"(?=\s*(?:$|[,.;)\n]))"
)
"""``the stroke date I entered is not correct, the right one is 19 January 2026``."""
_POLITE = Gated(
    r"(?:^|(?<=[.;\n] )|(?<=\n))(?P<name>[a-z][a-z0-9 /-]{1,30}?)[:,]? (?:please|pls|kindly)[ :]+(?:delete|"
    r"remove|cancel|strike|drop|take out)"
    r"(?: it| this| that)?(?=\s*(?:$|[,.;(–-]))"
)
"""``INR please delete, the lab is repeating it``."""


_DATE_TO = Gated(
    r"\b(?:change|correct|amend|set|update|move) (?:the )?(?P<name>[a-z][a-z0-9 -]{1,28}?) date "
    r"(?:in)?to (?=\d|[a-z]{3})"
)
"""``change the TACE date to 12 Oct``: no end of it."""


@lru_cache(maxsize=1)
def _events() -> frozenset[str]:
    return frozenset(fact for fact, spec in load_catalogue().facts.items() if spec.kind == "event")


def meant_instead(text: Text, named: Named) -> Text:
    """Put what a correction in plain words means: ``name: value``, ``stroke on DAY``, ``delete NAME``."""
    text = by_frames(text, named, _GONE, _GONE_GATES)
    text = by_frames(text, named, _FRAMES, _GATES)
    low = text.low
    changes = [Change(one.end("name"), one.end(), " date is ") for one in _DATE_TO.finditer(low) if "date" in low]
    changes += [Change(*one.span(), f"delete {one['name']}") for one in _POLITE.finditer(low) if named(one["name"])]
    for match in _DATED.finditer(low):
        name = match["name"] or match["event"]
        facts = [(start, end) for start, end, fact in named(name) if fact in _events()]
        if facts:
            changes.append(Change(*match.span(), f"{name[facts[0][0] : facts[0][1]]} on {match['day']}"))
    return rewritten(text, apart(changes)) if changes else text

"""Second thoughts that are written out: ``the AFP isn't 56, it's 65``, ``that AFP of 800 was 2024, current 45``.

What was said before is taken out, so that only what holds is left to be read; what is neither is turned into a plain
retraction (``the MI was his father's``: forget the MI).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.retraction_words import ENTERED, REGRET
from bot.nlu.corrections.slips import UNIT, VALUE, bare_correction
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_NUMBER = rf"{VALUE}(?![.,]?\d)"
_SHAPES = (r"(?:i{1,3}|iv|[1-4])[ab]", r"vp ?[1-4]", r"[abcd]\d{1,2}", r"[abcd](?=\W|$)", _NUMBER)
_SHAPE = rf"(?:{'|'.join(_SHAPES)})"
_END = r"(?=\s*(?:$|[,;)\n/|]|\.(?!\d)|\band\b|\bplease\b|\bpls\b))"
_ITS = (
    r"(?:(?:but|and|rather|actually|really|in fact|sorry|only|it'?s|it is|they'?re|they are|it should be|should be|"
    r"that'?s|is|"
    r"are|was|were|s?he'?s|s?he is)\s+)*"
)
_BREAK = r"(?:\s*[,;:.–-]+\s*|\s+(?=it|they|that'|but|s?he))"
_DENIED = Gated(
    rf"(?P<verb>\b(?:is|are|was|were)\s?n'?o?t|(?:\b(?:it'?s|it is|is|are|was|were|s?he'?s|s?he is)\s+)?\bnot)[ \t]+"
    rf"(?P<pre>(?:[a-z][a-z-]*[ \t]+){{0,3}}?)(?P<old>{_SHAPE})(?!-\d)(?P<post>{UNIT}|(?:\s[a-z]+){{1,2}}?)?"
    rf"{_BREAK}{_ITS}(?P<new>{_SHAPE})(?P<tail>{UNIT}|(?:\s[a-z]+){{1,2}}?)?{_END}"
)
"""``not 3 lesions - 2``, ``ECOG not 2, it's 1``, ``INR isn't 1.9 it's 1.4``."""
_COUNTED = (
    "lesions",
    "nodules",
    "tumours",
    "tumors",
    "foci",
    "spots",
    "masses",
    "lumps",
    "lesion",
    "nodule",
    "tumour",
    "tumor",
)
_LINK = re.compile(r"\s(?:at|of|in|on|for|since|by|as|or|to|and)\b")
_NOW = (
    r"(?:now|repeat(?:ed)?|recheck(?:ed)?|redraw|currently|current|today|at present|at the moment|"
    r"meanwhile|(?:the )?(?:latest|newest|new|most recent|"
    r"current|actual|last)|this (?:week|month))"
)
_THEN = (
    r"(?:[^,;\n\d]{0,20}?\b(?:(?:19|20)\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|yesterday|ago|last (?:\w+)|"
    rf"{SOME_MONTH}|summer|spring|autumn|winter|old|before|"
    r"outdated|pre|prior)\b(?! (?:treat|therap|diag|any|tace))[^,;\n\d]{0,25}?)"
)
_GIVEN = rf"(?:(?:that |which )?i {ENTERED}(?: you)?(?: before| earlier| above)?,? )"
_OUTDATED = Gated(
    rf"(?:(?:\s+(?:of|at|value of|level of))?\s+(?P<old>{_NUMBER})(?:{UNIT})?,?\s+{_GIVEN}?|\s+{_GIVEN})(?:was|"
    rf"were|is|are|dates|dated|came|comes)\s+(?:only |still |an? |the )*"
    rf"(?:back )?{_THEN}(?:one|value)?[\s,;.:-]+(?:but |and |it'?s |it is |the )*(?:(?P<now>{_NOW})"
    rf"(?: (?:it'?s|it is|is|value|one|level|at|are|was|a|they'?re))*"
    rf"(?P<day> (?:on|in|from|of) \d{{1,2}}[ ./-][\w./-]{{1,10}}?)?[ :=]*(?=[<>]?\d)|"
    rf"(?<=[,;.-] )(?={VALUE}(?:{UNIT})? (?:today|now|currently|at present|this (?:morning|week))\b))"
)
"""``that AFP of 800 was 2024, current 45``: what was measured long ago, and what holds now."""
_AFTERWARDS = Gated(
    rf"(?P<lead>(?<=[\d)\w]),) (?:but |and )?(?P<new>{_NUMBER})(?P<unit>{UNIT})? (?:now|currently|at present|"
    rf"at the moment){_END}"
)
"""``AFP 800 (2024), 45 now``: the word that dates a value stands behind it."""
_CORRECTED = Gated(
    rf"(?P<old>\s{_NUMBER}(?:{UNIT})?)?[\s,;:-]+(?:(?:please|pls|kindly|can you|could you|should|must|needs?|has|"
    rf"have|to|be|is|was)\s+)*"
    r"(?:correct(?:ed)?|changed?|amend(?:ed)?|updated?|edit(?:ed)?|revised?|adjust(?:ed)?|alter(?:ed)?|"
    r"set)\s+(?:it |this |that )?"
    r"(?:to|as|into)\s+(?:be )?(?=[<>]?\d|[abcd]\b|vp)"
)
"""``creatinine to be changed to 88``: what stands behind is the value."""
_AGED = Gated(
    r"\b(?:make (?:that|it)|should (?:be|read|say)|(?:i )?meant|correct(?:ion|ed)?(?: to)?|rather|sorry)[ ,:-]+"
    r"(?P<age>\d{2,3})\s?(?:years?|yrs?|yo|y/o)\b(?:\s?old| of age)?"
)
_RELATIVES = rf"(?:{KIN}|grand\w+|parents|family|relative)"
_PATIENT = r"(?:him|her|his|hers|he|she|(?:the |our )?(?:patient|pt)(?:'?s)?|himself|herself)"
_THEIRS = Gated(
    r"(?:^|(?<=[,;.\n]))\s*(?:(?:sorry|actually|oh|no|correction|wait|oops)\W+)*(?:the |"
    r"that )?(?P<what>[a-z][^,;.\n]{1,39}?),? (?:was|were|is|"
    r"belongs? to|belonged to|happened to|concern(?:s|ed)|refer(?:s|red) to)(?: actually| really| in)*"
    rf" (?:(?:his|her|the|their|a|patient'?s|pt'?s) )?{_RELATIVES}"
    rf"(?:'?s\b(?: (?:one|history|event|diagnosis))?(?:[\s,;(-]+(?:and |but )?not {_PATIENT}\b\)?)?|"
    rf"[\s,;(-]+(?:and |but )?not {_PATIENT}\b\)?)"
    r"(?=\s*(?:$|[,;.\n]))"
)
"""``MI was his father, not him``."""
_HAD_DOWN = Gated(
    r"\b(?:i|we) had (?:him|her|the patient|pt|this patient)? ?down (?:as|for|with) (?P<what>[^.;,\n]{2,40})[.;,:–-]+ ?"
    r"(?:but |and )?(?:that|it|this) (?:was|is|belongs to|belonged to) (?:actually |really |in fact )?"
    rf"(?:(?:his|her|the|my|a) )?(?:{_RELATIVES}|other (?:patient|pt|man|lady|one)|someone else|"
    rf"somebody else)\b(?:'?s)?"
)
"""``I had him down as HIV positive. That was his brother``."""
_FOR_SOMEBODY = Gated(
    r"\b(?:that|the|those|this) (?P<what>[a-z][^.,;\n]{1,30}?)(?: i (?:sent|gave|typed|wrote|entered))? "
    r"(?:was|were|is|are|belongs to|belonged to) (?:meant )?(?:for|from|of|about) "
    r"(?:the|an?other|another|a different|some other) (?:other )?"
    r"(?:lady|man|gentleman|woman|patient|pt|case|subject|one)\b"
    r"[^.;\n]{0,40}"
)
"""``that AFP was for the lady in trial 3``."""
_OTHERS = Gated(
    rf"\b(?:it was|that was|it is|it's) (?:actually |really )?(?:his|her|the|their) {_RELATIVES} (?:who|"
    rf"that) (?:had|has|was|is)(?: the| an?)? "
    rf"(?P<what>[^,;.\n]{{2,30}}?)(?:[\s,;(-]+(?:and |but )?not {_PATIENT}\b\)?)?(?=\s*(?:$|[,;.\n]))"
)
"""``it was her brother who had the stroke``."""
_TAKE_BACK = Gated(
    r"\b(?:i'?m |(?:i|we) (?:(?:'d|would) like to |want to |have to |must |need to )?)?(?:take back|taking back|"
    r"retracting)\b|\b(?:i|we) take(?= (?:the|that|my|what)\b[^.;,\n\d]{2,30} back\b)"
    r"(?: what (?:i|we) (?:said|wrote|typed|told you|put|gave)(?: about| on| of| regarding| for)?)?"
)
_OPEN = (
    r"(?:(?:not|never|n't)(?: (?:yet|been|actually|really))* (?:tested|checked|done|known|measured|assessed|asked|"
    r"clear|"
    r"sure|documented|looked (?:at|for|into)|confirmed|recorded|back|available)(?: (?:yet|for it|at all|so far|"
    r"about (?:it|that|this)))*|"
    r"unknown|"
    r"unclear|pending|unsure|don'?t (?:actually |really )?know|no idea|untested|unconfirmed|awaited)"
)
_SAID = (
    rf"(?:i|we) (?:{ENTERED}|had)"
    r"(?: you)?(?: down)?(?: that)?(?: earlier| before)?"
)
_TAKEN_BACK = Gated(
    rf"\b{_SAID} (?P<what>[^,;.\n]{{2,40}}?)[\s,;.:-]+(?:(?:but|and|well|though|however|it|that|this|he|she|they|"
    rf"it's|that's|is|"
    r"was|has|hasn't|wasn't|isn't|been|actually|in fact|really|in truth|still|sorry|i)\s+)*"
    rf"{_OPEN}(?=\s*(?:$|[,;.!\n]))"
)
"""``I said no HIV, it's actually not tested``."""
_DOUBTED = Gated(
    r"(?:^|(?<=[;\n]))\s*(?P<what>[^;\n]{2,40}?)[\s,;.:-]+(?:(?:oh|oops|no|wait)\W+)*"
    rf"(?:{REGRET}|in fact)\W+"
    rf"(?:(?:it|that|this|it's|that's|is|was|has|hasn't|been|actually|still|i)\s+)*{_OPEN}(?=\s*(?:$|[,;.!\n]))"
)
"""``HIV neg - sorry, not tested``: of what was said at once nothing is left."""


_GATES = Gates(
    ("", one)
    for one in (
        _DENIED, _OUTDATED, _AFTERWARDS, _CORRECTED, _AGED, _THEIRS, _HAD_DOWN, _FOR_SOMEBODY, _OTHERS, _TAKE_BACK,
        _TAKEN_BACK, _DOUBTED,
    )
)  # fmt: skip


def in_second_thoughts(text: Text, named: Named) -> Text:
    """Leave out of a message what its own second thoughts take back."""
    if not _GATES.open(text.low) or bare_correction(text.low) is not None:
        return text
    changes = [
        *_denied(text.low, named),
        *_replaced(text.low, named),
        *_taken_back(text.low, named),
        *(Change(*match.span(), "forget") for match in _TAKE_BACK.finditer(text.low)),
        *(Change(*match.span(), f"age {match['age']}") for match in _AGED.finditer(text.low)),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _shape_of(value: str) -> int:
    return next((at for at, shape in enumerate(_SHAPES) if re.fullmatch(shape, value)), -1)


def _denied(low: str, named: Named) -> Iterator[Change]:
    """``not 3 lesions - 2`` is 2 lesions, ``the AFP isn't 56, it's 65`` the AFP 65."""
    for match in _DENIED.finditer(low):
        pre, post, tail = match["pre"], match["post"] or "", match["tail"] or ""
        if _shape_of(match["old"]) != _shape_of(match["new"]) or _LINK.match(post) or _LINK.match(tail):
            continue
        counted = re.match(r"\s[a-z]+", post) and not re.match(UNIT, post)
        letters = match["old"].isalpha() and (counted or not pre.strip())
        beside = pre + match["old"] + post
        if letters and not named(low[max(0, match.start() - 30) : match.start()]):
            continue
        if (pre.strip() or counted) and not (named(beside) or post.strip() in _COUNTED):
            continue
        yield Change(*match.span(), f" {pre}{match['new']}{tail or post}")


def _replaced(low: str, named: Named) -> Iterator[Change]:
    """What an older value or a wrong one is replaced with."""
    for match in _OUTDATED.finditer(low):
        if named(low[max(0, match.start() - 30) : match.start()]):
            yield Change(*match.span(), f"{match['day']} " if match["day"] else " now ")
    for match in _AFTERWARDS.finditer(low):
        if re.search(r"\d", low[max(0, match.start() - 40) : match.start()]):
            yield Change(*match.span(), f"{match['lead']} now {match['new']}{match['unit'] or ''}")
    for match in _CORRECTED.finditer(low):
        if named(low[max(0, match.start() - 30) : match.start()]):
            yield Change(*match.span(), " ")


def _taken_back(low: str, named: Named) -> Iterator[Change]:
    """What was another's, or is not known after all, is to be forgotten."""
    for pattern in (_THEIRS, _HAD_DOWN, _FOR_SOMEBODY, _OTHERS, _TAKEN_BACK):
        for match in pattern.finditer(low):
            facts = {fact: (start, end) for start, end, fact in named(match["what"])}
            if facts:
                names = ", ".join(match["what"][start:end] for start, end in dict.fromkeys(facts.values()))
                yield Change(*match.span(), f"forget the {names}")
    for match in _DOUBTED.finditer(low):
        told = [*named(match["what"])]
        if len({fact for _, _, fact in told}) == 1:
            start, end, _ = told[0]
            yield Change(*match.span(), f"{match['what'][start:end]} unknown")

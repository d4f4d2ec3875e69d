"""Entries that are called a mistake, and what is said in their place: ``I ticked a stroke in error, he never had one``.

What follows decides: a denial is the answer, a value is read by itself, and where nothing follows the entry is taken
back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.retraction_words import BAD, BY_MISTAKE, ENTERED, SLIP
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_SAID = rf"(?:{ENTERED}|selected|marked|added|logged|checked|documented)(?: down| in| on| you)?"
_WHAT = r"(?:the |an? |his |her |that |my )?(?P<what>[a-z][^.;,:\n\d]{1,40}?)"
_ENTERED = Gated(
    rf"\b(?:i|we)(?:'d|'ve| had| have| must have| seem to have)? (?:{BY_MISTAKE} )?{_SAID} {_WHAT},? {BY_MISTAKE}"
)
"""``I entered a stroke in error``."""
_WAS_ENTERED = Gated(
    rf"(?:^|(?<=[.;,\n] ))(?:sorry\W+|oops\W+)?{_WHAT} (?:was|were|got|has been|had been|is) {_SAID},? {BY_MISTAKE}"
)
"""``stroke was ticked in error``."""
_WRONG_ABOUT = Gated(
    r"\b(?:i|we) (?:(?:was|were|am) (?:wrong|mistaken|in error)|misspoke|mis-?spoke|made a mistake|got it wrong|erred)"
    rf"(?: (?:earlier|before|previously|above))? (?:about|on|with|regarding|concerning|as to) {_WHAT}(?=\s*[,;.:–-])"
)
"""``I was wrong about the transplant``."""
_TAKEN_FOR = Gated(
    r"\bwhat (?:i|we) (?:called|took for|thought was|put down as|described as|recorded as|entered as|noted as) "
    rf"{_WHAT} (?:was|is|turned out to be|turns out to be|proved to be)\b[^.;,\n]{{0,30}}"
)
"""``what I called a TIA was migraine``."""
_NOT_AFTER_ALL = Gated(
    rf"\bno {_WHAT} after all[\s,;.:-]+(?:that|it|this) (?:was|is) (?:(?:all|in fact|actually) )?(?:his|her|the|their) "
    rf"(?:{KIN})"
    r"(?:'?s)?\b"
)
"""``there was no TIA after all, that was her mother``."""
_DENIAL = re.compile(
    r"[\s,;.:–-]+(?:(?:but|and|as|because|since|actually|in fact|really|sorry)\s)*(?:"
    r"(?:there|s?he|they|it|it's|s?he's|that|(?:the )?(?:pt|patient))?\s*(?:really |actually )?"
    r"(?:(?:has|have|had|is|was|'s|were|did)\s?)?(?:never|none|not|n'?t)\b[^.;,\n\d]{0,25}?|"
    r"(?:it|it's|s?he|s?he's|that)?\s*(?:is |was )?(?:actually |really |in fact )?neg(?:ative)?|no [^.;,\n\d]{2,30}?)"
    r"\s*(?=$|[.;,\n!])"
)
"""What says behind it that there is none."""
_OPEN = re.compile(r"\b(?:tested|known|sure|clear|checked|asked|measured|done|confirmed|documented|certain)\b")
_TESTED = re.compile(r" (?:tests?|testing|status|results?|serology)$")
_END = re.compile(r"\s*(?:$|[.;!\n])")
_MEANT_TO_BE = Gated(r"\b(?:was|is|were|are) (?:meant|supposed|intended) to (?:be|read|say)\b")
_TYPO = Gated(
    rf"(?:^|(?<=[,;.\n] ))(?:typing )?{SLIP} (?:in|with|for|on) (?:the |my )?"
    r"(?P<name>[a-z][a-z -]{1,24}?)[\s,;:-]+(?:it )?(?:(?:i |it )?(?:meant|should be|should read|is)(?: to be)? )(?=\S)"
)
_TYPO_BEHIND = Gated(
    r"(?:^|(?<=[,;.\n] ))(?P<name>[a-z][a-z -]{1,24}?)[ ,:-]+(?:was a |is a |a )?typo[\s,;:-]+"
    r"(?:i )?meant(?: to (?:type|write|put|say|be))? (?=\S)"
)
_IN_UNIT = (
    r"(?:[uµ]mol|mmol|mg|g|ng|m?iu|m?au|u|k|10[\^*]9)(?: ?(?:/|per) ?(?:l|dl|ml|ul|decilit\w+|lit\w+))?(?![a-z\d])"
)
_UNIT_OF = Gated(
    rf"\b(?P<name>[a-z][a-z -]{{1,20}}?)(?: (?:is|was|are|should be|meant))? in (?P<unit>{_IN_UNIT}),? (?:and )?not "
    rf"(?:in )?{_IN_UNIT}[\s,;:-]+(?:so |it'?s |it is )?(?P<value>{VALUE})(?![.,]?\d|/|{UNIT})"
)
"""``creat in umol not mg: 88``."""
_SHAPES = (r"[abcd]\d{1,2}", r"[abcd]", r"(?:i{1,3}|[1-4])[ab]", r"vp ?[1-4]", VALUE)
_SAID_BUT = [
    Gated(
        rf"\b(?:i|we) (?:{ENTERED}|had) (?:the |an? )?(?P<name>[a-z][a-z -]{{1,20}}?)[ :]+{one}"
        rf"(?:{UNIT})?,? (?:but|though|however)\b[^.;\n\d]{{0,50}}?\b(?:it'?s|it is|is now|(?:it )?should be|s?he'?s|"
        rf"i(?:'?d| would) (?:call|say|put|make|go for)(?: it| that)?) (?:a |more like |actually |now )?"
        rf"(?P<value>{one})(?=\s*(?:$|[,;)\n]|\.(?!\d)))"
    )
    for one in _SHAPES
]
"""``I said ECOG 1 but after seeing him I'd call it 2``."""
_NOT_OTHER = Gated(
    rf"\b(?P<name>[a-z][a-z0-9-]{{1,20}}) (?P<value>{VALUE}),? (?:and )?not (?P<other>[a-z][a-z0-9-]{{1,20}}) "
    r"(?P=value)(?![\d.,]*\d)"
)
"""``PIVKA 1420 not AFP 1420``."""
_DAY = r"(?:the )?\d{1,2}(?:st|nd|rd|th)?"
_DAY_NOT = Gated(
    rf"\b(?P<day>{_DAY}),? (?:and )?(?:not|instead of|rather than) (?:on )?{_DAY},? (?P<month>(?:of )?{SOME_MONTH}\b)"
)
"""``on the 12th not the 2nd of October``."""
_TO_UNKNOWN = Gated(
    rf"\b(?:mark|set|put|make|reset|change|leave) {_WHAT} (?:back )?(?:to|as) (?:be )?(?:unknown|not known|unclear|"
    r"blank|open|unanswered|missing)(?: again)?(?=\s*(?:$|[.;,!\n]))"
)
"""``mark HIV as unknown again``."""
_MAKE_IT = Gated(
    rf"(?:^|(?<=[,;.\n] )){_WHAT}(?: (?:entry|answer|field|value))?:? (?:please |pls )?"
    r"(?<!could )(?<!may )(?<!might )(?<!would )(?<!can )(?<!will )(?:make|set|change|switch|turn) "
    r"(?:it|that) (?:to |into )?(?P<value>[a-z0-9]{1,14})(?=\s*(?:$|[.;,!\n]))"
)
_ONE_TO_OTHER = Gated(
    r"\b(?:change|correct|amend|switch|edit) [\"'](?P<old>[a-z0-9 ]{1,16})[\"'] (?:to|into) "
    r"[\"'](?P<value>[a-z0-9 ]{1,16})[\"'] (?:for|at|in|under|on) (?:the )?"
    r"(?P<what>[a-z][a-z -]{1,30})(?=\s*(?:$|[.;,!\n]))"
)
"""``change "never" to "past" for encephalopathy``."""
_IN_BRACKETS = Gated(
    rf"(?<![\w.,]){VALUE}(?:{UNIT})? ?\((?:(?:by the )?lab |then |later |since |now )?(?:corrected|amended|revised|"
    rf"changed|updated) to (?P<value>{VALUE}(?:{UNIT})?)\)"
)
"""``Cr 1.3 (lab corrected to 1.1)``."""
_CALLED_WRONG = Gated(
    rf"(?<![\w.,/-])(?P<old>{VALUE}(?:{UNIT})?)[ ,;.(–-]+(?:(?:which|that|this|it) (?:is|was|cannot be|can ?not be) |"
    r"(?:is|was) |and |but |obviously |clearly |of course |plainly |an? |my |simply |just |surely )*"
    rf"(?:{BAD}|nonsense|impossible|absurd|rubbish|misprint|a misprint)(?: of course| obviously| clearly)?\)?[:;,. –-]+"
    r"(?:(?:it|this|that|and|but|correct|the (?:right|correct|real|true) (?:value|one|number|size)|should read)"
    r"(?:'s| is| was| should be| should have been| must be| should read| ought to be|:)? |(?:should be|read) )"
    rf"(?:really |actually |in fact |only )?(?P<new>{VALUE})(?=(?:{UNIT})?\s*(?:$|[.;,)\n]|\b(?:and|please|"
    rf"sorry|regards)\b))",
    core=rf"(?:{BAD}|nonsense|impossible|absurd|rubbish|misprint)",
)
"""``I gave the largest lesion as 58 cm, which is of course nonsense: it is 5.8 cm``."""
_NOT_AS_SAID = Gated(
    r"(?<=[\w)])(?:,|;| [–-])?(?: (?:and|but))? not (?!yet\b|only\b)[^.;,\n\d]{2,45}?,? as (?:(?:i|we)"
    r"(?: had| have|'d|'ve)? (?:(?:first|initially|earlier|previously) )?"
    r"(?:wrote|written|said|put|stated|noted|typed|told|reported|entered|thought|gave|given)|"
    r"(?:stated|said|written|told|noted|reported|entered)(?= (?:earlier|before|above|previously)))"
    r"(?: (?:it|you|them|down|in|earlier|before|above|previously|yesterday|last time))*(?=\s*(?:[.;,\n!)]|$))"
)
"""``it is in the left branch, not in the main trunk as I wrote``: what was written wrongly."""
_CLAUSED = re.compile(r"[,;–-]| (?:and|but) ")
_BACK = 60
_NO_WAIT = re.compile(
    r"^\W*(?:(?:oh|no|um|so|sorry)[ ,]+)*(?:wait|hang on|hold on|hold up)(?:[ ,]+(?:no|sorry))?[ ,.:-]+"
    r"(?=(?:it was|it'?s|it is|there (?:are|were)|they were)? ?\d{1,2} [a-z]{4,})"
)
_GATES = Gates(
    ("", one)
    for one in (
        _ENTERED, _WAS_ENTERED, _WRONG_ABOUT, _TAKEN_FOR, _NOT_AFTER_ALL, _MEANT_TO_BE, _TYPO, _TYPO_BEHIND, _UNIT_OF,
        _DAY_NOT, _NOT_OTHER, *_SAID_BUT, _CALLED_WRONG, _TO_UNKNOWN, _MAKE_IT, _ONE_TO_OTHER, _IN_BRACKETS,
        _NOT_AS_SAID,
    )
)  # fmt: skip


def without_mistakes(text: Text, named: Named) -> Text:
    """Put in the place of an entry that is called a mistake what is said about it."""
    low = text.low
    waits = _NO_WAIT.match(low) if "wait" in low or "hold" in low or "hang" in low else None
    if waits is None and not _GATES.open(low):
        return text
    changes = [
        *([Change(0, waits.end(), "")] if waits else ()),
        *_entries(low, named),
        *_values(low, named),
        *_set(low, named),
        *(Change(*match.span(), match["value"]) for match in _IN_BRACKETS.finditer(low)),
        *(
            Change(match.start("old"), match.start("new"), "")
            for match in _CALLED_WRONG.finditer(low)
            if named(low[max(0, match.start() - _BACK) : match.start()])
        ),
        *(Change(*one.span(), "") for one in _NOT_AS_SAID.finditer(low) if _CLAUSED.match(one.group())),
        *(Change(*match.span(), "should be") for match in _MEANT_TO_BE.finditer(low)),
        *(Change(*match.span(), f"{match['day']} {match['month']}") for match in _DAY_NOT.finditer(low)),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _entries(low: str, named: Named) -> Iterator[Change]:
    """Deny what is denied behind the mistake; take back what was entered where nothing stands behind."""
    for pattern in (_ENTERED, _WAS_ENTERED, _WRONG_ABOUT, _TAKEN_FOR):
        for match in pattern.finditer(low):
            name = only(match["what"], named)
            denial = _DENIAL.match(low, match.end()) if name else None
            if denial is not None and not _OPEN.search(denial.group()) and _says_no_more(denial.group(), name, named):
                yield Change(match.start(), denial.end(), f"no {name}")
            elif name and pattern in (_ENTERED, _WAS_ENTERED) and _END.match(low, match.end()):
                yield Change(*match.span(), f"forget the {name}")
    for match in _NOT_AFTER_ALL.finditer(low):
        if name := only(match["what"], named):
            yield Change(*match.span(), f"no {name}")


def only(what: str, named: Named) -> str:
    """Give the words by which a piece names its one fact, nothing where it names none or several."""
    told = named(what)
    name = what[told[0][0] : told[0][1]] if len({fact for _, _, fact in told}) == 1 else ""
    return "stroke" if name in ("tia", "tias") else _TESTED.sub("", name)


def _says_no_more(denial: str, name: str, named: Named) -> bool:
    """Tell whether a denial speaks of nothing else."""
    told = {fact for start, end, fact in named(denial) if denial[start:end] != "he"}
    return told <= {fact for _, _, fact in named(name)}


def _values(low: str, named: Named) -> Iterator[Change]:
    """What was meant: the name of the value, and the value that holds."""
    for pattern in (_TYPO, _TYPO_BEHIND):
        for match in pattern.finditer(low):
            if named(match["name"]):
                yield Change(*match.span(), f"{match['name']} ")
    for pattern in (*_SAID_BUT, _UNIT_OF):
        for match in pattern.finditer(low):
            if named(match["name"]):
                unit = f" {match['unit']}" if pattern is _UNIT_OF else ""
                yield Change(*match.span(), f"{match['name']} {match['value']}{unit}")
    for match in _NOT_OTHER.finditer(low):
        if named(match["name"]) and named(match["other"]):
            yield Change(*match.span(), f"{match['name']} {match['value']}; forget the {match['other']}")


def _set(low: str, named: Named) -> Iterator[Change]:
    """What an answer is to be set to, by its name."""
    for match in _TO_UNKNOWN.finditer(low):
        if name := only(match["what"], named):
            yield Change(*match.span(), f"forget the {name}")
    for pattern in (_MAKE_IT, _ONE_TO_OTHER):
        for match in pattern.finditer(low):
            if name := only(match["what"], named):
                yield Change(*match.span(), f"{name}: {match['value']}")

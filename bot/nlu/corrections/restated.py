"""A value that is told anew beside its name: ``the ECOG I gave was wrong, it is 2``, ``BCLC (corrected) C``.

How a correction is worded does not depend on what is corrected. Each frame holds a name and the value that counts now;
where the name is that of one fact, the frame becomes ``name: value``, which is read as in any chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.nlu.corrections.retraction_words import BAD, BY_MISTAKE, ENTERED, REGRET, SLIP
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.dating.latest import STAGED
from bot.nlu.lexicon.calendar_words import MONTHS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

NAME = r"(?P<name>[a-z][a-z /-]{1,34}?)"
_WORDS = (
    r"(?:female|male|none|never|neg(?:ative)?|pos(?:itive)?|yes|no|absent|present|mild|slight|trace|moderate|severe|"
    r"massive|refractory|controlled|uncontrolled|past|current|resolved|resectable|unresectable|convertible|"
    r"pathological|clinical|active|treated|stable disease|partial response|complete response|progressive disease)"
)
_POINT = r"(?:[abcd]\d{0,2}|(?:i{1,3}|[1-4])[ab]|iv|vp ?[1-4]|cr|pr|sd|pd)"
_FIGURE = rf"(?:\d{{2,3}} ?/ ?\d{{2,3}}(?![\d/])|{VALUE})(?:{UNIT}|\s?(?:months?|mo|years?|yrs?|points?)\b)?"
VALUES = rf"(?:{_FIGURE}|{_POINT}|{_WORDS})"
OLD = rf"{VALUES}(?![\w.,]*\d)"
_END = (
    r"(?=\s*(?:$|[,;)\n|!]|\.(?!\d)|\((?:(?:on|drawn|taken|collected|sampled|of|from|dated) )?\d|"
    r"\b(?:and|but|please|pls|not|thanks|since|as|because|on|per|by|is right|"
    r"is correct|from|dated|taken|actually|today|yesterday|"
    r"is what|is the (?:right|correct|true|real) (?:one|value))\b))"
)
_TAIL = (
    rf"(?:,? \(?(?:and )?(?:not|instead of|rather than|forget(?: the)?|ignore(?: the)?|disregard(?: the)?) "
    rf"{OLD}\)?)?"
)
NEW = rf"(?P<value>{_FIGURE}|{_POINT}|{_WORDS})(?![\w^/-]){_TAIL}{_END}"
_SAID = rf"(?:{ENTERED}|had|have)"
_BY_ME = (
    rf"(?:,? (?:that |which )?(?:i|we|you)(?:'ve)?(?: have| had| just)* {_SAID}(?: you)?"
    r"(?: (?:before|earlier|above|in|down|yesterday|first|on file|just now))*)?(?: (?:above|earlier|before|on file))*"
)
_IS = (
    r"[\s,;.:–-]+(?:(?:sorry|it|they|that|this|these|the|correct|right|true|real|actual|new|value|one|is|are|was|were|"
    r"it's|its|they're|should|be|read|have|been|now|actually|really|rather|please|but|and|we|i|mean|meant)\s+)*"
)
_ITS = (
    r"[\s,;.:–-]+(?:(?:sorry|but|and|though|actually|really|oops|no|in fact)[\s,]+)*(?:it's|it is|it are|"
    r"it was|they are|"
    r"they're|that's|(?:it |that |this )?should (?:be|read|have been)|make (?:it|that)|i meant|is now|now|"
    r"correct is)\s+"
    r"(?:actually |really |now |in fact )?"
)
THE = r"(?:the |my |that |his |her )?"
_AGAIN = (
    r"(?:repeat(?:ed)?|redone|redo|recheck(?:ed)?|redraw|rerun|second (?:reading|measurement|one|sample)|"
    r"new (?:one|sample))"
)
_LOOKED = (
    r"(?:,? (?:after|following|by|on|per|since|with|upon) (?:the |a |her |his |our |new |repeat |today's )*"
    r"[a-z -]{2,24}?)?"
)
_SOURCE = (
    r"(?:it|that|this|they|he|she|there|now|today|(?:the |his |her |our )?(?:file|notes?|chart|board|mdt|lab|letter|"
    r"reports?|nurse|doctor|scan|ct|mri|us|patient|registrar|consultant|pathologist|radiologist|surgeon|record|system|printout))"
)
_INSTEAD = (
    rf"[\s,;.:–-]+(?:[^.;\n\d]{{0,50}}?[\s,;.]+)??{_SOURCE}(?:'s| is| are| was| were| says?| said| reads?| shows?|"
    rf" showed| gives?| has|'re)(?: now| actually| in fact| rather| really| only| to be)*:? {NEW}"
)
"""``but after the ward round it is none``, ``the file says positive``."""
_OUR_SAYING = (
    rf"(?:(?:i|we)(?:'d|'ve| had| have)?|^|(?<=[.;,\n])) ?(?:{_SAID}|wrote down|put down)"
    r"(?: you| him| her| it| them| the patient)?(?: (?:as|that|with|down|in|of))*"
)
_SOMEBODY = (
    r"(?:(?:the |my |our |a )?(?:fellow|registrar|nurse|resident|colleague|student|intern|secretary|ward|clinic)|"
    r"i|we|he|she|they)"
)
FRAMES = [
    Gated(one)
    for one in (
        rf"\b{_OUR_SAYING} (?:no )?{NAME}(?: (?:of|was|is|at|as))*(?:[ :=]+{OLD})?{_INSTEAD}",
        rf"\b{NAME}(?: (?:of|was|is|at|as))*[ :=]+{OLD},? (?:that |which |as )?{_OUR_SAYING}{_INSTEAD}",
        rf"\b{NAME} (?:is|are|was|were|stays|remains) (?:quite |perfectly |all )?(?:right|correct|fine|ok|okay|good|"
        rf"accurate|valid)(?: (?:though|however|as (?:it|they) stands?|as is|as given|indeed|tho))*[\s,;:–-]+{NEW}",
        rf"\b(?:i|we)(?:'d|'ve| had| have)? (?:swapped|mixed|confused|mistaken|exchanged|mistook|muddled|switched)"
        rf"(?: (?:it|them|that|this))?(?: up)? (?:with|for) {THE}{NAME}[\s,;:–-]+(?:and )?(?:that|which|this|those|"
        rf"these|it|they)(?: one| value)?(?: is| was| are| were| should be|'s) {NEW}",
        rf"\b{NAME},? (?:that |which )?{_OUR_SAYING} (?:as |was |is )?{OLD}{_INSTEAD}",
        rf"\b{NAME}(?: is| was)?[ :=]+(?P<value>{_POINT}|{_FIGURE}|{_WORDS}),? {_SOMEBODY}(?: had| has| have|'d)? "
        rf"(?:counted|calculated|written|made it|scored|staged|{_SAID})(?: it| him| her)?(?: as)? {OLD}"
        rf"(?: (?:{BY_MISTAKE}|before|first|earlier|above|yesterday))*{_END}",
        rf"(?:^|(?<=[.;\n,] ))(?P<value>{_FIGURE}),? (?:and )?(?:not|instead of|rather than) {_FIGURE}[\s,;:.–-]+"
        rf"(?:(?:for|that's|that is|i mean|it's|of|that was) )?{THE}{NAME}(?=\s*(?:$|[,;.]))",
        rf"\b{NAME}{_BY_ME} (?:was|were|is|came|had been) (?!not\b)[^.;:\n\d]{{3,50}}?[\s,;.:–-]+"
        rf"(?:on |the |a |now |and )*{_AGAIN}"
        rf"(?: (?:today|now|it|value|result|reading|at|is|was|are|gives|gave|reads|shows|of))*[ :=]+{NEW}",
        rf"\b{NAME}[,:]?(?: (?:was|is|has been))? (?:corrected|amended|revised|updated|changed){_LOOKED}[\s,;:–-]+"
        rf"(?:there (?:is|was|are|were) |it is |it was )?(?P<value>none|never any|no|{_WORDS})"
        rf"(?: (?:seen|there|at all))?{_END}",
        rf"\b{NAME}[,: –-]+(?:please |pls )?(?:change|correct|amend|set|switch|update|edit)(?: it| this| that)? "
        rf"(?:to|into|as) {NEW}",
        rf"\b{NAME}{_BY_ME} (?:was|were|is|are) (?:completely |just |actually )?{BAD}{_IS}{NEW}",
        rf"\b(?:i|we) {_SAID} {OLD} (?:for|as|in|under) {THE}{NAME}{_IS}{NEW}",
        rf"\b{NAME}: (?:please |pls )?(?:replace|change|correct|swap) {OLD} (?:by|with|to|for|into|->) {NEW}",
        rf"\b(?:re|regarding|about|concerning|as for) {THE}{NAME}(?: (?:i|we) (?:was|were|am) {BAD})?{_ITS}{NEW}",
        rf"\b(?:with|on|about) {THE}{NAME} (?:i|we) (?:was|were|am) {BAD}{_ITS}{NEW}",
        rf"\b(?:i|we) (?:go|went|are going|always go) by {THE}{NAME}(?: here| instead| only)?[\s,;:.-]+{NEW}",
        rf"\b(?:ignore|forget|disregard|scrap|delete|scratch) {THE}(?:previous|earlier|old|last|first|former) {NAME}"
        rf"(?: value| one| result)?{_BY_ME}"
        rf"(?:{_ITS}|\s*[,;:–-]\s*(?:the )?){NEW}",
        rf"\b{NAME} (?:needs?|wants?|has|have) (?:correcting|(?:a )?correction|to be corrected)(?: to|:|,)* {NEW}",
        rf"\b(?:got|had|have) {THE}{NAME} (?:wrong|mixed up){_IS}{NEW}",
        rf"\b{SLIP} (?:with|in|on|for) {THE}{NAME}{_IS}{NEW}",
        rf"\b(?:wrong|misread|mistyped) {THE}{NAME}{_IS}{NEW}",
        rf"\b{_SAID} {THE}{NAME}(?: was| is| of| as|:)? {OLD}{_ITS}{NEW}",
        rf"\b{NAME} (?:of )?{OLD} (?:was|is) {BAD}{_IS}{NEW}",
        rf"\b{NAME} ?[(\[]?(?:corrected|amended|revised|updated|correction)[)\]]?[ :=]+{NEW}",
        rf"(?<![\w.,]){OLD} (?:was|is) {BAD} (?:for|as|in) {THE}{NAME}{_IS}{NEW}",
        rf"\b{NAME} (?:(?:should|ought to|must) (?:read|say|have been)|(?:should|ought to) be|"
        rf"(?:is|are) (?:actually|in fact)|[-=]>) {NEW}",
        rf"\b(?:change|set|switch|correct|amend|turn|update) {THE}{NAME} (?:back )?(?:to|into|as) {NEW}",
        rf"\b{NAME} (?:is |was )?not {OLD} but {NEW}",
        rf"\b{NAME}[ :=]+(?!yes|no\b){_WORDS}[\s,;.:–-]+(?:no|{REGRET})[\s,;.:–-]+{NEW}",
        rf"\b{NAME}[ :=]+(?P<value>{_POINT}|{_WORDS})[ ,(]+(?:previously|earlier|formerly|before|wrongly) "
        rf"(?:entered|typed|given|recorded|noted|put)(?: down)?(?: as)? {OLD}",
        rf"\b{NAME}[ :=]+(?P<value>{_WORDS}),? \(?(?:and )?(?:not|instead of|rather than) "
        rf"(?!(?:(?:un)?resectable|convertible|active|treated)\b){OLD}(?=\s*(?:$|[.,;)]))",
    )
]
_NOT_THERE = ("any", "not any", "there", "present", "real", "not there", "gone")
"""What stands behind ``there isn't`` and ``is not``."""
_STAGE = re.compile(_POINT)
_CAN_BE = re.compile(r" (?:can|could|may|might|would|will) be\b")
_PLAIN = re.compile(r"\b(?:bp|blood pressure|thrombus)$")
"""Names that are one only beside their value."""
_GATES = Gates(("", one) for one in FRAMES)
_TOGETHER = ({"child_pugh_class", "child_pugh_score"}, {"systolic_bp", "diastolic_bp"})
"""Facts of one name."""


def restated(text: Text, named: Named) -> Text:
    """Put ``name: value`` in the place of what tells a value anew."""
    return by_frames(text, named, FRAMES, _GATES)


def by_frames(text: Text, named: Named, frames: Sequence[Gated], gates: Gates) -> Text:
    """Put ``name: value`` in the place of what one of some frames holds."""
    low = text.low
    places = gates.open(low)
    if not places:
        return text
    changes = [one for place in places for one in _told(frames[place], low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _told(frame: Gated, low: str, named: Named) -> Iterator[Change]:
    for match in frame.finditer(low):
        name = match["name"]
        found = [
            one for one in named(name) if name[one[0] : one[1]] != "he"
        ]  # no encephalopathy: ``told you he has ...``
        found = found or [(*one.span(), "") for one in _PLAIN.finditer(name)]
        facts = {fact for _, _, fact in found}
        if not (len(facts) == 1 or facts in _TOGETHER) or any(" " in fact for fact in facts):
            continue
        if _STAGE.fullmatch(match["value"]) and not facts & STAGED:
            continue
        if facts == {"sex"} and match["value"][:1].isdigit():  # ``what I have on the gentleman: he is 71``
            continue
        if name.rpartition(" ")[2] in MONTHS and match["value"].startswith("20"):
            continue  # ``would take him but for a stroke in March 2026``
        if _CAN_BE.search(name):  # ``albumin can be corrected with short treatment, yes``
            continue
        start, end, _ = found[0]
        first = match.start("name") + start if match.start("name") == match.start() else match.start()
        gone = match["value"] in _NOT_THERE or match["value"].startswith(("there ", "none "))
        value = "none" if gone else match["value"].removesuffix(" any")
        yield Change(first, match.end(), f"{name[start:end]}: {value}")

"""Stages told with what they were before, or in doubt: ``BCLC was A, now it is B``, ``ECOG probably 1``.

The value of now is put right behind its scale, so that it stands as in any chart; a doubted one gets its mark, so that
it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.stage_words import COUNTS
from bot.nlu.wording.times_told import BECAUSE, BEFORE, NOW

_NAME = (
    r"(?<![\w-])(?P<name>bclc|cnlc|ecog(?: ps)?|performance status|ps|child[- ]?(?:turcotte[- ])?pugh|ctp|cpt|"
    rf"cp|pvtt?|kps|karnofsky|{COUNTS})"
    r"(?: (?:stage|class|score|grade))?"
)
_POINT = (
    r"(?:[abc] (?:[5-9]|1[0-5])(?! ?[cm]m)|[abcd]\d{0,2}|vp ?[1-4]|"
    r"(?:100|[1-9]0)(?: ?%)?|\d{1,2}|i{1,3}[ab]|iv|[1-3][ab])(?![\w/]|[.,]\d|-\w)"
)
_OLD = rf"(?:{_POINT})"
_NEW = (
    rf"(?P<new>{_POINT})(?=\s*(?:$|[.,;:()\n?|&+-]|(?:{NOW}|{BECAUSE}|at|per|by|on|this|according|"
    r"and|but|in|then|from|was|had|previously|vs|versus|i|if|not|to|tbc|disease|points?|again|"
    r"status|up|down|prior|formerly|unconfirmed|here|when|\u2013)(?!\w)))"
)
"""No number of something else: ``ECOG 1, now 2 weeks after TACE``."""
_BEFORE = (
    r"(?: ?\(?(?:(?:before|after)(?: [a-z]{3,12})?|(?:post|pre)-[a-z]{3,12}|"
    rf"{BEFORE}|at (?:dx|diagnosis|"
    r"presentation|first|baseline)|then|old|in (?:the )?[a-z]{3,9}(?: \d{4})?)\)?)"
)
_NOW = rf"(?:{NOW}|since|new|has become|became|became now)"
_IS = r"(?:it is|it's|it has become|is|has become|became|stage|class|at|a|he is|she is|he's|she's)"
_TURNED = (
    r"(?:re-?staged|re-?classified|re-?scored|upgraded|downgraded|upstaged|downstaged|changed|deteriorated|worsened|"
    r"improved|fell|fallen|dropped|rose|risen|increased|decreased|went|gone|moved|revised|advanced|progressed|slipped|"
    r"stands|back|recovered|settled)"
)
_RATHER = r"more like|rather|closer to|i'd say|i would say|(?:i'd|i would) call (?:it|him|her)"
_TURNS = tuple(
    Gated(one)
    for one in (
        rf"(?<!ranging )(?<!ranges )(?<!range )(?<!varies )(?<!anything )\bfrom {_NAME} {_OLD}{_BEFORE}?,? "
        rf"(?:up |down |now |back )?(?:to|->|into) (?:(?P=name) )?{_NEW}",
        rf"{_NAME}(?: (?:was|used to be|had been|is no longer|no longer|not|of))? {_OLD}{_BEFORE}?[ ,;]+"
        rf"(?:and |but )?(?:(?:{_NOW}|{_IS}),? )*{_NOW},? (?:{_IS} )?{_NEW}(?!{_BEFORE}|,? (?:ago|before)\b)",
        rf"{_NAME}(?: (?:was|used to be|had been|is no longer|no longer|of))? {_OLD}{_BEFORE}?[ ,;]+"
        rf"(?:and |but )?(?:{_IS} )?{_NEW} \(?{_NOW}\)?(?=\s*(?:$|[.,;)|\n]))",
        rf"{_NAME}(?: (?:was|of))? {_OLD}(?: \(?[a-z\d][a-z\d ./]{{1,30}}?\)?)? ?(?:->|=>|→) ?(?:now )?{_NEW}",
        rf"{_NAME}(?: (?:is|has|was|has been|had|been|him|her))*(?: now)? {_TURNED}"
        rf"(?: (?:from )?{_OLD}(?= (?:up |down |back )?(?:to|into)\b))?"
        rf"(?: (?:up |down |back )?(?:as|to|at)|:)?(?: now)? {_NEW}(?: from {_OLD})?",
        rf"{_NAME} was {_OLD}{_BEFORE}?[;,] ?(?:but |and )?(?P<why>(?:with|since|after|because of|given|due to|"
        rf"in view of) "
        rf"[^.;,\n]{{1,40}}?),? (?:now )?{_IS}(?: now)? {_NEW}",
        rf"{_NAME},? (?:which|that) (?:was|had been) {_OLD},? (?:is|has become|became) (?:now )?{_NEW}",
        rf"{_NAME} (?:is )?(?:no longer|not) {_OLD},? but (?:now )?{_NEW}",
        rf"{_NAME} from {_OLD} (?:up |down |back )?to {_NEW}",
        rf"{_NAME}(?: (?:was|of))? {_OLD}(?: (?P<why>(?:while|whilst|when|during|in|on|as|at|before|after|post|with)\b"
        rf"[^.;,\n]{{2,40}}?))?,? (?:and |but )?(?:(?:he|she|it) (?:is|has been|has) |is |went |gone |came |has )?"
        rf"(?:now )?(?:back|down|up|recovered|recovering|settled|settling|improved) (?:to|at) (?:an? )?{_NEW}",
        rf"{_NAME} {_OLD}{_BEFORE}[,;.] (?:and |but )?(?:{_NOW} )?(?:back|down|up|recovered|improved) (?:to|at) {_NEW}",
        rf"{_NAME}(?: was)? {_OLD}(?: (?:on|at|in|per|from|by) [a-z ]{{2,24}}?)?[;,.] "
        rf"(?P<why>[^.;,\n]{{3,40}}? (?:since|now|meanwhile|developed|found|appeared)(?: then)?),? "
        rf"(?:so|hence|therefore|thus)(?: (?:now|it is|it's|he is|she is|a))* {_NEW}",
        rf"{_NAME} (?:was|of) {_OLD}"
        rf"(?: (?:on|at|in|per|from|by|before|after) (?P<when>[a-z\d ]{{2,24}}?))?"
        rf"[;,.] (?:and |but )?now (?P<why>[^.;,:\n=]{{3,40}}?) ?(?:=|->|=>) ?{_NEW}",
        rf"{_NAME}:? (?:prev(?:ious(?:ly)?)?|formerly|initially|before|earlier|then|prior|old|last time) {_OLD}[ ,;]+"
        rf"(?:but )?(?:it is )?(?:now|curr(?:ent(?:ly)?)?|new|today|latest) {_NEW}",
        rf"{_NAME}:? (?:latest|curr(?:ent(?:ly)?)?|now|today|new) {_NEW}[,;] ?(?:it was )?(?:prev(?:ious(?:ly)?)?|"
        rf"formerly|initially|before|earlier|prior|old|last time|first) {_OLD}(?=\s*(?:$|[.,;)\n]))",
        rf"{_NAME} (?:was|used to be|had been) {_OLD}{_BEFORE}?[ ,;]+(?:and |but )?(?:{_IS} )?{_NEW}(?= since [a-z\d])",
        rf"{_NAME}(?: (?:was|of))? {_OLD}{_BEFORE}[ .,;]+(?:(?:and|but|on|at|then) )*"
        rf"re-?(?:stag|assess|evaluat|classif)\w+"
        rf"(?: (?:last|this|today|now|yesterday|week|month|as|is|was|it|he|she|in [a-z]+))*[: ]+{_NEW}",
        rf"\b(?:not|no longer) {_NAME} {_OLD}(?: any ?(?:more|longer))?[,;]? "
        rf"(?:(?:but|so|now|and|hence|it|he|she|is|it's|{_RATHER}) )+{_NEW}",
        rf"{_NAME} {_OLD},? \(?(?:wrong|incorrect|mistake|typo|error)\)?,? (?:it )?should (?:be|read) {_NEW}",
        rf"\b(?:not|no longer) {_NAME} {_OLD}[,;] {_NEW} \(?{_NOW}\)?(?=\s*(?:$|[.,;)|\n]))",
        rf"{_NAME} not {_OLD} any ?(?:more|longer)[,;]? "
        rf"(?:(?:but|so|now|and|hence|it|is|it's|{_RATHER}) )*{_NEW}",
        rf"{_NAME} {_OLD} until [a-z]+(?: \d{{4}})?[,;] (?:and |but )?{_NEW} (?:since|afterwards|from then on|now)\b",
        rf"\b(?:not|no longer) {_NAME} {_OLD}(?: any ?(?:more|longer))?[,;] (?P<why>[^.;\n]{{3,60}}?), so "
        rf"(?:(?:it|he|she|is|it's|now|a) )*{_NEW}",
        rf"{_NAME} {_OLD} (?:no longer|not any ?more|no more)[,;] (?:(?:but|so|now|and|it|he|she|is|it's) )*{_NEW}",
        rf"\b(?:was|formerly|previously) {_NAME} {_OLD}{_BEFORE}?,? (?:(?:and|but|then|later|now|since) )*{_TURNED} "
        rf"(?:(?:as|to|at) )?{_NEW}",
        rf"{_NAME} (?:is|was|has been) (?:(?:recorded|entered|noted|written|given|put|typed|sent) )?(?:down )?"
        rf"(?:as )?{_OLD}, (?:but )?it(?: is|'s) {_NEW}",
        rf"{_NAME}(?: is)?(?: now)? {_NEW}(?: now| today)?,? ?\(?(?:up from|down from|from|had been|previously|prior|"
        rf"formerly|was|as opposed to)(?: an?)? {_OLD}{_BEFORE}?\)?",
        rf"{_NAME}(?: is)?(?: now)? {_NEW}(?: now| today)? (?:vs\.?|versus) {_OLD}{_BEFORE}",
        rf"{_NAME} {_OLD}[,;]? (?:which|that|this) (?:is|was) (?:wrong|incorrect|not (?:right|correct|true)|"
        rf"an? (?:mistake|error|"
        rf"typo))[;,.:]+ (?:(?:it is|it's|he is|she is|should be|should read|the right one is|actually|"
        rf"really) )+{_NEW}",
        rf"{_NAME} {_OLD},? \(?(?:please |pls )?(?:ignore|disregard|forget)(?: (?:it|that|this|him|her))?\)?"
        rf"[^.;\n]{{0,40}}?[:,;] {_NEW}",
        rf"{_NAME}[?:,]? (?:is |was )?(?:i would say|i'd say|(?:i would|i'd) (?:put|call) (?:it|him|her)(?: at| as|"
        rf" an?)?|"
        rf"(?:i|we) make it) {_NEW}",
        rf"\b(?:changed|moved|revised|set) (?:the |his |her )?{_NAME} to {_NEW}",
        rf"\b(?:prev(?:ious(?:ly)?)?|old|prior|former(?:ly)?) {_NAME} {_OLD}[ ,;]+"
        rf"(?:now|curr(?:ent(?:ly)?)?|new|today) {_NEW}",
    )
)
_MAYBE = (
    r"(?:probably|prob|likely|most likely|maybe|perhaps|presumably|presumed|possibly|suspected|apparently|supposedly|"
    r"roughly|i think|i believe|might be|could be|may be|seems(?: to be)?|appears(?: to be)?|looks like)"
)
_UNSURE = (
    r"(?:i think|i believe|i guess|(?:but )?(?:i am |i'm |am )?not (?:quite |entirely |completely )?(?:sure|certain)|"
    r"to be confirmed|tbc|unconfirmed|not confirmed|if i (?:remember|recall)(?: right(?:ly)?| correctly)?|from memory|"
    r"off the top of my head|presumably|probably)"
)
_DOUBTS = tuple(
    Gated(one)
    for one in (
        rf"{_NAME}(?: (?:is|was))?,? {_MAYBE} {_NEW}(?! or\b|[?])",
        rf"(?:^|(?<=[\s(]))presum(?:ably|ed) {_NAME} {_NEW}(?! or\b|[?])",
        rf"{_NAME}(?: (?:is|was))? {_NEW},? ?\(?{_UNSURE}(?:\?\)?|\)?(?=\s*(?:$|[.,;)\n])))",
        rf"{_NAME}:? ?\?{_NEW}",
    )
)
_OTHERS = (
    r"(?:we|i|they|others|(?:the |our |their )(?:board|mdt|team|registrar|gp|nurse|centre|center|surgeons?|"
    r"oncologists?|radiologists?))"
)
_OPEN = (
    r"(?:not (?:yet |quite )?(?:settled|decided|agreed|resolved|clear|sure)|unsettled|undecided|unresolved|unclear|"
    r"still (?:open|debated|disputed|under discussion|being discussed)|to be (?:settled|decided|discussed)|"
    r"no agreement|disputed|debated|open)"
)
_BOTH = tuple(
    Gated(one)
    for one in (
        rf"{_NAME} (?P<old>{_POINT})[,;]? (?:but |and |while |whereas )?{_OTHERS}(?:'d| would| have| has)? "
        r"(?:calls?(?: (?:it|him|her|this))?|called (?:it|him|her|this)|says?|said|thinks?|(?:put|makes?|staged?|"
        r"stages) "
        rf"(?:it|him|her)(?: at| as)?|prefers?|favou?rs?) (?:an? )?{_NEW}[^.;\n]{{0,60}}?[,;:–-]+ (?:so )?"
        rf"(?:(?:it is |it's )?(?:{_POINT}) or (?:{_POINT}),? )?{_OPEN}(?=\s*(?:$|[.;,\n)]))",
        rf"{_NAME}(?: (?:is|was))? (?:still )?{_OPEN}[,:;(–-]+ ?(?:either |it is |between )?(?P<old>{_POINT}) (?:or|"
        rf"vs\.?|versus) "
        rf"{_NEW}\)?",
    )
)
"""Two opinions of which none is settled: either may hold."""
_SUPPOSED = re.compile(r",? (?:if|once|unless|provided|assuming|should)\b")
"""``BCLC B now, C if the node is real``: what would hold."""
_HELD = re.compile(rf"\b(?:bclc|cnlc|ecog|performance status|ps|pugh|ctp|cpt?|pvtt?|kps|karnofsky|{COUNTS})\b")
_TREATED = re.compile(r"\b(?:resection|hepatectomy|transplant|ablation|rfa|mwa|tace|haic|sirt|sbrt)\b")
_GRADES = ("0", "1", "2", "3", "4")
_FITNESS = ("ecog", "ps", "performance")


def in_last_stage(text: Text) -> Text:
    """Put the stage of now, or the doubted one with its mark, right behind the name of its scale."""
    low = text.low
    if not _HELD.search(low):
        return text
    changes = list(_told(low))
    return rewritten(text, apart(changes)) if changes else text


def _told(low: str) -> Iterator[Change]:
    for frame in _BOTH:
        for match in frame.finditer(low):
            if _fits(match["name"], match["new"]) and _fits(match["name"], match["old"]):
                yield Change(*match.span(), f"{match['name']} {match['old']} or {match['new']}")
    for frames, mark in ((_TURNS, ""), (_DOUBTS, "?")):
        for frame in frames:
            for match in frame.finditer(low):
                if _fits(match["name"], match["new"]) and not _SUPPOSED.match(low, match.end()):
                    yield Change(*match.span(), f"{match['name']} {match['new']}{mark}{_beside(match)}")


def _beside(match: re.Match[str]) -> str:
    """What else is told between the two: why, and a treatment that says when."""
    told = match.groupdict()
    when = told.get("when") if _TREATED.search(told.get("when") or "") else None
    return "".join(f", {one}" for one in (told.get("why"), when) if one)


def _fits(name: str, value: str) -> bool:
    """Tell whether a value is one of the scale's: ``ECOG 1 now BCLC b`` is two."""
    if name == "cnlc":
        return value[0] in "i123" and len(value) > 1
    if name == "bclc":
        return value in ("0", "a", "b", "c", "d")
    if name.startswith("pv"):
        return value.startswith("vp")
    if name.startswith("k"):
        return len(value) > 1 and value[:2].isdigit()
    if name.startswith(("child", "ctp", "cp")):
        return value[0] in "abc"
    return value in _GRADES if name.startswith(_FITNESS) else value.isdigit()

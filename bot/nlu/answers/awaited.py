"""Replies without a value, in the many words that point at the question: ``still waiting on the lab for that one``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from bot.nlu.answers.clock_times import awaited_until

Reply = Literal["unknown", "pending", "same"]
_NOTES = r"(?:notes?|file|chart|records?|system|letter|report|papers|referral|summary)"
_ONE = r"(?:one|value|result|test|number|question|item)"
_POINTERS = (
    (re.compile(rf"^\W*(?:that|this|the) {_ONE}(?:'s| is| was|,)? "), ""),
    (re.compile(rf",? (?:for|on|about|with|of) (?:that|this) {_ONE}\b"), ""),
    (re.compile(rf" (?:that|this) {_ONE}\b"), " it"),
    (
        re.compile(
            r" (?:back )?from (?:the |our |their )?(?:lab|clinic|ward|hospital|patholog\w+|radiolog\w+|doctor)\b"
        ),
        "",
    ),
)
"""What points at the question that was asked."""
_DAY = (
    r"(?:today|tonight|tomorrow|later|soon|yesterday|this (?:morning|afternoon|evening|week)|any (?:day|time) now|"
    r"next (?:week|month|visit)|(?:on |by |this |next )?(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|"
    r"on (?:mon|tue|wed|thu|fri)|in (?:a|an|one|two|three|a few|a couple of|\d+) (?:hours?|days?|weeks?)|"
    r"(?:by )?(?:the )?end of (?:the )?(?:day|week)|(?:at|on) (?:the |her |his )?(?:next )?visit)"
)
_WHAT = (
    r"(?:(?:the|her|his|a|an|that|new|repeat|another|follow-up|blood|staging|liver|chest|brain) ){0,3}"
    r"(?:it|ct|mri|ecg|ekg|scan|ultrasound|us|biopsy|bloods?|blood (?:test|draw|work)|bloodwork|labs?|test|sample|"
    r"results?|appointment|visit|endoscopy|report|serology|imaging)"
)
_DONE = r"(?:drawn|taken|done|repeated|checked|measured|tested|collected|performed|run|reported)"
_RESULT = (
    r"(?:(?:the|her|his|that|this|a|any|lab|blood|test|biopsy|our) |path(?:ology)? )*"
    r"(?:results?|reports?|values?|levels?|labs?|bloods?|samples?|tests?|it|ct|mri|scan|ecg|biopsy|histology|serology|"
    r"(?:that|this)(?: one)?)"
)
"""What is waited for."""
_WHO = r"(?:it|labs?|ward|clinic|gp|doctor|hospital|pharmacy|family|them|him|her|team|surgeon|oncologist|radiologist)"
_LEAD = r"(?:(?:yes|no|not|ok|well|it'?s|is|are|we're|we are|they're|they are|still|so|she's|he's|i'm)[ ,]+){0,4}"


_TAIL = r"(?:[ ,]+(?:tbh|to be honest|sorry|i'?m afraid|honestly|offhand|right now|atm|at the moment|yet))?"


def _any_of(forms: Iterable[str], lead: str = "") -> re.Pattern[str]:
    """Compile what matches a whole text that is one of the forms."""
    return re.compile(rf"^\W*{lead}(?:{'|'.join(forms)}){_TAIL}\W*$")


_PENDING = _any_of(
    (
        rf"(?:will|to|gets?|getting|being|going to) (?:be |get )?{_DONE}(?: again)?(?: {_DAY})?",
        rf"(?:s?he|pt|the patient|they)(?:'s| is|'ll be| will be| are|'re)? (?:having|getting|gets?|due) {_WHAT}"
        rf"(?: {_DONE})?(?: {_DAY})?",
        rf"(?:having|getting) {_WHAT}(?: {_DONE})? {_DAY}",
        rf"{_WHAT}(?: (?:was|were|is|are|has been|have been|just|only)){{0,2}} (?:{_DONE}|sent)(?: off)?(?: {_DAY})?",
        r"(?:there (?:is|are) )?no (?:results?|report|values?)(?: for (?:it|that|this))? "
        r"(?:(?:as )?yet|so far|back(?: (?:as )?yet)?)",
        rf"{_RESULT} (?:(?:is|are|still) ){{0,2}}(?:outstanding|pending|awaited)(?: still)?|pending still",
        rf"(?:{_RESULT} )?(?:is|are|was|were|has|have)(?:n'?t| not)"
        r"(?: (?:been|come|got|gotten|arrived|in|back|out|ready|available|"
        r"reported|through|here|sent|posted|uploaded|(?:as )?yet|so far)){1,4}",
        rf"(?:have|has|do|did)(?:n'?t| not) (?:yet )?(?:got|had|have|received|seen|get) {_RESULT}"
        r"(?: (?:back|in|(?:as )?yet|so far)){0,2}",
        rf"{_WHAT}(?: (?:was|were|is|are|only|still)){{0,2}} "
        rf"(?:expected|due|booked|scheduled|planned|arranged|ordered|requested)(?: for)?(?: {_DAY})?",
        rf"{_WHAT} (?:is |are )?(?:only )?{_DAY}",
        r"(?:i'?ll |i will |i |we |we'll |will |let me |going to )?(?:have to |need to |must |got to |can |just )?"
        r"(?:chase|call|phone|ring|ask|check with|contact|email) (?:up )?(?:the |her |his |our |my )?"
        rf"{_WHO}(?: (?:about|for) (?:it|that|this))?(?: first)?(?: {_DAY})?",
        r"(?:i'?ll|i will|will|we'll|let me) (?:get back|come back|find out|look)(?: to (?:you|it|that))?"
        rf"(?: (?:on|about|with) (?:it|that|this))?(?: {_DAY})?",
        r"(?:one|a|just a|give me a|1) (?:sec|second|moment|minute|min|mo)",
        r"(?:i'?m |just |still ){0,2}(?:looking (?:it|that) up|looking for it|checking|searching|"
        r"trying to find (?:it|out))(?: now)?",
        rf"waiting (?:for|on) (?:the |a |my |our )?{_WHO}(?: to (?:ring|call|phone|get|come|report|reply|answer|write)"
        r"(?: (?:me|us))?(?: back)?)?",
        r"out|outstanding|(?:in|at|with) the lab|being processed",
        r"(?:the |our )?(?:lab|laboratory|patholog(?:y|ist)|radiolog(?:y|ist)|biochem(?:istry)?) "
        r"(?:(?:is|are|'s|still) ){0,2}"
        r"(?:working on|running|processing|analysing|analyzing|looking at|reading) (?:it|that|this)(?: still)?",
        r"(?:the |our )?(?:lab|laboratory|pathologist|radiologist) (?:has|have|is)(?:n'?t| not) (?:yet )?"
        r"(?:finished|done|ready|through|reported|released|run|processed|read|sent)(?: with)?"
        r"(?: (?:it|that|this))?(?: (?:back|yet)){0,2}",
        r"(?:awaiting|waiting (?:for|on)|expecting|chasing) (?:(?:the|her|his|our|a|that|final|formal|written) ){0,2}"
        r"(?:[a-z-]+ ){0,2}?(?:results?|reports?|serology|histology|pathology|cytology|bloods?|labs?|values?|scan|ct|"
        r"mri|biopsy|ecg|culture|answer|printout|fax|sample|review|reading|read|letter|opinion)",
        r"(?:not )?(?:got|received|had|seen|have)(?: it| them)? (?:back )?yet",
        r"(?:have|has)(?:n'?t| not) "
        r"(?:got|had|received|seen|come|arrived|been (?:done|reported|measured|drawn|tested))"
        r"(?: it| them| back| in| through){0,2}(?: yet)?",
        r"(?:do(?:n'?t| not)) have (?:it|them|that|the results?) (?:yet|back)(?: yet)?",
        r"(?:i'?ll |i will |we'?ll |let me |to |will )?(?:come|get|go|circle|call|ring|"
        r"phone)(?: you)? back"
        rf"(?: (?:to|on|about|with) (?:you|it|that|this)){{0,2}}(?: {_DAY})?",
        r"(?:the |our |her |his )?(?:lab|gp|ward|clinic|hospital|doctor|nurse|pathologist|radiologist)(?: will|'ll) "
        rf"(?:call|ring|phone|let (?:me|us) know|send it|get back|tell me|report)(?: (?:me|us|back|it|"
        rf"to me|to us))*(?: {_DAY})?",
        r"(?:has|have|was|were|been|is|being| )*(?:requested|sent for|asked for|resent|redrawn)",
        r"not (?:resulted|reported|finali[sz]ed|released)(?: yet)?|unresulted|still in progress|in progress",
        rf"(?:it )?(?:needs?|has|have) to be {_DONE}(?: again)?(?: first)?(?: {_DAY})?|to be {_DONE}(?: {_DAY})?",
        rf"(?:i'?ll|i will|we'?ll|we will|will|should|we should|i should|might) (?:know|have it|hear|"
        rf"find out|tell you|get it)"
        rf"(?: more)?(?: back)? {_DAY}",
    ),
    _LEAD,
)
_UNKNOWN = _any_of(
    (
        r"\?+|n\.? ?a\.?|beats me|search me|who knows|can ?not tell|your guess is as good as mine",
        r"(?:there is |there's |i have |we have )?no (?:record|data|note|documentation|information|mention|result)s?"
        r"(?: (?:of|on|about|for) (?:it|that|this))?(?: (?:in|on) (?:the )?(?:chart|file|record|notes|system))?",
        r"(?:nobody|no one|noone|none of us) knows",
        r"(?:it'?s |it is )?(?:not|nowhere) (?:in|on) (?:my|the|her|his|our|any) "
        r"(?:notes?|file|chart|records?|system|letter|report|papers|referral)",
        r"(?:it )?(?:was |has been |is )?(?:never|not) (?:been )?(?:measured|tested|checked|recorded|documented|"
        r"assessed|asked|mentioned)(?: here| at our site| by us| locally| in our lab| before| there)?",
        r"(?:i |we )?(?:do(?:n'?t| not)) have (?:it|that|this)(?: (?:here|to hand|at hand|in front of me|on me))?",
        r"(?:we |they |our lab )?(?:do(?:n'?t|es ?n'?t| not|es not)) (?:measure|test|do|check|run) "
        r"(?:it|that|this)(?: here)?",
        r"(?:let'?s |please |can we |can you |just )?(?:skip|pass|leave|move on|next)(?: (?:it|that|this|on))?"
        r"(?: (?:out|for now|blank|open))?",
        r"(?:let'?s|can we|could we) (?:come|get|go|circle) back(?: to (?:it|that|this))?(?: later)?",
        r"leave (?:it|that|this) (?:blank|empty|open|out)|n\.? ?k\.?|n/k|unk|unkn",
        r"(?:there(?:'s| is) )?(?:nothing|not mentioned|no mention(?: of (?:it|that))?) "
        rf"(?:anywhere|(?:in|on) (?:the|her|his|my|our|any) {_NOTES})(?: (?:about|on|of) (?:it|that|this))?",
        r"not mentioned|not commented(?: on)?|nothing (?:written|noted|mentioned|recorded)(?: about (?:it|that|this))?",
        rf"(?:the |her |his |my |our )?(?:gp |clinic |discharge )?{_NOTES} (?:do(?:es)?(?:n'?t| not)|says? nothing) ?"
        r"(?:say|mention|state|tell|specify|comment|show)?(?: (?:it|that|this|anything|about it|on it))?",
        r"(?:i |we )?(?:have ?n[o']?t|had ?n[o']?t|did ?n[o']?t|forgot to|never) (?:yet )?ask(?:ed)?"
        r"(?: (?:him|her|them|the patient|pt|about (?:it|that|this)|that|it|yet))*",
        r"no (?:record|documentation|mention|note)s? (?:of|on|about) (?:it|that|this) either way",
        r"(?:it'?s )?(?:unknown|unclear|not known) (?:at (?:this|the) (?:point|moment|time|stage)|"
        r"at present|so far|for now|"
        r"currently|as of now|to (?:me|us)|right now|here)",
        r"(?:i |we )?have ?n[o']?t (?:got )?(?:a|any|the (?:faintest|slightest|foggiest)) ?(?:clue|idea|notion)?",
    ),
    r"(?:sorry\W+|honestly\W+|i'?m afraid\W+|well\W+)?",
)
_SAME = _any_of(
    (
        r"(?:no (?:change|different|difference)|not (?:changed|different|any different)|unchanged|same|identical|as)"
        r" (?:from|since|to|on|as|than|with) (?:what|how|the (?:one|value|figure|answer|number)) "
        r"(?:(?:i|we|you|it|us|was|is|have|had|gave|given|put|wrote|written|told|said|sent|entered|recorded|noted|down|"
        r"reported|documented|stated|last|time|visit|week|month|before|earlier|previously|already|at|the|in|on|file|"
        r"there)(?: |$)){2,8}",
        r"same as (?:(?:on|in|at|the) )?(?:last |previous |the )?[a-z]{3,12}(?: (?:time|visit|week|month|one|call))?",
        r"(?:has |have |did |does )?(?:n'?t|not) (?:changed?|moved)(?: (?:since|from) .{3,20})?",
        r"has ?n'?t changed(?: (?:since|from) .{3,20})?",
        r"(?:no|not any|not) different(?: (?:from|to|than) .{3,20})?|unchanged(?: (?:since|from|at) .{3,20})?",
        r"as (?:previously|already|before|earlier) (?:reported|given|told|said|stated|noted|recorded|documented)",
        r"as (?:it was|last time|at the last visit|we had it|i said|i told you|reported)(?: before| last time)?",
        r"ditto|as previously|(?:stable,? )?(?:as|like) (?:last time|previously|before)|same (?:answer|"
        r"value|result)(?: as .{3,20})?",
        r"(?:still )?as (?:in|at|on) (?:the )?(?:(?:last|previous) )?[a-z]{3,12}(?: visit)?",
        r"same as what (?:i|we) (?:said|told you|gave(?: you)?|wrote)(?: before| earlier| last time)?",
        r"identical (?:to|with) (?:the )?(?:last|previous)(?: (?:time|visit|one|value))?",
        r"(?:no|without) (?:changes?|difference)(?: (?:since|from) .{3,20})?|same(?: again| thing| one| still)?",
    ),
    r"(?:(?:it|that|this|still|is|it's|it is|has|all|the|just|is all)[ ,]+){0,3}",
)
_LATER = re.compile(
    r"^\W*(?:(?:please|ok|well|sorry)\W+)?(?:(?:let'?s|let me|let us|(?:can|could|may) (?:we|i)|(?:i|"
    r"we)(?:'ll| will)|will|"
    r"i'?d rather|better) )?(?:have to |need to )?(?:come|go|circle|get|return|turn)(?: back)? to (?:it|"
    r"that|this|the question)"
    r"(?: again)?(?: (?:later|afterwards|at the end|in a (?:bit|minute|moment)|another time|next time|another day))?"
    r"(?:[ ,]+(?:please|pls|plz|ok|if (?:that'?s|it'?s) ok))?\W*$"
)
"""``let me come back to that one later``: put off; ``I'll come back to you`` is a promise."""
LONGEST = 90
"""The longest text that is taken for a reply alone."""


def awaited(low: str) -> Reply | None:
    """Give the reply to a question that a whole text is, whatever points at the question left out; or None."""
    if len(low) > LONGEST:
        return None
    bare = pointing_at(low)
    if _LATER.match(bare):
        return "unknown"
    if _PENDING.match(bare) or awaited_until(bare):
        return "pending"
    if _UNKNOWN.match(bare):
        return "unknown"
    return "same" if _SAME.match(bare) else None


def pointing_at(low: str) -> str:
    """Give a text without the words that point at the question."""
    for pattern, wording in _POINTERS:
        low = pattern.sub(wording, low)
    return low

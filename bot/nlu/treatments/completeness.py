"""Whether the list of treatments is complete: what was never given, and what else was not."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import NAY
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.headed_history import told_headed
from bot.nlu.treatments.since_then import not_since

_OF_TUMOUR = (
    r"(?:(?:prior|previous|earlier|past|any|other|further|additional|specific|tumou?r[- ]?(?:specific|directed)|"
    r"anti[- ]?(?:cancer|tumou?r|neoplastic)|hcc|liver|cancer|tumou?r|oncologic\w*|directed|form of|kind of)[\s-]+)*"
)
_TREATMENT = r"(?:treatments?|therap(?:y|ies)|tx|rx)"
_WHICH = (
    r"(?:(?:any |some )?(?:anything else|something else|"
    rf"(?:other|else|further|additional|more|previous|prior|earlier|past) "
    rf"{_OF_TUMOUR}(?:(?:systemic|local) )?(?:{_TREATMENT}|lines?))|anything else|any {_TREATMENT}|other things)"
)
_TOLD = Gated(
    rf"\b{_WHICH}(?: (?:for (?:the )?(?:hcc|tumou?r|liver|cancer)|given|done|received|so far|before|besides|since|"
    r"been given|was given|were given))*\s*(?:(?:\?|:|-|=)+\s*"
    rf"(?:{NAY}|none|nothing|never|nil|no others?|nothing else)\b"
    r"(?=\s*(?:[.,;!)\n]|$|so far|yet|given|received|at all))"
    r"|\(-\))"
)
"""``any other treatment? none``: the list that was told is complete."""
_NEVER = Gated(
    r"\b(?:no|without|nil|never (?:had|received|got|been given|any(?! \w+ response))|"
    r"(?:has|have|had)(?:n'?t| not) (?:yet )?(?:had|received|been given|got)|"
    rf"not (?:yet )?(?:had|received|been given))\s+{_OF_TUMOUR}{_TREATMENT}\b"
    r"(?!\s*(?:since|after|for (?:hbv|hcv|hep|diab|hypert|his hbv|her hbv)|is |are |was needed|needed|required|"
    r"planned|possible|response|effect|change|options?|until|with|naive|plan|interruption|delay|related|break|"
    r"in the (?:last|past)|for (?:the |about |some )?(?:past|last|now|\d|a while|two|three|several)|"
    r"at (?:the moment|present)|(?:right )?now|currently|presently|[-/]))"
)
"""``no therapy whatsoever``, ``has not yet received any tumour-specific therapy``."""

_OF_ALL_KINDS = Gated(
    rf"\b(?:no|without) (?:{_OF_TUMOUR})?(?:drugs|medications?|medicines|tablets|pills|systemic(?: \w+)?|chemo\w*)"
    r"(?:,? and |, ?| or )(?:no )?(?:local )?(?:procedures?|interventions?|operations?|surgery|local \w+)"
    r"(?:,? and |, ?|,? or )(?:no )?(?:radiation|radiotherapy|irradiation)\b"
)
"""``no drugs, no procedures, no radiation``: every kind of treatment is denied."""


_STILL = re.compile(
    r"\b(?:remission|stable|controlled|quiescent|inactive|resolved|settled|improved|healed|normal|well|"
    r"on|currently|presently|at present|at the moment|now|observation|surveillance|follow-up|monitored|followed|"
    r"off|need(?:s|ed|ing)?|requir(?:es?|ed|ing)|warrant(?:s|ed|ing)?),? $"
)
"""``colitis in remission without treatment``: of another disease; ``currently without treatment``: of now."""


_OTHER_DISEASE = (
    r"(?:hbv|hcv|hep(?:atitis)?(?: ?[bc])?|hiv|diabetes|dm|t2dm|hypertension|htn|varices|ascites|infection|"
    r"depression|"
    r"gout|anaemia|anemia|epilepsy|asthma|copd|uti|osteoporosis|hyperlipid\w*)\b"
)
_OF_OTHERS = re.compile(
    rf"(?:[- ](?:for|of|in|needed for|required for) (?:the |his |her |an? )?| ?[:-]? ){_OTHER_DISEASE}"
    r"|,? (?:is |was |are )?(?:being )?(?:planned|intended|options?|possible|left|available|foreseen|envisaged|"
    r"wanted|"
    r"wished|needed|required|indicated|feasible|here\b|elsewhere|(?:in|at) (?:our|this|my) |(?:with)?in (?:the )?"
    r"(?:last|past|previous) |(?:for|over|during) (?:the )?(?:last|past) |for (?:today|now)|to "
    r"(?:add|report|tell|say|mention|ask|declare|note)|(?:that is |that's )?new\b|from (?:the |our )?"
    r"(?:ward|clinic|nurses?|nursing|lab|team|family|gp|visit|call|site|coordinator|physio|dieti\w+)|"
    r"(?:that )?i (?:have|know|can|got)|from (?:me|us|here)|"
    r"(?:and |with )?(?:many |kind |best |warm )?(?:thanks?\b|thank you|regards|wishes|greetings|yours))"
)
"""Behind a word that would close a history: of another disease, of what is left or planned, of one place or time."""
_OTHERS_BEFORE = re.compile(rf"\b{_OTHER_DISEASE}(?: (?:is|was|are|remains|infection|currently|so far|yet))* $")
_AUTOIMMUNE_BEFORE = re.compile(
    r"\b(?:sarcoidosis|hashimoto'?s?|thyroiditis|psoriasis|lupus|sle|vitiligo|co?eliac|arthritis|colitis|crohn'?s?|"
    r"sj(?:ö|o)gren'?s?|vasculitis|myasthenia)"
    r"(?: (?:disease|stage|[iv]+|\d|quiet|mild|stable|inactive|in remission))*,? $"
)
"""Behind it ``no therapy`` is of this illness; ``HBV, no therapy`` may be of the tumour."""
_BARE = re.compile(r"(?:no|without|not on|under no) (?:any )?(?:therapy|treatment|medication)|untreated")
_OF_LIVER = re.compile(r" (?:for|of|against) (?:the |his |her )?(?:hcc|liver|tumou?r|cancer)\b")
_ONE_KIND = re.compile(
    r"(?:na(?:i|\u00ef)ve|untreated) (?:to|for|of) "
    r"(?!(?:the |his |her |this |any )?(?:hcc|liver (?:tumou?r|cancer|lesion)|tumou?r|cancer)|"
    r"treatment|therap|any|all|systemic and)"
)


def says_other(low: str, start: int, end: int) -> bool:
    """``treatment-naive HBV``, ``HCV untreated``, ``no further treatment options``: not of the HCC's history."""
    if not_since(low, start, end) or _OF_OTHERS.match(low, end) or _ONE_KIND.match(low, max(start, end - 9)):
        return True
    near = max(0, start - 40)
    if (
        _BARE.fullmatch(low, start, end)
        and _AUTOIMMUNE_BEFORE.search(low, near, start)
        and not _OF_LIVER.match(low, end)
    ):
        return True
    return _ONE_KIND.match(low, start) is not None or _OTHERS_BEFORE.search(low, near, start) is not None


_OF_TREATMENT = re.compile(r"treat|therap|\b(?:tx|rx)\b|history")


def of_illnesses(draft: Draft, treated_here: bool) -> bool:
    """``a stroke in 2019, that is all``: what closes a list of illnesses closes no list of treatments."""
    if treated_here or "treatments" in draft.asked:
        return False
    said = ("only", "naive", "past", "positive")  # how it is told, and of what nothing
    told = [one for one in draft.tokens if one.hit is not None and not one.cue(*said)]
    if not told or any(one.treats for one in told):
        return False
    return _OF_TREATMENT.search(draft.text.low) is None


def _never(low: str) -> re.Match[str] | None:
    return next(
        (
            one
            for one in _NEVER.finditer(low)
            if not _STILL.search(low, max(0, one.start() - 20), one.start()) and not says_other(low, *one.span())
        ),
        None,
    )


def told_complete(draft: Draft, treated_here: bool) -> None:
    """Mark the list as complete where the message says so in the form of an answer or a denial."""
    if treated_here:
        told_but_for(draft)
        told_only(draft)
    match = _TOLD.search(draft.text.low)
    if match is None:
        match = _never(draft.text.low) or _OF_ALL_KINDS.search(draft.text.low)
        if match is None or (treated_here and not (_ELSE.search(match.group()) or _nothing_but(draft.text.low, match))):
            return
    about = re.search(rf"{_TREATMENT}|given|received|lines?\b", match.group())
    first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
    spoken = (
        about is not None
        or _OF_ALL_KINDS.match(match.group()) is not None
        or treated_here
        or "treatments" in draft.asked
    )
    if spoken and not any(draft.barred(one) for one in (first, last)) and not of_the_attempt(draft, first, last):
        draft.complete = True
        draft.use(range(first, last + 1))


_DELIVERED = frozenset(("given", "delivered", "administered", "applied", "injected", "infused"))


def of_the_attempt(draft: Draft, first: int, last: int) -> bool:
    """``TACE 26 Oct - no treatment given``: of the course that came to nothing, not of all there might have been."""
    said = f"{draft.word(last)} {draft.word(last + 1)}".split(" ")
    return "refuse" in draft.tokens[first].scope and not _DELIVERED.isdisjoint(said)


_ELSE = re.compile(r"\b(?:other|further|additional)\b")
"""Beside treatments that were given only what else was not given closes the list."""
_BUT_THIS = re.compile(
    r"\b(?:(?:apart|aside) from|other than|except(?: for)?|besides|beyond|beside|but for) (?:this|that|these|"
    r"those|it|"
    r"the above)(?: (?:one|session|course|procedure))?,? (?:(?:he|she|they|the patient|pt|patient|there) )?"
    r"(?:(?:has|have|had|was|were|is|been) )*$"
    r"|\botherwise,? $"
)
"""``apart from this no tumour treatment``: what was told is left out of the denial."""
_GIVEN_AT_ALL = re.compile(
    r"(?: (?:at all|whatsoever|ever|of any kind|given|received|had|done|was|were|has been|so far|to date|"
    r"until now|yet|"
    r"for (?:the |his |her )?(?:hcc|tumou?r|liver cancer)))*\s*(?:[.;,)\n]|$)"
)


_BUT_FOR = Gated(
    r"\b(?:apart from|aside from|besides|except(?:ing)?(?: for)?|other than|beyond|but for|with the exception of)\b"
    r"(?P<told>[^.;\n]{3,110}?),? (?:(?:this|the|our|my) (?:patient|pt|man|woman|lady|gentleman)|he|she|they|pt|"
    r"patient|"
    r"there)? ?(?:(?:has|have|had|was|were|is|been|did)(?:n'?t)? )*(?:no|nothing|never|not|none)\b[^.;,\n]{0,24}?"
    r"\b(?:treat(?:ments?|ed)|therap(?:y|ies)|interventions?|"
    r"for (?:the |his |her |this )?(?:hcc|tumou?r|liver(?: cancer| tumou?r)?|cancer|hepatoma)|"
    r"(?:been )?(?:given|done|received))\b"
    r"(?! (?:since|after|in the last|for the (?:last|past)|this|at (?:our|this)|here))"
)
"""``apart from TACE on 29 July he has had no treatment``: all but what is told is denied."""

_MEANT = frozenset(("operation", "surgery", "procedure", "intervention", "session", "sessions", "course", "one", "two"))
"""What stands for a treatment that was told before."""


def told_but_for(draft: Draft) -> None:
    """Mark the list as complete where all but the treatments that are told is denied."""
    match = _BUT_FOR.search(draft.text.low)
    if match is None:
        return
    first, last = draft.place_at(match.start("told") + 1), draft.place_at(match.end() - 1)
    told = [one for one in draft.tokens[first : last + 1] if one.start < match.end("told")]
    given = any(one.senses(role) for one in told for role in ("kind", "agent", "regimen"))
    back = any(one.text in _MEANT for one in told) and any(one.treats for one in draft.tokens[:first])
    if (given or back) and not any(draft.barred(one) for one in (first, last)):
        draft.complete = True


_DENIED_KINDS = Gated(
    r"(?:^|(?<=[.;\n] ))(?:s?he (?:has )?had |had |there was )?(?:no [a-z -]{3,30}(?:, ?(?:and |or |"
    r"nor )?(?:no )?[a-z -]{3,30}){1,4}|"
    r"never (?:had|received|got) [a-z -]{3,30}(?:, ?(?:and |or |nor )?[a-z -]{3,30}){0,4})"
    r"[.;:,]? ?(?:but )?(?:only|just|nothing but|solely)\b(?! (?:planned|scheduled|for|if|when))"
)
_GENERAL = re.compile(
    r"\b(?:drugs?|systemic|chemo\w*|medication|medicines?|tablets?|infusions?|therapy|immunotherapy)\b"
)
"""``no resection, no ablation, no drug. Only TACE``."""


_OTHERWISE_ONLY = Gated(
    r"(?:^|[.;,\n] ?(?:but |and )?)(?:otherwise|(?:apart|aside) from (?:this|that)|besides(?: that| this)?|"
    r"other than (?:this|that)|so far|to date|until now|up to now|for (?:the |his |her )?(?:hcc|liver cancer))[,:]? "
    r"(?:(?:(?:s?he|they|the patient|pt) )?(?:has |have |had |was |were |received |got |been |given |ever )*)"
    r"(?:only|just|nothing but|solely)\b(?! (?:planned|scheduled|for|if|when))"
)
"""``otherwise only lenvatinib``: beside what was told there was this and nothing else."""


def told_only(draft: Draft) -> None:
    """Mark the list as complete where drugs and procedures are denied and one treatment alone is told behind."""
    if told_headed(draft):
        draft.complete = True
    match = _OTHERWISE_ONLY.search(draft.text.low) or _DENIED_KINDS.search(draft.text.low)
    if match is None:
        return
    place = draft.place_at(match.end())
    near = draft.tokens[place : place + 5]
    drug = any(one.senses(role) for one in near for role in ("agent", "regimen"))  # behind procedures that are denied
    if not (match.re is _OTHERWISE_ONLY.pattern or drug or _GENERAL.search(match.group())):
        return
    if any(one.treats and not one.scope & {"plan", "refuse", "neg"} for one in near):
        draft.complete = True


def _nothing_but(low: str, match: re.Match[str]) -> bool:
    """Tell whether a denial beside treatments that were given leaves out just those."""
    before = _BUT_THIS.search(low, max(0, match.start() - 70), match.start())
    return before is not None and _GIVEN_AT_ALL.match(low, match.end()) is not None


_OF_THE_TUMOUR = word_set("completeness_of_the_tumour")
_UNTREATED = ("not treated", "untreated", "not yet treated", "no treatment", "never treated")


def of_an_illness(draft: Draft, place: int) -> bool:
    """``asymptomatic bacteriuria, not treated``, ``osteoporosis, untreated``: the illness before it is."""
    token = draft.tokens[place]
    if token.text not in _UNTREATED:
        return False
    before = [one for one in draft.tokens[max(0, place - 12) : place] if one.sentence == token.sentence]
    before = [one for one in before if one.segment >= token.segment - 2 and "neg" not in one.scope]
    behind = [one for one in draft.tokens[place + 1 : place + 4] if one.sentence == token.sentence]
    if any(one.text in _OF_THE_TUMOUR or is_hcc(one) for one in (*before, *behind)):
        return False
    return any(_is_illness(draft, one) for one in before)


def is_hcc(token: Token) -> bool:
    """Tell whether a token names the cancer that the patient is screened for."""
    return any(one.id == "hepatocellular carcinoma" for one in token.senses("note"))


def _is_illness(draft: Draft, token: Token) -> bool:
    """Tell whether a token names an illness, or is a noun that no one here knows."""
    if token.kind == "word":
        return len(token.text) > 6 and token.text.isalpha() and token.text not in _OF_THE_TUMOUR
    told = [*token.senses("name"), *token.senses("option")]
    named = any(draft.catalogue.facts[one.id].group == "history" for one in told)
    known = token.sense("condition") or any(one.id in ("ascites", "encephalopathy") for one in told)
    return bool(known or named or token.sense("decoy"))

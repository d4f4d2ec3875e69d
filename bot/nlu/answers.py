"""Answers to the question that was asked: a bare number, yes or no, an option, none of these, don't know."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dates import Day, find_dates, find_short_dates
from bot.nlu.demographics import record_birth
from bot.nlu.draft import Draft
from bot.nlu.polarity import year_of
from bot.nlu.staging import ecog_options, one_or_all
from criteria.catalogue import Fact

_UNKNOWN = re.compile(
    r"^\W*(?:(?:i |we |she |he |they |the patient |pt )?(?:really |honestly )?(?:do ?n[o']?t|does ?n[o']?t|did ?n[o']?t|can ?not|can't|cant|dont|dunno|couldn'?t)\s*(?:know|remember|recall|say|tell|find|sure)|dunno|idk|no idea|no clue|not sure|unsure|unknown|uncertain|not known|not documented|not recorded|"
    r"not available|n/?a|unclear|who knows|(?:i |we )?(?:have|need|will have|would have) to ask(?: (?:the|my|her|his) \w+)?|(?:the )?(?:patient|pt|she|he) (?:is|was|does)(?: ?not|n'?t) (?:sure|know|remember)|\?+|hard to say|can'?t say|no information|no info|not in the chart|not stated|nothing documented|skip|skip (?:it|this|that)|pass|next|next question|ask (?:my|her|his|the) doctor|maybe|perhaps|i'?m not sure|not certain|no data|nk)\b[^a-z0-9]*(?:about (?:that|it|this)|that|it|this|yet|exactly|at the moment|right now|sorry|from the chart|in the chart|tbh|i'm afraid|offhand)?\W*$"
)
_PENDING = re.compile(
    r"^\W*(?:it'?s |it is |that'?s |still |result |results? (?:is |are )?(?:still )?)*(?:pending|awaiting(?: results?| it)?|awaited|waiting(?: for (?:it|results?|the results?|the lab))?|later|not back(?: yet)?|not yet(?: back| done| available| known)?|to follow|tbd|tba|tbc|will (?:check|ask|look(?: it up)?|find out|get back|let you know)|i'?ll (?:check|ask|look(?: it up)?|find out|get back(?: to you)?|let you know|see)|"
    r"to be (?:done|determined|checked|confirmed)|ordered|being (?:done|processed|repeated)|not done(?: yet)?|in progress|tomorrow|next week|soon|lab (?:is )?pending|will be done|drawn today|sent(?: off| today)?|have to check|(?:the )?(?:lab|result|results|report|blood|bloods|sample) (?:is |are |was |were )?(?:not (?:out|in|back|ready)|drawn|sent|taken|pending)(?: yet)?(?:,? waiting(?: for (?:it|them|results?))?)?|need to check|let me check|checking|hasn'?t been done(?: yet)?|has not been done(?: yet)?|hold on|wait|one moment)\b[^a-z0-9]*(?:later|tomorrow|next week|today|soon|on monday|results?|please|with (?:her|him|the lab|the doctor|the chart)|the chart|about that|that|it|yet)?\W*$"
)
_SAME = re.compile(
    r"^\W*(?:the )?(?:same|unchanged|no change|as before|same as (?:before|last time|last|previously|above)|still the same|not changed|like before|identical|stays the same)\W*$"
)
_YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yea|yup|y|true|correct|right|affirmative|positive|pos|present|sure|indeed|ja|si|oui|she does|he does|she is|he is|she has|he has|it is|definitely|absolutely|ok|okay|of course|certainly|confirmed|available|signed|i think so|she did|he did|they are|they can|it can|she can|he can|she will|he will)\b"
)
_NO = re.compile(
    r"^\W*(?:no|nope|nah|n|never|none|false|negative|neg|nil|absent|not that (?:i|we|she|he) (?:know|am aware)(?: of)?|not really|nothing|neither|not at all|none known|nein|non|she does ?n[o']t|he does ?n[o']t|she is ?n[o']t|he is ?n[o']t|isn't|doesn't|she hasn'?t|he hasn'?t|not present|no way|denies|denied|she did ?n[o']?t|he did ?n[o']?t|not any|no never|none so far|not so far|they can'?t|it can'?t|they aren'?t|no she doesn'?t|she can ?not|cannot|she won'?t|he won'?t|not)\b"
)
_ALL_NO = re.compile(
    r"^\W*(?:no[, ]+)?(?:none(?: of (?:these|those|them|the above|that|it|the listed))?|no(?: to (?:all|everything|any)(?: of (?:these|those|them|it))?)?|all (?:no|negative|neg|denied|absent|clear)|nothing(?: of (?:that|the sort|these|those))?|neither(?: of (?:these|those|them))?|no to both|both no|no for both|no on both|not any(?: of (?:these|those|them))?|none (?:apply|known|at all)|never(?: any(?: of (?:these|those|them))?)?|no never|nope|no none|negative for all|denies all|all of them no|nil|no issues|no problems)(?:\s*(?:of them|that (?:i|we|she|he) (?:know|am aware)(?: of)?|so far|known|at all|thanks|thank you))*\W*$"
)
_ALL_YES = re.compile(
    r"^\W*(?:all(?: of (?:these|those|them|the above))?(?: yes)?|yes to all(?: of (?:these|those|them))?|both(?: of them)?(?: yes)?|everything|all present|yes[, ]+(?:all|both)(?: of (?:these|those|them))?)\W*$"
)
_ORDINALS = {
    "first": 0,
    "1st": 0,
    "one": 0,
    "second": 1,
    "2nd": 1,
    "two": 1,
    "third": 2,
    "3rd": 2,
    "three": 2,
    "fourth": 3,
    "4th": 3,
    "four": 3,
    "fifth": 4,
    "5th": 4,
    "five": 4,
    "sixth": 5,
    "6th": 5,
    "seventh": 6,
    "last": -1,
}
_EXCEPT = re.compile(
    r"^\W*(?P<all>all|everything|yes to all|none|no to all|no|nothing|none of (?:these|those|them)|negative for all|no to everything)\s+(?:but|except(?: for)?|apart from|other than|save|besides)\s+(?:for\s+)?(?P<rest>.+)$"
)
_ONLY = re.compile(
    r"^\W*(?:yes[, ]+)?(?:only|just)\s+(?:the\s+)?(?P<rest>.+)$|^\W*the\s+(?P<one>first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th)(?:\s+one)?(?:\s+only)?\W*$"
)


_REST_NO = re.compile(
    r"\b(?:nothing else|no others?|none of the (?:others?|rest)|otherwise (?:no(?:ne|thing)?|negative)|rest (?:are |is )?(?:all )?(?:no|negative|none)|others? (?:are |is )?(?:all )?(?:no|negative|none))\b"
    r"|^\W*(?:yes\W+)?(?:only|just)\b|^\W*(?:none|no|nothing|no to all|none of (?:these|those|them))\W+(?:but|except|other than|apart from|besides|save)\b"
)


def read_reply(draft: Draft) -> None:
    """Recognise the replies without a value: don't know, pending, the same as before."""
    low = draft.text.low.strip()
    if len(low) > 120:
        return
    if _PENDING.match(low):
        draft.reply = "pending"
    elif _UNKNOWN.match(low):
        draft.reply = "unknown"
    elif _SAME.match(low):
        draft.reply = "same"
    if draft.reply:
        draft.use(range(len(draft.tokens)))


def read_answer(draft: Draft) -> None:
    """Resolve what is left of the message against the facts that were asked about."""
    asked = [one for one in draft.asked if one in draft.catalogue.facts and one not in draft.facts]
    if draft.reply or not draft.tokens or draft.queries:
        return
    if "treatments" in draft.asked:
        _history(draft)
    if _rest_no(draft, asked):
        return
    taken = any(token.used and (token.clinical or token.kind in ("num", "date")) for token in draft.tokens)
    if not asked or (taken and not _leading(draft)):
        return
    facts = [draft.catalogue.facts[one] for one in asked]
    if len(facts) == 1:
        _one(draft, facts[0])
    else:
        _several(draft, facts)


def _rest_no(draft: Draft, asked: list[str]) -> bool:
    """``TIA in March, nothing else``, ``none except stroke``: what is left of the group is denied."""
    named = [one for one in draft.asked if one in draft.facts]
    if not named or not asked or not _REST_NO.search(draft.text.low):
        return False
    for one in asked:
        if draft.catalogue.facts[one].kind in ("flag", "event"):
            draft.record(one, False, 0, len(draft.tokens) - 1)
    return True


def _leading(draft: Draft) -> bool:
    """``no, but platelets are 82``: the answer comes first, another fact behind it."""
    return not draft.tokens[0].used and (
        bool(_YES.match(draft.text.low)) or bool(_NO.match(draft.text.low)) or draft.tokens[0].kind == "num"
    )


def _history(draft: Draft) -> None:
    """Asked for treatments: ``none`` means that there were none, ``that's all`` that the list is complete."""
    if draft.treatments:
        return
    if _ALL_NO.match(draft.text.low) or re.match(
        r"^\W*(?:no|none|nothing|nope|never)\b[^a-z]*(?:else|more|other|further|at all|yet|so far|before)*\W*(?:yet|so far)?\W*$",
        draft.text.low,
    ):
        draft.complete = True
        draft.use(range(len(draft.tokens)))


def _several(draft: Draft, facts: list[Fact]) -> None:
    """A group of flags and events asked as one."""
    low = draft.text.low.strip()
    last = len(draft.tokens) - 1
    if _paired(draft, facts):
        return
    if _ALL_NO.match(low):
        _fill(draft, facts, yes=())
    elif _ALL_YES.match(low):
        _fill(draft, facts, yes=range(len(facts)))
    elif (match := _EXCEPT.match(low)) is not None:
        chosen = _chosen(match["rest"], facts)
        if chosen:
            rest = [one for one in range(len(facts)) if one not in chosen]
            _fill(draft, facts, yes=rest if match["all"] in ("all", "everything", "yes to all") else chosen)
    elif (match := _ONLY.match(low)) is not None:
        chosen = _chosen(match["rest"] or match["one"], facts)
        if chosen:
            _fill(draft, facts, yes=chosen)
    elif re.match(r"^\W*\d(?:\s*(?:,|and|&|\+|/)\s*\d)*\W*$", low) and all(
        one.kind in ("flag", "event") for one in facts
    ):
        places = [int(one) - 1 for one in re.findall(r"\d", low)]
        if all(0 <= one < len(facts) for one in places):
            _fill(draft, facts, yes=places)
    elif _YES.match(low) and last <= 1:
        draft.use(range(len(draft.tokens)))
        for fact in facts:
            draft.ask(fact.id, "two_readings", 0, last)


def _paired(draft: Draft, facts: list[Fact]) -> bool:
    """``145/90`` for two quantities that were asked together: in the order of the question."""
    numbers = [place for place, token in enumerate(draft.tokens) if token.kind == "num" and not token.used]
    clinical = any(token.clinical and not token.used for token in draft.tokens)
    if clinical or len(numbers) != len(facts) or any(fact.kind != "quantity" for fact in facts):
        return False
    day = next((token.day for token in draft.tokens if token.kind == "date"), None)
    for fact, place in zip(facts, numbers, strict=True):
        draft.measure(fact.id, draft.tokens[place], place, place, day=day)
    draft.use(range(len(draft.tokens)))
    return True


def _chosen(text: str, facts: list[Fact]) -> list[int]:
    """Which of the facts a text like ``the second`` or ``diabetes`` means."""
    words = re.findall(r"[a-z0-9]+", text)
    found = [_ORDINALS[word] % len(facts) for word in words if word in _ORDINALS and _ORDINALS[word] < len(facts)]
    found += [int(word) - 1 for word in words if word.isdigit() and 0 < int(word) <= len(facts)]
    for place, fact in enumerate(facts):
        if any(re.search(rf"\b{re.escape(name.lower())}\b", text) for name in (fact.name, *fact.synonyms)):
            found.append(place)
    return list(dict.fromkeys(found))


def _fill(draft: Draft, facts: list[Fact], yes: Any) -> None:
    last = len(draft.tokens) - 1
    for place, fact in enumerate(facts):
        value = place in yes
        if fact.kind in ("flag", "event"):
            draft.record(fact.id, value, 0, last)
        elif not value:
            _no(draft, fact, 0, last)


def _one(draft: Draft, fact: Fact) -> None:
    if fact.kind == "quantity":
        _quantity(draft, fact)
    elif fact.kind == "choice":
        _choice(draft, fact)
    elif fact.kind == "date":
        _date(draft, fact)
    else:
        _yes_no(draft, fact)


def _quantity(draft: Draft, fact: Fact) -> None:
    """A bare number, with or without a unit; ``normal``; ``A6`` for the score."""
    low = draft.text.low.strip()
    if fact.id == "child_pugh_score" and _child(draft, low):
        return
    numbers = [place for place, token in enumerate(draft.tokens) if token.kind == "num" and not token.used]
    if not numbers:
        if any(token.kind == "normal" for token in draft.tokens) and fact.uln is not None and len(draft.tokens) <= 4:
            draft.record(fact.id, {"value": "<=1", "unit": "xULN"}, 0, len(draft.tokens) - 1)
        elif _ALL_NO.match(low) and fact.id == "arrhythmia_grade":
            draft.record(fact.id, 0, 0, len(draft.tokens) - 1)
        return
    place = numbers[-1] if _chain(draft, numbers) else numbers[0]
    if fact.id == "systolic_bp" and len(numbers) == 2 and draft.word(numbers[0] + 1) in ("/", "over"):
        draft.measure("diastolic_bp", draft.tokens[numbers[1]], numbers[0], numbers[1])
        place = numbers[0]
    elif len(numbers) > 1 and place == numbers[0]:
        return
    day = next((token.day for token in draft.tokens if token.kind == "date"), None) if fact.lab else None
    clinical = any(token.clinical and not token.used for token in draft.tokens)
    if not clinical:
        draft.measure(fact.id, draft.tokens[place], place, place, day=day)
        if fact.id in draft.facts or draft.queries:
            draft.use(
                range(len(draft.tokens))
                if all(one.kind != "hit" or one.cue() or not one.clinical for one in draft.tokens)
                else []
            )


def _chain(draft: Draft, numbers: list[int]) -> bool:
    return len(numbers) > 1 and any(draft.word(one) in ("->", "to", "now") for one in range(numbers[0], numbers[-1]))


def _child(draft: Draft, low: str) -> bool:
    match = re.match(r"^\W*(?:class\s*)?([abc])?\s*[-( ]?\s*(?:score\s*)?(\d{1,2})?\W*(?:points?)?\W*$", low)
    if not match or not (match[1] or match[2]):
        return False
    last = len(draft.tokens) - 1
    if match[1]:
        draft.record("child_pugh_class", match[1].upper(), 0, last)
    if match[2]:
        if not 5 <= int(match[2]) <= 15:
            draft.ask("child_pugh_score", "implausible", 0, last)
        else:
            draft.record("child_pugh_score", int(match[2]), 0, last)
    return True


def _choice(draft: Draft, fact: Fact) -> None:
    """An option by its id, name or synonym; several with ``or``; none of it."""
    low = draft.text.low.strip(" .!,;:-\n\t")
    last = len(draft.tokens) - 1
    if fact.id == "child_pugh_class" and _child(draft, low):
        return
    options = _options(_undated(draft, low), fact) or _loose(draft, low, fact)
    if options:
        value: Any = one_or_all(options)
        day = next((token.day for token in draft.tokens if token.kind == "date"), None)
        if fact.dated and day is not None and isinstance(value, str):
            value = {"value": value}
            if not draft.dated(fact.id, day, 0, last, value):
                return
        draft.record(fact.id, value, 0, last)
    elif _ALL_NO.match(low) or _no_name(low, fact):
        _no(draft, fact, 0, last)


def _undated(draft: Draft, low: str) -> str:
    """The answer without its date: ``negative last Monday``."""
    for token in draft.tokens:
        if token.kind == "date":
            low = re.sub(rf"(?:\b(?:on|from|in|of|since)\s+)?{re.escape(token.text)}", " ", low)
    return " ".join(low.split()).strip(" .!,;:-()")


def _loose(draft: Draft, low: str, fact: Fact) -> list[str]:
    """Answers in words that only the question makes clear: ``between 1 and 2``, ``in the past yes``."""
    numbers = [token.number for token in draft.tokens if token.kind == "num" and token.number is not None]
    if fact.id == "ecog" and len(numbers) == 1 and not any(token.clinical for token in draft.tokens):
        return [one for one in ecog_options(numbers[0]) if one in fact.options]
    if (
        fact.id == "encephalopathy"
        and re.search(r"\b(?:past|before|once|previously|resolved)\b", low)
        and "never" not in low
    ):
        return ["past"]
    return []


def _no_name(low: str, fact: Fact) -> bool:
    """``no thrombus``: a no with words of the fact's own name."""
    match = re.match(r"^\W*(?:no|without|there is no|none)\s+([a-z ]{3,40})\W*$", low)
    words = {word for name in (fact.name, *fact.synonyms) for word in name.lower().split()}
    return match is not None and set(match[1].split()) <= words | {"any", "known", "such"}


def _no(draft: Draft, fact: Fact, first: int, last: int) -> None:
    """A no to a choice that has a none."""
    nothing = {"encephalopathy": "never", "pregnancy_test": "negative"}.get(fact.id, "none")
    if nothing in fact.options:
        draft.record(fact.id, nothing, first, last)


_EXTRA_OPTIONS = {
    "ascites": {"no ascites": "none", "little": "controlled", "mild": "controlled", "slight": "controlled", "small": "controlled", "trace": "controlled", "on diuretics": "controlled", "minimal": "controlled", "refractory": "uncontrolled", "tense": "uncontrolled", "severe": "uncontrolled", "large": "uncontrolled", "massive": "uncontrolled", "well controlled": "controlled"},
    "encephalopathy": {"none": "never", "previously": "past", "in the past": "past", "resolved": "past", "before": "past", "once": "past", "now": "current", "currently": "current", "active": "current", "grade 1": "current", "grade 2": "current", "grade 3": "current", "ongoing": "current"},
    "hcc_diagnosis": {"biopsy": "pathological", "by biopsy": "pathological", "histology": "pathological", "histological": "pathological", "pathology": "pathological", "by pathology": "pathological", "clinically": "clinical", "imaging": "clinical", "by imaging": "clinical", "radiology": "clinical", "cytology": "pathological", "pathologically": "pathological", "histologically": "pathological", "radiologically": "clinical"},
    "sex": {"f": "female", "m": "male", "w": "female"},
    "pregnancy_test": {"neg": "negative", "pos": "positive", "+": "positive", "-": "negative"},
    "portal_vein_thrombus": {"1": "vp1", "2": "vp2", "3": "vp3", "4": "vp4", "main trunk": "vp4", "main": "vp4", "main portal vein": "vp4", "left": "vp3", "right": "vp3", "left branch": "vp3", "right branch": "vp3", "first order": "vp3", "second order": "vp2", "segmental": "vp2", "left portal vein": "vp3", "right portal vein": "vp3"},
    "other_malignancy": {"cured": "treated", "in remission": "treated", "disease free": "treated", "cis": "in_situ", "in situ": "in_situ", "current": "active", "skin cancer": "skin"},
    "response": {"stable": "SD", "progression": "PD", "progressed": "PD", "complete": "CR", "partial": "PR", "progressive": "PD", "stable disease": "SD", "complete response": "CR", "partial response": "PR", "progressive disease": "PD"},
    "resectability": {"yes": "resectable", "not": "unresectable"},
    "cnlc": {"1a": "Ia", "1b": "Ib", "2a": "IIa", "2b": "IIb", "3a": "IIIa", "3b": "IIIb", "4": "IV", "iv": "IV"},
    "bclc": {"very early": "0", "early": "A", "intermediate": "B", "advanced": "C", "terminal": "D"},
    "ecog": {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4"},
}  # fmt: skip


def _options(low: str, fact: Fact) -> list[str]:
    """Read options of a choice from a whole answer: ``B``, ``stage B or C``, ``(mild)``, a button's text."""
    bare = re.sub(
        r"^(?:it'?s|it is|she is|he is|she's|he's|i think|stage|class|grade|score|type|probably|currently|now|about|yes[, ]*|the|a|was|is|ecog|bclc|cnlc|ps|cheng)\s+",
        "",
        low.strip("()[]\"' ."),
    )
    bare = re.sub(r"^(?:stage|class|grade|type|a|the)\s+", "", bare)
    spellings = _spellings(fact)
    if bare in spellings:
        return [spellings[bare]]
    parts = re.split(r"\s*(?:/|,|\bor\b|\bto\b|(?<=\w)-(?=\w))\s*", re.sub(r"^either\s+", "", bare))
    if 2 <= len(parts) <= 4 and all(part in spellings for part in parts):
        return [spellings[part] for part in parts]
    trimmed = re.sub(r"\s*(?:,|\(|\bon\b|\bin\b|\bsince\b)\s.*$|\s+\d.*$", "", bare)
    rest = bare[len(trimmed) :].strip(" ,()")
    if trimmed in spellings and (fact.dated or not any(word in spellings for word in rest.split())):
        return [spellings[trimmed]]
    return []


def _spellings(fact: Fact) -> dict[str, str]:
    found: dict[str, str] = {}
    for option, said in fact.options.items():
        for name in (option, option.replace("_", " "), said.name, re.sub(r"\s*\(.*\)", "", said.name), *said.synonyms):
            found.setdefault(name.lower(), option)
    extra = _EXTRA_OPTIONS.get("resectability" if fact.id == "initial_resectability" else fact.id, {})
    for name, option in extra.items():
        if option in fact.options:
            found[name] = option
    return found


def _date(draft: Draft, fact: Fact) -> None:
    for place, token in enumerate(draft.tokens):
        if token.kind == "date" and token.day is not None:
            record_birth(draft, token.day, place, place)
            return
    year = next((year_of(draft, place) for place in range(len(draft.tokens)) if year_of(draft, place)), None)
    if year is not None:
        record_birth(draft, year, 0, len(draft.tokens) - 1)


def _yes_no(draft: Draft, fact: Fact) -> None:
    """Yes or no, for an event with a date; a date alone is a yes to an event."""
    low = draft.text.low.strip()
    day = _day(draft)
    last = len(draft.tokens) - 1
    if any(token.used for token in draft.tokens):
        last = 0
    if fact.kind == "event" and day is not None and not _NO.match(low):
        _dated_event(draft, fact, day)
    elif _ALL_NO.match(low) or (_NO.match(low) and _clean_tail(draft)):
        draft.record(fact.id, False, 0, last)
    elif _YES.match(low) and _clean_tail(draft):
        draft.record(fact.id, True, 0, last)


def _clean_tail(draft: Draft) -> bool:
    """Tell whether nothing clinical that was not understood follows the yes or no."""
    return not any(
        (token.clinical or token.kind == "num" or token.cue("uncertain", "relative", "hypothesis", "plan"))
        and not token.used
        for token in draft.tokens[1:]
    )


def _day(draft: Draft) -> Day | None:
    for place, token in enumerate(draft.tokens):
        if token.used:
            continue
        if token.kind == "date" and token.day is not None:
            return token.day
        year = year_of(draft, place)
        if year is not None:
            return year
    low = draft.text.low
    found = next(iter(find_dates(low, draft.today)), None) or next(iter(find_short_dates(low, draft.today)), None)
    return found[2] if found is not None and not any(token.used for token in draft.tokens) else None


def _dated_event(draft: Draft, fact: Fact, day: Day) -> None:
    last = len(draft.tokens) - 1
    if any(token.clinical and not token.used for token in draft.tokens):
        return
    if day.ahead or day.iso is None:
        draft.ask(fact.id, "future_date" if day.ahead else "ambiguous_date", 0, last, day.candidates)
        return
    value = {"date": day.iso}
    draft.record(fact.id, value, 0, last)
    if fact.id == "variceal_bleeding":
        draft.record("gi_bleeding", value, 0, last)

"""Yes and no, and an event's date as a yes."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import AYE, BOTH, NAY, NEGATIVE, POSITIVE
from bot.nlu.answers.has_another import has_another
from bot.nlu.answers.replies import opens_empty
from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.dating.event_days import latest_beside
from bot.nlu.dating.short_dates import find_short_dates
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.tumour.spread import answer_site
from criteria.catalogue import Fact

YES = re.compile(
    rf"^\W*(?:{POSITIVE}|true|correct|right|affirmative|present|"
    r"sure(?! not| no\b)|indeed|ja|si|oui|she does|he does|she is|he is|she has|he has|it is|"
    r"(?:definitely|absolutely|of course|certainly)(?! not\b| no\b)|ok|okay|confirmed|available|signed|i think so|"
    r"she did|he did|they are|they can|it can|she can|he can|she will|he will)\b"
)


NO = re.compile(
    rf"^\W*(?:(?:definitely|absolutely|of course|certainly|sure) (?:no|not)|{NEGATIVE}|false|"
    r"nil|absent|not that (?:i|"
    r"we|she|he) (?:know|am aware)(?: of)?|not really|nothing|neither|not at all|none known|"
    r"nein|non|she does ?n[o']t|he does ?n[o']t|she is ?n[o']t|he is ?n[o']t|isn't|"
    r"doesn't|she hasn'?t|he hasn'?t|not present|no way|denies|denied|she did ?n[o']?t|"
    r"(?:(?:it|that|this) )?(?:(?:was|were|has been|got) )?(?:ruled out|excluded|refuted|not confirmed)|"
    r"he did ?n[o']?t|not any|no never|none so far|not so far|they can'?t|it can'?t|"
    r"they aren'?t|no she doesn'?t|she can ?not|cannot|she won'?t|he won'?t|not)\b"
)


ALL_NO = re.compile(
    rf"^\W*(?:(?:luckily|fortunately|thankfully),? )?(?:(?:{NAY})[, ]+)?"
    r"(?:none(?: of (?:these|those|them|the above|that|it|"
    r"the listed|(?:the )?(?:two|three|four|five)))?|"
    r"no(?: to (?:all|everything|any)(?: (?:of )?(?:these|those|them|it|two|three|four|five|six|\d))*)?|"
    r"(?:all|everything) (?:is )?(?:no|"
    r"negative|neg|denied|absent|clear)|nothing(?: of (?:that|the sort|the kind|these|those))?|"
    r"(?:neither|never either)(?: of (?:these|those|them))?|"
    r"not a (?:thing|one|single one)|none (?:at present|at the moment|currently|now)|not that i(?:'ve|"
    r" have) (?:ever )?(?:been told|heard|noticed)|nothing like that|no to both|"
    r"both no|no for both|no on both|"
    r"not any(?: of (?:these|those|them))?|none (?:apply|known|at all)|never(?: had)?(?: any(?: of (?:these|"
    r"those|them))?)?|no never|nope|no none|negative for all|denies all|all of them no|"
    r"nil|no issues|no problems)(?:\s*(?:of them|that (?:i|we|she|he) (?:know|am aware)(?: of)?|"
    r"so far|known|at all|thanks|thank you|thankfully|luckily|fortunately))*\W*$"
)


ALL_YES = re.compile(
    r"^\W*(?:all(?: of (?:these|those|them|the above))?(?: yes)?|(?:yes (?:to|for|on) |yes,? )both|"
    r"yes to all(?: (?:of )?(?:these|"
    r"those|them|two|three|four|five|six|\d))*|both(?: of them)?(?: yes)?|everything|all present|yes[, ]+(?:all|"
    r"both)(?: of (?:these|those|them))?)\W*$"
)


_REFUSES = re.compile(
    r"^\W*(?:s?he |pt |(?:the )?patient )?(?:refuse[sd]|decline[sd]|does ?n[o']t want to|un ?willing|not willing)\W*$"
)
_AGREED = re.compile(
    r"^\W*(?:yes\W+)?(?:s?he |pt |(?:the )?patient )?(?:has )?(?:agree[sd]|consent(?:s|ed)|signed|willing)\W*$"
)
_WILL_SIGN = re.compile(
    r"^\W*(?:yes\W+)?(?:(?:she|he|pt|the patient|patient)\s+)?"
    r"(?:(?:she|he)'ll|will|is going to|agrees to|wants to|plans to|is willing to)\s+"
    r"(?:sign|consent|do so)\b"
)
_AGAIN = re.compile(r"\b(?:again|once more|recurr\w+)\b")


def yes_no(draft: Draft, fact: Fact) -> None:
    """Yes or no, for an event with a date; a date alone is a yes to an event."""
    low = draft.text.low.strip()
    day = _day(draft)
    last = 0 if any(token.used for token in draft.tokens) else len(draft.tokens) - 1
    if fact.id == "extrahepatic_metastasis" and answer_site(draft):
        return
    if _no_answer(fact, low) or has_another(draft, fact.id) or _when_open(draft, fact, low):
        return
    if _FOUND_NOTHING.match(low) and fact.kind in ("flag", "event"):
        draft.record(fact.id, False, 0, last)
        return
    if fact.id == "live_vaccine" and "vaccination" in draft.notes and "live" not in low:
        draft.record(fact.id, False, 0, 0)  # what was given is a vaccine that is not live
        return
    if fact.id in ("consent", "compliance", "contraception") and (_AGREED.match(low) or _REFUSES.match(low)):
        draft.record(fact.id, bool(_AGREED.match(low)), 0, last)
    elif fact.kind == "event" and day is not None and not (NO.match(low) or _OTHER_DAY.search(low)):
        _dated_event(draft, fact, day)
    elif ALL_NO.match(low) or (NO.match(low) and _clean_tail(draft, fact) and not _of_another(draft, low)):
        draft.record(fact.id, False, 0, last)
    elif OK.match(low) and fact.id not in _GRANTED:
        return
    elif (YES.match(low) and _clean_tail(draft, fact)) or (fact.id == "consent" and _WILL_SIGN.match(low)):
        draft.record(fact.id, True, 0, last)


OK = re.compile(r"^\W*(?:ok|okay)\W*$")
"""All is well, or somebody agrees: of an illness neither a yes nor a no."""
_GRANTED = ("consent", "compliance", "contraception", "tissue_sample", "measurable_disease", "labs_correctable")


def _no_answer(fact: Fact, low: str) -> bool:
    """Tell whether a yes or no is none to the question: ``yes and no``, ``not today``, ``no EGD yet``."""
    put_off = fact.id in ("consent", "compliance", "contraception") and _NOT_NOW.match(low)
    put_off = put_off or (fact.id != "compliance" and _THEY_CANNOT.match(low))
    return bool(put_off or _FEARS.match(low) or BOTH.match(low) or _NO_NEWS.match(low) or opens_empty(low))


def _when_open(draft: Draft, fact: Fact, low: str) -> bool:
    """Ask when it was, if ever, where only a span of time is told."""
    if fact.kind == "event" and (_NOT_DAY.match(low) and len(days := _days(draft)) > 1):
        draft.settled = True
        _dated_event(draft, fact, days[-1], told=days[-1:])  # "not March but May 2020"
        return True
    if fact.kind != "event" or not _NOT_THEN.match(low):
        return False
    draft.settled = True
    draft.ask(fact.id, "uncertain", 0, len(draft.tokens) - 1)
    return True


_NO_BUT = re.compile(r"^\W*(?:no|nope|none),? but ")


def no_and_more(draft: Draft, fact: Fact) -> bool:
    """``no, but plts are 74 now``: a no, and another fact that was read."""
    told = any(one.used and one.kind == "num" for one in draft.tokens)
    return told and _NO_BUT.match(draft.text.low) is not None and _clean_tail(draft, fact) and len(draft.asked) == 1


def _clean_tail(draft: Draft, fact: Fact) -> bool:
    """Tell whether nothing clinical that was not understood follows the yes or no."""
    if fact.id == "labs_correctable" and _says_how(draft, draft.text.low.strip()):
        return True
    return not any(
        (token.clinical or token.kind == "num" or token.cue("uncertain", "relative", "hypothesis", "plan"))
        and not token.used
        and not _of_scans(token, fact)
        for token in draft.tokens[1:]
    )


def _of_scans(token: Token, fact: Fact) -> bool:
    """``No. One scan had CR, the next showed a new lesion``: why a complete response is not confirmed."""
    if fact.id != "complete_response_confirmed":
        return False
    return token.senses("option") != [] or (token.number is not None and token.number.spelled) or token.text == "cr"


_TURNS = re.compile(r"\b(?:but|unless|if|except|though|only|no|not|never|unlikely)\b|n't\b|\?")


def _says_how(draft: Draft, low: str) -> bool:
    """``yes, some potassium and it will be in range``: what is to be done is how the values come into range."""
    behind = low.split(",", 1)[-1] if "," in low else ""
    doubted = any(token.cue("uncertain", "relative", "hypothesis") for token in draft.tokens[1:])
    return bool(behind) and not doubted and not (YES.match(low) and _TURNS.search(behind))


def _of_another(draft: Draft, low: str) -> bool:
    """``not the stroke, but a clot``: the no was of another of the facts that were asked about."""
    return len(draft.asked) > 1 and re.search(r"\b(?:but|only|just)\b", low) is not None


_NOT_DAY = re.compile(
    r"^\W*(?:sorry\W+)?not (?:in |on )?[\d a-z./-]{3,20}?,? (?:but|rather|it was) (?:in |on )?[\da-z]"
)


def _days(draft: Draft) -> list[Day]:
    found = [day_at(draft, one) for one, token in enumerate(draft.tokens) if not token.used]
    return [one for one in found if one is not None]


def _day(draft: Draft) -> Day | None:
    for place, token in enumerate(draft.tokens):
        if token.used:
            continue
        day = day_at(draft, place)
        if day is not None:
            return day
    low = draft.text.low
    found = next(iter(find_dates(low, draft.today)), None) or next(iter(find_short_dates(low, draft.today)), None)
    return found[2] if found is not None and not any(token.used for token in draft.tokens) else None


_NO_NEWS = re.compile(
    r"^\W*no(?:t applicable\b| (?:details?|recollection|data|information|info|records?|"
    r"results?|reports?|egd|endoscopy|(?:brain |chest )?(?:ct|mri|scan|imaging))\b|"
    r",? ?(?:wait|i mean i|hang on|hold on)\b| problem, )"
)
"""A no that is none to the question: ``no details available``, ``no EGD yet``, ``no, wait``."""
_FEARS = re.compile(
    r"^\W*(?:they|she|he|it|we) (?:are|is|was|were) (?:\w+ )?"
    r"(?:afraid|worried|scared|concerned|frightened|unsure|uncertain|checking|looking into|waiting)\b"
)
"""``they are afraid it could bleed`` begins as a yes and is none."""
_THEY_CANNOT = re.compile(r"^\W*(?:they|it) can'?t \w")
"""``they can't get it down`` denies nothing."""
_OTHER_DAY = re.compile(
    r"\b(?:echo|ecg|ekg|check-?up|checked|tested|appointment|holiday|saw|seen|was (?:perfect|good|fine|normal|clear|"
    r"clean)|"
    r"ordered|requested|sent|drawn|"
    r"wedding|funeral|retired|moved)\b"
)
"""What else a day may be of than of what happened: ``my echo last month was perfect``."""
_NOT_NOW = re.compile(
    r"^\W*(?:no,? )?not (?:today|now|right now|yet|this (?:week|month|minute)|at the moment|just now)\b"
)
"""What is put off is no refusal."""
_NOT_THEN = re.compile(
    r"^\W*(?:(?:not?|none) (?:in )?(?:this|last|the last|the past) (?:year|month|week|\d+ (?:years?|months?|weeks?))|"
    r"(?:yes\W+)?(?:with)?in the (?:last|past) (?:\d+|few|two|three|six|couple of)? ?(?:years?|months?|weeks?))\W*$"
)
"""``not this year``, ``within the last 6 months``: when it was, if ever, is asked."""
_FOUND_NOTHING = re.compile(
    rf"^\W*(?:{AYE})\b[^.;\d]{{0,40}}\b(?:tested|test|done|checked|asked|screened)\b[^.;\d]{{0,20}}"
    r"\b(?:neg(?:ative)?|clean|clear|nothing(?: found)?|normal|unremarkable)\W*$"
)
"""``yes, tested, neg``: the yes is to the test, and what it found is the answer."""
_EITHER = re.compile(r"\b((?:19|20)\d\d)(?:,? or (?:(?:maybe|perhaps|possibly|was|it|is|in) )*|/)((?:19|20)\d\d)\b")
"""``in 2011 or 2012``: one of them, and which is asked."""


_VARICEAL = re.compile(r"(?<!not )(?<!no )(?<!not from )(?<!non-)(?<!non )(?<!not the )(?<!not from the )\bvaric")
_YES_THEN = re.compile(
    rf"^\W*(?:{AYE}|y|indeed|correct|true|(?:s?he|they|patient|pt) (?:did|has|had))\b\W*"
    r"(?:(?:it|that|this|one|there|was|the|last|back|once|happened|happening|had|in|on|around|about|early|mid|late|"
    r"end|of|sometime|during|since|only|just|dated|a|an)\W+)*$"
)
"""``yep, in February 2024``: a yes, and when; what is told behind it is how it went."""


def _says_when(draft: Draft) -> bool:
    """Tell whether an answer opens with a yes and the date behind it, and takes neither back."""
    place = next((one for one, token in enumerate(draft.tokens) if token.kind == "date"), None)
    if place is None or not _YES_THEN.match(draft.text.low[: draft.tokens[place].start]):
        return False
    behind = draft.tokens[place + 1 :]
    return not any(one.cue("uncertain", "neg") or one.text in ("but", "or", "?", "not", "/") for one in behind)


def _dated_event(draft: Draft, fact: Fact, day: Day, told: list[Day] | None = None) -> None:
    last = len(draft.tokens) - 1
    if _says_when(draft):
        draft.settled = True
        last = next(one for one, token in enumerate(draft.tokens) if token.kind == "date")
    elif any(token.clinical and not token.used for token in draft.tokens):
        return
    days = [one.iso for one in told or (token.day for token in draft.tokens) if one is not None and one.iso]
    either = _EITHER.search(draft.text.low)
    if either or (len(set(days)) > 1 and re.search(r"\bor\b|/", draft.text.low)):
        draft.ask(fact.id, "ambiguous_date", 0, last, either.groups() if either else tuple(days))
        return
    if day.ahead or day.iso is None:
        draft.ask(fact.id, "future_date" if day.ahead else "ambiguous_date", 0, last, day.candidates)
        return
    places = ((one, day_at(draft, one)) for one in range(len(draft.tokens)))
    first = next((one for one, other in places if other is not None and other.iso == day.iso), None)
    latest = latest_beside(draft, day, first)[0].iso if first is not None else day.iso
    value = {"date": max(days, key=str) if days and _AGAIN.search(draft.text.low) else latest}
    draft.record(fact.id, value, 0, last)
    if fact.id == "variceal_bleeding":
        draft.record("gi_bleeding", value, 0, last)
    if fact.id == "gi_bleeding" and _VARICEAL.search(draft.text.low):
        draft.record("variceal_bleeding", value, 0, last)

"""Whether a treatment that is named was given to the patient, and for this tumour."""

from __future__ import annotations

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.cured_of_other import cured_of_other
from bot.nlu.treatments.led_to import came_to_nothing, first_due, for_stage, in_for
from bot.nlu.treatments.not_given import after_conversion, denied_behind, lies_ahead

UNNAMED = {
    "pd 1": "PD-1 inhibitor",
    "pd1": "PD-1 inhibitor",
    "pd l1": "PD-L1 inhibitor",
    "pdl1": "PD-L1 inhibitor",
    "tki": "TKI",
}
"""General names of drugs, and what they are called as agents."""
_STAINS = ("cps", "tps", "expression", "positive", "negative", "%", "score", "+", "status")


_LONGEST_REGIMEN = 6
"""Drugs and procedures that are looked at as given together; more of them in one breath are a list."""


def is_given(draft: Draft, place: int) -> bool:
    """Tell whether the treatment at a place was given: no plan, no refusal, no negation, nobody else's."""
    last: int | None = place
    for _ in range(_LONGEST_REGIMEN):
        if last is None:
            break
        if not _is_given(draft, last):
            return False
        last = _given_with(draft, last)
    return True


_SAYS_NO = frozenset((":", "=", "no", "none", "nil", "n", "0"))


def _given_with(draft: Draft, place: int) -> int | None:
    """``camrelizumab + apatinib: no``, ``FOLFOX-HAIC clinic``: the place of what is named in one breath with it."""
    joint, behind = draft.word(place + 1), draft.at(place + 2)
    if behind is None or joint not in ("+", "/", "-", "plus", "&"):
        return None
    drug = bool(draft.tokens[place].sense("agent") or draft.tokens[place].sense("regimen"))
    denied = joint == "+" and draft.word(place + 3) in _SAYS_NO  # ``TACE + lenvatinib: no``
    if (drug or denied) and joint != "-" and (behind.sense("agent") or behind.sense("regimen")):
        return place + 2
    glued = draft.tokens[place].end + 1 == behind.start
    named = draft.tokens[place].sense("regimen") and behind.sense("kind")
    return place + 2 if joint == "-" and glued and named else None


def _is_given(draft: Draft, place: int) -> bool:
    token = draft.tokens[place]
    before, after = draft.word(place - 1), draft.word(place + 1)
    if draft.barred(place) or token.scope & {"neg", "plan", "refuse", "decoy"} or _of_other_cancer(draft, place):
        return False
    side = token.text in ("rt", "lt") and _is_side(draft, place)
    behind = draft.at(place + 1)
    stained = token.phrase in UNNAMED and ((behind is not None and behind.kind == "num") or after in _STAINS)
    allergic = _allergic_to(draft, place)
    drugs = token.text in ("chemo", "chemotherapy") and after in ("drugs", "drug", "allergy")
    naive = "naive" in (after, draft.word(place + 2)) or (before, draft.word(place - 2)) == ("to", "naive")
    drug = after == "trial" and draft.word(place + 2) in (
        "drug",
        "drugs",
        "treatment",
        "medication",
        "therapy",
        "agent",
    )
    ran = drug or (after in ("trial", "study") and _ran(draft, place))
    lead = _leading(draft, place)
    ahead = (
        lead in ("pre", "before", "trial")
        or (lead == "for" and _fit_for(draft, place))
        or (after in _AHEAD and not ran)
        or (after in _OR and _compared(draft, place))
    )
    ahead = ahead or _of_trial(draft, place) or for_stage(draft, place) or in_for(draft, place)
    off = denied_behind(draft, place) or lies_ahead(draft, place) or after_conversion(draft, place)
    off = off or came_to_nothing(draft, place) or first_due(draft, place)
    return not (side or drugs or naive or ahead or stained or allergic or off)


_CAME = frozenset(
    (
        "attended", "admitted", "came", "comes", "attends", "presented", "here", "in", "returned", "seen", "stopped",
        "exchanged", "swapped", "paid", "back", "admission", "hospitalised", "hospitalized", "cycle", "dose",
    )
)  # fmt: skip
_NOUNS_OF_FITNESS = frozenset(
    ("fitness", "fit", "suitability", "assessment", "hcc", "clearance", "cleared", "work-up", "suitable", "indication",
     "acceptable", "request", "consent", "funding")
)  # fmt: skip


def _fit_for(draft: Draft, place: int) -> bool:
    """``fitness for bevacizumab``, ``HCC for atezolizumab-bevacizumab``: what somebody is assessed for."""
    if draft.tokens[place].senses("kind"):
        return False
    sentence = draft.tokens[place].sentence
    before = [one.text for one in draft.tokens[max(0, place - 12) : place] if one.sentence == sentence]
    before = before[: len(before) - before[::-1].index("for") - 1] if "for" in before else before
    return bool(_NOUNS_OF_FITNESS & set(before[-2:])) and not _CAME & set(before)


_DRESS = frozenset(("a", "an", "another", "repeat", "second", "third"))
"""Between such a word and the treatment: ``before a liver resection``."""


def _leading(draft: Draft, place: int) -> str:
    """``before atezolizumab-bevacizumab``: the word before what is given together."""
    first = max(1, place - 2 * _LONGEST_REGIMEN)
    while place > first and draft.word(place - 1) in ("-", "/", "+", "plus", "&") and draft.tokens[place - 2].treats:
        place -= 2
    while draft.word(place - 1) in _DRESS:
        place -= 1
    return draft.word(place - 1)


_ALLERGIC = ("allerg", "hypersens", "anaphyla")


def _allergic_to(draft: Draft, place: int) -> bool:
    """``allergic to cisplatin``; ``no allergy to chemotherapy, atezo/bev`` is told of two things."""
    token = draft.tokens[place]
    for step in (*range(max(0, place - 4), place), place + 1, place + 2):
        near = draft.at(step)
        if near is None or not any(sign in near.text for sign in _ALLERGIC):
            continue
        apart = near.sentence != token.sentence or (near.segment < token.segment and "neg" in near.scope)
        if not apart:
            return True
    return False


_THROMBI = frozenset(("pvt", "pvtt", "hvt", "hvtt", "hv", "thrombus", "thrombosis"))


def _is_side(draft: Draft, place: int) -> bool:
    """``rt lobe``, ``rt hepatectomy``, ``rt PVT``, ``Vp3 rt``: a side, no radiotherapy; ``RT PVTT 45 Gy`` is one."""
    before, behind = draft.at(place - 1), draft.at(place + 2)
    if before is not None and any(one.id == "portal_vein_thrombus" for one in before.senses("option")):
        return True
    if draft.word(place + 1) in _THROMBI:
        return behind is None or behind.kind not in ("date", "num")
    return draft.word(place + 1) in _PARTS_OF_BODY or _resects(draft.at(place + 1))


def _resects(token: Token | None) -> bool:
    """``rt hepatectomy``: a side, no radiotherapy."""
    return token is not None and any(one.id == "resection" for one in token.senses("kind"))


_TRIALS = ("trial", "study", "trials", "studies")
_ENROLLED = frozenset(
    [
        "enrolled",
        "enroled",
        "treated",
        "participated",
        "participant",
        "received",
        "randomised",
        "randomized",
        "included",
        "part",
        "was",
    ]
)


def _of_trial(draft: Draft, place: int) -> bool:
    """``a trial of nivolumab/ipilimumab``: its drugs were given to those who took part in it."""
    step, first = place - 1, max(0, place - 2 * _LONGEST_REGIMEN)
    while step > first and (draft.word(step) in ("/", "+", "plus", "and", "with", "&") or draft.tokens[step].treats):
        step -= 1
    if draft.word(step) != "of" or draft.word(step - 1) not in _TRIALS:
        return False
    near = draft.tokens[max(0, step - 8) : step]
    return not any(one.text in _ENROLLED for one in near if one.sentence == draft.tokens[place].sentence)


_OR = frozenset(("or", "vs", "vs.", "versus"))


def _compared(draft: Draft, place: int) -> bool:
    """``nivolumab vs sorafenib trial, sorafenib arm``: which arm was given is said behind, if at all."""
    other = draft.at(place + 2)
    return other is not None and other.treats and draft.word(place + 3) in _AHEAD


def _ran(draft: Draft, place: int) -> bool:
    """``len/pembro trial, off study for PD``: a trial that the patient was in."""
    sentence = draft.tokens[place].sentence
    behind = [one for one in draft.tokens[place + 2 : place + 14] if one.sentence == sentence]
    if draft.tokens[place].scope & {"plan", "hypothesis"}:
        return False
    dated = behind[0] if behind else None
    if dated is not None and day_at(draft, place + 2) is not None:
        return dated.day is None or dated.day.clear
    return any(one.cue("stopped", "progressed") or one.text in ("off", "ended") for one in behind)


_AHEAD = word_set("polarity_not_itself") | {"trial", "eligible", "study", "trials", "studies", "option", "eligibility"}
_PARTS_OF_BODY = word_set("regimens_parts_of_body")


_WHOSE = frozenset(("his", "her", "the", "their"))
_ORGANS = frozenset(("bowel", "colon", "rectum", "breast", "stomach", "prostate", "bladder", "lymphoma", "throat"))


_IRRADIATED = frozenset(("prostate", "breast", "prostata", "brust", "larynx", "thyroid", "rectum", "cervix"))
_RADIATION = frozenset(("rt", "radiotherapy", "radiation", "xrt", "bestrahlung", "radioterapia", "radiothérapie"))
_FOR = frozenset(("for", "bei", "wegen", "per", "por", "pour"))


def _for_other_cancer(draft: Draft, place: int) -> bool:
    """``chemo 2 years ago for colon cancer``: what it was for is said behind."""
    for step in range(place + 1, min(place + 9, len(draft.tokens))):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment or token.treats:
            return False
        if token.text in _IRRADIATED and draft.tokens[place].text in _RADIATION:
            return True  # ``RT 2015 prostate``
        if token.text in _FOR:
            behind = [one for one in draft.tokens[step + 1 : step + 4] if one.segment == token.segment]
            organ = _WHOSE.issuperset(one.text for one in behind[:1]) and [one.text for one in behind[1:2]]
            return any(one.sense("cancer") and "neg" not in one.scope for one in behind) or bool(
                organ and _ORGANS.issuperset(organ) and not any(one.clinical for one in behind[2:])
            )
    return False


_REGIONS = _IRRADIATED | _ORGANS | {"laryngeal", "cervical", "rectal", "tonsil", "tonsillar", "uterine", "testicular"}


def _of_other_organ(draft: Draft, place: int) -> bool:
    """``prostate radiotherapy 2018``, ``breast RT``: of the cancer of an organ that HCC is not treated in."""
    return draft.tokens[place].text in _RADIATION and draft.word(place - 1) in _REGIONS


_ITSELF = ("the", "his", "her", "their", "my", "this")
_RETURNED = (
    "returned",
    "recurred",
    "relapsed",
    "grew",
    "came",
    "was",
    "had",
    "has",
    "progressed",
    "reappeared",
    "spread",
)
"""Behind ``the cancer`` without an organ: the one that the patient is screened for."""


def _of_other_cancer(draft: Draft, place: int) -> bool:
    """``colorectal cancer, curative resection``: a treatment of another malignancy is none of HCC."""
    if _for_other_cancer(draft, place) or cured_of_other(draft, place) or _of_other_organ(draft, place):
        return True
    for step in range(place - 1, max(-1, place - 11), -1):
        token = draft.tokens[step]
        if token.text == "liver" and draft.tokens[step + 1].names("extrahepatic_metastasis"):
            continue
        if token.sentence != draft.tokens[place].sentence or token.text in (
            "hcc",
            "liver",
            "hepatocellular carcinoma",
            "tace",
            "haic",
        ):
            return False
        if token.text == "cancer" and draft.word(step - 1) in _ITSELF and draft.word(step + 1) in _RETURNED:
            continue
        if (
            token.sense("cancer")
            or token.names("other_malignancy")
            or any(one.id == "other_malignancy" for one in token.senses("option"))
        ):
            return "neg" not in token.scope
    return False

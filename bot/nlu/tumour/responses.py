"""Of several responses in a message: which is the patient's latest, which are two readings, which another cancer's."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.treatments.entries import LOCAL, Entry

_NOW = ("now", "currently", "current", "latest", "at present", "today", "last")


def option_of(token: Token) -> str | None:
    """Give the response that a token is, or None."""
    return next((one.value for one in token.senses("option") if one.id == "response"), None)


def either(draft: Draft, place: int) -> list[str]:
    """``PR/SD``, ``SD or PD``: both, where a second response is joined to the one at a place."""
    second = draft.at(place + 2)
    one, other = option_of(draft.tokens[place]), option_of(second) if second is not None else None
    joined = draft.word(place + 1) in ("/", "or") and draft.word(place + 3) not in ("/", "or")
    return [one, other] if joined and one and other and one != other else []


def of_another_cancer(draft: Draft, place: int) -> bool:
    """``CR in breast cancer``, ``lymphoma 2010, in CR``: no response of the liver tumour."""
    if _told_of_another(draft, place):
        return True
    step = place + 1
    if draft.word(step) not in ("in", "of", "from", "for"):
        return False
    step += 1 + (draft.word(step + 1) in ("the", "his", "her", "a"))
    after = draft.at(step)
    return after is not None and after.sense("cancer") is not None


def _told_of_another(draft: Draft, place: int) -> bool:
    """Tell whether the clause before speaks of another cancer, and of no treatment or tumour of the liver since."""
    for step in range(place - 1, max(-1, place - 9), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence or token.text in (";", "\n"):
            return False
        if token.sense("cancer") and token.text not in ("cancer", "the cancer"):
            return "neg" not in token.scope and "relative" not in token.scope
        if token.text in _LIVER or any(token.senses(role) for role in ("kind", "agent", "regimen")):
            return False
    return False


_LIVER = ("hcc", "liver", "hepatocellular carcinoma", "mrecist", "recist")


def best_in_brackets(draft: Draft, place: int) -> bool:
    """``PR (best), PD (last)``: the best one is not the latest."""
    return draft.word(place + 1) == "(" and draft.word(place + 2) == "best"


def superseded(draft: Draft, place: int) -> bool:
    """``currently SD (PD on first line)``: what stands in brackets behind the present one came before it."""
    if draft.word(place - 1) != "(" or option_of(draft.tokens[place - 2]) is None:
        return False
    return any(draft.word(one) in _NOW for one in range(place - 4, place - 2))


_SUPPORTIVE = frozenset(("diuretics", "diuretic", "antibiotics", "lactulose", "steroids", "fluids", "spironolactone"))


def to_supportive(draft: Draft, place: int) -> bool:
    """``ascites not responding to diuretics``: no response of the tumour."""
    behind = {draft.word(one) for one in range(place + 1, place + 4)}
    return draft.word(place).endswith(" to") and bool(_SUPPORTIVE & behind)


def alone(draft: Draft, place: int) -> bool:
    """``…, stable``, ``last CT (12 Nov): stable``, ``best response stable``: the word is told on its own."""
    if draft.word(place + 1) not in ("", ",", ";", ".", ")", "\n"):
        return draft.word(place + 1) in ("on", "by") and _evaluated(draft, place)
    return (draft.word(place - 1) in (",", ";", "(") and not _of_a_value(draft, place)) or _evaluated(draft, place)


def _of_a_value(draft: Draft, place: int) -> bool:
    """``plt 48, stable``: the value right before it is, not the tumour."""
    before, name = draft.at(place - 2), draft.at(place - 3)
    if before is None or name is None or before.kind != "num":
        return False
    return any(draft.catalogue.facts[one.id].lab for one in name.senses("name"))


_SHOWED = frozenset((":", "=", "(", ")", "was", "is", "showed", "shows", "shown", "-"))


def _evaluated(draft: Draft, place: int) -> bool:
    """Tell whether an evaluation of the tumour, with its day, stands right before a word."""
    step = place - 1
    while step >= max(0, place - 5) and (draft.word(step) in _SHOWED or draft.tokens[step].kind == "date"):
        step -= 1
    named = draft.word(step)
    return named in ("best response", "overall response", "bor", "best") or not EVALUATION.isdisjoint(named.split(" "))


def is_lab(draft: Draft, place: int) -> bool:
    """``Cr 0.9`` was read as creatinine; ``pr``, ``sd`` and the like inside other words' company are none."""
    token = draft.tokens[place]
    return (
        token.used
        and bool(token.senses("name"))
        and "response" not in {one.id for one in token.senses("name")}
        and any(
            one.fact == "creatinine" and one.start <= draft.text.raw_span(token.start, token.end)[0] < one.end
            for one in draft.mentions
        )
    )


_SCANS = frozenset(["ct", "cts", "mri", "mris", "scan", "scans", "imaging", "images"])


def scans_in(draft: Draft, sentence: int, place: int) -> bool:
    """``She had complete response by mRECIST on two consecutive MRIs``: the sentence speaks of scans."""
    near = draft.tokens[max(0, place - 15) : place + 12]
    return any(one.text in _SCANS for one in near if one.sentence == sentence)


EVALUATION = {
    "ct",
    "mri",
    "mrecist",
    "recist",
    "imaging",
    "evaluation",
    "restaging",
    "scan",
    "scans",
    "reassessment",
    "mris",
    "cts",
    "staging",
    "assessment",
}
"""Words of an evaluation of the tumour."""


def shown_on(draft: Draft, place: int) -> bool:
    """``a complete response was confirmed on two consecutive MRI scans``."""
    behind = [one.text for one in draft.tokens[place + 1 : place + 12] if one.sentence == draft.tokens[place].sentence]
    told = behind[behind.index("on") + 1 :] if "on" in behind else []
    return bool(set(told) & (EVALUATION | {"mris", "cts"}))


LATEST = {"latest", "most recent"}
LATELY = frozenset((*LATEST, "last", "newest", "current"))
_ASSESSED = frozenset((*EVALUATION, "response", "assessment"))


def lately_scanned(draft: Draft, last: int, place: int) -> bool:
    """``Following HAIC the most recent MRI shows a partial response``: no more than how the tumour is now."""
    words = {draft.word(one) for one in range(max(last + 1, place - 8), place)}
    lead = next((one for one in range(place - 1, max(last, place - 5), -1) if draft.word(one) in LATELY), None)
    named = lead is not None and draft.word(lead + 1) in _ASSESSED  # ``latest response is PR``
    return named or bool(LATEST & words and EVALUATION & words)


_JUDGED = frozenset(
    (
        "findings", "finding", "overall", "impression", "conclusion", "appearances", "appearance", "represent",
        "represents", "representing", "keeping", "consistent", "compatible", "constellation", "picture", "summary",
        "opinion", "meets",
    )
)  # fmt: skip


def scanned_now(draft: Draft, entry: Entry, place: int) -> bool:
    """``TACE in 2024. Present MRI: PD``: how it is now, told apart from a course that is over."""
    if entry.ongoing or not (entry.end or entry.sessions):
        return False
    before = [draft.word(one) for one in range(place - 4, place)]
    apart = draft.tokens[place].sentence - draft.tokens[entry.last].sentence
    if apart and entry.kind in LOCAL and not _JUDGED.isdisjoint(before):
        return True  # ``HCC after SIRT (22 June). New metastases. Findings represent PD``: what a report sums up
    if apart <= 1:
        return False
    return any(one in ("present", "current") for one in before) and bool(EVALUATION & set(before))


_AFTERWARDS = frozenset(["after", "following", "post", "under", "on", "during"])


def scanned_after(draft: Draft, first: int, place: int) -> bool:
    """``MRI on 12 November after two TACEs: SD``: a dated scan opens the sentence, and tells how it was then."""
    sentence, scan, dated = draft.tokens[place].sentence, 0, False
    for step in range(max(0, first - 60), first):
        token = draft.tokens[step]
        if token.sentence != sentence or not (scan or EVALUATION & set(token.text.split(" "))):
            continue
        scan = scan or step + 1
        dated = dated or (token.kind == "date" and step < scan + 6)
        if dated and token.text in _AFTERWARDS and token.kind != "date":
            return draft.tokens[first].sentence == sentence
    return False


_BESIDE = ("and", "+", "plus", "with", "&")


def run_since(draft: Draft, entry: Entry, entries: list[Entry]) -> bool:
    """``cabozantinib since June (second line, progressed on sorafenib)``: a course told before runs since then."""
    if entry.kind != "systemic" or entry.start or entry.end or entry.ongoing:
        return False
    before = next((one for one in reversed(entries) if one.first < entry.first), None)
    if before is not None and before.ongoing and draft.word(entry.first - 1) in _BESIDE:
        return False  # ``on durvalumab since March and lenvatinib, progressed``
    return any(
        one.first < entry.first
        and one.kind == "systemic"
        and one.ongoing
        and (one.start is not None or entry.led)
        and set(one.agents).isdisjoint(entry.agents)
        and one.outcome != "progression"
        and not one.joined
        for one in entries
    )


def there_is(draft: Draft, place: int, behind: list[str]) -> bool:
    """``there is now a complete response on MRI``: how the tumour is."""
    before = {draft.word(one) for one in range(max(0, place - 5), place)}
    shown = behind[1:] if behind[:1] == ["\n"] else behind
    return "there" in before and shown[:1] in (["on"], ["at"], ["by"]) and bool(EVALUATION.intersection(shown))

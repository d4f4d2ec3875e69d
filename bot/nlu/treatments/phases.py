"""Words that say how a course of treatment goes: on, to an end, and why."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.calendar_words import UNTIL
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.borne import names_harm
from bot.nlu.treatments.entries import Entry
from bot.nlu.treatments.other_drugs import is_other_drug

_SIDE_EFFECTS = word_set("courses_side_effects")


def side_effect(draft: Draft, step: int) -> int:
    """``stopped because of a rash``: the place of the side effect, or 0."""
    for one in range(step + 1, min(step + 7, len(draft.tokens))):
        token = draft.tokens[one]
        if token.sentence != draft.tokens[step].sentence or "neg" in token.scope:
            return 0
        if token.cue("progressed") or any(sense.id == "response" for sense in token.senses("option")):
            return 0  # ``stopped for progression, a rash the only side effect``
        if token.text.split(" ")[-1] in _SIDE_EFFECTS:
            return one
    return 0


def use_harm(draft: Draft, first: int, last: int) -> None:
    """Take the words from a stop to what it was for; a bleed from varices is told for its own sake too."""
    draft.use([one for one in range(first, last + 1) if not draft.tokens[one].names("variceal_bleeding")])


def bracketed_harm(draft: Draft, step: int) -> bool:
    """``stopped 2 weeks ago (rash)``, ``stopped - diarrhoea``."""
    if draft.word(step).split(" ")[-1] not in _SIDE_EFFECTS:
        return False
    listed = draft.word(step - 1) == "," and "(" in (draft.word(step - 3), draft.word(step - 4))
    graded = draft.word(step - 2) in _GRADES and draft.word(step - 1) in ("2", "3", "4")
    return listed or graded or draft.word(step - 1) in ("(", "-", ":", "grade", "severe", "g3", "g4", "gr3", "gr4")


_GRADES = ("grade", "gr", "g")
_SUFFERED = {
    "developed", "experienced", "suffered", "suffering", "grade", "severe", "intolerable", "unacceptable", "caused",
    "because", "induced",
}  # fmt: skip
_NEXT_LINE = frozenset(("then", "and then", "->", "followed by", "subsequently", "thereafter"))
_THEREFORE = frozenset(("therefore", "thus", "hence", "consequently", "accordingly"))


def harm_before(draft: Draft, step: int, named: int = 0) -> bool:
    """``she developed grade 3 colitis and treatment was stopped``: why it was, told before."""
    sentence = draft.tokens[step].sentence
    behind = [one for one in draft.tokens[step + 1 : step + 19] if one.sentence == sentence]
    if any(one.text in ("progression", "pd") and "neg" not in one.scope for one in behind):
        return False  # ``cut down because of rash, and stopped in May as the scan showed progression``
    floor = max((one for one in range(max(0, named - 9), named) if draft.word(one) in _NEXT_LINE), default=0)
    so = any(draft.word(one) in _THEREFORE for one in range(step - 3, step + 2))
    before = [one for one in draft.tokens[max(0, floor, step - (26 if so else 9)) : step] if one.sentence == sentence]
    if so and any(one.text in ("developed", "suffered", "experienced") for one in before):
        return not any(one.cue("progressed") or one.names("response") or one.senses("option") for one in before)
    harms = [at for at, one in enumerate(before) if one.text.split(" ")[-1] in _SIDE_EFFECTS and "neg" not in one.scope]
    return bool(harms) and any(_SUFFERED & set(one.text.split(" ")) for one in before[: harms[-1] + 1])


def carries_on(draft: Draft, entry: Entry, step: int) -> bool:
    """``ongoing``, ``- present``, ``ivonescimab now``."""
    token = draft.tokens[step]
    if token.text == "now":
        ranged = draft.word(step - 1) in ("-", "to", "till", "until", "->")
        return (entry.kind == "systemic" and step == entry.last + 1) or ranged
    if token.text == "continued":
        after = draft.at(step + 1)
        return after is None or (after.kind != "dur" and after.text not in UNTIL | {"for"})
    if token.text == "present":
        return draft.word(step - 1) in ("-", "to", "till", "until")
    going = token.cue("ongoing") and "neg" not in token.scope and token.text not in ("on", "under", "receiving")
    own = _none_does(draft, step) or _of_an_illness(draft, entry, step) or _of_the_person(draft, step)
    return going and not of_another_drug(draft, step) and not own


def _none_does(draft: Draft, step: int) -> bool:
    """``No treatment ongoing.``, ``currently not on any therapy``: a denial right before it, or right behind."""
    if draft.word(step + 1).partition(" ")[0] in ("not", "no", "off", "without"):
        return True
    before = draft.word(step - 1)
    bare = before in ("drug", "drugs", "treatment", "therapy", "treatments", "agents")
    return (draft.word(step - 2) if bare else before).partition(" ")[0] in ("no", "none", "nothing", "neither")


_STATES = ("ongoing", "current", "currently", "active", "persistent")


def _of_an_illness(draft: Draft, entry: Entry, step: int) -> bool:
    """``TACE x3, ongoing sepsis``, ``SIRT 11/2025; current HE``: said of what stands behind it, in its own part."""
    token, behind = draft.tokens[step], draft.at(step + 1)
    apart = token.segment != draft.tokens[entry.last].segment and draft.tokens[step - 1].segment != token.segment
    if not apart or token.text not in _STATES or behind is None or behind.segment != token.segment:
        return False
    return behind.clinical and not behind.treats and not behind.names("response")


def of_another_drug(draft: Draft, step: int) -> bool:
    """``had immunotherapy and I'm still on warfarin``: something else is taken still."""
    token = draft.tokens[step]
    if not token.text.startswith(("still", "continue", "remains on", "stays on", "maintained on")):
        return False
    behind = [one for one in draft.tokens[step + 1 : step + 5] if one.segment == token.segment]
    named = next((one for one in behind if one.clinical or is_other_drug(one)), None)
    return named is not None and is_other_drug(named)


_PERSONS = frozenset(("he", "she", "they", "patient", "pt", "who", "lady", "gentleman", "man", "woman"))
_WELL = frozenset(("well", "fine", "fit", "active", "independent", "asymptomatic", "stable", "symptom-free"))
_DOES = frozenset(
    ("work", "live", "drive", "walk", "smoke", "drink", "eat", "feel", "do", "enjoy", "look", "exercise", "lead",
     "cycle", "swim", "run", "garden", "manage", "complain", "lose", "gain", "report", "suffer", "thrive", "remain")
)  # fmt: skip


def _of_the_person(draft: Draft, step: int) -> bool:
    """``She continues at performance status 0``, ``he continues to work``: how the patient is, not the course."""
    if not draft.word(step).startswith("continue"):
        return False
    behind, then = draft.word(step + 1), draft.at(step + 2)
    if behind in ("at", "with", "in") and then is not None:
        return then.clinical and not then.treats and not then.names("response")
    told = behind in _WELL or (behind == "to" and then is not None and then.text in _DOES)
    return told and draft.word(step - 1) in _PERSONS


def turned_to(draft: Draft, step: int) -> bool:
    """``because of progression she was switched to``: it was another treatment that ended."""
    behind = _onward(draft, step)
    if any(one.text.startswith(("switched", "changed", "moved on")) for one in behind):
        return True
    joint = next((at for at, one in enumerate(behind) if one.text in ("and", "so") or one.clinical), None)
    if joint is None or behind[joint].clinical:
        return False
    return any(one.text in _BEGUN for one in behind[joint : joint + 4])


def _onward(draft: Draft, step: int) -> list[Token]:
    """The words behind in the clause, and those of the next one where ``so`` or the like opens it."""
    token = draft.tokens[step]
    near = [one for one in draft.tokens[step + 1 : step + 10] if one.sentence == token.sentence]
    later = next((one for one in near if one.segment == token.segment + 1), None)
    reach = token.segment + (later is not None and later.text in ("so", "then", "therefore", "and"))
    return [one for one in near if one.segment <= reach]


_BEGUN = {"started", "started on", "commenced", "put", "begun", "began", "received", "given", "got", "placed"}


CAUSES = ("because of", "due to", "owing to", "following", "after", "upon", "at", "on account of", "in view of", "d/t")
"""``because of progression lenvatinib was begun``: why it was, not how it ended."""


_TO_NAME = frozenset(("on", "under", "of", "to", "after", "with"))


def led_by(draft: Draft, step: int) -> str:
    """``progressed on``, ``intolerant to``, ``refractory to``: how a treatment ended, said before its name."""
    token = draft.tokens[step]
    if token.scope & {"neg", "relative", "uncertain"} or turned_to(draft, step):
        return ""
    if draft.word(step - 1) in (*CAUSES, "for") and _TO_NAME.isdisjoint(
        (draft.word(step + 1), token.text.split(" ")[-1])
    ):
        return ""
    if token.cue("progressed") or (token.text in ("refractory", "resistant") and draft.word(step + 1) == "to"):
        return "progression"
    return "intolerance" if token.cue("intolerant") and not harm_alone(draft, step) else ""


def harm_alone(draft: Draft, step: int) -> bool:
    """``seen for side effects of TACE``: of which nobody says that the treatment ended for it."""
    token = draft.tokens[step]
    if not names_harm(token):
        return False
    near = draft.tokens[max(0, step - 16) : step + 20]
    return not any(one.sentence == token.sentence and (one.cue("stopped") or one.cue("then")) for one in near)


_UNDER = ("on", "under", "during", "receiving", "taking", "while on", "whilst on", "while under")


_GRADED = ("while", "whilst", "when", "on", "still", "grade", "gr", "g", "g1", "g2", "g3", "g4")
"""Between an event and the drug: ``colitis grade 3 on durvalumab``."""


def happened_under(draft: Draft, entry: Entry) -> None:
    """``stroke on lenvatinib, June 2026``, ``SD on lenvatinib at the August scan``: no date of the drug."""
    if entry.kind != "systemic" or draft.word(entry.first - 1) not in _UNDER:
        return
    step = entry.first - 2
    while draft.word(step) in _GRADED or (draft.word(step).isdigit() and draft.word(step - 1) in _GRADED):
        step -= 1
    before = draft.at(step)
    if before is None or before.sentence != draft.tokens[entry.first].sentence or "neg" in before.scope:
        return
    if any(one.id == "response" for one in before.senses("option")):
        entry.led = True
        return
    named = any(draft.catalogue.facts[one.id].kind == "event" for one in before.senses("name"))
    if named or before.sense("condition") or names_harm(before) or before.text.split(" ")[-1] in _SIDE_EFFECTS:
        entry.under, entry.ongoing = True, False

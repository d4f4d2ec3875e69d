"""Which question is read aloud next: of what a patient can tell, the one that excludes or settles most."""

from dataclasses import dataclass

from actions.log import BY_PHONE, TREATMENTS, Known, Observation
from criteria import Screening
from criteria.next_question import most_useful
from criteria.phone import Phone
from criteria.values import Event


@dataclass(frozen=True)
class Spoken:
    """A question to read aloud: about which facts, in two wordings, and why it is asked.

    `kind` tells a follow-up: `more` (another treatment), `details` (of treatments), `when` (of an event);
    a `group` can be denied as a whole.
    """

    facts: tuple[str, ...]
    question: str
    again: str
    why: str
    kind: str = ""


@dataclass(frozen=True)
class Outlook:
    """What is left for the patient and what is not: `open` can be asked, `given_up` was and stays unknown.

    `others` no patient is asked for, or not this one, of whom not even the sex is known.
    """

    open: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


TWICE = 2
"""A fact that the patient told twice, and that is still not exact enough, is fetched."""


def outlook(screening: Screening, known: Known, phone: Phone) -> Outlook:
    """Part what is missing for any trial by who can still tell it."""
    missing = dict.fromkeys(fact for trial in screening.trials for fact in trial.missing)
    askable = [fact for fact in missing if fact in phone.askable]
    given_up = [fact for fact in askable if _is_given_up(fact, known)]
    unfit = [fact for fact in askable if not _is_fit(phone.facts[fact].only, screening)]
    unasked = [fact for fact in unfit if "sex" in given_up and fact not in given_up]
    return Outlook(
        open=tuple(fact for fact in askable if fact not in given_up and fact not in unfit),
        given_up=tuple(given_up),
        others=(*unasked, *(fact for fact in missing if fact in phone.facts and fact not in phone.askable)),
    )


def _is_fit(only: str, screening: Screening) -> bool:
    """Tell whether a patient may be asked what concerns one sex: who might be a man is not asked for a pregnancy."""
    return not only or screening.knowledge.options("sex") == {only}


def _is_given_up(fact: str, known: Known) -> bool:
    row = known.waiting.get(fact)
    if row is not None and (row.kind == "pending" or row.channel == BY_PHONE):
        return True
    if fact == TREATMENTS:
        return _has_details(known)
    return known.told[fact] >= TWICE


def _has_details(known: Known) -> bool:
    """Tell whether something was told of the treatments after the last of them was named."""
    if known.complete is None:
        return False
    return any(row.sequence > known.complete.sequence for row in known.entries.values())


def next_spoken(left: Outlook, screening: Screening, known: Known, phone: Phone) -> Spoken | None:
    """Give the question to read aloud next; None where the patient can tell nothing that still matters."""
    facts = left.open
    if not facts:
        return None
    followed = [fact for fact in facts if _is_followed(fact, known)]
    if followed:
        return _follow_up(followed[-1], screening, known, phone)
    single = next((fact for fact in facts if fact in known.singly), None)
    if single is not None:
        return question_of((single,), phone)
    groups = [tuple(fact for fact in group.facts if fact in facts) for group in phone.groups]
    choices = [*((fact,) for fact in facts), *(group for group in groups if len(group) > 1)]
    chosen = most_useful(screening, choices)
    if chosen == (TREATMENTS,) and known.entries:
        return _follow_up(TREATMENTS, screening, known, phone)
    return question_of(chosen, phone) if chosen else None


def question_of(facts: tuple[str, ...], phone: Phone) -> Spoken:
    """Give the question about one fact, or about those of a group."""
    if len(facts) == 1:
        fact = phone.facts[facts[0]]
        return Spoken(facts, fact.question, fact.again, fact.why)
    group = next(one for one in phone.groups if set(facts) <= set(one.facts))
    return Spoken(facts, *phone.group_questions(group, facts), group.why, "group")


def _is_followed(fact: str, known: Known) -> bool:
    """Tell whether the patient has told something of a fact that is not exact enough yet."""
    row = known.facts.get(fact)
    if fact == TREATMENTS:
        rows = [*known.entries.values(), *([known.complete] if known.complete else [])]
        return any(one.channel == BY_PHONE for one in rows)
    return row is not None and row.channel == BY_PHONE


def _follow_up(fact: str, screening: Screening, known: Known, phone: Phone) -> Spoken:
    words = phone.follow_ups
    if fact == TREATMENTS and known.complete is None:
        why = phone.facts[TREATMENTS].why
        return Spoken((fact,), words.more_treatment, words.more_treatment_again, why, "more")
    if fact == TREATMENTS:
        return Spoken((fact,), words.treatment_details, words.treatment_details_again, words.details_why, "details")
    asked = phone.facts[fact]
    value = screening.knowledge.record.facts.get(fact)
    if not isinstance(value, Event):
        return Spoken((fact,), asked.again, asked.question, asked.why)
    if value.days is None:
        return Spoken((fact,), words.when, words.when_again, asked.why, "when")
    return Spoken((fact,), words.exactly, words.exactly_again, asked.why, "when")


def settled(known: Known, phone: Phone) -> int:
    """Count the facts that the patient has told, or could not."""
    rows: list[Observation] = [*known.facts.values(), *known.waiting.values()]
    told = {row.fact for row in rows if row.channel == BY_PHONE and row.fact in phone.askable}
    return len(told) + (known.complete is not None and known.complete.channel == BY_PHONE)

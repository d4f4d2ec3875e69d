"""What the coordinator typed that the patient said: recorded as told by the patient, or read back first."""

import dataclasses

from actions.board import screened
from actions.disputes import contradict, is_correction
from actions.heard import Heard
from actions.log import BY_PHONE, CALL, COMPLETE, CONSENT, ENDED, NOTE, TREATMENTS, Draft, Known, Observation
from actions.phone import call, keys
from actions.phone.answers import answered, in_place
from actions.phone.asking import Spoken, next_spoken, outlook
from actions.phone.deciding import deciding
from actions.recording import prepare
from actions.talking import TALK_INTENTS
from actions.visit import Visit
from actions.wording import phone as wording
from criteria import Catalogue
from criteria.phone import load_phone

WHOLE = 60
"""Characters of an answer that is quoted as a whole, not only where a value was read in it."""


def hear(visit: Visit) -> None:
    """Record what was heard in a call; without the patient's consent nothing is."""
    if visit.is_repeated:
        return
    known, turn = visit.now(), visit.turn
    if turn.intent == "undo":
        visit.record()
        visit.on_phone = call.call_of(visit.now()).is_open
    elif turn.intent == keys.WITHDRAW:
        _decline(visit)
    elif call.call_of(known).consent is not True:
        _hear_consent(visit)
    elif known.heard and _leaves_date_open(visit):
        visit.heard = Heard(personal=visit.heard.personal)
    elif known.heard and keys.is_yes(turn.text):
        _confirm(visit, list(known.heard.values()))
    elif known.heard and keys.is_no(turn.text):
        _drop(visit, known)
        visit.heard = Heard(personal=visit.heard.personal)
    elif known.heard and visit.heard.reply in ("unknown", "pending"):
        facts = call.read_back_facts(known)
        visit.add([*map(_not_meant, known.heard.values()), *(_to_fetch(fact, turn.text) for fact in facts)])
    else:
        _hear_answer(visit)


def _leaves_date_open(visit: Visit) -> bool:
    """Tell whether nobody knows which of two dates was meant of what waits; it is then read back without one."""
    turn = visit.turn
    return call.READING in call.asked_how(turn) and (keys.is_yes(turn.text) or visit.heard.reply == "unknown")


def write_down(visit: Visit) -> None:
    """Record what was typed without a call; nothing of a patient who does not want to be screened."""
    state = call.call_of(visit.now())
    if visit.is_taken_over and not visit.has_moved and visit.turn.intent != "undo":
        # What answers a question of a call is none at the chart, and somebody else may have asked another one since.
        visit.reply.say(wording.TAKEN_OVER if state.is_open else wording.OVER)
        visit.reply.slots["asked"] = []
        visit.heard = Heard(personal=visit.heard.personal)
        return
    if state.is_declined and state.asked_on and visit.turn.intent != "undo":
        visit.reply.say(wording.declined_before(state.asked_on) if visit.heard.changes else "")
        visit.heard = Heard(personal=visit.heard.personal)
        return
    visit.record()
    visit.on_phone = _is_back(visit)


def _is_back(visit: Visit) -> bool:
    """Tell whether the end of a call was taken back."""
    gone = any(row.kind == "undo" and row.fact == CALL for row in visit.added)
    return gone and call.call_of(visit.now()).is_open


def _hear_consent(visit: Visit) -> None:
    text = visit.turn.text
    if keys.agrees(text):
        visit.add([Draft(CONSENT, value=True, said=text, channel=BY_PHONE)])
    elif keys.declines(text):
        _decline(visit)
    elif visit.heard.changes:
        visit.reply.say(wording.CONSENT_FIRST)
    elif visit.heard.reply in ("unknown", "pending"):
        visit.asks_again = True
    elif visit.turn.on_phone and _is_missed(visit):
        visit.asks_again = visit.is_missed = True
    visit.heard = Heard()


def _decline(visit: Visit) -> None:
    """Record that the patient does not, or no longer, want to be screened, and end the call."""
    said = visit.turn.text
    visit.add([Draft(CONSENT, value=False, said=said, channel=BY_PHONE), Draft(CALL, value=ENDED)])
    visit.on_phone, visit.has_hung_up = False, True


def _drop(visit: Visit, known: Known) -> None:
    """Drop what was read back and is not right, and ask for it by itself, in other words."""
    visit.add([*map(_not_meant, known.heard.values()), *_asked_anew(known)])
    visit.asks_again = True
    visit.reply.say(wording.NOT_MEANT)


def _hear_answer(visit: Visit) -> None:
    known, turn = visit.now(), visit.turn
    spoken = _open_question(visit)
    visit.heard, singly = answered(visit.heard, turn, spoken, visit.desk.catalogue)
    if known.heard and keys.begins_with_no(turn.text):
        heard = keys.without_no_to_read_back(visit.heard)
        visit.heard = in_place(heard, turn.text, call.read_back_facts(known), visit.desk.catalogue)
    corrects = is_correction(turn.text)
    catalogue = visit.desk.catalogue
    recording = prepare(visit.heard, known, visit.asked, turn.today, catalogue, corrects, turn.text)
    drafts = [_told(draft, turn.text, catalogue) for draft in recording.drafts]
    drafts = [*_corrected(visit, drafts), *drafts]
    visit.recording = recording
    singly = (*singly, *_to_make_sure(visit))
    if not (drafts or singly) and _is_missed(visit):
        visit.is_missed = bool(known.heard) or (turn.on_phone and spoken is None)
        drafts = _missed(visit, spoken.facts) if spoken is not None else []
        if known.heard and keys.begins_with_no(turn.text):
            _drop(visit, known)
    visit.add([*_weighed(visit, drafts), *(Draft(fact, "singly") for fact in singly)])


def _to_make_sure(visit: Visit) -> tuple[str, ...]:
    """Give the facts of which the patient gave no clear value, or a date with two readings: each is asked by itself."""
    askable = load_phone(visit.desk.catalogue).askable
    return tuple(dict.fromkeys(one.fact for one in visit.heard.queries if one.fact in askable))


def _open_question(visit: Visit) -> Spoken | None:
    """Give the question that this conversation has asked and that is still the one to ask; None where it is not."""
    known, desk, day = visit.now(), visit.desk, visit.turn.today
    if known.heard or not visit.asked:
        return None
    screening = screened(desk, known.record(day, desk.catalogue), day)
    phone = load_phone(desk.catalogue)
    spoken = next_spoken(outlook(screening, known, phone), screening, known, phone)
    return spoken if spoken is not None and spoken.facts == tuple(visit.asked) else None


def _corrected(visit: Visit, drafts: list[Draft]) -> list[Draft]:
    """Take back what the patient said before of a fact and now says otherwise: that is a correction, no dispute."""
    known, day, catalogue = visit.now(), visit.turn.today, visit.desk.catalogue
    taken = {one.replaces for one in drafts if one.kind == "retraction"}
    told = {one.fact: one for one in drafts if one.kind == "value" and one.channel == BY_PHONE}
    before = [row for fact, row in known.facts.items() if fact in told and row.channel == BY_PHONE]
    wrong = [row for row in before if contradict(row, told[row.fact].value, day, catalogue)]
    return [Draft(row.fact, "retraction", replaces=row.id) for row in wrong if row.id not in taken]


def _told(draft: Draft, text: str, catalogue: Catalogue) -> Draft:
    """Mark what the patient told; what is measured or judged, or was read in the chart, is the coordinator's own."""
    fact = catalogue.facts.get(draft.fact)
    is_measured = fact is not None and (fact.lab or fact.ask in ("test", "board"))
    if keys.is_from_chart(text) or (is_measured and not keys.is_in_first_person(text)):
        return draft
    kind = "pending" if draft.kind == "later" else draft.kind
    said = text if len(text) <= WHOLE else draft.said or text
    return dataclasses.replace(draft, kind=kind, channel=BY_PHONE, said=said)


def _weighed(visit: Visit, drafts: list[Draft]) -> list[Draft]:
    """Keep back what decides a verdict until it is confirmed; what was kept back before and is told anew gives way."""
    known = visit.now()
    told = [one for one in drafts if one.kind == "value" and one.channel == BY_PHONE and one.fact != NOTE]
    is_instead = keys.begins_with_no(visit.turn.text) and bool(told)
    waiting = [row for row in known.heard.values() if is_instead or any(_is_about(row, one) for one in told)]
    same = [row for row in waiting if any((one.fact, one.value) == (row.fact, row.value) for one in told)]
    if same and len(same) == len(told):
        return [*_confirmed(visit, same), *(one for one in drafts if one not in told)]
    back = deciding(visit.desk, known, told, visit.turn.today)
    gone = {one.fact for one in back}
    gone |= {COMPLETE} if TREATMENTS in gone else set()
    kept = [one for one in drafts if one not in back and not (one.kind == "retraction" and one.fact in gone)]
    return [*(_not_meant(row) for row in waiting), *kept, *(dataclasses.replace(one, kind="heard") for one in back)]


def _asked_anew(known: Known) -> list[Draft]:
    """Ask for what was not meant by itself, before anything else."""
    return [Draft(fact, "singly") for fact in call.read_back_facts(known)]


def _not_meant(row: Observation) -> Draft:
    return Draft(row.fact, "unheard", entry=row.entry, replaces=row.id)


def _is_about(row: Observation, told: Draft) -> bool:
    """Tell whether a value takes the place of one that was read back; a second treatment stands beside the first."""
    if row.fact != TREATMENTS:
        return row.fact == told.fact
    return told.fact == TREATMENTS and row.value["kind"] == told.value["kind"]


def _confirm(visit: Visit, rows: list[Observation]) -> None:
    visit.add(_confirmed(visit, rows))
    visit.heard = Heard(personal=visit.heard.personal)


def _confirmed(visit: Visit, rows: list[Observation]) -> list[Draft]:
    """Record what was read back; an earlier answer of the patient, and "no other treatment", end with it."""
    known = visit.now()
    old = [known.facts[row.fact] for row in rows if row.fact in known.facts]
    drafts = [Draft(row.fact, "retraction", replaces=row.id) for row in old if row.channel == BY_PHONE]
    if known.complete is not None and any(row.fact == TREATMENTS and row.entry is None for row in rows):
        drafts.append(Draft(COMPLETE, "retraction", replaces=known.complete.id))
    return [*drafts, *(_counts(row) for row in rows)]


def _counts(row: Observation) -> Draft:
    """Give the row by which what was heard counts."""
    return Draft(
        row.fact,
        value=row.value,
        entry=row.entry,
        unit_said=row.unit_said,
        said=row.said,
        observed_on=row.observed_on,
        replaces=row.id,
        channel=BY_PHONE,
    )


def _is_missed(visit: Visit) -> bool:
    """Tell whether an answer to the open question was not understood, rather than something else said."""
    turn, heard, recording = visit.turn, visit.heard, visit.recording
    if turn.wishes or heard.queries or recording.faults or recording.unknown or keys.is_word_of_call(turn):
        return False
    return turn.intent not in TALK_INTENTS - {"out_of_scope", "nlu_fallback"} and turn.intent not in NO_ANSWERS


def _missed(visit: Visit, facts: tuple[str, ...]) -> list[Draft]:
    """Ask once more in other words; the second time it is to be fetched."""
    if call.AGAIN not in call.asked_how(visit.turn):
        # A yes that leaves open what it is that the patient has, is an answer to go on from.
        visit.asks_again, visit.is_missed = True, not keys.is_yes(visit.turn.text)
        return []
    return [_to_fetch(fact, visit.turn.text) for fact in facts]


def _to_fetch(fact: str, said: str) -> Draft:
    return Draft(fact, "pending", said=said, channel=BY_PHONE)


NO_ANSWERS = {"phone", "hang_up", "new_patient", "name_patient", "resume_patient", "list_patients", "close_patient"}
"""Intents of messages that are about the call or the screening itself."""

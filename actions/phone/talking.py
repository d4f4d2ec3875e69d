"""The reply within a call: what became of the answer, and what is read aloud next."""

from functools import cached_property
from typing import Any

from actions.board import Board
from actions.heard import Query
from actions.log import CALL, ENDED, STARTED, Draft
from actions.phone import asides, call, keys
from actions.phone.asking import Outlook, Spoken, next_spoken, outlook, question_of, settled
from actions.phone.closing import Outcome, outcome_of
from actions.phone.deciding import decisions
from actions.phone.fetching import Errand, errands
from actions.talking import TALK, TALK_INTENTS
from actions.visit import Visit
from actions.wording import phone as wording
from actions.wording.questions import Button, query_buttons, query_line
from criteria.phone import Phone, load_phone

Payload = dict[str, Any]


def start(visit: Visit) -> None:
    """Start a call with the patient of this screening, or go on with the one that is under way."""
    visit.on_phone = True
    if visit.is_repeated:
        return
    was = call.call_of(visit.now())
    visit.add([Draft(CALL, value=STARTED)])
    visit.reply.say(wording.CONTINUED if was.is_open else wording.STARTED)
    if was.consent and was.asked_on:
        visit.reply.say(wording.agreed_before(was.asked_on))


def end(visit: Visit) -> None:
    """End the call; another one goes on where this one was. One in somebody else's hands goes on."""
    if visit.is_taken_over:
        return
    if not call.call_of(visit.now()).is_open:
        visit.reply.say("" if visit.has_hung_up else wording.NO_CALL)
        return
    visit.on_phone, visit.has_hung_up = False, True
    if not visit.is_repeated:
        visit.add([Draft(CALL, value=ENDED)])


def offer(visit: Visit) -> None:
    """Offer to go on with a call that is under way in the screening that was resumed."""
    state = call.call_of(visit.now())
    if state.is_open and not visit.on_phone:
        visit.reply.say(wording.OFFER)
        visit.reply.buttons = [wording.BUTTON_GO_ON]


def enter_call(visit: Visit) -> None:
    """Go on in the call of the screening where the conversation is in it.

    A new conversation of the caller, after the server was started anew, still is; one is not any more where somebody
    else has taken the call up, or ended it. A message that ended the call and is only answered again ends it again.
    """
    state = call.call_of(visit.now())
    is_callers = state.caller == visit.turn.sender
    is_in = visit.turn.on_phone and (is_callers or visit.is_repeated)
    visit.on_phone = state.is_open and (is_in or (is_callers and visit.turn.screening is None))
    visit.is_taken_over = visit.turn.on_phone and not (visit.on_phone or visit.is_repeated)
    if visit.is_repeated:
        visit.has_hung_up = any(row.fact == CALL and row.value == ENDED for row in visit.added)


class Talk:
    """What is said next in one visit, and the payload that says the same to a page."""

    def __init__(self, visit: Visit, board: Board) -> None:
        self.visit, self.board = visit, board
        self.catalogue = visit.desk.catalogue
        self.phone: Phone = load_phone(self.catalogue)
        self.known = visit.now()
        self.left: Outlook = outlook(visit.judged(), self.known, self.phone)
        self.state = call.call_of(self.known)

    def say(self) -> None:
        """Add the lines, the buttons, the slots and the payload."""
        visit = self.visit
        back = visit.heard.asked_back
        self._say_talk()
        if not visit.on_phone:
            self._end()
        elif self.state.consent is None or self.state.is_declined:
            self._ask_consent()
        elif self.known.heard and not self._is_read_back(back):
            self._confirm()
        elif back and (back[-1].candidates or not self._is_asked(back[-1])):
            self._clear_up()
        else:
            visit.reply.say(*(query_line(self.catalogue, one) for one in back))
            self._ask()

    def _say_talk(self) -> None:
        visit, intent = self.visit, self.visit.turn.intent
        if self.state.is_declined:
            return  # what is said then closes the call
        if intent == "help":
            visit.reply.say(wording.HELP)
        elif intent == asides.WAIT:
            visit.reply.say(wording.WAITING)
        elif intent == asides.PATIENT_ASKS:
            visit.reply.say(wording.if_asked_something())
        elif intent in TALK and intent in TALK_INTENTS:
            visit.reply.say(*TALK[intent] if intent != "greet" else ())

    def _end(self) -> None:
        if self.state.is_declined:
            self.visit.reply.say(wording.DECLINED, wording.close_with("declined"))
            self._payload("ended", None, closing="declined")
            return
        outcome = outcome_of(self.board, is_asked=not self._has_question())
        self.visit.reply.say(wording.close_with(outcome), wording.ENDED, wording.brief_errands(self._errands))
        self._payload("ended", None, closing=outcome)

    def _has_question(self) -> bool:
        return self.state.consent is None or bool(self.left.open)

    def _ask_consent(self) -> None:
        spoken = Spoken((), wording.CONSENT_QUESTION, wording.CONSENT_AGAIN, wording.CONSENT_WHY, "consent")
        self._question(spoken, "consent", wording.YES_OR_NO)

    def _is_asked(self, query: Query) -> bool:
        """Tell whether what has to be cleared up is asked of the patient by itself next."""
        return query.fact in self.known.singly and query.fact in self.left.open

    def _is_read_back(self, back: tuple[Query, ...]) -> bool:
        """Tell whether of what waits for its confirmation it is not clear which of two dates was meant."""
        return bool(back) and bool(back[-1].candidates) and back[-1].fact in call.read_back_facts(self.known)

    def _clear_up(self) -> None:
        """Ask about what could not be recorded as it was typed, before anything else."""
        queries = self.visit.heard.asked_back
        self.visit.reply.say(*(query_line(self.catalogue, one) for one in queries))
        fact = queries[-1].fact
        spoken = question_of((fact,), self.phone) if fact in self.phone.askable else None
        given = wording.keys_of_readings(query_buttons(self.catalogue, queries[-1]))
        self.visit.reply.say(wording.keys_line(given))
        self._slots((fact,), given)
        if self._is_read_back(queries):
            self.visit.reply.slots["mode"] = call.READING
        self._payload("question", spoken, given, facts=(fact,))

    def _confirm(self) -> None:
        rows = list(self.known.heard.values())
        facts = call.read_back_facts(self.known)
        if self.visit.turn.intent == keys.WHY:
            self.visit.reply.say(wording.if_asked_why(self.phone.facts[facts[0]].why or wording.OTHERWISE_WHY))
        labels, day = self.visit.desk.names.labels, self.visit.turn.today
        effects = [wording.effect_text(one, labels) for one in decisions(self.visit.desk, self.known, rows, day)]
        pairs = [(row.said, wording.heard_text(self.catalogue, row)) for row in rows]
        self.visit.reply.say(*(query_line(self.catalogue, one) for one in self.visit.heard.queries))
        self.visit.reply.say(wording.missed(self.visit.turn.text) if self.visit.is_missed else "")
        self.visit.reply.say(wording.read_back(pairs, effects))
        heard = {
            "said": " … ".join(dict.fromkeys(row.said for row in rows if row.said)),
            "text": ", ".join(text for _, text in pairs),
            "effects": effects,
        }
        self._slots(facts, wording.YES_OR_NO)
        self._payload("confirm", None, wording.YES_OR_NO, heard=heard, facts=facts)

    def _ask(self) -> None:
        spoken = next_spoken(self.left, self.visit.judged(), self.known, self.phone)
        if spoken is None:
            self._close()
            return
        options = self.phone.facts[spoken.facts[0]].options if len(spoken.facts) == 1 else {}
        self._question(spoken, "question", wording.keys_of(self.catalogue, spoken.facts, spoken.kind, options))

    def _question(self, spoken: Spoken, step: str, given: list[dict[str, str]]) -> None:
        visit = self.visit
        is_again = self._is_other(visit.asks_again or visit.turn.intent == keys.AGAIN, spoken)
        if visit.turn.intent == keys.WHY:
            visit.reply.say(wording.if_asked_why(spoken.why))
        visit.reply.say(wording.missed(visit.turn.text) if visit.is_missed else "")
        visit.reply.say(wording.read_aloud(spoken.again if is_again else spoken.question, is_again))
        visit.reply.say(wording.keys_line(given) if step == "question" else "")
        self._slots(spoken.facts, given)
        how = [call.AGAIN] * visit.is_missed + [call.OTHER] * is_again
        if how:
            visit.reply.slots["mode"] = "+".join(how)
        self._payload(step, spoken, given, is_again=is_again)

    def _is_other(self, wants_other: bool, spoken: Spoken) -> bool:
        """Tell whether the second wording is the one to give: each time other words than those just read."""
        was_other = call.OTHER in call.asked_how(self.visit.turn) and spoken.facts == self.visit.asked
        return wants_other and not was_other

    def _close(self) -> None:
        outcome = outcome_of(self.board, is_asked=True)
        self.visit.reply.say(wording.missed(self.visit.turn.text) if self.visit.is_missed else "")
        self.visit.reply.say(wording.close_with(outcome), wording.brief_errands(self._errands))
        self.visit.reply.slots["asked"] = []
        self._payload("closing", None, closing=outcome)

    def _slots(self, asked: tuple[str, ...], given: list[dict[str, str]]) -> None:
        reply = self.visit.reply
        reply.slots["asked"] = list(asked)
        reply.buttons = [Button(one["title"], one["say"]) for one in given]

    @cached_property
    def _errands(self) -> list[Errand]:
        return [] if self.state.is_declined else errands(self.catalogue, self.known, self.left)

    def _payload(
        self,
        step: str,
        spoken: Spoken | None,
        given: list[dict[str, str]] | None = None,
        *,
        is_again: bool = False,
        heard: Payload | None = None,
        closing: Outcome | None = None,
        facts: tuple[str, ...] = (),
    ) -> None:
        done = settled(self.known, self.phone)
        state = {None: "asked", True: "given", False: "declined"}[self.state.consent]
        self.visit.reply.phone = {
            "on": self.visit.on_phone,
            "step": step,
            "question": spoken.question if spoken else None,
            "again": spoken.again if spoken else None,
            "why": spoken.why if spoken else None,
            "facts": list(spoken.facts if spoken else facts),
            "keys": given or [],
            "is_again": is_again,
            "heard": heard,
            "progress": {"settled": done, "of": done + len(self.left.open)},
            "consent": {"state": state, "on": self.state.asked_on.isoformat() if self.state.asked_on else None},
            "closing": {"outcome": closing, "text": wording.CLOSINGS[closing]} if closing else None,
            "fetch": [one.as_json() for one in self._errands],
        }

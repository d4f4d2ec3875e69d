"""The actions that Rasa calls: from the tracker to a turn, from its reply to the dispatcher."""

import abc
import datetime as dt
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.desk import the_desk
from actions.heard import read_heard
from actions.reply import Reply, Turn
from actions.turn import take_turn

ENTITY = "extraction"
METADATA = "hepascreen"


def turn_of(tracker: Tracker) -> Turn:
    """Read the latest message: its intent, its one entity, and what the server attached to it."""
    message = tracker.latest_message
    attached = (message.get("metadata") or {}).get(METADATA) or {}
    found = [one["value"] for one in message.get("entities") or () if one.get("entity") == ENTITY]
    intent = message.get("intent") or {}
    asked = tracker.get_slot("asked") or attached.get("asked") or ()
    return Turn(
        sender=tracker.sender_id,
        intent=intent.get("name") or "nlu_fallback",
        text=message.get("text") or "",
        heard=read_heard(found[0] if found else None),
        today=_today(attached.get("today")),
        asked=tuple(asked),
        mode=tracker.get_slot("mode"),
        message_id=attached.get("message_id"),
        channel=tracker.get_latest_input_channel() or "unknown",
        screening=tracker.get_slot("screening"),
        site=attached.get("site"),
        only_reads=attached.get("role") == "reader",
        confidence=float(intent.get("confidence") or 0.0),
    )


def _today(given: str | None) -> dt.date:
    """Give the day of the message; a server that attaches none leaves it to the clock."""
    return dt.date.fromisoformat(given) if given else dt.datetime.now().astimezone().date()  # noqa: TID251


def deliver(reply: Reply, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Hand the reply over: one message of text with its buttons, one with the payload; and the slots."""
    buttons = [{"title": one.title, "payload": one.payload} for one in reply.buttons]
    if reply.texts or buttons:
        dispatcher.utter_message(text="\n".join(reply.texts), buttons=buttons)
    if reply.custom is not None:
        dispatcher.utter_message(json_message=reply.custom)
    return [SlotSet(name, value) for name, value in reply.slots.items()]


class TurnAction(Action, abc.ABC):
    """Takes one turn; what is done follows from the intent. The subclasses are names for the rules."""

    @abc.abstractmethod
    def name(self) -> str:
        """Give the name under which the domain lists the action."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer the latest message."""
        return deliver(take_turn(turn_of(tracker), the_desk()), dispatcher)


class RecordAction(TurnAction):
    """Facts and short answers."""

    def name(self) -> str:
        """Give the action's name in the domain."""
        return "action_record"


class CorrectAction(TurnAction):
    """Facts and messages that are taken back."""

    def name(self) -> str:
        """Give the action's name in the domain."""
        return "action_correct"


class ScreeningAction(TurnAction):
    """Screenings as a whole."""

    def name(self) -> str:
        """Give the action's name in the domain."""
        return "action_screening"


class ExplainAction(TurnAction):
    """Questions about the trials."""

    def name(self) -> str:
        """Give the action's name in the domain."""
        return "action_explain"


class TalkAction(TurnAction):
    """Greetings, help, and what is out of scope."""

    def name(self) -> str:
        """Give the action's name in the domain."""
        return "action_talk"

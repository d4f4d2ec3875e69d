"""What is neither about the patient nor about the trials."""

from actions.reply import MISSED, SUPPOSED, WHY, Reply, Turn
from actions.wording import help as wording
from actions.wording import lines
from actions.wording.questions import Button, question_buttons
from actions.wording.readback import name_of
from criteria import Catalogue

MISSES = frozenset({"out_of_scope", "nlu_fallback"})
TALK = {
    "greet": (lines.GREETING,),
    "thanks": (lines.THANKS,),
    "goodbye": (lines.GOODBYE,),
}
TALK_INTENTS = frozenset(TALK) | MISSES | {"help"}


def talk(turn: Turn, catalogue: Catalogue) -> Reply:
    """Answer without looking at the log; a question that was asked stays asked."""
    reply = Reply()
    say_talk(turn, reply, catalogue)
    reply.slots.setdefault("mode", None)
    return reply


def say_talk(turn: Turn, reply: Reply, catalogue: Catalogue) -> None:
    """Say what one of these intents wants."""
    if turn.intent in MISSES:
        missed(turn, reply, lines.SCOPE, catalogue)
    elif turn.intent == "help":
        _help(turn, reply, catalogue)
    else:
        reply.say(*TALK[turn.intent])
        reply.buttons = list(lines.MENU) if turn.intent == "greet" else []


def _help(turn: Turn, reply: Reply, catalogue: Catalogue) -> None:
    """Say what can be said at this moment, the nearest first."""
    reply.buttons = list(lines.MENU)
    if turn.mode == SUPPOSED:
        reply.say(wording.AFTER_SUPPOSING)
    elif (turn.mode or "").startswith(WHY):
        reply.say(wording.AFTER_WHY)
    elif turn.asked:
        reply.say(wording.asked_line(name_of(catalogue, name) for name in turn.asked), wording.ANSWERS)
        reply.buttons = _answers(turn, catalogue)
    elif turn.screening is None:
        reply.say(*wording.START)
    reply.say(wording.ASK, wording.CHANGE)


def _answers(turn: Turn, catalogue: Catalogue) -> list[Button]:
    """Give the buttons of the question that was asked, and what else can be done about it."""
    return [*question_buttons(catalogue, turn.asked), wording.WHY_ASK, lines.STATUS_BUTTON, lines.HELP_BUTTON]


def missed(turn: Turn, reply: Reply, line: str, catalogue: Catalogue) -> None:
    """Say that nothing was made of the message; the second time in a row with buttons."""
    reply.say(line)
    if turn.mode == MISSED and turn.asked:
        reply.say(wording.asked_line(name_of(catalogue, name) for name in turn.asked))
        reply.buttons = _answers(turn, catalogue)
    elif turn.mode == MISSED:
        reply.buttons = list(lines.MENU)
    reply.slots["mode"] = MISSED

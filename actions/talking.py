"""What is neither about the patient nor about the trials."""

from actions.reply import MISSED, Reply, Turn
from actions.wording import lines

MISSES = frozenset({"out_of_scope", "nlu_fallback"})
TALK = {
    "greet": (lines.GREETING,),
    "help": lines.HELP,
    "thanks": (lines.THANKS,),
    "goodbye": (lines.GOODBYE,),
}
TALK_INTENTS = frozenset(TALK) | MISSES


def talk(turn: Turn) -> Reply:
    """Answer without looking at the log."""
    reply = Reply(slots={"mode": None})
    if turn.intent in MISSES:
        missed(turn, reply, lines.SCOPE)
    else:
        reply.say(*TALK[turn.intent])
    if turn.intent in ("help", "greet"):
        reply.buttons = list(lines.MENU)
    return reply


def missed(turn: Turn, reply: Reply, line: str) -> None:
    """Say that nothing was made of the message; the second time in a row with buttons."""
    reply.say(line)
    if turn.mode == MISSED:
        reply.buttons = list(lines.MENU)
    reply.slots["mode"] = MISSED

"""The answer to a message: what was recorded, what was asked for, what changed, what comes next."""

from actions.board import Board
from actions.checking import place_of
from actions.decisive import trials_to_read
from actions.explaining import explain_wishes, questions_in
from actions.log import BY_PHONE, COMPLETE, NOTE, TREATMENTS, Observation
from actions.phone.talking import Talk
from actions.recorded import recorded_by
from actions.screenings import SCREENING_INTENTS
from actions.settling import say_conflicts
from actions.talking import MISSES, TALK_INTENTS, missed, say_talk
from actions.visit import Visit
from actions.wording import board as board_wording
from actions.wording import lines, readback
from actions.wording.questions import Button, query_buttons, query_line, question_buttons, question_line
from actions.wording.recorded import Told, recorded_line
from actions.wording.values import entry_text, fact_text

ANSWERS = frozenset({"inform", "affirm", "deny", "dont_know", "pending", "retract", "undo"}) | MISSES
"""Intents of messages that give something; where nothing was made of one, the reply says so."""
BARE = ANSWERS - {"retract", "undo"}
"""Intents of what can be the bare answer to a question."""


def compose(visit: Visit) -> None:
    """Fill the visit's reply from what the message did and asked."""
    asks = bool(questions_in(visit.turn))
    in_call = visit.on_phone or visit.has_hung_up
    _say_recorded(visit)
    _say_left_out(visit)
    board = visit.board() if visit.changes or asks or in_call else None
    if board is not None and asks:
        explain_wishes(visit, board)
    if board is not None and visit.added:
        _say_changes(visit, board)
    understood = board is not None or visit.turn.intent in SCREENING_INTENTS or _is_answered(visit)
    if not understood:
        _say_missed(visit)
    if board is not None and in_call:
        Talk(visit, board).say()
    else:
        _ask(visit, board)
        _ask_again(visit)
    _fill_slots(visit, understood)
    if board is not None:
        visit.reply.custom = {
            "hepascreen": {"recorded": visit.recorded(), "screening": board},
            **_asks_beside(visit, board),
        }
        if visit.reply.supposed:
            visit.reply.custom["supposed"] = visit.reply.supposed
        if visit.reply.phone:
            visit.reply.custom["phone"] = visit.reply.phone


def _is_answered(visit: Visit) -> bool:
    """Tell whether the reply already says what became of the message; naming unused words answers no request."""
    if visit.turn.intent in ("retract", "undo"):
        return bool(visit.recording.unknown)
    unused = readback.unused_line(visit.heard.unused)
    said = [line for line in visit.reply.texts if line != unused or visit.turn.intent not in MISSES]
    return bool(visit.heard.queries or visit.recording.faults or said)


def _say_recorded(visit: Visit) -> None:
    """Read back what was recorded, restored and taken back."""
    catalogue, before, now = visit.desk.catalogue, visit.before(), visit.now()
    told = [row for row in visit.added if row.kind == "value"]
    taken = [row for row in visit.added if row.kind == "undo"]
    undone = _undone(visit, taken)
    visit.reply.say(lines.undone(undone) if undone else "")
    restored = {name: value for name, value in recorded_by(taken, now).items() if value is not None}
    visit.reply.say(readback.restored_line(catalogue, restored))
    was = {name: row.value for name, row in before.facts.items()}
    was[TREATMENTS] = [row.value for row in before.entries.values()]
    label = visit.screening.code if visit.screening else None
    for is_told in (False, True):
        rows = [row for row in told if (row.channel == BY_PHONE) is is_told]
        notes = [row.value for row in rows if row.fact == NOTE]
        given = Told(recorded_by(rows, now), was, visit.heard.inferred, notes, is_told)
        visit.reply.say(recorded_line(catalogue, given, label))
    visit.reply.say(_taken_back_line(visit, told))
    for kind in ("later", "pending"):
        waiting = [row.fact for row in visit.added if row.kind == kind]
        visit.reply.say(readback.waiting_line(catalogue, waiting, kind))


def _undone(visit: Visit, taken: list[Observation]) -> list[str]:
    catalogue = visit.desk.catalogue
    rows = {row.id: row for row in visit.rows}
    parts = []
    gone = [rows[one.replaces] for one in taken if one.replaces in rows]
    whole = ("value", "unheard")
    told = {row.fact for row in gone if row.kind in whole}
    for row in (row for row in gone if row.kind in whole or row.fact not in told):
        if row.kind == "value" and row.fact in catalogue.facts:
            parts.append(fact_text(catalogue.facts[row.fact], row.value))
        elif row.kind == "value" and row.fact == TREATMENTS:
            parts.append(entry_text(catalogue, row.value))
        else:
            parts.append(readback.taken_name(catalogue, row.fact, row.kind, row.value))
    return parts


def _taken_back_line(visit: Visit, told: list[Observation]) -> str:
    names = list(dict.fromkeys(row.fact for row in visit.added if row.kind == "retraction"))
    if COMPLETE in names and any(row.fact == TREATMENTS for row in told):
        names.remove(COMPLETE)
        visit.reply.say(lines.COMPLETE_AGAIN)
    gone = {row.fact for row in told}
    return readback.forgotten_line(visit.desk.catalogue, (name for name in names if name not in gone))


def _say_left_out(visit: Visit) -> None:
    """Name everything that was not recorded: faults, unused words, what was not known, personal data."""
    catalogue, recording, reply = visit.desk.catalogue, visit.recording, visit.reply
    for fault in recording.faults:
        name = readback.name_of(catalogue, place_of(fault))
        reply.say(readback.rejected_line(name, fault.problem, fault.remedy))
    if recording.unknown:
        reply.say(lines.not_known(readback.name_of(catalogue, name) for name in recording.unknown))
    reply.say(*(lines.unmatched(one.old, one.new) for one in recording.unmatched))
    if not (visit.is_missed and visit.on_phone):  # the whole message is named then
        reply.say(readback.unused_line(visit.heard.unused))
    if visit.heard.personal and lines.USE_A_CODE not in reply.texts:
        reply.say(lines.USE_A_CODE)


def _say_changes(visit: Visit, board: Board) -> None:
    before = visit.standing_before()
    labels = visit.desk.names.labels
    after = trials_to_read(visit.judged())
    in_brief = board_wording.moved_line if visit.on_phone or visit.has_hung_up else board_wording.changes_line
    visit.reply.say(in_brief(before.trials, after, labels))
    say_conflicts(visit, board)


def _say_missed(visit: Visit) -> None:
    """Say what a message that gave nothing could have been."""
    turn, reply, catalogue = visit.turn, visit.reply, visit.desk.catalogue
    if turn.intent in TALK_INTENTS:
        say_talk(turn, reply, catalogue)
    elif turn.intent == "undo":
        reply.say(lines.NOTHING_TO_UNDO)
    elif turn.intent == "retract":
        reply.say(lines.WHAT_TO_FORGET)
    elif turn.intent in ("affirm", "deny", "dont_know", "pending"):
        names = [readback.name_of(catalogue, name) for name in visit.asked]
        nothing_asked = lines.ASKED_ANEW if _forgotten(visit) else lines.NOTHING_ASKED
        missed(turn, reply, lines.needs_value(names) if names else nothing_asked, catalogue)
    else:
        missed(turn, reply, lines.NOTHING_READ, catalogue)


def _ask(visit: Visit, board: Board | None) -> None:
    """Ask about what could not be recorded, else the question that settles most."""
    catalogue, reply = visit.desk.catalogue, visit.reply
    queries = visit.heard.asked_back
    if queries:
        reply.say(*(query_line(catalogue, one) for one in queries))
        _offer(visit, query_buttons(catalogue, queries[-1]), (queries[-1].fact,))
    elif board is not None and visit.changes and not (visit.is_closed or visit.is_disputed):
        _ask_next(visit, board)


def _forgotten(visit: Visit) -> Board | None:
    """Give the board whose question is open, where a bare answer came and the conversation has forgotten it."""
    if visit.screening is None or visit.turn.intent not in BARE or visit.asked or visit.changes or visit.on_phone:
        return None
    board = visit.board()
    following = board["next"]
    is_open = following is not None and not set(following["facts"]) <= set(visit.now().pending())
    return board if is_open else None


def _ask_again(visit: Visit) -> None:
    """Ask the open question once more rather than guess that it was meant."""
    board = None if visit.heard.queries or questions_in(visit.turn) else _forgotten(visit)
    if board is not None:
        visit.reply.buttons = []
        _ask_next(visit, board)


def _asks_beside(visit: Visit, board: Board) -> dict[str, list[str]]:
    """Say what the conversation is asked for, where that is not the screening's next question."""
    asked = list(visit.reply.slots.get("asked", visit.asked))
    following = board["next"]
    return {} if following is None or asked == list(following["facts"]) else {"asked": asked}


def _ask_next(visit: Visit, board: Board) -> None:
    """Ask the next question; what is only waited for is not asked again."""
    catalogue, reply, known = visit.desk.catalogue, visit.reply, visit.now()
    following = board["next"]
    if following is None:
        reply.say(lines.NOTHING_LEFT)
    elif set(following["facts"]) <= set(known.pending()):
        reply.say(lines.only_fetching(readback.name_of(catalogue, name) for name in known.pending()))
    else:
        given = (entry_text(catalogue, row.value) for row in known.entries.values())
        reply.say(question_line(following, visit.desk.names.labels, given))
        _offer(visit, question_buttons(catalogue, following["facts"]), tuple(following["facts"]))
        return
    reply.slots["asked"] = []


def _offer(visit: Visit, buttons: list[Button], asked: tuple[str, ...]) -> None:
    visit.reply.buttons = visit.reply.buttons or buttons
    visit.reply.slots["asked"] = list(asked)


def _fill_slots(visit: Visit, understood: bool) -> None:
    slots = visit.reply.slots
    visit.reply.on_phone = visit.on_phone and not visit.is_closed
    if understood:
        slots.setdefault("mode", None)
    if visit.screening is not None:
        slots["screening"] = None if visit.is_closed else visit.screening.code or f"#{visit.screening.id}"
    if visit.is_closed:
        slots["asked"] = []

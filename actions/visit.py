"""One message at the desk: the screening that it belongs to, what was known before it and what is after."""

from dataclasses import dataclass, field
from typing import Any

from actions.board import Board, Standing, State, screened, standing_of, standing_on
from actions.desk import Desk
from actions.disputes import is_correction
from actions.heard import Heard, Supposed
from actions.holding import Held, holds_until
from actions.log import Draft, Known, Observation, Origin, Pages, Screening, fold
from actions.log.verdicts import ruling_of
from actions.recorded import last_message, recorded_by, undo
from actions.recording import Recording, prepare
from actions.reply import Reply, Turn
from actions.trials import Named
from criteria import Screening as Judged


@dataclass
class Visit:
    """What the behaviours work on; `rows` are all of the screening's, `added` those of this message.

    `meant` are the trials that the question before was about, within this message. Of a call: whether the
    conversation is in it after this message, has just left it, or was in it until somebody else took it up or ended
    it (`is_taken_over`), and whether a question is asked in other words and whether that is because the answer was not
    understood (`is_missed`).
    """

    turn: Turn
    desk: Desk
    pages: Pages
    heard: Heard
    named: Named
    screening: Screening | None = None
    rows: list[Observation] = field(default_factory=list)
    added: list[Observation] = field(default_factory=list)
    recording: Recording = field(default_factory=Recording)
    reply: Reply = field(default_factory=Reply)
    is_repeated: bool = False
    message: int | None = None
    has_moved: bool = False
    is_named: bool = False
    is_closed: bool = False
    is_disputed: bool = False
    on_phone: bool = False
    has_hung_up: bool = False
    is_taken_over: bool = False
    is_missed: bool = False
    asks_again: bool = False
    meant: tuple[str, ...] = ()
    supposed: Supposed = field(default_factory=Supposed)
    _judged: Judged | None = None
    _folds: dict[tuple[int, int], Known] = field(default_factory=dict)

    @property
    def origin(self) -> Origin:
        """Where the rows of this message come from."""
        turn = self.turn
        return Origin(turn.sender, turn.channel, turn.today, turn.message_id, turn.site)

    @property
    def label(self) -> str:
        """What the screening is called in replies."""
        return (self.screening.code if self.screening else None) or "without a code"

    @property
    def asked(self) -> tuple[str, ...]:
        """The facts that the last answer asked for; none once the talk is of another patient."""
        return () if self.has_moved else self.turn.asked

    @property
    def changes(self) -> bool:
        """Whether this message changed the screening, or which one it is."""
        return bool(self.added) or self.has_moved or self.is_named or self.is_closed

    def enter(self, screening: Screening | None) -> None:
        """Go on in this screening."""
        self.screening = screening
        self.rows = self.pages.observations(screening.id) if screening else []

    def before(self) -> Known:
        """What was known before this message."""
        return self._folded(self.rows_before())

    def now(self) -> Known:
        """What is known with this message."""
        return self._folded(self.rows)

    def _folded(self, rows: list[Observation]) -> Known:
        """Fold rows once: since they are only added, their number and the last of them name them all."""
        key = (len(rows), rows[-1].id if rows else 0)
        if key not in self._folds:
            self._folds[key] = fold(rows)
        return self._folds[key]

    def board(self) -> Board:
        """Screen what is known with this message, as of its day."""
        boards, state = self.desk.boards, self._state(self.rows)
        return boards.get(state) or boards.keep(state, self.judged().as_json())

    def judged(self) -> Judged:
        """Screen what is known with this message, once all is recorded; beside the board it has what was judged."""
        if self._judged is None:
            known = self.now()
            mapping = known.record(self.turn.today, self.desk.catalogue)
            self._judged = screened(self.desk, mapping, self.turn.today, known.asked_last())
        return self._judged

    def held(self) -> dict[str, Held | None]:
        """Give until when each eligible trial is so."""
        return holds_until(self.desk, self.now(), self.turn.today, self.judged())

    def standing_before(self) -> Standing:
        """Give where the trials stood before this message, as of its day."""
        board = self.desk.boards.get(self._state(self.rows_before()))
        if board is not None:
            return standing_on(board)
        mapping = self.before().record(self.turn.today, self.desk.catalogue)
        return standing_of(screened(self.desk, mapping, self.turn.today))

    def rows_before(self) -> list[Observation]:
        """Give the rows of the screening without those of this message."""
        new = {row.id for row in self.added}
        return [row for row in self.rows if row.id not in new]

    def _state(self, rows: list[Observation]) -> State:
        return (self.screening.id if self.screening else 0, rows[-1].sequence if rows else 0, self.turn.today)

    def recorded(self) -> dict[str, Any]:
        """What this message recorded, as it now stands; to take back what was no value changes none."""
        kinds = {row.id: row.kind for row in self.rows}
        values = ("value", "retraction")
        added = [row for row in self.added if row.kind != "undo" or kinds.get(row.replaces or 0) in values]
        return recorded_by(added, self.now())

    def record(self) -> None:
        """Write what was heard; a first fact opens a screening that has no code yet."""
        if self.is_repeated:
            return
        if self.turn.intent == "undo":
            self.add(undo(last_message(self.rows, self.turn.sender)))
        turn, known, corrects = self.turn, self.now(), is_correction(self.turn.text)
        self.recording = prepare(self.heard, known, self.asked, turn.today, self.desk.catalogue, corrects, turn.text)
        self.add(self.recording.drafts)

    def touch(self) -> None:
        """Log the message itself, so that it is known when it is sent again."""
        if self.message is None and self.screening is not None:
            self.message = self.pages.add_message(self.screening.id, self.origin)

    def add(self, drafts: tuple[Draft, ...] | list[Draft]) -> None:
        """Write rows; the first ones open a screening that has no code yet."""
        if not drafts:
            return
        if self.screening is None:
            self.enter(self.pages.open(self.origin))
        self.touch()
        if self.screening is not None and self.message is not None:
            last = self.rows[-1].sequence if self.rows else 0
            added = self.pages.add(self.screening.id, self.message, drafts, self.origin, after=last)
            self.rows += added
            self.added += added

    def conclude(self) -> None:
        """Log what follows for every trial from what is known with this message; with it or not at all."""
        if self.message is None or self.is_repeated or self.screening is None or not self.rows:
            return
        ruling = ruling_of(self.judged(), self.desk.rules)
        self.pages.add_verdict(self.screening.id, self.message, self.rows[-1].sequence, ruling)

    def repeat(self, message: int) -> None:
        """Take up a message that was recorded before: nothing is written, and the same is answered.

        What came after it is left aside, so that the answer is of the time of the message.
        """
        self.is_repeated = True
        self.message = message
        self.added = [row for row in self.rows if row.message == message]
        if self.added:
            self.rows = [row for row in self.rows if row.sequence <= self.added[-1].sequence]

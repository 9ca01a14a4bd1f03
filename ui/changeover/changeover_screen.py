"""The changeover desk: a line for each thing owed with whoever starts or leaves, to be ticked."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from rota_desk.edits.changeover import With, tick_changeover, untick_changeover
from rota_desk.queries.changeover import Changeover, Mover, Owed, changeover
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words, day_words, span_words
from ui.changeover.changeover_actions import CHANGEOVER_ACTIONS
from ui.changeover.changeover_panel import ChangeoverPanel
from ui.frame import Frame
from ui.list_screen import ListScreen
from ui.widgets.ask import ask_reason
from ui.widgets.empty import Empty
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

BEFORE, SHOWN = dt.timedelta(weeks=4), dt.timedelta(weeks=16)
STEP = dt.timedelta(weeks=12)
OFFERED = ("changeover.tick", "changeover.word", "changeover.back", "changeover.person")


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One thing owed with one person."""

    mover: Mover
    owed: Owed

    @property
    def moves(self) -> str:
        """What the person does: "starts Wed 3 Feb"."""
        verb = "leaves" if self.mover.leaving else "starts"
        return f"{verb} {day_words(self.mover.day)}"


def _state(one: OwedLine) -> str:
    if one.owed.ticked:
        return "✓ ticked"
    return "✓ on file" if one.owed.done else "▲ open"


COLUMNS: tuple[Column[OwedLine], ...] = (
    Column("Who", lambda one: one.mover.name, 150, sort=lambda one: (one.mover.name, one.moves)),
    Column(
        "Moves",
        lambda one: one.moves,
        130,
        sort=lambda one: (one.mover.day, one.mover.name),
        tip=lambda one: one.moves,
        least=84,
    ),
    Column("Grade", lambda one: one.mover.grade, 90, spare=2),
    Column("What", lambda one: one.owed.what, 120, tip=lambda one: one.owed.what, least=72),
    Column(
        "State",
        _state,
        90,
        kind=lambda one: "good" if one.owed.done else "danger",
        sort=lambda one: (one.owed.done, one.mover.day),
    ),
    Column(
        "How it stands",
        lambda one: one.owed.words,
        380,
        tip=lambda one: one.owed.words,
        least=120,
        spare=1,
    ),
)


class ChangeoverScreen(ListScreen[OwedLine]):
    """Starters and leavers of some months; what is open first to see."""

    ACTIONS = CHANGEOVER_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, "Changeover", RecordTable("Changeover", COLUMNS, frame.look))
        self.away = 0  # steps from the weeks around today
        self.found = Changeover(dt.date.min, dt.date.min, (), ())
        self.side = ChangeoverPanel()
        self.lay(
            "Open",
            (
                button("←", lambda: self.turn(-1), says="Earlier weeks (Alt+Left)"),
                button("→", lambda: self.turn(1), says="Later weeks (Alt+Right)"),
                button("Settled", self.tick, "primary", says="Tick as settled (Ctrl+E)"),
            ),
            Empty(
                "Nothing is owed",
                "Whoever starts or leaves in these weeks stands here with what is to be settled: "
                "contract, contact, permissions, promised leave, first on-call, induction.",
                ("Show all", lambda: self.show_every(every=True)),
            ),
        )
        self.table.opened.connect(lambda _line: self.tick())

    @property
    def chosen(self) -> tuple[OwedLine, ...]:
        """The selected lines."""
        return self.table.selected()

    def inspector(self) -> ChangeoverPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the movers again; the cursor stays on its place."""
        bridge = self.frame.bridge
        start = bridge.ask(look_up).today - BEFORE + self.away * STEP
        self.found = bridge.ask(changeover, start=start, end=start + SHOWN)
        movers = (*self.found.starters, *self.found.leavers)
        lines = [OwedLine(mover, owed) for mover in movers for owed in mover.owed]
        shown = tuple(one for one in lines if self.every or not one.owed.done)
        self.show_lines(shown, self._words(sum(not one.owed.done for one in lines)))

    def _words(self, still: int) -> str:
        """The weeks shown, who moves in them, and how much is open."""
        last = self.found.end - dt.timedelta(days=1)
        starters = count_words(len(self.found.starters), "starter")
        leavers = count_words(len(self.found.leavers), "leaver")
        owed = f"▲ {still} open" if still else "all settled"
        return f"{span_words(self.found.start, last)}: {starters}, {leavers}, {owed}"

    def inspect(self) -> None:
        """Show the person under the cursor, whole."""
        mover = self.line.mover if self.line else None
        self.side.tell(mover, self.acts(OFFERED))

    # What the coordinator does.

    def tick(self) -> None:
        """Tick the selected lines."""
        self._tick("")

    def tick_with_word(self) -> None:
        """Tick the selected lines with a word about how."""
        if self.chosen:
            ask_reason(
                "How was it settled?",
                "Tick as settled",
                self.frame.bridge,
                self,
                self._tick,
                hint="Passport seen, rota explained",
            )

    def _tick(self, word: str) -> bool:
        """Tick what is open among the selected lines, as one step."""
        owed = self._owed(lambda one: not one.done)
        return self.frame.bridge.do(tick_changeover, owed=owed, word=word) is not None

    def untick(self) -> None:
        """Take the ticks of the selected lines away."""
        self.frame.bridge.do(untick_changeover, owed=self._owed(lambda one: bool(one.ticked)))

    def _owed(self, which: Callable[[Owed], bool]) -> tuple[With, ...]:
        """The selected lines that fit, person by person."""
        lines = [one for one in self.chosen if which(one.owed)]
        movers = {(one.mover.clinician_id, one.mover.leaving): one.mover for one in lines}
        return tuple(
            With(number, leaving, tuple(one.owed.what for one in lines if one.mover == mover))
            for (number, leaving), mover in movers.items()
        )

    def turn(self, step: int) -> None:
        """Go to later or earlier weeks."""
        self.away += step
        self.refresh()

    def show_person(self) -> None:
        """Go to the person under People."""
        if self.line is not None:
            self.frame.go("people", clinician=self.line.mover.clinician_id)

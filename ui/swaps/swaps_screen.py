"""Swaps: requests that wait for consent, and those that were done, declined or withdrawn."""

from rota_desk.queries.swaps import SwapLine, swap_list
from rota_desk.words import count_words
from ui.frame import Frame, Subject
from ui.list_screen import ListScreen
from ui.swaps.swaps_actions import SWAPS_ACTIONS
from ui.swaps.swaps_hands import SwapsHands
from ui.swaps.swaps_panel import SwapsPanel
from ui.widgets.empty import Empty
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

OFFERED = ("swaps.consent", "swaps.accept", "swaps.decline", "swaps.withdraw", "swaps.rota")


def _state(one: SwapLine) -> str:
    if not one.is_open:
        return "✓ done" if one.state.value == "agreed" else "– not done"
    if one.hindered:
        return "▲ not possible"
    names = " and ".join(side.name for side in one.waits_for)
    return f"◆ waits for {names}" if names else "● ready to be done"


def _kind(one: SwapLine) -> str:
    if not one.is_open:
        return "good" if one.state.value == "agreed" else "soft"
    return "danger" if one.hindered else "warning" if one.waits_for else "notice"


SWAP_COLUMNS: tuple[Column[SwapLine], ...] = (
    Column("Who", lambda one: one.first.name, 140),
    Column("Gives", lambda one: one.first.title, 250, sort=lambda one: one.day, least=140),
    Column("With", lambda one: one.second.name, 140, spare=2),
    Column("For", lambda one: one.second.title or "nothing back", 250, least=140, spare=1),
    Column("State", _state, 240, kind=_kind, tip=lambda one: one.hindered, least=90),
    Column(
        "Last step",
        lambda one: one.told,
        320,
        tip=lambda one: "\n".join(one.steps),
        least=200,
        spare=3,
    ),
)


class SwapsScreen(ListScreen[SwapLine]):
    """The open list of swaps; settled ones on demand."""

    ACTIONS = SWAPS_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, "Swaps", RecordTable("Swaps", SWAP_COLUMNS, frame.look))
        self.lines: tuple[SwapLine, ...] = ()
        self.hands: SwapsHands = SwapsHands(self)
        self.side = SwapsPanel()
        self.mark(lambda line: (line.first.clinician_id, line.second.clinician_id))
        self.lay(
            "Open",
            (
                button("Agreed …", self.hands.consent, says="Somebody agreed (Ctrl+E)"),
                button("Do the swap …", self.hands.accept, "primary", says="Ctrl+Shift+M"),
            ),
            Empty(
                "No swap waits",
                "Find a swap on the Rota (Ctrl+Alt+W on somebody's session): the desk proposes "
                "partners, and what is asked for stands here until both have agreed.",
                ("Go to the Rota", lambda: self.frame.go("rota")),
            ),
        )
        self.table.opened.connect(lambda _line: self._opened())

    def subject(self) -> Subject:
        """Who gives the session, and that session."""
        side = self.line.first if self.line else None
        return Subject(side.clinician_id, side.session_id) if side else Subject()

    def inspector(self) -> SwapsPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the swaps again; the cursor stays on its place."""
        self.lines = self.frame.bridge.ask_first(swap_list)
        shown = tuple(one for one in self.lines if self.every or one.is_open)
        waiting = [one for one in self.lines if one.is_open]
        ready = sum(not one.waits_for and not one.hindered for one in waiting)
        said = (
            f"{count_words(len(waiting), 'swap')} open, {ready} ready" if waiting else "none open"
        )
        self.show_lines(shown, said)

    def inspect(self) -> None:
        """Show the swap under the cursor."""
        line = self.line
        effect = self.hands.effect(line) if line is not None else ("", "soft")
        self.side.tell(line, effect, self.acts(OFFERED))

    def _opened(self) -> None:
        line = self.line
        if line is not None and line.waits_for:
            self.hands.consent()
        elif line is not None:
            self.hands.accept()

    def show_on_rota(self) -> None:
        """Go to the session that is given."""
        line = self.line
        if line is not None:
            side = line.first
            person = side.clinician_id
            self.frame.go("rota", day=side.day, clinician=person, session=side.session_id)

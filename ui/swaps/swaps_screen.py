"""Swaps: requests that wait for consent, and those that were done, declined or withdrawn."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from rota_desk.queries.swaps import SwapLine, swap_list
from rota_desk.words import count_words
from ui.frame import Frame, Screen
from ui.swaps.swaps_actions import SWAPS_ACTIONS
from ui.swaps.swaps_hands import SwapsHands
from ui.swaps.swaps_panel import Act, SwapsPanel
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.segments import segments
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
    Column("Gives", lambda one: one.first.title, 230, sort=lambda one: one.day),
    Column("With", lambda one: one.second.name, 140),
    Column("For", lambda one: one.second.title or "nothing back", 230),
    Column("State", _state, 240, kind=_kind, tip=lambda one: one.hindered),
    Column("Last step", lambda one: one.told, 320, tip=lambda one: "\n".join(one.steps)),
)


class SwapsScreen(Screen):
    """The open list of swaps; settled ones on demand."""

    ACTIONS = SWAPS_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.lines: tuple[SwapLine, ...] = ()
        self.every = False
        self.hands: SwapsHands = SwapsHands(self)
        self.side = SwapsPanel()
        self.table: RecordTable[SwapLine] = RecordTable("Swaps", SWAP_COLUMNS, frame.look)
        self.head = Head("Swaps")
        self._parts = [
            self._part("Open", lambda: self.show_every(every=False)),
            self._part("All", lambda: self.show_every(every=True)),
        ]
        self._lay()
        self.table.chosen.connect(lambda _line: self.inspect())
        self.table.opened.connect(lambda _line: self._opened())

    def _part(self, text: str, act: Callable[[], object]) -> QPushButton:
        return button(text, act, says=f"{text} (F6)")

    def _lay(self) -> None:
        self.head.add(
            segments(self._parts),
            button("Agreed …", self.hands.consent, says="Somebody agreed (Ctrl+E)"),
            button("Do the swap …", self.hands.accept, "primary", says="Ctrl+Shift+M"),
        )
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.stage.addWidget(
            Empty(
                "No swap waits",
                "Find a swap on the Rota (Ctrl+Alt+W on somebody's session): the desk proposes "
                "partners, and what is asked for stands here until both have agreed.",
                ("Go to the Rota", lambda: self.frame.go("rota")),
            )
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)

    @property
    def line(self) -> SwapLine | None:
        """The swap under the cursor."""
        return self.table.record()

    def inspector(self) -> SwapsPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the swaps again; the cursor stays on its place."""
        self.lines = self.frame.bridge.ask(swap_list)
        shown = tuple(one for one in self.lines if self.every or one.is_open)
        self.stage.setCurrentIndex(0 if shown else 1)
        self.table.show_records(shown)
        if shown and self.line is None:
            self.table.choose(shown[0])
        waiting = [one for one in self.lines if one.is_open]
        ready = sum(not one.waits_for and not one.hindered for one in waiting)
        said = (
            f"{count_words(len(waiting), 'swap')} open, {ready} ready" if waiting else "none open"
        )
        self.head.tell("Swaps", said)
        for part, every in zip(self._parts, (False, True), strict=True):
            part.setChecked(self.every is every)
        self.inspect()

    def inspect(self) -> None:
        """Show the swap under the cursor."""
        line = self.line
        effect = self.hands.effect(line) if line is not None else ("", "soft")
        self.side.tell(line, effect, [self._act(name) for name in OFFERED])

    def _act(self, name: str) -> Act:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return spec.text.replace("&", ""), spec.shortcut, lambda: spec.run(self)

    def _opened(self) -> None:
        line = self.line
        if line is not None and line.waits_for:
            self.hands.consent()
        elif line is not None:
            self.hands.accept()

    def show_every(self, *, every: bool) -> None:
        """Show the open swaps, or all of them."""
        self.every = every
        self.refresh()
        self.table.setFocus()

    def turn_filter(self) -> None:
        """From the open to all, and back."""
        self.show_every(every=not self.every)

    def show_on_rota(self) -> None:
        """Go to the session that is given."""
        line = self.line
        if line is not None:
            self.frame.go("rota", day=line.first.day, clinician=line.first.clinician_id)

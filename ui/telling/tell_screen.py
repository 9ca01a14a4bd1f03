"""To tell: every change after publishing, whom it concerns, how they are reached, the ticks."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from rota_desk.queries.tell_list import TellLine, tell_list
from rota_desk.words import count_words
from ui.frame import Frame, Screen
from ui.telling.tell_actions import TELL_ACTIONS
from ui.telling.tell_columns import TELL_COLUMNS
from ui.telling.tell_hands import TellHands
from ui.telling.tell_panel import Act, TellPanel
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button

OFFERED = (
    *("tell.tick", "tell.again", "tell.back", "tell.reason", "tell.person"),
    *("tell.drafts", "tell.rota"),
)


class TellScreen(Screen):
    """The list of who must be told; untold ones first."""

    ACTIONS = TELL_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.lines: tuple[TellLine, ...] = ()
        self.every = False
        self.hands: TellHands = TellHands(self)
        self.side = TellPanel()
        self.table: RecordTable[TellLine] = RecordTable(
            "Who must be told", TELL_COLUMNS, frame.look
        )
        self.head = Head("To tell")
        self._parts = [
            self._part("Untold", lambda: self.show_every(every=False)),
            self._part("All", lambda: self.show_every(every=True)),
        ]
        self._lay()
        self.table.chosen.connect(lambda _line: self.inspect())
        self.table.opened.connect(lambda _line: self.hands.tick())

    def _part(self, text: str, act: Callable[[], object]) -> QPushButton:
        return button(text, act, says=f"{text} (F6)")

    def _lay(self) -> None:
        self.head.add(
            segments(self._parts),
            button("E-mail drafts …", self.hands.save_drafts, says="E-mail drafts (Ctrl+S)"),
            button("Told …", self.hands.tick, "primary", says="Tick as told (Ctrl+E)"),
        )
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.stage.addWidget(
            Empty(
                "Nobody has to be told",
                "When a published day changes, whoever it concerns stands here until you tick "
                "that they were told.",
                ("All changes", lambda: self.show_every(every=True)),
            )
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.stage, 1)
        self.setFocusProxy(self.table)

    @property
    def line(self) -> TellLine | None:
        """The change under the cursor."""
        return self.table.record()

    def inspector(self) -> TellPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the list again; the cursor stays on its place."""
        self.lines = self.frame.bridge.ask(tell_list)
        shown = tuple(one for one in self.lines if self.every or one.untold)
        self.stage.setCurrentIndex(0 if shown else 1)
        self.table.show_records(shown)
        if shown and self.line is None:
            self.table.choose(shown[0])
        untold = [one for one in self.lines if one.untold]
        people = count_words(len({one.clinician_id for one in untold}), "person", "people")
        said = f"{count_words(len(untold), 'change')} for {people}" if untold else "nobody waits"
        self.head.tell("To tell", said)
        for part, every in zip(self._parts, (False, True), strict=True):
            part.setChecked(self.every is every)
        self.inspect()

    def inspect(self) -> None:
        """Show the change under the cursor."""
        line = self.line
        others = sum(
            line is not None and one.clinician_id == line.clinician_id and one.untold
            for one in self.lines
        )
        mine = line is not None and line.untold
        self.side.tell(line, others - mine, [self._act(name) for name in OFFERED])

    def _act(self, name: str) -> Act:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return spec.text.replace("&", ""), spec.shortcut, lambda: spec.run(self)

    def show_every(self, *, every: bool) -> None:
        """Show the untold changes, or all of them."""
        self.every = every
        self.refresh()
        self.table.setFocus()

    def turn_filter(self) -> None:
        """From the untold to all, and back."""
        self.show_every(every=not self.every)

    def select_person(self) -> None:
        """Select every line of the person under the cursor, to be told in one call."""
        line, table = self.line, self.table
        if line is None:
            return
        table.clearSelection()
        rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        model = table.model()
        for row in range(model.rowCount()):
            if table.record_at(row).clinician_id == line.clinician_id:
                table.selectionModel().select(model.index(row, 0), rows)

    def show_on_rota(self) -> None:
        """Go to the cell of the change."""
        line = self.line
        if line is not None:
            self.frame.go("rota", day=line.day, clinician=line.clinician_id)

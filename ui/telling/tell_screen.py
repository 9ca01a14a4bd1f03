"""To tell: every change after publishing, whom it concerns, how they are reached, the ticks."""

from PySide6.QtCore import QItemSelectionModel

from rota_desk.queries.tell_list import TellLine, tell_list
from rota_desk.words import count_words
from ui.frame import Frame, Subject
from ui.list_screen import ListScreen
from ui.telling.tell_actions import TELL_ACTIONS
from ui.telling.tell_columns import TELL_COLUMNS
from ui.telling.tell_hands import TellHands
from ui.telling.tell_panel import TellPanel
from ui.widgets.empty import Empty
from ui.widgets.table import RecordTable
from ui.widgets.words import button

OFFERED = (
    *("tell.tick", "tell.again", "tell.agreed", "tell.back", "tell.reason"),
    *("tell.person", "tell.drafts", "tell.rota"),
)


class TellScreen(ListScreen[TellLine]):
    """The list of who must be told; untold ones first."""

    ACTIONS = TELL_ACTIONS

    def __init__(self, frame: Frame) -> None:
        table = RecordTable("Who must be told", TELL_COLUMNS, frame.look)
        super().__init__(frame, "To tell", table)
        self.lines: tuple[TellLine, ...] = ()
        self.hands: TellHands = TellHands(self)
        self.side = TellPanel()
        self.mark(lambda line: (line.clinician_id,))
        self.lay(
            "Untold",
            (
                button("E-mail drafts …", self.hands.save_drafts, says="E-mail drafts (Ctrl+S)"),
                button("Told …", self.hands.tick, "primary", says="Tick as told (Ctrl+E)"),
            ),
            Empty(
                "Nobody has to be told",
                "When a published day changes, whoever it concerns stands here until you tick "
                "that they were told.",
                ("All changes", lambda: self.show_every(every=True)),
            ),
        )
        self.table.opened.connect(lambda _line: self.hands.tick())

    def subject(self) -> Subject:
        """Whom the change concerns, and its session."""
        line = self.line
        return Subject(line.clinician_id or None, line.session_id) if line else Subject()

    def inspector(self) -> TellPanel:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the list again; the cursor stays on its place."""
        self.lines = self.frame.bridge.ask(tell_list)
        shown = tuple(one for one in self.lines if self.every or one.untold)
        untold = [one for one in self.lines if one.untold]
        people = count_words(len({one.clinician_id for one in untold}), "person", "people")
        said = f"{count_words(len(untold), 'change')} for {people}" if untold else "nobody waits"
        self.show_lines(shown, said)

    def inspect(self) -> None:
        """Show the change under the cursor."""
        line = self.line
        others = sum(
            line is not None and one.clinician_id == line.clinician_id and one.untold
            for one in self.lines
        )
        mine = line is not None and line.untold
        self.side.tell(line, others - mine, self.acts(OFFERED))

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
            person, session = line.clinician_id, line.session_id
            self.frame.go("rota", day=line.day, clinician=person, session=session)

"""The On-call screen: who is on now and next, a fortnight of every tier, the sheet."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.types import OnCallTier
from rota_desk.domain.times import monday_of
from rota_desk.edits.on_call import remove_on_call_rota, save_on_call_rota
from rota_desk.queries.look_up import look_up
from rota_desk.queries.on_call import TIERS, OnCallDuty, OnCallRotaView, now_words, on_call_board
from rota_desk.words import span_words
from ui.actions import ActionSpec
from ui.frame import Frame, Screen, Subject
from ui.oncall.board_model import BoardModel
from ui.oncall.duty_painting import DutyDelegate
from ui.oncall.now_cards import NowCards
from ui.oncall.oncall_panel import OnCallPanel
from ui.widgets.empty import Empty
from ui.widgets.followed import FollowedChip
from ui.widgets.form import Form
from ui.widgets.head import Head
from ui.widgets.layouts import scrolled
from ui.widgets.words import button

DAYS = 14
LINE, LEAST = 22, 170  # pixels of a duty's line, and of the days at least


def _rota(screen: "OnCallScreen") -> bool:
    return screen.rota() is not None


ONCALL_ACTIONS: "tuple[ActionSpec[OnCallScreen], ...]" = (
    ActionSpec("oncall.new", "&New on-call rota …", "Ctrl+N", "Place", lambda s: s.new()),
    ActionSpec(
        "oncall.change", "&Change the rota …", "Ctrl+E", "Place", lambda s: s.change(), _rota
    ),
    ActionSpec("oncall.remove", "&Remove the rota", "", "Place", lambda s: s.remove(), _rota),
    ActionSpec("oncall.sheet", "The on-call &sheet", "Ctrl+P", "Place", lambda s: s.sheet()),
    ActionSpec("oncall.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.show_on_rota()),
    ActionSpec("oncall.person", "Show the &person", "Ctrl+H", "Go", lambda s: s.show_person()),
    ActionSpec("oncall.next", "The fortnight &after", "Alt+Right", "Go", lambda s: s.turn(1)),
    ActionSpec("oncall.last", "The fortnight &before", "Alt+Left", "Go", lambda s: s.turn(-1)),
    ActionSpec("oncall.today", "&Today", "Alt+Home", "Go", lambda s: s.turn(0)),
)
OFFERED = ("oncall.rota", "oncall.person", "oncall.change")


class OnCallScreen(Screen):
    """Tiers across, days down; now on top."""

    ACTIONS = ONCALL_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.first: dt.date | None = None
        self.model = BoardModel(frame.followed)
        self.cards = NowCards()
        self.grid = QTableView()
        self.side = OnCallPanel()
        self.head = Head("On-call")
        self.head.add(
            FollowedChip(frame.followed),
            button("←", lambda: self.turn(-1), says="The fortnight before (Alt+Left)"),
            button("Today", lambda: self.turn(0), says="Today (Alt+Home)"),
            button("→", lambda: self.turn(1), says="The fortnight after (Alt+Right)"),
            button("New rota …", self.new, says="Ctrl+N"),
            button("On-call sheet", self.sheet, "primary", says="Ctrl+P"),
        )
        self._lay()
        self._size()
        frame.look.changed.connect(self._size)
        self.grid.selectionModel().currentChanged.connect(self.inspect)
        self.grid.doubleClicked.connect(lambda _index: self.show_on_rota())
        self.setFocusProxy(self.grid)

    def _lay(self) -> None:
        self.grid.setModel(self.model)
        self.grid.setItemDelegate(DutyDelegate(self.grid, self.model, self.frame.look))
        self.grid.setAccessibleName("On-call, day by day")
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.setFrameShape(QTableView.Shape.NoFrame)
        self.grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.horizontalHeader().setHighlightSections(False)
        self.grid.verticalHeader().setHighlightSections(False)
        inside = QWidget()
        inside.setObjectName("plain")
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(self.cards)
        parts.addWidget(self.grid, 1)
        self.stage = QStackedWidget()
        self._area = scrolled(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stage.addWidget(self._area)
        self.stage.addWidget(
            Empty(
                "On-call",
                "Say which activities answer for which tier, and see who is on now, who is next "
                "and how to reach them.",
                ("New on-call rota …", self.new),
            )
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self.stage, 1)

    def _size(self, _theme: object = None) -> None:
        """Keep a few days in sight: below that, now and the days scroll together."""
        self.grid.setMinimumHeight(self.frame.look.pixels(LEAST))

    def subject(self) -> Subject:
        """Whoever is under the cursor."""
        return Subject(next((one.clinician_id for one in self.duties() if one.clinician_id), None))

    def inspector(self) -> OnCallPanel:
        """The duty under the cursor and its rota."""
        return self.side

    def refresh(self) -> None:
        """Ask who is on again; the cursor keeps its cell."""
        bridge = self.frame.bridge
        start = self.first or monday_of(bridge.ask(look_up).today)
        here = self.grid.currentIndex()
        board = bridge.ask_first(on_call_board, start=start, end=start + dt.timedelta(days=DAYS))
        self.model.show(board)
        self.cards.show_board(board, self.frame.followed)
        self.stage.setCurrentIndex(0 if board.rotas else 1)
        self._fit()
        days = (board.moment.date() - board.start).days
        row = here.row() if here.isValid() else max(0, min(days, DAYS - 1))
        self.grid.setCurrentIndex(self.model.index(row, max(here.column(), 0)))
        last = board.end - dt.timedelta(days=1)
        said = now_words(board)
        self.head.tell(
            "On-call", " · ".join(one for one in (span_words(start, last), said) if one)
        )
        self.inspect()

    def mark_followed(self) -> None:
        """Mark the duties of whoever is highlighted now, and the card of who is on."""
        self.grid.viewport().update()
        if self.model.board is not None:
            self.cards.show_board(self.model.board, self.frame.followed)

    def _fit(self) -> None:
        for line in range(self.model.rowCount()):
            most = max(
                (len(self.model.duties(line, one)) for one in range(self.model.columnCount())),
                default=1,
            )
            tall = self.frame.look.pixels(max(most, 1) * LINE + 8)
            self.grid.verticalHeader().resizeSection(line, tall)

    def rota(self) -> OnCallRotaView | None:
        """The rota under the cursor."""
        return self.model.rota(max(self.grid.currentIndex().column(), 0))

    def duties(self) -> tuple[OnCallDuty, ...]:
        """The duties under the cursor."""
        index = self.grid.currentIndex()
        return self.model.duties(index.row(), index.column()) if index.isValid() else ()

    def inspect(self, *_places: object) -> None:
        """Show the duty under the cursor and its rota."""
        specs = {spec.id: spec for spec in self.ACTIONS}
        acts = [
            (specs[one].text.replace("&", ""), specs[one].shortcut, self._runner(one))
            for one in OFFERED
        ]
        self.side.tell(self.rota(), self.duties(), acts)

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    # What the coordinator does.

    def turn(self, step: int) -> None:
        """Go a fortnight on or back, or to this week."""
        board = self.model.board
        moved = board.start + step * dt.timedelta(days=DAYS) if board and step else None
        self.first = moved
        self.refresh()

    def new(self) -> Form:
        """Set up an on-call rota."""
        return self._form(None)

    def change(self) -> Form | None:
        """Change the rota under the cursor."""
        rota = self.rota()
        return self._form(rota) if rota is not None else None

    def _form(self, rota: OnCallRotaView | None) -> Form:
        bridge = self.frame.bridge
        form = Form("On-call rota", "Save", bridge, self)
        name = form.line("Name", rota.name if rota else "", "Medical registrar")
        tier = form.choice(
            "Tier",
            [(one, TIERS[one]) for one in OnCallTier],
            rota.tier if rota else OnCallTier.FIRST,
        )
        codes = form.line("Activities", " ".join(rota.codes) if rota else "", "OC OW")
        form.note("Whoever stands on one of these, by code, answers for the rota while it lasts.")
        handover = form.line("Handed over", rota.handover if rota else "", "where, or how")
        prompt = form.check("Comes in at once (category A)", value=rota.prompt if rota else True)

        def submit() -> bool:
            done = bridge.do(
                save_on_call_rota,
                name=name.value(),
                tier=tier.value() or OnCallTier.FIRST,
                codes=codes.value().replace(",", " ").split(),
                handover=handover.value(),
                prompt=prompt.value(),
                rota=rota.rota_id if rota else None,
            )
            return done is not None

        form.open_then(submit)
        return form

    def remove(self) -> None:
        """Take the rota under the cursor away; undo brings it back."""
        rota = self.rota()
        if rota is not None:
            self.frame.bridge.do(remove_on_call_rota, rota=rota.rota_id)

    def sheet(self) -> None:
        """Show the sheet of the week in Reports."""
        board = self.model.board
        if board is not None:
            last = board.start + dt.timedelta(days=6)
            self.frame.go("reports", report="on-call-sheet", first=board.start, last=last)

    def show_on_rota(self) -> None:
        """Go to the duty under the cursor on the Rota."""
        index = self.grid.currentIndex()
        found = next((one for one in self.duties() if one.clinician_id is not None), None)
        day = self.model.day(index.row()) if index.isValid() else None
        if found is not None:
            self.frame.go("rota", clinician=found.clinician_id, day=day)
        elif day is not None:
            self.frame.go("rota", day=day)

    def show_person(self) -> None:
        """Go to whoever is under the cursor in People, to confirm a number."""
        found = next((one for one in self.duties() if one.clinician_id is not None), None)
        if found is not None:
            self.frame.go("people", clinician=found.clinician_id)

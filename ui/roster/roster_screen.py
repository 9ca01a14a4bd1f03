"""The Rota screen: the period as a grid, and every edit of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QSplitter

from rota_desk.errors import Refusal
from rota_desk.queries.look_up import LookUp, look_up
from rota_desk.queries.rota_sheet import By, Entry, RotaSheet
from rota_desk.rules.finding import Finding
from ui.actions import bind
from ui.frame import Frame, Subject
from ui.roster.all_hands import AllHands
from ui.roster.blocks import blocks_of, choose_blocks
from ui.roster.callout import Callout
from ui.roster.cover_view import CoverView
from ui.roster.face import Mark
from ui.roster.fairness_view import FairnessPanel
from ui.roster.finding_hands import FindingHands
from ui.roster.findings_panel import FindingsPanel
from ui.roster.going import Going
from ui.roster.grid_view import RotaGrid
from ui.roster.inspecting import Inspecting
from ui.roster.inspector import RotaInspector
from ui.roster.judging import Judging
from ui.roster.laying import head_acts, join, lay, show_beginning
from ui.roster.marks import Marks, mark_of, marks_of
from ui.roster.period import Period, monday_of
from ui.roster.rota_actions import MENU, ROTA_ACTIONS
from ui.roster.rota_head import RotaHead
from ui.roster.sheet_model import SheetModel
from ui.roster.sieve import Sifting
from ui.roster.spot import Spot
from ui.roster.view_choice import ViewChoice, next_view
from ui.roster.zoom import Stop, next_stop, stop_for, zoom_words
from ui.widgets.completer import CodeField
from ui.widgets.reason_bar import ReasonBar
from ui.widgets.steps_view import StepsView

if TYPE_CHECKING:
    from ui.widgets.form import Form

LARGE = 1.5  # times the usual text
LEAST = 130  # pixels of the grid: below that the cover lines give way
STAYED = "Stopped; the rota stays where it was."


class RosterScreen(AllHands):
    """The rota: what stands where, and the hands that change it."""

    ACTIONS = ROTA_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.bridge = frame.bridge
        self.period = Period(monday_of(self.names.today))
        self.by = By.PERSON
        self.judging: Judging = Judging(self)
        self.model = SheetModel()
        self.grid: RotaGrid = RotaGrid(self.model, frame.look)
        self.cover = CoverView(frame.look)
        self.panel = FindingsPanel(frame.look)
        self.fair = FairnessPanel(self.grid, frame.look, frame.bridge, frame.tasks)
        self.view = ViewChoice(self.grid)
        self.code = CodeField(self.grid.viewport())
        self.reason = ""  # why published days change, until the next version
        self.callout = Callout(self.grid.viewport(), frame.look)
        self.refused_at: Spot | None = None
        self.sifting: Sifting = Sifting(self)
        self.findings_at: FindingHands = FindingHands(self)
        self.inspecting: Inspecting = Inspecting(self)
        self.going: Going = Going(self)
        self.head = RotaHead(head_acts(self))
        self.reasons = ReasonBar(self.bridge, lambda reason: self.hands.keep_reason(reason))
        self.reasons.taken_back.connect(lambda reason: self.hands.forget_reason(reason))
        self.body = QSplitter(Qt.Orientation.Vertical)  # the grid, and the findings under it
        self.steps = StepsView(frame.look, lambda step: frame.go(step.place, **step.focus))
        lay(self)
        join(self)

    def timer(self, pause: int, act: Callable[[], None]) -> QTimer:
        """A timer that acts once, and only while the screen is in view."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(lambda: act() if self.isVisible() else None)
        return timer

    def moved(self, _spot: object) -> None:
        """The cursor stands elsewhere: what was said of its cell is over."""
        self.inspecting.soon()
        self.refused_at = None
        self.callout.hide()

    def refused(self, sentence: str) -> None:
        """Say beside the cell why something does not go there."""
        spot = self.refused_at or self.spot
        if self.isVisible() and spot is not None and QApplication.activeModalWidget() is None:
            self.callout.tell(self.grid.rect_of(spot), sentence, "danger")

    def let_go(self) -> None:
        """Escape: put the brush down, forget what was cut, take the sentence away."""
        self.callout.hide()
        self.pasting.put_away()
        self.painter.stop()

    def place_view(self) -> None:
        """Lay the choice of rows over the grid's corner."""
        corner = self.grid.names.width(), self.grid.horizontalHeader().height()
        self.view.setGeometry(6, 5, corner[0] - 12, corner[1] - 10)

    def shrink(self, _theme: object) -> None:
        """Leave out of the head what large text leaves no room for."""
        self.head.shrink(tight=self.frame.look.scale >= LARGE)
        self.grid.setMinimumHeight(self.frame.look.pixels(LEAST))

    # What is shown.

    @property
    def names(self) -> LookUp:
        """People, rooms and activities as they are now."""
        return self.bridge.ask(look_up)

    @property
    def spot(self) -> Spot | None:
        """Where the cursor is."""
        return self.grid.spot()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        spot = self.spot
        return spot.entry if spot else None

    @property
    def sheet(self) -> RotaSheet:
        """The sheet that is shown."""
        sheet = self.model.sheet
        if sheet is None:
            raise Refusal("The rota is not shown yet.")
        return sheet

    def inspector(self) -> RotaInspector:
        """The right-hand side."""
        return self.inspecting.side

    @property
    def side(self) -> RotaInspector:
        """The right-hand side."""
        return self.inspecting.side

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in the period that is shown."""
        return self.judging.findings

    def refresh(self) -> None:
        """Ask for the sheet and its findings again; the cursor stays on its cell."""
        sheet = self.judging.sheet_now()
        self._put_on(sheet)
        self.cover.cover_model.show(sheet.cover, sheet.days)
        self.tell_head()
        self._tell_findings()
        self.fair.follow(self.period)
        self.inspecting.soon()
        show_beginning(self)

    @property
    def marks_now(self) -> Marks:
        """Where the findings of the period are marked."""
        return marks_of(self.findings)

    def mark_followed(self) -> None:
        """Frame the work of whoever is highlighted now."""
        self.show_again()
        self.sifting.tell()

    def _put_on(self, sheet: RotaSheet) -> None:
        """Show a sheet; the cursor and what is chosen stay, also where it is laid anew."""
        spot, half, before = self.spot, self.grid.half, self.model.sheet
        turned = before is None or before.by is not sheet.by
        chosen = () if turned else blocks_of(self.grid)
        if self.model.show(sheet, self.marks_now, self.sifting.keep(), self.frame.followed.person):
            self._return_to(spot, half)
            choose_blocks(self.grid, chosen)

    def is_shown(self, there: RotaSheet) -> bool:
        """Whether a sheet is of the days and rows that are chosen."""
        shown = there.start, len(there.days), there.by
        return shown == (self.period.start, self.period.days, self.by)

    def stay_with(self, there: RotaSheet) -> None:
        """Choose the days and rows of a sheet again: the way to others was stopped."""
        if not self.is_shown(there):
            self.grid.stop, self.grid.zoom = stop_for(len(there.days)), 1.0
        self.by, self.period = there.by, Period(there.start, len(there.days))
        self.frame.say(STAYED, "notice")

    def touched(self, news: object) -> bool:
        """Keep what an edit found, so that its verdict is on the screen at once."""
        self.judging.hear(news)
        return True

    def show_judged(self, sheet: RotaSheet) -> None:
        """Show what was found when the whole period was judged again."""
        self._put_on(sheet)
        self._tell_findings()
        self.inspecting.soon()

    def tell_head(self) -> None:
        """Show the period, its version and the reason that is kept with changes."""
        self.head.tell(self.period, self.sheet, self.reason)
        self.view.tell(self.by)

    def _tell_findings(self) -> None:
        if self.judging.awaited:
            self.head.await_findings()
            return
        grave = sum(mark_of(one) is Mark.DANGER for one in self.findings)
        self.head.tell_findings(grave, len(self.findings) - grave)
        self.panel.show_findings(self.findings, self.period.words)

    def _return_to(self, spot: Spot | None, half: str) -> None:
        line = self.model.line_of(spot.row.key, spot.row.group) if spot else -1
        column = self.model.column_of(spot.day) if spot else -1
        if line >= 0 and column >= 0:
            self.grid.go_to(line, column, half, spot.place if spot else 0)
        else:
            self.grid.first()

    def inspect_now(self) -> None:
        """Tell the inspector of the cell under the cursor."""
        self.inspecting.now()

    # Where it looks.

    def focus_on(self, **where: object) -> None:
        """Go to a person (`clinician`), a day (`day`), a half ("am") or a session (`session`).

        On a gap the inspector tells who could do it.
        """
        self.going.to(**where)

    def subject(self) -> Subject:
        """The person and the session under the cursor."""
        spot, entry = self.spot, self.entry
        by_person = spot is not None and self.by is By.PERSON and spot.row.key > 0
        row = spot.row.key if spot is not None and by_person else None
        return Subject(
            (entry.clinician_id if entry else None) or row, entry.session_id if entry else None
        )

    def show_period(self, period: Period) -> None:
        """Show the rota of other days."""
        self.period = period
        self.refresh()

    def step(self, by: int) -> None:
        """A week later (1) or earlier (-1)."""
        self.show_period(self.period.step(by))

    def show_days(self, days: int) -> None:
        """Show a week, a fortnight, four weeks, a quarter or a year."""
        self.show_stop(stop_for(days))

    def show_stop(self, stop: Stop) -> None:
        """Show so many days, as closely as the stop says; the cursor's day stays in view."""
        spot, start = self.spot, self.period.start
        self.grid.stop, self.grid.zoom = stop, 1.0
        period = Period(start, stop.days)
        if spot is not None and not period.holds(spot.day):
            period = period.around(spot.day)
        if period == self.period:
            self.grid.fit_days()
        else:
            self.show_period(period)

    def zoom_stop(self, by: int) -> None:
        """Look closer (-1) or wider (1): from a week in words to a year in bars."""
        stop = next_stop(self.grid.stop, by)
        self.show_stop(stop)
        self.frame.say(zoom_words(stop))

    def go_today(self) -> None:
        """Go to the week of today."""
        self.focus_on(day=self.bridge.ask(look_up).today)

    def pick_day(self) -> "Form":
        """Ask for a day to go to."""
        from ui.roster.dialogs import day_form

        start = self.spot.day if self.spot else self.period.start
        return day_form(self.bridge, self, start, lambda day: self.focus_on(day=day))

    def show_by(self, by: By) -> None:
        """Turn the rows: by person, activity, room or post; the session stays chosen."""
        self.fair.setVisible(self.fair.isVisible() and by is By.PERSON)
        self.going.turn(by)

    def zoom(self, factor: float) -> None:
        """Make days wider or narrower."""
        self.grid.zoom_by(factor)

    def turn(self) -> None:
        """The next of the four views."""
        self.show_by(next_view(self.by))

    def toggle_fairness(self) -> None:
        """Show or fold everybody's nights, weekends … beside their share."""
        if self.by is not By.PERSON:
            self.show_by(By.PERSON)
        self.fair.setVisible(self.fair.isHidden())
        self.fair.ask()
        if self.fair.isHidden():
            self.grid.setFocus()

    # Findings.

    def toggle_findings(self) -> None:
        """Show or fold the table of findings."""
        self.panel.setVisible(self.panel.isHidden())
        (self.panel.table if self.panel.isVisible() else self.grid).setFocus()

    def offer(self, point: QPoint) -> None:
        """The right-click menu: the same actions."""
        menu = QMenu(self)
        specs = {spec.id: spec for spec in ROTA_ACTIONS}
        for name in MENU:
            action = bind(specs[name], self, menu)
            action.setEnabled(specs[name].enabled(self))
            menu.addAction(action)
        menu.popup(self.grid.viewport().mapToGlobal(point))

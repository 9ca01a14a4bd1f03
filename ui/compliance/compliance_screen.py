"""The Compliance screen: who breaks which rule, where in their fortnight, and why."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from rota_desk.domain.times import monday_of
from rota_desk.queries.compliance import Compliance, Judged, Standing, compliance
from rota_desk.queries.fortnight import Fortnight, fortnight
from rota_desk.queries.look_up import look_up
from rota_desk.queries.restricted_actual_hours import (
    ActualHours,
    ActualLine,
    actual_hours,
)
from rota_desk.queries.signed_off import SignedOff
from rota_desk.words import count_words, span_words
from ui.compliance.compliance_actions import COMPLIANCE_ACTIONS
from ui.compliance.compliance_panel import CompliancePanel
from ui.compliance.marks import LEGEND
from ui.compliance.matrix import Matrix
from ui.compliance.mending_hands import MendingHands
from ui.compliance.signed_columns import SIGNED
from ui.compliance.signing_hands import SigningHands
from ui.compliance.timeline_view import TimelineView
from ui.compliance.views import View, begin, nobody, not_kept
from ui.compliance.worked_columns import WORKED
from ui.compliance.worked_hands import WorkedHands
from ui.frame import Frame, Screen
from ui.tasks import Stopped
from ui.widgets.finding_card import OnFinding
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column, row, scrolled
from ui.widgets.reason_bar import ReasonBar
from ui.widgets.table import RecordTable
from ui.widgets.words import button, words

FORTNIGHT, DAY = dt.timedelta(days=14), dt.timedelta(days=1)
PAUSE = 60  # milliseconds the cursor rests before the time line is asked for
ENDING = "compliance.end"
RECORDED = ("compliance.record", "compliance.unrecord")
OFFERED = (
    "compliance.mend",
    "compliance.authorise",
    "compliance.accept",
    ENDING,
    "compliance.rota",
)


class ComplianceScreen(Screen):
    """The rota of a fortnight against every rule that binds, worst off first."""

    ACTIONS = COMPLIANCE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: SigningHands = SigningHands(self)
        self.mending: MendingHands = MendingHands(self)
        self.reasons = ReasonBar(frame.bridge, self.mending.keep_reason)
        self.start = monday_of(frame.bridge.ask(look_up).today)
        self.found: Compliance | None = None
        self.judged: Judged | None = None  # the measure that is looked at
        self._every = False
        self._view = View.RULES
        self._worked: ActualHours | None = None
        self._days: Fortnight | None = None
        self.matrix = Matrix(frame.look)
        self.timeline = TimelineView(frame.look)
        self.signed: RecordTable[SignedOff] = RecordTable("Signed off", SIGNED, frame.look)
        self.worked: RecordTable[ActualLine] = RecordTable("Hours worked", WORKED, frame.look)
        self.hours: WorkedHands = WorkedHands(self)
        self.side = CompliancePanel(OnFinding(self.mending.do, self.mending.turn))
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        self._lay()
        self.mending.seeker.found.connect(self.side.show_mends)
        self.matrix.moved.connect(self._rest.start)
        self.matrix.opened.connect(self.show_why)
        self.timeline.chosen.connect(self.choose)
        self.signed.chosen.connect(lambda _one: self._rest.start())
        self.worked.chosen.connect(lambda _one: self._rest.start())
        self.worked.opened.connect(lambda _one: self.hours.record())
        frame.look.changed.connect(self._look_again)
        self.setFocusProxy(self.matrix)

    def _lay(self) -> None:
        self.head = Head("Compliance")
        self._views = button("Signed off", self.turn_view, "part", says="Signed off (Alt+S)")
        self._hours = button("Hours worked", self.turn_worked, "part", says="Hours worked (Alt+W)")
        for one in (self._views, self._hours):
            one.setCheckable(True)
        self.head.add(
            self._views,
            self._hours,
            button("←", lambda: self.turn(-1), says="Earlier fortnight (Alt+Left)"),
            button("Today", self.to_today, says="Today (Alt+Home)"),
            button("→", lambda: self.turn(1), says="Later fortnight (Alt+Right)"),
            button("Report …", self.open_report, "primary", says="Report (Ctrl+Shift+R)"),
        )
        self._legend = words(LEGEND, "soft", wrap=True)
        self._whose = words("", "strong")
        self._told = words("", "soft")
        above = boxed(column(self.matrix, self._padded(self._legend), gap=0))
        look = self.frame.look
        line = scrolled(self.timeline)
        line.setAccessibleName("Time line of the person")
        line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.setMinimumHeight(look.pixels(60))
        head = row(self._whose, self._told, None)
        below = boxed(column(self._padded(boxed(head)), line, gap=0))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(above)
        self.split.addWidget(below)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([look.pixels(460), look.pixels(330)])
        self._shown = QStackedWidget()
        self._shown.addWidget(self.split)
        for part in (nobody(self.frame), self.signed, self.worked, not_kept(self.frame)):
            self._shown.addWidget(part)
        lines = column(self.head, self.reasons, self._shown, gap=0)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def _padded(self, part: QWidget) -> QWidget:
        part.setContentsMargins(12, 6, 12, 6)
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the legend whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the legend as many lines as it needs, before the matrix takes the rest."""
        self._legend.setMinimumHeight(0)
        needed = self._legend.heightForWidth(max(self._legend.width(), 200))
        self._legend.setMinimumHeight(needed)

    def _look_again(self, _theme: object) -> None:
        self._rest.start()

    def inspector(self) -> CompliancePanel:
        """What was measured, and why."""
        return self.side

    @property
    def end_day(self) -> dt.date:
        """The day after the last one shown."""
        return self.start + FORTNIGHT

    def refresh(self) -> None:
        """Hold the rota against the rules again; the cursor stays on its cell."""
        found = self._held()
        if found is None:
            return
        self.found = found
        self.signed.show_records(self.found.signed)
        self._ask_worked()
        self._turn_to()
        self.matrix.show_found(self.found, every_rule=self._every)
        self._tell_head(self.found)
        self._rest.start()

    def _held(self) -> Compliance | None:
        """Hold the days against the rules beside the window; stopped, the days before stay."""
        bridge, start, end = self.frame.bridge, self.start, self.end_day
        try:
            return bridge.ask_long(
                "Holding the rota against the rules",
                lambda: bridge.ask(compliance, start=start, end=end),
            )
        except Stopped:
            self.start = self.found.start if self.found else start
            self.frame.say("Stopped; the days before stay.", "notice")
            return None

    def _ask_worked(self) -> None:
        """Ask for hours really worked while they are looked at, and at no other time."""
        self._worked = None
        if self._view is View.WORKED:
            self._worked = self.frame.bridge.ask(actual_hours, start=self.start, end=self.end_day)
            self.worked.show_records(self._worked.lines)

    def _turn_to(self) -> None:
        """Show the matrix, what was signed off, hours worked, or what to do first."""
        found = self.found
        anything = found is not None and bool(found.people and found.rules)
        self._views.setChecked(self._view is View.SIGNED)
        self._hours.setChecked(self._view is View.WORKED)
        view = self._view if anything or self._view is not View.RULES else View.NOBODY
        if self._worked is not None and not self._worked.kept:
            view = View.NOT_KEPT
        self._shown.setCurrentIndex(view.value)

    def turn_view(self) -> None:
        """Turn from the matrix to what was signed off, or back."""
        self._show_view(View.RULES if self._view is View.SIGNED else View.SIGNED)

    def turn_worked(self) -> None:
        """Turn from the matrix to hours really worked, or back."""
        self._show_view(View.RULES if self._view is View.WORKED else View.WORKED)

    def _show_view(self, view: View) -> None:
        self._view = view
        self._ask_worked()
        self._turn_to()
        if view is View.RULES:
            self.matrix.setFocus()
        elif view is View.SIGNED:
            begin(self.signed)
        else:
            begin(self.worked)
        self._rest.start()

    @property
    def is_worked_shown(self) -> bool:
        """Whether the list of hours really worked is in view."""
        return self._view is View.WORKED

    @property
    def signature(self) -> SignedOff | None:
        """The signature under the cursor: of the list while it is shown, else of the cell."""
        if self._view is View.SIGNED:
            return self.signed.record()
        return self.judged.signed if self.judged else None

    def _tell_head(self, found: Compliance) -> None:
        counts = {
            standing: sum(one.count(standing) for one in found.people) for standing in Standing
        }
        parts = (
            span_words(self.start, self.end_day - DAY),
            count_words(counts[Standing.BREACH], "breach", "breaches"),
            count_words(counts[Standing.ADVISORY], "advisory", "advisories"),
            f"{counts[Standing.SIGNED]} signed off",
        )
        self.head.tell("Compliance", " · ".join(parts))

    # What is looked at.

    def inspect_now(self) -> None:
        """Show the person under the cursor along the hours, and the rule's worst measure."""
        self._fit()
        if self._view is not View.RULES:
            self.judged = None
            self.mending.look()
        if self._view is View.SIGNED:
            self.side.tell_signature(self.signed.record(), self._offers())
            return
        if self._view is View.WORKED:
            self._tell_worked()
            return
        cell = self.matrix.cell()
        self.judged = cell.results[0] if cell is not None and cell.results else None
        self._ask_days()
        self._show()

    def _tell_worked(self) -> None:
        line, found = self.hours.line, self._worked
        judged = found.judged if found is not None else ()
        mine = [one for one in judged if line and one.finding.clinician_id == line.clinician_id]
        self.side.tell_worked(line, mine, self._offers())

    def _ask_days(self) -> None:
        person = self.matrix.person()
        self._days = None
        if person is not None:
            self._days = self.frame.bridge.ask(
                fortnight, clinician=person.clinician_id, start=self.start, end=self.end_day
            )

    def choose(self, one: Judged) -> None:
        """Look at another measure of the same person."""
        person = self.matrix.person()
        if person is not None:
            self.matrix.go_to(person.clinician_id, one.finding.key)
            self._rest.stop()
        self.judged = one
        self._show()

    def _show(self) -> None:
        person, cell = self.matrix.person(), self.matrix.cell()
        found = person.found if person is not None else ()
        self.timeline.show_days(self._days, found, self.judged)
        self._whose.setText(person.name if person else "")
        self._told.setText(_sentence(found))
        self.side.tell(person, cell, self.judged, self._offers())
        self.mending.look()

    def _offers(self) -> list[tuple[str, Callable[[], object]]]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        names = {View.SIGNED: (ENDING,), View.WORKED: RECORDED}.get(self._view, OFFERED)
        fitting = [specs[name] for name in names if specs[name].enabled(self)]
        return [(spec.text.replace("&", ""), self._runner(spec.id)) for spec in fitting]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    def next_finding(self, step: int) -> None:
        """Go to the next or the previous cell that is flagged."""
        self.matrix.next_finding(step)

    def show_why(self) -> None:
        """Bring the figures and the reason of the rule to the keyboard."""
        self.inspect_now()
        self.side.area.setFocus()

    # Going about.

    def turn(self, step: int) -> None:
        """Go to the fortnight before or after."""
        self.start += step * FORTNIGHT
        self.refresh()

    def to_today(self) -> None:
        """Come back to the fortnight of today."""
        self.start = monday_of(self.frame.bridge.ask(look_up).today)
        self.refresh()

    def show_every_rule(self) -> None:
        """Show rules that nowhere arise too, or leave them out again."""
        self._every = not self._every
        self.refresh()

    def show_on_rota(self) -> None:
        """Turn to the Rota where the finding is, or to the person's first day."""
        person = self.matrix.person()
        if person is None or self._view is not View.RULES:
            return
        found = self.judged.finding.start if self.judged else None
        day = max(found.date(), self.start) if found else self.start
        self.frame.go("rota", clinician=person.clinician_id, day=day)

    def open_report(self) -> None:
        """Turn to the compliance report of these days."""
        self.frame.go("reports", report="compliance", first=self.start, last=self.end_day - DAY)

    def focus_on(self, **where: object) -> None:
        """Go to a person (`clinician`), a rule (`rule`, its key), a day (`day`)."""
        day = where.get("day")
        if isinstance(day, dt.date) and not self.start <= day < self.end_day:
            self.start = monday_of(day)
            self.refresh()
        whom = where.get("clinician")
        if isinstance(whom, int):
            self.matrix.go_to(whom, str(where.get("rule", "")))


def _sentence(found: Sequence[Judged]) -> str:
    """How many findings of a person stand how."""
    breaches = sum(one.standing is Standing.BREACH for one in found)
    others = len(found) - breaches
    if not found:
        return "nothing is found in these days"
    more = f", {others} more" if others and breaches else f"{others} to know" if others else ""
    return f"{count_words(breaches, 'breach', 'breaches') if breaches else ''}{more}"

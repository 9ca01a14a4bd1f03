"""The Compliance screen: who breaks which rule, where in their fortnight, and why."""

import datetime as dt

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from rota_desk.domain.times import monday_of
from rota_desk.queries.compliance import Compliance, compliance
from rota_desk.queries.look_up import look_up
from rota_desk.queries.restricted_actual_hours import ActualLine
from rota_desk.queries.signed_off import SignedOff
from rota_desk.queries.standings import Judged, Standing
from rota_desk.words import count_words, span_words
from ui.compliance.compliance_actions import COMPLIANCE_ACTIONS
from ui.compliance.compliance_panel import CompliancePanel
from ui.compliance.mending_hands import MendingHands
from ui.compliance.showing import Showing
from ui.compliance.sifting import Sieve
from ui.compliance.signed_columns import SIGNED
from ui.compliance.signing_hands import SigningHands
from ui.compliance.stage import Stage
from ui.compliance.views import View, begin, nobody, not_kept, nothing_sought
from ui.compliance.worked_columns import WORKED
from ui.compliance.worked_hands import WorkedHands
from ui.frame import Frame, Screen
from ui.tasks import Stopped
from ui.widgets.finding_card import OnFinding
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column, row
from ui.widgets.reason_bar import ReasonBar
from ui.widgets.table import RecordTable
from ui.widgets.words import button

FORTNIGHT, DAY = dt.timedelta(days=14), dt.timedelta(days=1)
PAUSE = 60  # milliseconds the cursor rests before the time line is asked for
SOUGHT = "Person, rule …   Ctrl F"


class ComplianceScreen(Screen):
    """The rota of a fortnight against every rule that binds, worst off first."""

    ACTIONS = COMPLIANCE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: SigningHands = SigningHands(self)
        self.mending: MendingHands = MendingHands(self)
        self.hours: WorkedHands = WorkedHands(self)
        self.showing: Showing = Showing(self)
        self.reasons = ReasonBar(frame.bridge, self.mending.keep_reason)
        self.reasons.taken_back.connect(self.mending.forget_reason)
        self.start = monday_of(frame.bridge.ask(look_up).today)
        self.found: Compliance | None = None
        self.view = View.RULES
        self._every = False
        self.stage = Stage(frame.look)
        self.matrix, self.timeline = self.stage.matrix, self.stage.timeline
        self.signed: RecordTable[SignedOff] = RecordTable("Signed off", SIGNED, frame.look)
        self.worked: RecordTable[ActualLine] = RecordTable("Hours worked", WORKED, frame.look)
        self.side = CompliancePanel(OnFinding(self.mending.do, self.mending.turn))
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay()
        self._listen()
        self.setFocusProxy(self.matrix)

    def _listen(self) -> None:
        self._rest.timeout.connect(self.inspect_now)
        self.mending.seeker.found.connect(self.side.show_mends)
        self.matrix.moved.connect(self._rest.start)
        self.matrix.opened.connect(self.show_why)
        self.timeline.chosen.connect(self.choose)
        self.signed.chosen.connect(lambda _one: self._rest.start())
        self.worked.chosen.connect(lambda _one: self._rest.start())
        self.worked.opened.connect(lambda _one: self.hours.record())
        self.frame.look.changed.connect(self._look_again)
        self.sought.textChanged.connect(lambda _text: self._sift())
        self.sought.returnPressed.connect(self.matrix.setFocus)

    def _lay(self) -> None:
        self.head = Head("Compliance")
        self._views = button("Signed off", self.turn_view, "part", says="Signed off (Alt+S)")
        self._hours = button("Hours worked", self.turn_worked, "part", says="Hours worked (Alt+W)")
        for one in (self._views, self._hours):
            one.setCheckable(True)
        going = row(
            button("←", lambda: self.turn(-1), says="Earlier fortnight (Alt+Left)"),
            button("Today", self.to_today, says="Today (Alt+Home)"),
            button("→", lambda: self.turn(1), says="Later fortnight (Alt+Right)"),
        )
        self.sought = QLineEdit()
        self.sought.setAccessibleName("Show only some people and rules")
        self.sought.setPlaceholderText(SOUGHT)
        self.sought.setToolTip("Each word narrows: Brandt, AFC, rest, rd-72, breach, advisory")
        self.sought.setClearButtonEnabled(True)
        self.sought.setMinimumWidth(self.frame.look.pixels(180))
        self.head.add(
            self.sought,
            self._views,
            self._hours,
            boxed(going),
            button("Report …", self.open_report, "primary", says="Report (Ctrl+Shift+R)"),
        )
        self._shown = QStackedWidget()
        for part in (
            *(self.stage, nobody(self.frame), self.signed, self.worked, not_kept(self.frame)),
            *(nothing_sought(self.show_all),),
        ):
            self._shown.addWidget(part)
        lines = column(self.head, self.reasons, self._shown, gap=0)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def _look_again(self, _theme: object) -> None:
        self.stage.fit()
        self._rest.start()

    def inspector(self) -> CompliancePanel:
        """What was measured, and why."""
        return self.side

    @property
    def end_day(self) -> dt.date:
        """The day after the last one shown."""
        return self.start + FORTNIGHT

    @property
    def judged(self) -> Judged | None:
        """The measure that is looked at."""
        return self.showing.judged

    def refresh(self) -> None:
        """Hold the rota against the rules again; the cursor stays on its cell."""
        found = self._held()
        if found is None:
            return
        self.found = found
        self.signed.show_records(found.signed)
        self.showing.ask_worked()
        self._sift()
        self._tell_head(found)

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

    def _sift(self) -> None:
        """Show the people and the rules that are asked for; the cursor stays where it can."""
        if self.found is None:
            return
        found = Sieve(self.sought.text()).keep(self.found)
        self.matrix.show_found(found, every_rule=self._every)
        if found.rules and not self.matrix.matrix.rules:  # what is sought nowhere arises
            self.matrix.show_found(found, every_rule=True)
        self._turn_to()
        self._rest.start()

    def seek(self) -> None:
        """Bring the keyboard to the words that choose people and rules."""
        self._show_view(View.RULES)
        self.sought.setFocus()
        self.sought.selectAll()

    def show_all(self) -> None:
        """Show everybody and every rule again."""
        self.sought.clear()
        self.matrix.setFocus()

    # Which of the lists is in view.

    def _turn_to(self) -> None:
        """Show the matrix, what was signed off, hours worked, or what to do first."""
        self._views.setChecked(self.view is View.SIGNED)
        self._hours.setChecked(self.view is View.WORKED)
        self._shown.setCurrentIndex(self._in_view().value)

    def _in_view(self) -> View:
        found, worked = self.found, self.showing.worked
        if self.view is View.RULES:
            if found is None or not (found.people and found.rules):
                return View.NOBODY
            shown = self.matrix.matrix
            return View.RULES if shown.people and shown.rules else View.NOT_FOUND
        return View.NOT_KEPT if worked is not None and not worked.kept else self.view

    def turn_view(self) -> None:
        """Turn from the matrix to what was signed off, or back."""
        self._show_view(View.RULES if self.view is View.SIGNED else View.SIGNED)

    def turn_worked(self) -> None:
        """Turn from the matrix to hours really worked, or back."""
        self._show_view(View.RULES if self.view is View.WORKED else View.WORKED)

    def _show_view(self, view: View) -> None:
        self.view = view
        self.showing.ask_worked()
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
        return self.view is View.WORKED

    @property
    def signature(self) -> SignedOff | None:
        """The signature under the cursor: of the list while it is shown, else of the cell."""
        if self.view is View.SIGNED:
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
        self.showing.look()

    def choose(self, one: Judged) -> None:
        """Look at another measure of the same person."""
        person = self.matrix.person()
        if person is not None:
            self.matrix.go_to(person.clinician_id, one.finding.key)
            self._rest.stop()
        self.showing.choose(one)

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
        if person is None or self.view is not View.RULES:
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
            self.sought.clear()
            self.matrix.go_to(whom, str(where.get("rule", "")))

"""A session statement in the window: a quarter's account of one person's job plan."""

import datetime as dt

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from reports.statement_words import TONES, count, figures, terms, verdict
from reports.wording import span_words
from rota_desk.domain.delivery import Tone
from rota_desk.queries.hours_account import quarter_of
from rota_desk.queries.look_up import look_up
from rota_desk.queries.session_statement import ActivitySum, SessionStatement, session_statement
from ui.frame import Frame
from ui.job_plans.statement_columns import ACCOUNT, SUMS, AccountLine, account_lines
from ui.tasks import Progress
from ui.widgets.empty import Empty
from ui.widgets.layouts import clear, row, scrolled
from ui.widgets.table import RecordTable
from ui.widgets.words import button, set_role, words
from ui.widgets.wrap import Wrap

DAY = dt.timedelta(days=1)
LEAST = 230  # pixels of the account; in a lower window the whole is scrolled
BAR = 14  # pixels of a scroll bar
KINDS = {Tone.FINE: "good", Tone.AMBER: "warning", Tone.RED: "danger"}
SHAPES = {Tone.FINE: "✓", Tone.AMBER: "◆", Tone.RED: "▲"}
POST = "A post has no statement: whoever holds it has one of their own, under their own plan."


class StatementView(QWidget):
    """What the plan asked of somebody in a quarter, what became of it, and what is owed."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._frame = frame
        self.clinician: int | None = None
        self.quarter: tuple[dt.date, dt.date] | None = None
        self.statement: SessionStatement | None = None
        self.title = words("", "heading", wrap=True)
        self.verdict = words("", wrap=True)
        self.figures = words("", wrap=True)
        self.lost = words("", "soft", wrap=True)
        self.terms = words("", "soft", wrap=True)
        self.sums: RecordTable[ActivitySum] = RecordTable("Sums", SUMS, frame.look)
        self.account: RecordTable[AccountLine] = RecordTable("Account", ACCOUNT, frame.look)
        self._none = QVBoxLayout()
        self._stage = QStackedWidget()
        self._lay()
        self.setFocusProxy(self.account)

    def _lay(self) -> None:
        buttons = Wrap()
        buttons.add(
            button("←", lambda: self.turn(-1), says="Earlier quarter (Alt+Left)"),
            button("This quarter", self.to_today, says="This quarter (Alt+Home)"),
            button("→", lambda: self.turn(1), says="Later quarter (Alt+Right)"),
            button("Print", self.print, says="As pages to sign, in Reports (Ctrl+P)"),
        )
        told = QWidget()
        told.setObjectName("plain")
        above = QVBoxLayout(told)
        above.setContentsMargins(16, 10, 16, 8)
        for part in (self.title, self.verdict, self.figures, self.lost):
            above.addWidget(part)
        above.addLayout(buttons)
        below = row(self.terms)
        below.setContentsMargins(16, 6, 16, 8)
        shown, nothing = QWidget(), QWidget()
        lines = QVBoxLayout(shown)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(told)
        lines.addWidget(self.sums)
        lines.addWidget(self.account, 1)
        lines.addLayout(below)
        nothing.setLayout(self._none)
        for table in (self.sums, self.account):
            table.setFrameShape(QFrame.Shape.NoFrame)
        self.account.setMinimumHeight(self._frame.look.pixels(LEAST))
        for side in (shown, nothing):
            side.setObjectName("plain")
        area = scrolled(shown)
        area.setAccessibleName("Session statement")
        self._stage.addWidget(area)
        self._stage.addWidget(nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stage)

    def show_of(self, clinician: int | None) -> None:
        """Reckon somebody's statement again, off the window's thread."""
        self.clinician = clinician
        bridge = self._frame.bridge
        if clinician is None:
            self._say_none(POST)
            return
        if self.quarter is None:
            self.quarter = bridge.ask(quarter_of, on=bridge.ask(look_up).today)
        start, end = self.quarter

        def reckoned(_progress: Progress) -> SessionStatement:
            return bridge.ask(session_statement, clinician=clinician, start=start, end=end)

        self._frame.tasks.start(
            "Adding up sessions", reckoned, self._show, self._say_none, quiet=True
        )

    def _say_none(self, why: str) -> None:
        self.statement = None
        clear(self._none)
        self._none.addWidget(Empty("No session statement", why))
        self._stage.setCurrentIndex(1)

    def _show(self, one: SessionStatement) -> None:
        """Show a statement, unless another was asked for meanwhile."""
        if (one.clinician_id, (one.start, one.end)) != (self.clinician, self.quarter):
            return
        self.statement = one
        self.title.setText(f"Session statement, {one.name}, {span_words(one.start, one.end)}")
        self.verdict.setText(f"{SHAPES[one.tone]} {verdict(one)} {_tone(one)}")
        set_role(self.verdict, KINDS[one.tone])
        told = " · ".join(f"{said}: {number}" for number, said in figures(one)[:4])
        self.figures.setText(told[:1].upper() + told[1:])
        reasons = ", ".join(f"{why} {count(many)}" for why, many in one.lost)
        self.lost.setText(f"Not worked as planned: {reasons}" if reasons else "")
        self.lost.setVisible(bool(reasons))
        self.terms.setText(terms(one))
        self.sums.show_records(one.sums)
        rows = len(one.sums) * self.sums.verticalHeader().defaultSectionSize()
        bars = self.sums.horizontalHeader().sizeHint().height() + BAR
        self.sums.setFixedHeight(rows + bars)
        self.account.show_records(account_lines(one))
        self._stage.setCurrentIndex(0)

    def turn(self, step: int) -> None:
        """Show the quarter before or after."""
        if self.quarter is not None:
            day = self.quarter[1] if step > 0 else self.quarter[0] - DAY
            self.quarter = self._frame.bridge.ask(quarter_of, on=day)
            self.show_of(self.clinician)

    def to_today(self) -> None:
        """Show the present quarter."""
        self.quarter = None
        self.show_of(self.clinician)

    def print(self) -> None:
        """Show the statement in Reports, with its lines to sign on."""
        if self.statement is not None and self.quarter is not None:
            self._frame.go(
                "reports",
                report="session-statement",
                first=self.quarter[0],
                last=self.quarter[1] - DAY,
                clinician=self.clinician,
                whose=self.statement.name,
            )


def _tone(one: SessionStatement) -> str:
    if one.variance is None:
        return ""
    said = f"{figures(one)[4][0]}, {TONES[one.tone].lstrip('◆▲ ')}"
    return f"{said[0].upper()}{said[1:]}."

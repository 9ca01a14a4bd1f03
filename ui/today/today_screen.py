"""Today: who is where, who is on call, what presses, what is waited for, what changed."""

import datetime as dt

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rota_desk.queries.risks import Risk, risks
from rota_desk.queries.today import Today, today
from rota_desk.words import count_words, day_and_year, moment_words
from ui.frame import Frame, Screen, Subject
from ui.tasks import Progress
from ui.today.today_actions import TODAY_ACTIONS
from ui.today.today_lines import (
    change_line,
    log_line,
    next_words,
    on_call_lines,
    owed_line,
    reminder_line,
    risk_line,
    station_lines,
)
from ui.widgets.escalate_form import escalate_form
from ui.widgets.form import Form
from ui.widgets.head import Head
from ui.widgets.layouts import scrolled
from ui.widgets.line_list import LineList, Panel
from ui.widgets.words import button

DAY = dt.timedelta(days=1)
MINUTE = 60_000  # milliseconds
LARGE = 1.5  # times the usual text: from here on in one column
SEEN = "today/seen"
PARTS = (
    ("risks", "Gaps and risks, today and seven days", 12, "Nothing is uncovered or broken."),
    ("owed", "Answers owed", 5, "Nobody waits for an answer."),
    ("log", "Due in the log", 5, "Nothing is due."),
    ("changes", "Changed", 6, "Nothing was changed."),
    ("on_call", "On call", 8, "No on-call rota is set up."),
    ("now", "Here now", 14, "Nobody is down now."),
    ("next", "Next", 14, "Nothing begins within a week."),
)
LEFT = ("risks", "owed", "log", "changes")
GROWING = {"risks": 5, "changes": 2, "now": 3, "next": 3}  # shares of the height that is left


class TodayScreen(Screen):
    """One screen that a tired coordinator can read at twenty to eight."""

    ACTIONS = TODAY_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.found: Today | None = None
        self.risks: tuple[Risk, ...] = ()
        self.head = Head("Today")
        self.head.add(
            button("Write in the log …", self._write, says="F3"),
            button("Outlook", self.outlook, says="The seven days ahead, printed (Ctrl+P)"),
            button("Handover", self.handover, "primary", says="Ctrl+Shift+H"),
        )
        self.parts = {
            name: Panel(
                title,
                LineList(title, frame.look, most=most, empty=empty),
                f"Alt {number}",
            )
            for number, (name, title, most, empty) in enumerate(PARTS, start=1)
        }
        self._asking = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(4, 0, 4, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._lay()
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        frame.look.changed.connect(self._arrange)
        self.setFocusProxy(self.parts["risks"].list)

    def _lay(self) -> None:
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(self._grid)
        area = scrolled(inside)
        area.setAccessibleName("Today")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(area, 1)
        self._arrange()

    def _arrange(self, _theme: object = None) -> None:
        """Two columns, what presses on the left; one below the other where text is large."""
        single = self.frame.look.scale >= LARGE
        columns = (tuple(self.parts),) if single else (LEFT, tuple(self._right()))
        for number in range(len(self.parts)):
            self._grid.setRowStretch(number, 0)
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 0 if single else 3)
        for panel in self.parts.values():
            self._grid.removeWidget(panel)
        for column, names in enumerate(columns):
            self._stack(column, names)

    def _right(self) -> list[str]:
        return [name for name in self.parts if name not in LEFT]

    def _stack(self, column: int, names: tuple[str, ...]) -> None:
        """Lay panels below one another; those that can grow share the height."""
        box = QVBoxLayout()
        box.setSpacing(2)
        for name in names:
            box.addWidget(self.parts[name], GROWING.get(name, 0))
        old = self._grid.itemAtPosition(0, column)
        if old is not None:
            self._grid.removeItem(old)
        self._grid.addLayout(box, 0, column)

    # What is shown.

    def refresh(self) -> None:
        """Ask again, off the window's thread; cursor and keyboard stay where they are."""
        if self._asking:
            self._stale = True
            return
        self._asking = True
        desk, since = self.frame.bridge.desk, self.since

        def asked(_progress: Progress) -> tuple[Today, tuple[Risk, ...]]:
            return desk.ask(today, since=since), desk.ask(risks)

        task = self.frame.tasks.start("Today", asked, self._show, self._trouble, quiet=True)
        task.ended.connect(self._asked)

    def _asked(self) -> None:
        self._asking = False
        if self.isVisible():
            self._catch_up()

    def _trouble(self, sentence: str) -> None:
        self.frame.say(sentence, "warning")

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        self.found, self.risks = answer
        found: Today = answer[0]
        frame, parts = self.frame, self.parts
        parts["risks"].show_lines([risk_line(frame, one) for one in self.risks], self._told())
        owed = [owed_line(frame, one) for one in found.owed]
        parts["owed"].show_lines(owed, found.met.sentence)
        due = [log_line(frame, one) for one in found.log]
        due += [reminder_line(frame, one) for one in found.reminders]
        parts["log"].show_lines(due)
        parts["changes"].show_lines(
            [change_line(frame, one) for one in found.changes],
            f"since {moment_words(found.since)}",
        )
        on = [line for rota in found.on_call for line in on_call_lines(frame, rota)]
        parts["on_call"].show_lines(on)
        parts["now"].show_lines(tuple(station_lines(frame, found.now)))
        parts["next"].show_lines(tuple(station_lines(frame, found.next)), next_words(found))
        day = found.moment.date()
        self.head.tell("Today", f"{day_and_year(day)}, {found.moment:%H:%M}")

    def _told(self) -> str:
        pressing = sum(one.kind == "danger" for one in self.risks)
        said = count_words(len(self.risks), "entry", "entries")
        return f"{said}, ▲ {pressing} pressing" if pressing else said

    def _tick(self) -> None:
        """A minute later: again, while somebody looks."""
        if self.isVisible():
            self.refresh()

    # What is done here.

    @property
    def since(self) -> dt.datetime | None:
        """The moment up to which changes were seen; None: since this hour yesterday."""
        kept = self._settings.value(SEEN) if self._settings is not None else None
        try:
            return dt.datetime.fromisoformat(str(kept)) if kept else None
        except ValueError:
            return None

    @property
    def _settings(self) -> QSettings | None:
        kept = getattr(self.frame, "settings", None)
        return kept if isinstance(kept, QSettings) else None

    def seen(self) -> None:
        """Count what changed up to now as seen, at this machine."""
        if self._settings is None or self.found is None:
            self.frame.say("This window keeps nothing between starts.", "warning")
            return
        self._settings.setValue(SEEN, self.found.moment.isoformat())
        self.refresh()

    def turn_to(self, name: str) -> None:
        """Put the keyboard into one of the parts."""
        self.parts[name].list.setFocus()

    @property
    def risk(self) -> Risk | None:
        """The gap or risk under the cursor."""
        line = self.parts["risks"].list.line()
        places = [risk_line(self.frame, one).key for one in self.risks]
        return self.risks[places.index(line.key)] if line and line.key in places else None

    def subject(self) -> Subject:
        """The gap or risk under the cursor, while the keyboard is there."""
        one = self.risk if self.parts["risks"].list.hasFocus() else None
        return Subject(one.clinician_id, one.session_id) if one else Subject()

    def escalate(self) -> Form | None:
        """Go up the ladder for the gap under the cursor."""
        one = self.risk
        if one is None or not one.gap or one.session_id is None:
            self.frame.say("Choose a gap first.", "warning")
            return None
        return escalate_form(self.frame.bridge, self, one.session_id)

    def outlook(self) -> None:
        """Show the printed outlook in Reports."""
        self.frame.go("reports", report="outlook")

    def handover(self) -> None:
        """Show the handover in Reports."""
        self.frame.go("reports", report="handover")

    def met(self) -> None:
        """Show which deadlines were met in Reports."""
        if self.found is not None:
            first, last = self.found.met.start, self.found.met.end - DAY
            self.frame.go("reports", report="deadlines-met", first=first, last=last)

    def _write(self) -> None:
        run = getattr(self.frame, "write_log", None)
        if callable(run):
            run()

    def focus_on(self, **where: object) -> None:
        """Put the keyboard into a part (`part`)."""
        if where.get("part") in self.parts:
            self.turn_to(str(where["part"]))

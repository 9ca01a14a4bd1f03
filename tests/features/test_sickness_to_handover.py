"""Somebody rings in sick at 07:40; by the handover the next person knows all, and never why."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import build
import pypdf
import pytest
from build import NOW, TODAY
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from standing import back_in_the_window, judged
from wards import a_small_ward

from models.types import GapActionKind
from reports.catalogue import report_named
from rota_desk.clock import Clock
from rota_desk.desk import Desk
from rota_desk.edits.absences import (
    close_absence,
    record_return_talk,
    record_sent_to_esr,
    tick_absence_told,
)
from rota_desk.edits.assignments import assign
from rota_desk.edits.escalation import save_escalation_step
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.log import close_log
from rota_desk.edits.settings import change_setting
from rota_desk.queries.absences import absence_list
from rota_desk.queries.open_log import open_log
from rota_desk.queries.risks import risks
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.style.theme import Look
from ui.widgets.form import Form

DAY = dt.timedelta(days=1)


class Day(Clock):
    """The clock on the wall, put on by the test."""

    def __init__(self) -> None:
        self.moment = NOW.replace(hour=7, minute=40)

    def now(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def clock() -> Day:
    return Day()


@pytest.fixture
def desk(tmp_path: Path, clock: Day) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path, clock)
    a_small_ward(desk)
    desk.do(change_setting, key="absence.told", value="Ward sister, Dr Okafor")
    desk.do(save_escalation_step, role="Duty manager", reach="bleep 2001")
    yield desk
    desk.close()


@pytest.fixture
def window(qapp: QApplication, desk: Desk) -> Iterator[MainWindow]:
    window = MainWindow(Bridge(desk), Look(qapp))
    window.resize(1400, 860)
    window.show()
    judged(window)
    yield window
    window.tasks.wait()
    window.close()
    window.deleteLater()


def on_top(window: MainWindow) -> Form:
    """The form that stands open."""
    return next(one for one in window.findChildren(Form) if one.isVisible())


def handover(desk: Desk) -> str:
    report = report_named("handover")
    made = report.build(desk, start=TODAY, end=TODAY + 7 * DAY, format="pdf")
    pages = pypdf.PdfReader(io.BytesIO(made.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_from_the_call_to_the_handover(window: MainWindow, desk: Desk, clock: Day) -> None:
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    rowan = next(one for one in rota.names.people if one.name == "Dr C Rowan")
    voss = next(one for one in rota.names.people if one.name == "Dr E Voss")

    # 07:40, the telephone: one key, one line, Enter.
    rota.focus_on(clinician=voss.id, day=TODAY)
    QTest.keyClick(window, Qt.Key.Key_F12)
    line = on_top(window).findChildren(QLineEdit)[0]
    assert line.text() == "Dr E Voss from today"
    QTest.keyClick(line, Qt.Key.Key_Return)
    (absence,) = desk.ask(absence_list)
    assert (absence.name, [one.whom for one in absence.told]) == (
        "Dr E Voss",
        ["Ward sister", "Dr Okafor"],
    )

    # The need stays, first of what presses, with the step of the ladder to go to.
    worst = desk.ask(risks)[0]
    assert (worst.what, worst.gap, worst.call) == (
        "Long day",
        True,
        "Go to Duty manager, bleep 2001",
    )
    assert worst.session_id is not None

    # Somebody is asked and cannot; the gap is escalated from its cell.
    asked = {"session": worst.session_id, "clinician": rowan.id, "answer": "No, on nights"}
    desk.do(record_gap_action, kind=GapActionKind.ASKED, **asked)  # type: ignore[arg-type]
    rota.focus_on(session=worst.session_id, day=TODAY)
    form = rota.gaps.escalate()
    assert form is not None
    form.findChildren(QLineEdit)[0].setText("will ring the bank")
    form.press()
    back_in_the_window(window)

    # What was said is written down with one more key; those to be told are ticked.
    QTest.keyClick(window, Qt.Key.Key_F3)
    on_top(window).findChildren(QPlainTextEdit)[0].setPlainText("Ward 7 told of the late start")
    on_top(window).press()
    for one in absence.told:
        desk.do(tick_absence_told, told=one.id)

    # 17:00, the handover: the gap, who was asked, the escalation, the open items; never why.
    clock.moment = NOW.replace(hour=17)
    told = handover(desk)
    for words in (
        "2 items open",
        "Escalated to Duty manager: will ring the bank",
        "Ward 7 told of the late start",
        "Dr C Rowan asked Tue 10 Nov: No, on nights",
        "then Duty manager: bleep 2001",
        "Unavailable at short notice",
    ):
        assert words in told
    for word in ("sick", "Sick", "illness"):
        assert word not in told

    # The next person fills it, closes what is done, and later closes the absence.
    desk.do(assign, session=worst.session_id, clinician=rowan.id)
    for entry in desk.ask(open_log).open:
        desk.do(close_log, entry=entry.entry_id, word="seen to")
    desk.do(close_absence, absence=absence.id, last=TODAY)
    clock.moment += DAY
    desk.do(record_return_talk, absence=absence.id)
    desk.do(record_sent_to_esr, absence=absence.id)
    assert (desk.ask(absence_list), desk.ask(open_log).open) == ((), ())
    assert "0 items open" in handover(desk)

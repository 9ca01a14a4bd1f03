"""A quarter's ledger, from the first gap to the page that the manager reads."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pypdf
import pytest
from build import MONDAY
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from standing import judged
from wards import a_small_ward

from models.types import Slot
from rota_desk.desk import Desk
from rota_desk.edits.escalation import save_escalation_step
from rota_desk.edits.requirements import Wanted, add_requirement
from rota_desk.queries.look_up import look_up
from ui.bridge import Bridge
from ui.exports.reports_screen import ReportsScreen
from ui.main_window import MainWindow
from ui.provision.provision_screen import ProvisionScreen
from ui.style.theme import Look
from ui.widgets.form import Form

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    a_small_ward(desk)
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


def fill(form: Form | None, **typed: str) -> None:
    """Type into the fields of a form by their names, and press its button."""
    assert form is not None
    for name, words in typed.items():
        said = name.replace("_", " ").capitalize()
        fields = [one for one in form.findChildren(QComboBox) if one.accessibleName() == said]
        if fields:
            fields[0].setCurrentIndex(
                next(n for n in range(fields[0].count()) if words in fields[0].itemText(n))
            )
        else:
            (line,) = [one for one in form.findChildren(QLineEdit) if one.accessibleName() == said]
            line.setText(words)
    form.press()
    assert not form.isVisible()


def choose(screen: ProvisionScreen, what: str, when: str) -> None:
    """Put the cursor on a line of the ledger."""
    there = next(o for o in screen.gaps.short.records() if (o.what, o.when) == (what, when))
    screen.gaps.short.choose(there)


def test_a_quarters_ledger_comes_to_the_managers_page(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    # What the quarter needs: a registrar in every long day of the second Monday, and people.
    works = {one.code: one.id for one in desk.ask(look_up).activities}
    monday = Wanted(
        activity=works["LD"], slot=Slot.DAY, minimum=1, start=MONDAY + WEEK, weekdays=(0,)
    )
    desk.do(add_requirement, wanted=monday)
    desk.do(save_escalation_step, role="Duty manager", reach="bleep 2001")

    window.go("provision")
    screen = window.screen_now
    assert isinstance(screen, ProvisionScreen)
    screen.show_length(13)
    assert screen.gaps.found is not None
    assert (screen.gaps.found.short, len(screen.gaps.short.records())) == (13, 13)

    # Tuesday's list has nobody: why, who was asked, what is decided, by when.
    choose(screen, "Endoscopy list", "Tue 10 Nov AM")
    fill(screen.hands.cause(), cause="Vacancy", in_words="Consultant post 7")
    fill(screen.hands.asked(), person="Dr C Rowan", answer="On nights that week")
    fill(screen.hands.leave_open(), why="Close the list, or agree an agency rate")

    # The need of Monday week has no session: it is planned, and goes up the ladder.
    choose(screen, "Long day", "Mon 16 Nov")
    assert screen.hands.escalate() is None
    assert screen.hands.plan() is not None
    choose(screen, "Long day", "Mon 16 Nov")
    fill(screen.hands.escalate(), answer="Will ask the bank")

    # The page of the same quarter, saved and read as its reader does.
    screen.report_page()
    reports = window.screen_now
    assert isinstance(reports, ReportsScreen)
    reports.draw()
    window.tasks.wait()
    out = tmp_path / "quarter.pdf"
    reports.write(out)
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(out).pages]
    for words in (
        "Under- and over-provision, 9 November 2026 – 7 February 2027",
        "13 places short",
        "Asked of you",
        "Close the list, or agree an agency rate; decide by Tue 10 Nov.",
    ):
        assert words in pages[0], words
    ledger = " ".join(pages)
    for words in (
        "Vacancy: Consultant post 7",
        "Dr C Rowan asked Tue 10 Nov: On nights that week.",
        "Escalated to Duty manager Tue 10 Nov: Will ask the bank.",
        "Nobody in the plan",
        "No session planned for this need",
    ):
        assert words in ledger, words

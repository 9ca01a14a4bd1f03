"""The cursor of the Rota stays in the days shown, and with the grid."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build import a_desk
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from roster_steps import TUESDAY
from standing import judged
from wards import a_small_ward

from rota_desk.edits.assignments import assign
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.style.theme import Look


@pytest.fixture
def rota(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[RosterScreen]:
    desk = a_desk(tmp_path)
    a_small_ward(desk)
    window = MainWindow(Bridge(desk), Look(qapp))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    judged(window)
    screen = window.screen_now
    assert isinstance(screen, RosterScreen)
    yield screen
    window.tasks.wait()
    window.close()
    window.deleteLater()
    desk.close()


def test_a_finding_that_began_before_the_period_does_not_turn_the_page(
    rota: RosterScreen,
) -> None:
    finding = next(one for one in rota.findings if one.start and one.clinician_id)
    assert finding.start is not None
    before, earlier = rota.period, finding.start - dt.timedelta(days=30)
    rota.going.to_finding(replace(finding, start=earlier, session_ids=()))
    assert rota.period == before
    assert rota.spot is not None
    assert rota.spot.day == before.start


def test_after_midnight_the_cursor_stays_when_the_rules_have_been_looked_at(
    rota: RosterScreen,
) -> None:
    rota.focus_on(clinician=rota.names.people[0].id, day=TUESDAY + dt.timedelta(days=2))
    spot = rota.spot
    tomorrow = tuple(
        replace(one, today=one.day == TUESDAY + dt.timedelta(days=1)) for one in rota.sheet.days
    )
    rota.show_judged(replace(rota.sheet, days=tomorrow))
    assert spot is not None
    assert rota.spot == spot


def offered(rota: RosterScreen) -> list[QPushButton]:
    """The buttons that are seen of those who could take the gap under the cursor."""
    names = [one for one in rota.side.findChildren(QPushButton) if one.isVisible()]
    return [one for one in names if one.accessibleName().startswith("Assign ")]


def test_after_taking_a_candidate_the_keys_go_to_the_grid(
    qtbot: QtBot, rota: RosterScreen
) -> None:
    rota.window().activateWindow()
    rota.focus_on(clinician=0, day=TUESDAY)
    rota.inspect_now()
    qtbot.waitUntil(lambda: bool(offered(rota)))
    offer = offered(rota)[0]
    offer.setFocus()
    offer.click()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is rota.grid)


def test_when_a_gap_is_filled_by_a_swap_the_keys_go_to_the_grid(
    qtbot: QtBot, rota: RosterScreen
) -> None:
    rota.window().activateWindow()
    rota.focus_on(clinician=0, day=TUESDAY)
    rota.inspect_now()
    qtbot.waitUntil(lambda: bool(offered(rota)))
    offered(rota)[0].setFocus()
    gap = rota.gaps.gap
    assert gap is not None
    somebody = rota.names.people[0].id
    rota.bridge.do(assign, session=gap.session_id or 0, clinician=somebody)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is rota.grid)

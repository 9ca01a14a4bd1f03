"""Swaps: found from the Rota, waiting in a list, agreed, done, declined, withdrawn."""

import datetime as dt

import pytest
from build import MONDAY, a_clinician, a_list, a_session, assigned, every, found
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from models import Assignment, Clinician, SwapStep
from models.types import SwapState
from rota_desk.desk import Desk
from rota_desk.edits.swaps import ask_swap
from ui.main_window import MainWindow
from ui.roster.roster_screen import RosterScreen
from ui.swaps.swaps_screen import SwapsScreen
from ui.tasks import Stopped

THURSDAY, FRIDAY = MONDAY + dt.timedelta(days=3), MONDAY + dt.timedelta(days=4)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def lists(desk: Desk) -> tuple[Assignment, Assignment]:
    first = assigned(desk, a_list(desk, THURSDAY), a_clinician(desk, "Dr K One"))
    return first, assigned(desk, a_list(desk, FRIDAY), a_clinician(desk, "Dr L Two"))


@pytest.fixture
def screen(lists: tuple[Assignment, Assignment], desk: Desk, window: MainWindow) -> SwapsScreen:
    desk.do(ask_swap, first=lists[0].id, second=lists[1].id, note="Wedding")
    window.go("swaps")
    shown = window.screen_now
    assert isinstance(shown, SwapsScreen)
    return shown


def test_a_request_waits_until_both_agreed_and_is_done(
    screen: SwapsScreen, desk: Desk, lists: tuple[Assignment, Assignment]
) -> None:
    assert screen.line is not None
    assert "Fits both" in said(screen.side)
    for _side in range(2):
        form = screen.hands.consent()
        assert form is not None
        form.press()
    assert screen.hands.consent() is None
    assert screen.line.waits_for == ()
    form = screen.hands.accept()
    assert form is not None
    form.press()
    now = {one.id: one.session_id for one in every(desk, Assignment)}
    assert now[lists[0].id] == lists[1].session_id
    assert screen.stage.currentIndex() == 1
    screen.turn_filter()
    assert [one.state for one in screen.table.records()] == [SwapState.AGREED]
    assert screen.hands.accept() is None


def test_doing_it_too_early_is_told_in_the_form(screen: SwapsScreen) -> None:
    form = screen.hands.accept()
    assert form is not None
    form.press()
    assert "Dr K One and Dr L Two have not agreed yet" in said(form)
    form.reject()


def test_who_agrees_at_the_last_moment_is_noted_while_it_is_done(
    screen: SwapsScreen, desk: Desk, lists: tuple[Assignment, Assignment]
) -> None:
    form = screen.hands.consent()
    assert form is not None
    form.press()
    form = screen.hands.accept()
    assert form is not None
    (field,) = form.findChildren(QLineEdit)
    field.setText("by bleep")
    form.press()
    steps = [(one.kind.value, one.how) for one in every(desk, SwapStep)]
    assert steps[1:] == [("consented", "by e-mail"), ("consented", "by bleep"), ("accepted", "")]
    now = {one.id: one.session_id for one in every(desk, Assignment)}
    assert now[lists[0].id] == lists[1].session_id
    desk.undo()
    assert len(every(desk, SwapStep)) == 2


def test_the_rota_is_shown_on_the_session_that_is_given(
    screen: SwapsScreen, window: MainWindow, lists: tuple[Assignment, Assignment], desk: Desk
) -> None:
    person = found(desk, Clinician, lists[0].clinician_id)
    evening = a_session(desk, "OC", THURSDAY)
    assert person is not None
    placed = assigned(desk, evening, person)
    desk.do(ask_swap, first=placed.id, clinician=lists[1].clinician_id)
    screen.refresh()
    screen.table.choose(next(one for one in screen.lines if one.second.session_id is None))
    screen.show_on_rota()
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    assert rota.entry is not None
    assert rota.entry.session_id == evening.id


def test_declining_and_withdrawing_keep_the_reason(screen: SwapsScreen, desk: Desk) -> None:
    form = screen.hands.decline()
    assert form is not None
    form.press()
    assert "Give the reason" in said(form)
    form.findChildren(QLineEdit)[-1].setText("Away")
    form.press()
    assert [one.how for one in every(desk, SwapStep)] == ["Wedding", "Away"]
    assert screen.hands.withdraw() is None


def test_the_rota_finds_partners_and_asks(
    lists: tuple[Assignment, Assignment], window: MainWindow
) -> None:
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    rota.focus_on(clinician=lists[0].clinician_id, day=THURSDAY)
    form = rota.swaps.find()
    assert form is not None
    assert "fits" in said(form)
    form.press()
    window.go("swaps")
    shown = window.screen_now
    assert isinstance(shown, SwapsScreen)
    assert shown.line is not None
    assert shown.line.first.name == "Dr K One"
    assert len(shown.line.waits_for) == 2


def test_who_stops_the_looking_for_partners_is_told_and_sees_no_form(
    lists: tuple[Assignment, Assignment], window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rota = window.screen_now
    assert isinstance(rota, RosterScreen)
    rota.focus_on(clinician=lists[0].clinician_id, day=THURSDAY)

    def stopped(_title: str, _work: object) -> None:
        raise Stopped("Stopped before it was finished; nothing was changed.")

    monkeypatch.setattr(window.bridge, "ask_long", stopped)
    assert rota.swaps.find() is None
    assert window.messages.text() == "Stopped before it was finished; nothing was changed."

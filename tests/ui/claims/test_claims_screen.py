"""The Claims screen: a queue, the evidence in shapes and words, each step by key."""

import datetime as dt

import build
import pytest
from build import at
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from standing import back_in_the_window
from wards import a_small_ward

from models import Clinician, WliClaim
from models.types import ClaimState
from rota_desk.desk import Desk
from rota_desk.edits.claim_steps import (
    approve_claim,
    mark_worked,
    pre_authorise,
    query_claim,
    reject_claim,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import add_claim
from ui.claims.claims_screen import ClaimsScreen
from ui.main_window import MainWindow
from ui.widgets.form import Form

SATURDAY = dt.date(2026, 11, 7)


@pytest.fixture
def ward(desk: Desk) -> dict[str, int]:
    return {name: one.id for name, one in a_claim_to_verify(desk).items()}


def a_claim_to_verify(desk: Desk) -> dict[str, Clinician]:
    """The small ward, and one claim that waits to be verified."""
    ward = a_small_ward(desk)
    build.a_rate_card(desk)
    claim = desk.do(
        add_claim,
        clinician=ward["Dr A Patel"].id,
        activity=build.an_activity(desk).id,
        start=at(SATURDAY, "08:00"),
        end=at(SATURDAY, "12:00"),
    ).value
    desk.do(pre_authorise, claim=claim, by="Dr B Lead", at=at(dt.date(2026, 11, 4), "10:00"))
    desk.do(mark_worked, claim=claim, patients=8)
    desk.do(submit_claim, claim=claim)
    return ward


@pytest.fixture
def claims(window: MainWindow) -> ClaimsScreen:
    window.go("claims")
    screen = window.screen_now
    assert isinstance(screen, ClaimsScreen)
    screen.inspect_now()
    return screen


def settle(claims: ClaimsScreen) -> None:
    """Wait until the claims are checked and the queue says so."""
    while claims.frame.tasks.busy():
        QApplication.processEvents()


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def state(desk: Desk) -> ClaimState:
    return build.every(desk, WliClaim)[0].state


def fill(form: object, name: str, text: str) -> Form:
    assert isinstance(form, Form)
    field = next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == name)
    field.setText(text)
    return form


def test_the_queue_counts_and_the_evidence_says_why(claims: ClaimsScreen) -> None:
    settle(claims)
    assert claims.head.aside.text() == "1 claim, £800.00, 1 to look at"
    words = said(claims.side)
    assert "WLI-0001 · Dr A Patel" in words
    assert "Authorised beforehand — tick" in words
    assert "4 hours × £200 = £800" in words
    assert "Delivered — question" in words


def test_each_line_says_what_asks_for_a_look_in_shapes_and_words(
    claims: ClaimsScreen, desk: Desk
) -> None:
    settle(claims)
    evidence = claims.table.model().index(0, 6)
    assert evidence.data() == "1 ?"
    assert str(evidence.data(Qt.ItemDataRole.ToolTipRole)).startswith("8 ticks, 1 question")
    desk.do(reject_claim, claim=1, reason="The list was cancelled")
    claims.show_filter(5)
    settle(claims)
    assert claims.table.model().index(0, 6).data() == ""  # ended: not checked any more


def test_the_next_step_asks_who_signs_and_verifies(claims: ClaimsScreen, desk: Desk) -> None:
    QTest.keyClick(claims.table, Qt.Key.Key_Return)
    form = claims.findChild(Form)
    assert form is not None
    form.press()
    assert state(desk) is ClaimState.ROTA_VERIFIED


def test_the_claimant_as_verifier_is_refused_inside_the_form(
    claims: ClaimsScreen, desk: Desk
) -> None:
    form = fill(claims.hands.verify(), "Signed by", "A Patel")
    form.press()
    assert "three different people" in said(form)
    assert state(desk) is ClaimState.CLAIMED
    form.reject()


def test_whoever_verified_is_refused_as_approver(claims: ClaimsScreen, desk: Desk) -> None:
    fill(claims.hands.verify(), "Signed by", "K Lowe").press()
    form = fill(claims.hands.approve(), "Signed by", "K Lowe")
    form.press()
    assert "cannot approve it too" in said(form)
    fill(form, "Signed by", "J Penrose").press()
    assert state(desk) is ClaimState.APPROVED


def test_a_rejection_needs_words_and_moves_the_claim_to_done(
    claims: ClaimsScreen, desk: Desk
) -> None:
    form = claims.hands.reject()
    assert form is not None
    form.press()
    assert "Say why" in said(form)
    fill(form, "Reason", "The list was cancelled").press()
    assert state(desk) is ClaimState.REJECTED
    assert claims.table.records() == ()
    back_in_the_window(claims)
    QTest.keyClick(claims, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert [one.reference for one in claims.table.records()] == ["WLI-0001"]


def test_only_steps_that_fit_are_offered(claims: ClaimsScreen) -> None:
    offered = [spec.id for spec in claims.ACTIONS if spec.enabled(claims)]
    assert "claims.verify" in offered
    assert "claims.approve" not in offered
    assert "claims.change" not in offered


def test_a_new_claim_is_written_from_its_form(claims: ClaimsScreen, desk: Desk) -> None:
    form = claims.hands.add()
    form.press()
    assert "Choose a claimant" in said(form)
    form.reject()
    assert len(build.every(desk, WliClaim)) == 1


def test_correcting_a_claim_keeps_what_stands_beside_its_time(
    claims: ClaimsScreen, desk: Desk
) -> None:
    desk.do(query_claim, claim=1, question="Which list?")
    form = fill(claims.hands.change(), "List number", "L-12")
    fill(form, "Declared", "SPA moved to Thursday")
    fill(form, "Evidence kept", "Theatre log, page 4").press()
    fill(claims.hands.change(), "Requested by", "J Penrose").press()
    there = build.every(desk, WliClaim)[0]
    assert (there.list_ref, there.declaration, there.evidence_link, there.requested_by) == (
        "L-12",
        "SPA moved to Thursday",
        "Theatre log, page 4",
        "J Penrose",
    )


def test_selected_claims_go_to_payroll_in_one_batch_and_are_paid_in_one_step(
    claims: ClaimsScreen, desk: Desk
) -> None:
    second = desk.do(
        add_claim,
        clinician=1,
        activity=build.an_activity(desk).id,
        start=at(dt.date(2026, 11, 8), "08:00"),
        end=at(dt.date(2026, 11, 8), "12:00"),
    ).value
    desk.do(pre_authorise, claim=second, by="Dr B Lead", at=at(dt.date(2026, 11, 4), "10:00"))
    desk.do(mark_worked, claim=second, patients=8)
    desk.do(submit_claim, claim=second)
    for claim in (1, second):
        desk.do(verify_claim, claim=claim)
        desk.do(approve_claim, claim=claim, by="J Penrose")
    claims.show_filter(3)
    claims.table.selectAll()
    fill(claims.hands.payroll(), "Batch", "2026-11").press()
    claims.table.selectAll()
    claims.hands.paid()
    found = build.every(desk, WliClaim)
    assert [(one.state, one.payroll_batch) for one in found] == [(ClaimState.PAID, "2026-11")] * 2
    desk.undo()
    assert [one.state for one in build.every(desk, WliClaim)] == [ClaimState.SENT] * 2


def test_points_and_patients_are_counts(claims: ClaimsScreen, desk: Desk) -> None:
    desk.undo()
    desk.undo()
    form = fill(claims.hands.worked(), "Patients seen", "nine")
    form.press()
    assert "The number of patients is a whole number" in said(form)
    fill(form, "Patients seen", "9")
    fill(form, "Points done", "12").press()
    there = build.every(desk, WliClaim)[0]
    assert (there.patients, there.points) == (9, 12)

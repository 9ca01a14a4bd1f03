"""Two people answer one claim or request at the same moment: one wins, the other is told."""

import datetime as dt
import threading
from collections.abc import Iterator

import build
import pytest

from models import LeaveStep, WliClaim
from models.database import Database, open_database
from models.types import ClaimState, LeaveState, LimitStance
from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.edits.claim_steps import approve_claim
from rota_desk.edits.leave import approve_leave, decline_leave
from rota_desk.edits.leave_limits import set_leave_limit
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork

SATURDAY = dt.date(2026, 11, 7)


@pytest.fixture
def second(database: Database, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Another desk's way to the same rota: on a file there is only the one program."""
    if database.kind == "sqlite":
        yield database
        return
    opened = open_database(request.getfixturevalue("rota_on_server"))
    yield opened
    opened.close()


def verified(desk: Desk) -> int:
    claim = build.a_claim(
        desk,
        build.a_clinician(desk, contract=None),
        build.at(SATURDAY, "08:00"),
        build.at(SATURDAY, "12:00"),
        state=ClaimState.ROTA_VERIFIED,
    )
    return claim.id


def test_one_approval_wins_and_the_other_is_told(database: Database, second: Database) -> None:
    clock = FixedClock(build.NOW)
    one, other = (
        Desk(database, who="J Penrose", clock=clock),
        Desk(second, who="Dr M Okafor", clock=clock),
    )
    claim = verified(one)
    signed, told = threading.Event(), []

    def approve_slowly(work: UnitOfWork, *, claim: int) -> None:
        approve_claim(work, claim=claim)
        work.flush()
        signed.set()
        waiting.join(0.3)  # the other desk asks meanwhile, and has to wait

    def ask_too() -> None:
        signed.wait(10)
        try:
            other.do(approve_claim, claim=claim)
        except Refusal as refusal:
            told.append(str(refusal))

    waiting = threading.Thread(target=ask_too)
    waiting.start()
    one.do(approve_slowly, claim=claim)
    waiting.join(10)
    there = build.found(one, WliClaim, claim)
    assert there is not None
    assert (there.state, there.approved_by) == (ClaimState.APPROVED, "J Penrose")
    assert told == [
        "You cannot approve WLI-0001: it is approved by J Penrose. Next: send it to payroll."
    ]


def test_two_desks_answer_one_request_for_leave_and_the_second_is_told(
    database: Database, second: Database
) -> None:
    clock = FixedClock(build.NOW)
    one, other = (
        Desk(database, who="J Penrose", clock=clock),
        Desk(second, who="Dr M Okafor", clock=clock),
    )
    person = build.a_clinician(one, contract=None)
    leave = build.leave(one, person, SATURDAY + dt.timedelta(weeks=8)).id
    signed, told = threading.Event(), []

    def approve_slowly(work: UnitOfWork, *, leave: int) -> None:
        approve_leave(work, leave=leave)
        work.flush()
        signed.set()
        waiting.join(0.3)  # the other desk declines meanwhile, and has to wait

    def decline_too() -> None:
        signed.wait(10)
        try:
            other.do(decline_leave, leave=leave, reason="three are away")
        except Refusal as refusal:
            told.append(str(refusal))

    waiting = threading.Thread(target=decline_too)
    waiting.start()
    one.do(approve_slowly, leave=leave)
    waiting.join(10)
    assert [step.state for step in build.every(one, LeaveStep)] == [LeaveState.APPROVED]
    assert told == [
        (
            "This leave was approved already, Tue 10 Nov, J Penrose."
            " Cancel it if it has to be taken back."
        )
    ]


def test_two_desks_give_the_last_place_of_a_limit_once(
    database: Database, second: Database
) -> None:
    clock = FixedClock(build.NOW)
    one, other = (
        Desk(database, who="J Penrose", clock=clock),
        Desk(second, who="Dr M Okafor", clock=clock),
    )
    build.a_department(one)
    one.do(set_leave_limit, name="Half-term", most=1, stance=LimitStance.BLOCK)
    monday = SATURDAY + dt.timedelta(weeks=8, days=2)
    names = ("Dr A Patel", "Dr S Khan")
    first, last = (build.leave(one, build.a_clinician(one, name), monday).id for name in names)
    signed, told = threading.Event(), []

    def approve_slowly(work: UnitOfWork, *, leave: int) -> None:
        approve_leave(work, leave=leave)
        work.flush()
        signed.set()
        waiting.join(0.3)  # the other desk gives the same place meanwhile, and has to wait

    def approve_too() -> None:
        signed.wait(10)
        try:
            other.do(approve_leave, leave=last)
        except Refusal as refusal:
            told.append(str(refusal))

    waiting = threading.Thread(target=approve_too)
    waiting.start()
    one.do(approve_slowly, leave=first)
    waiting.join(10)
    assert [step.state for step in build.every(one, LeaveStep)] == [LeaveState.APPROVED]
    assert told == [
        (
            "Half-term: 2 away on Mon 4 Jan, at most 1. Offer other days, or approve all the same"
            " with a reason, which is kept."
        )
    ]

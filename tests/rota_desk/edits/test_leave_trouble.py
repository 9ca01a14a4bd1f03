"""What goes wrong with leave, and the sentence it is answered with; nothing is ever half done."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import build
import pytest

from models import Clinician, LeaveRequest, LeaveStep
from models.types import LeaveKind, LeaveState, LimitStance, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.leave import (
    approve_leave,
    cancel_leave,
    change_leave,
    decline_leave,
    request_leave,
    withdraw_leave,
)
from rota_desk.edits.leave_limits import remove_leave_limit, set_leave_limit
from rota_desk.errors import Refusal

NEXT, FRIDAY = dt.date(2027, 1, 4), dt.date(2027, 1, 8)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


@pytest.fixture
def patel(desk: Desk) -> Clinician:
    """Joined in December 2026, leaves in February 2027."""
    return build.a_clinician(desk, joined=dt.date(2026, 12, 2), leaves=dt.date(2027, 2, 3))


def ask(desk: Desk, person: Clinician, first: dt.date = NEXT, last: dt.date = FRIDAY) -> int:
    return desk.do(
        request_leave, clinician=person.id, kind=LeaveKind.ANNUAL, first=first, last=last
    ).value


def refused(desk: Desk, act: Callable[[], object]) -> str:
    """The sentence of a refusal that left every request and step as it was."""
    before = [(one.id, one.state, one.first_day) for one in build.every(desk, LeaveRequest)]
    steps = len(build.every(desk, LeaveStep))
    with pytest.raises(Refusal) as refusal:
        act()
    after = [(one.id, one.state, one.first_day) for one in build.every(desk, LeaveRequest)]
    assert (before, steps) == (after, len(build.every(desk, LeaveStep)))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (
            *(FRIDAY, NEXT),
            (
                "The leave ends on Mon 4 Jan 2027, before it starts on Fri 8 Jan 2027."
                " Turn the two days round."
            ),
        ),
        (
            *(dt.date(2026, 12, 1), dt.date(2026, 12, 3)),
            "Dr A Patel starts on Wed 2 Dec 2026. Ask for days from then on.",
        ),
        (
            *(dt.date(2027, 2, 1), dt.date(2027, 2, 3)),
            "Dr A Patel is no longer here from Wed 3 Feb 2027. Ask for days before that.",
        ),
        (
            *(dt.date(9999, 12, 30), dt.date(9999, 12, 31)),
            "The year 9999 lies outside 1900 to 2199. Check the day.",
        ),
    ],
)
def test_days_that_cannot_be_are_refused_asked_for_or_changed_to(
    desk: Desk, patel: Clinician, first: dt.date, last: dt.date, sentence: str
) -> None:
    assert refused(desk, lambda: ask(desk, patel, first, last)) == sentence
    leave = ask(desk, patel)
    assert refused(desk, lambda: desk.do(change_leave, leave=leave, first=first, last=last)) == (
        sentence
    )


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            LeaveState.APPROVED,
            (
                "Dr A Patel has approved annual leave 4 – 8 January 2027 already."
                " Choose other days, or cancel that leave first."
            ),
        ),
        (
            LeaveState.REQUESTED,
            (
                "Dr A Patel asks for 4 – 8 January 2027 already."
                " Answer that request, or change its days."
            ),
        ),
    ],
)
def test_leave_over_leave_is_refused(
    desk: Desk, patel: Clinician, state: LeaveState, sentence: str
) -> None:
    build.leave(desk, patel, NEXT, FRIDAY, state=state)
    assert refused(desk, lambda: ask(desk, patel, FRIDAY, FRIDAY + 5 * DAY)) == sentence


def test_two_answers_in_two_windows_clash_in_words_that_say_who_was_first(
    desk: Desk, patel: Clinician
) -> None:
    leave = ask(desk, patel)
    with desk.acting(who="J Penrose"):
        desk.do(approve_leave, leave=leave)
    sentence = (
        "This leave was approved already, Tue 10 Nov, J Penrose."
        " Cancel it if it has to be taken back."
    )
    for act in (
        lambda: desk.do(approve_leave, leave=leave),
        lambda: desk.do(decline_leave, leave=leave, reason="too many"),
        lambda: desk.do(withdraw_leave, leave=leave),
        lambda: desk.do(change_leave, leave=leave, first=NEXT, last=NEXT),
    ):
        assert refused(desk, act) == sentence
    desk.do(cancel_leave, leave=leave, reason="course called off")
    assert refused(desk, lambda: desk.do(approve_leave, leave=leave)) == (
        "This leave was cancelled already, Tue 10 Nov, K Lowe."
        " Ask again if it is wanted after all."
    )
    assert refused(desk, lambda: desk.do(cancel_leave, leave=leave, reason="again")) == (
        "Only approved leave can be cancelled; decline or withdraw the request."
    )


def test_somebody_who_leaves_meanwhile_is_not_given_the_days(desk: Desk, patel: Clinician) -> None:
    leave = ask(desk, patel)
    build.changed(desk, patel, leaves=FRIDAY)
    assert refused(desk, lambda: desk.do(approve_leave, leave=leave)) == (
        "Dr A Patel leaves on Fri 8 Jan 2027, before this leave is over."
        " Change its days, or decline it."
    )


def test_a_limit_blocks_until_it_is_deleted_and_is_deleted_once(
    desk: Desk, patel: Clinician
) -> None:
    leave = ask(desk, patel, NEXT, NEXT)
    facts = {"group": StaffGroup.CONSULTANT, "first": NEXT, "last": NEXT, "most": 0}
    limit = desk.do(
        set_leave_limit,
        name="Audit day",
        stance=LimitStance.BLOCK,
        **facts,  # type: ignore[arg-type]
    ).value
    assert refused(desk, lambda: desk.do(approve_leave, leave=leave)) == (
        "Audit day: 1 away on Mon 4 Jan, at most 0."
        " Offer other days, or approve all the same with a reason, which is kept."
    )
    desk.do(remove_leave_limit, limit=limit)
    assert refused(desk, lambda: desk.do(remove_leave_limit, limit=limit)) == (
        "That leave limit is no longer there. Look at the rota again."
    )
    desk.do(approve_leave, leave=leave)
    assert build.every(desk, LeaveRequest)[0].state is LeaveState.APPROVED


def test_a_decline_owes_a_reason(desk: Desk, patel: Clinician) -> None:
    leave = ask(desk, patel)
    assert refused(desk, lambda: desk.do(decline_leave, leave=leave, reason=" ")) == (
        "Say why the leave is declined; the person is owed a reason."
    )

"""Leave for a life-changing event: granted from six weeks on, without a swap, and private."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import TODAY

from models import Clinician, LeaveRequest, LeaveStep
from models.types import ContractCode, LeaveKind, LeaveState, LimitStance, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.leave import approve_leave, change_leave, decline_leave, request_leave
from rota_desk.edits.leave_limits import set_leave_limit
from rota_desk.edits.leave_rule import ask_for_leave
from rota_desk.edits.leave_swaps import approve_with_help
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.deadlines import deadlines
from rota_desk.queries.leave import leave_detail
from rota_desk.queries.leave_dates import nearest_dates
from rota_desk.queries.leave_effect import LeaveEffect
from rota_desk.queries.leave_remarks import Remark
from rota_desk.queries.leave_rule import leave_rule
from rota_desk.queries.leave_swaps import Help, WayOut, leave_swaps
from rota_desk.queries.leave_troubles import leave_troubles

DAY = dt.timedelta(days=1)
DUE = TODAY + 42 * DAY  # Tue 22 December 2026
LATE = TODAY + 41 * DAY
CLAUSE = "(Sch 10, life-changing events)"
OWED = Remark(
    "warning",
    f"Life-changing event, asked 6 weeks ahead: has to be granted; no swap may be asked {CLAUSE}",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def ask(desk: Desk, person: Clinician, first: dt.date = DUE, *, marked: bool = True) -> int:
    kind = LeaveKind.ANNUAL
    return desk.do(
        request_leave,
        clinician=person.id,
        kind=kind,
        first=first,
        last=first + DAY,
        life_event=marked,
    ).value


def effect(desk: Desk, leave: int) -> LeaveEffect:
    return desk.ask(leave_detail, leave=leave).effect


def last_reason(desk: Desk) -> str:
    return build.every(desk, LeaveStep)[-1].reason


def troubles(desk: Desk) -> list[tuple[str, str]]:
    found = desk.ask(leave_troubles, start=TODAY, end=TODAY + 90 * DAY)
    return [(one.rule, one.message) for one in found]


def test_forty_two_days_ahead_it_has_to_be_granted_and_no_swap_may_be_asked(desk: Desk) -> None:
    leave = ask(desk, build.a_resident(desk))
    assert effect(desk, leave).remarks[0] == OWED
    assert effect(desk, leave).owed


def test_forty_one_days_ahead_it_is_weighed_as_any_other(desk: Desk) -> None:
    leave = ask(desk, build.a_resident(desk), LATE)
    assert not effect(desk, leave).owed
    assert effect(desk, leave).remarks[0] == Remark(
        "warning",
        "Life-changing event, asked 41 days ahead: less than 6 weeks, so it need not be granted;"
        " weigh it all the same",
    )


def test_a_local_contract_that_follows_the_residents_has_the_clause_too(desk: Desk) -> None:
    fellow = build.a_clinician(desk, contract=ContractCode.LED_LOCAL, pas=None)
    assert effect(desk, ask(desk, fellow)).owed


def test_nothing_of_it_is_kept_where_the_answer_does_not_turn_on_it(desk: Desk) -> None:
    with pytest.raises(Refusal, match="says nothing of life-changing events"):
        ask(desk, build.a_clinician(desk))
    study = {"kind": LeaveKind.STUDY, "first": DUE, "last": DUE, "life_event": True}
    with pytest.raises(Refusal, match="Only annual leave"):
        desk.do(request_leave, clinician=build.a_resident(desk).id, **study)  # type: ignore[arg-type]


def test_it_can_be_marked_later_and_the_mark_taken_off(desk: Desk) -> None:
    leave = ask(desk, build.a_resident(desk), marked=False)
    for marked in (True, False):
        days = {"first": DUE, "last": DUE + DAY, "life_event": marked}
        desk.do(change_leave, leave=leave, **days)  # type: ignore[arg-type]
        assert effect(desk, leave).owed is marked
    desk.do(change_leave, leave=leave, first=DUE, last=DUE)
    assert not effect(desk, leave).owed
    desk.undo()
    desk.undo()
    assert effect(desk, leave).owed


def test_a_limit_that_blocks_does_not_hold_it_up(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    facts = {"group": StaffGroup.RESIDENT, "first": DUE - DAY, "last": DUE, "most": 0}
    desk.do(set_leave_limit, name="Exams", stance=LimitStance.BLOCK, **facts)  # type: ignore[arg-type]
    late, owed = ask(desk, rowan, LATE - DAY), ask(desk, rowan)
    held = "Exams: 1 on Tue 22 Dec, at most 0; does not hold up leave that has to be granted"
    assert Remark("danger", held) in effect(desk, owed).remarks
    desk.do(approve_leave, leave=owed)
    said = "Exams: 1 away on Tue 22 Dec, at most 0"
    assert last_reason(desk) == f"Limit passed ({said}): has to be granted"
    with pytest.raises(Refusal, match="approve all the same with a reason"):
        desk.do(approve_leave, leave=late)
    assert effect(desk, owed).remarks[0] == Remark(
        "good",
        f"Life-changing event, asked 6 weeks ahead: had to be granted, and was granted {CLAUSE}",
    )


def test_a_decline_wants_a_reason_and_is_trouble_until_the_days_are_given(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    leave = ask(desk, rowan)
    with pytest.raises(Refusal, match="owed a reason"):
        desk.do(decline_leave, leave=leave, reason=" ")
    desk.do(decline_leave, leave=leave, reason="short of registrars")
    assert effect(desk, leave).remarks[0].kind == "danger"
    said = "leave 22 – 23 December 2026 was declined and had to be granted; the request says why"
    assert troubles(desk) == [("leave-owed", f"{said}. Ask for the days again and approve them")]
    (due,) = [one for one in desk.ask(deadlines) if one.kind == "leave-owed"]
    assert (due.title, due.detail, due.state) == (
        "1 leave request to grant, declined",
        "Dr C Rowan, 22 – 23 December 2026: ask for the days again and approve them",
        "due",
    )
    desk.do(approve_leave, leave=ask(desk, rowan, marked=False))
    assert troubles(desk) == []
    assert [one.kind for one in desk.ask(deadlines)] == []


@pytest.mark.parametrize(("first", "marked"), [(LATE, True), (DUE, False)])
def test_declining_other_leave_is_no_trouble(desk: Desk, first: dt.date, marked: bool) -> None:
    leave = ask(desk, build.a_resident(desk), first, marked=marked)
    desk.do(decline_leave, leave=leave, reason="short of registrars")
    assert troubles(desk) == []


def _on_call(desk: Desk) -> tuple[Clinician, Clinician]:
    """Somebody on call when they ask to be away, and a colleague who could swap for it."""
    rowan, adeyemi = build.a_resident(desk), build.a_resident(desk, "Dr T Adeyemi")
    build.a_session(desk, "OC", DUE, on=[rowan])
    build.a_session(desk, "OC", DUE + 14 * DAY, on=[adeyemi])
    build.a_session(desk, "NT", DUE, on=[adeyemi])
    return rowan, adeyemi


def test_no_swap_is_looked_for_and_none_can_be_pressed(desk: Desk) -> None:
    rowan, adeyemi = _on_call(desk)
    leave = ask(desk, rowan, marked=False)
    (swap,) = desk.ask(leave_swaps, leave=leave).helps
    assert (swap.clinician, swap.theirs is not None) == (adeyemi.id, True)
    desk.do(change_leave, leave=leave, first=DUE, last=DUE + DAY, life_event=True)
    assert desk.ask(leave_swaps, leave=leave) == WayOut(
        (), ("Tue 22 Dec 17:00 On-call",), no_swap=True
    )
    with pytest.raises(Refusal, match="No swap may be asked"):
        desk.do(approve_with_help, leave=leave, helps=(swap,))


def test_somebody_who_is_free_may_still_take_the_session(desk: Desk) -> None:
    rowan, adeyemi = build.a_resident(desk), build.a_resident(desk, "Dr T Adeyemi")
    night = build.a_session(desk, "OC", DUE, on=[rowan])
    leave = ask(desk, rowan)
    found = desk.ask(leave_swaps, leave=leave).helps
    assert [(one.session, one.clinician, one.theirs) for one in found] == [
        (night.id, adeyemi.id, None)
    ]
    desk.do(approve_with_help, leave=leave, helps=found)
    assert isinstance(found[0], Help)
    assert build.found(desk, LeaveRequest, leave).state is LeaveState.APPROVED  # type: ignore[union-attr]


def test_no_other_dates_are_offered_instead(desk: Desk) -> None:
    rowan, _adeyemi = _on_call(desk)
    leave = ask(desk, rowan, marked=False)
    assert desk.ask(nearest_dates, leave=leave) != ()
    desk.do(change_leave, leave=leave, first=DUE, last=DUE + DAY, life_event=True)
    assert desk.ask(nearest_dates, leave=leave) == ()


def test_the_departments_rule_approves_what_has_to_be_granted(desk: Desk) -> None:
    rowan, _adeyemi = _on_call(desk)
    desk.do(change_setting, key="leave.auto_approve", value=True)
    facts = {"clinician": rowan.id, "kind": LeaveKind.ANNUAL, "first": DUE, "last": DUE + DAY}
    leave = desk.do(ask_for_leave, life_event=True, **facts).value  # type: ignore[arg-type]
    request = build.found(desk, LeaveRequest, leave)
    assert request is not None
    assert request.state is LeaveState.APPROVED
    assert last_reason(desk).startswith("By rule: has to be granted; ")


def test_the_rule_still_wants_days_that_are_left(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    build.an_allowance(desk, rowan, "1")
    desk.do(change_setting, key="leave.auto_approve", value=True)
    answer = desk.ask(leave_rule, leave=ask(desk, rowan))
    assert [(one.text, one.holds) for one in answer.conditions] == [
        ("has to be granted", True),
        ("\N{MINUS SIGN}1 day left", False),
    ]

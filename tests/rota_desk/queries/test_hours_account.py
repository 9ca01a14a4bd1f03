"""An account of hours: what a quarter asks, what counts, time in lieu, lines by hand."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import build
import pytest
from build import TODAY

from models import Clinician, Contract, LeaveRequest
from models.types import (
    Accounting,
    AssignmentSource,
    ContractCode,
    HoursKind,
    LeaveKind,
    LeavePart,
    LeaveState,
)
from rota_desk.desk import Desk
from rota_desk.domain.delivery import Tone
from rota_desk.edits.hours import post_hours, take_hours_back
from rota_desk.errors import Refusal
from rota_desk.queries.hours_account import HoursAccount, hours_account, hours_accounts
from rota_desk.queries.hours_words import remarks, verdict
from rota_desk.queries.leave import leave_detail

DAY = dt.timedelta(days=1)
OCTOBER = dt.date(2026, 10, 1)
THURSDAY = OCTOBER  # the quarter's first day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


@pytest.fixture
def nurse(desk: Desk) -> Clinician:
    """More than five years of service; on the rota from the quarter's first day."""
    nurse = build.a_nurse(desk)
    build.a_session(desk, "SD", THURSDAY, "08:00", "15:30", on=[nurse])
    return nurse


def account(desk: Desk, nurse: Clinician, on: dt.date = TODAY) -> HoursAccount:
    return desk.ask(hours_account, clinician=nurse.id, on=on)


def told(one: HoursAccount) -> list[tuple[str, str, str, str, float]]:
    return [
        (line.day.isoformat(), line.what, line.how, line.kind.value, float(line.hours))
        for line in one.lines
    ]


def away(
    desk: Desk,
    nurse: Clinician,
    kind: LeaveKind,
    day: dt.date,
    part: LeavePart = LeavePart.WHOLE,
) -> LeaveRequest:
    return build.leave(
        desk, nurse, day, day, kind=kind, state=LeaveState.APPROVED, first_part=part
    )


def posted(
    desk: Desk,
    nurse: Clinician,
    hours: str,
    kind: HoursKind = HoursKind.TOIL_EARNED,
    *,
    day: dt.date = OCTOBER,
    reason: str = "Late list",
) -> int:
    """A line written by hand; answers its number."""
    return desk.do(
        post_hours,
        clinician=nurse.id,
        kind=kind,
        day=day,
        hours=Decimal(hours),
        reason=reason,
    ).value


def test_a_quarter_asks_a_quarter_of_the_year_less_leave_and_the_years_bank_holidays(
    desk: Desk, nurse: Clinician
) -> None:
    one = account(desk, nurse)
    assert (one.start, one.end) == (OCTOBER, dt.date(2027, 1, 1))
    leave = (29 + 10) * Fraction(15, 2)  # ten bank holidays from April 2026 to March 2027
    assert one.piece.leave_hours == leave
    assert one.target == (Fraction("37.5") * Fraction("52.143") - leave) / 4
    assert one.asked == one.target * 40 / 92  # 1 October to 9 November


def test_the_published_example_of_a_quarter_holds_where_a_year_has_eight_bank_holidays(
    desk: Desk, nurse: Clinician
) -> None:
    held = build.every(desk, Contract)[0]
    build.changed(desk, held, service_from=dt.date(2009, 4, 1))
    one = account(desk, nurse, dt.date(2025, 5, 1))  # April 2025 to March 2026
    assert one.piece.leave_hours == Fraction("307.5")
    assert f"{float(one.target):.2f}" == "411.97"


def test_duties_of_a_day_make_a_line_and_the_sum_runs(desk: Desk, nurse: Clinician) -> None:
    friday = OCTOBER + DAY
    build.a_session(desk, "EN", friday, "08:30", "12:30", on=[nurse])
    build.a_session(desk, "CL", friday, "13:00", "17:00", on=[nurse])
    one = account(desk, nurse)
    assert told(one) == [
        ("2026-10-01", "Standard day", "08:00–15:30", "worked", 7.5),
        ("2026-10-02", "Endoscopy list, Clinic", "08:30–12:30, 13:00–17:00", "worked", 8.0),
    ]
    assert [float(line.total) for line in one.lines] == [7.5, 15.5]
    assert one.balance == Fraction("15.5") - one.asked


def test_overlapping_duties_count_once_and_a_clock_change_night_as_long_as_it_lasts(
    desk: Desk, nurse: Clinician
) -> None:
    build.a_session(desk, "EN", OCTOBER + DAY, "08:30", "12:30", on=[nurse])
    build.a_session(desk, "CL", OCTOBER + DAY, "12:00", "16:00", on=[nurse])
    build.a_night(desk, dt.date(2026, 10, 24), on=[nurse])  # 20:30 to 09:00, an hour more
    assert [float(line.hours) for line in account(desk, nurse).lines] == [7.5, 7.5, 13.5]


def test_paid_extra_and_bank_work_is_left_out(desk: Desk, nurse: Clinician) -> None:
    bank = build.a_session(desk, "EN", OCTOBER + DAY)
    build.assigned(desk, bank, nurse, source=AssignmentSource.BANK)
    paid = build.a_session(desk, "EN", OCTOBER + 2 * DAY)
    build.changed(desk, build.assigned(desk, paid, nurse), accounting=Accounting.EXTRA)
    assert [float(line.hours) for line in account(desk, nurse).lines] == [7.5]


def test_absence_is_credited_and_says_only_unavailable(desk: Desk, nurse: Clinician) -> None:
    build.an_absence(desk, nurse, dt.date(2026, 10, 2), dt.date(2026, 10, 5))
    one = account(desk, nurse)
    assert told(one)[1:] == [
        ("2026-10-02", "Unavailable", "a working day", "credited", 7.5),
        ("2026-10-05", "Unavailable", "a working day", "credited", 7.5),
    ]
    assert one.so_far.absence_credit == 15


def test_who_stands_on_the_rota_on_a_day_away_is_not_credited_as_well(
    desk: Desk, nurse: Clinician
) -> None:
    build.an_absence(desk, nurse, THURSDAY, THURSDAY)
    assert told(account(desk, nurse)) == [
        ("2026-10-01", "Standard day", "08:00–15:30", "worked", 7.5),
        (
            *("2026-10-01", "Unavailable", "on the rota that day: not credited as well"),
            *("counts for nothing", 0.0),
        ),
    ]


def test_leave_and_lieu_days_lie_in_the_target_and_other_leave_is_credited(
    desk: Desk, nurse: Clinician
) -> None:
    for place, kind in enumerate(
        (LeaveKind.ANNUAL, LeaveKind.LIEU, LeaveKind.STUDY, LeaveKind.UNPAID)
    ):
        away(desk, nurse, kind, dt.date(2026, 10, 5) + place * DAY)
    assert [(what, how, hours) for _day, what, how, _kind, hours in told(account(desk, nurse))][
        1:
    ] == [
        ("Annual leave", "taken off the target already", 0.0),
        ("Lieu days", "taken off the target already", 0.0),
        ("Study leave", "a working day", 7.5),
        ("Unavailable", "a working day, not owed", 7.5),
    ]


def test_half_a_day_in_lieu_is_taken_from_what_was_earned(desk: Desk, nurse: Clinician) -> None:
    posted(desk, nurse, "6")
    away(desk, nurse, LeaveKind.TOIL, dt.date(2026, 10, 5), LeavePart.PM)
    one = account(desk, nurse)
    assert one.so_far.toil_taken == Fraction(15, 4)
    assert one.toil_left == Fraction(9, 4)
    assert [(line.move.kind.value, float(line.balance)) for line in one.toil_lines] == [
        ("earned", 6.0),
        ("taken", 2.25),
    ]
    assert [lot.last_day for lot in one.toil.lots] == [dt.date(2027, 1, 1)]


def test_what_runs_out_or_is_booked_ahead_is_told_before_it_happens(
    desk: Desk, nurse: Clinician
) -> None:
    early = dt.date(2026, 8, 20)
    build.a_session(desk, "SD", early, "08:00", "15:30", on=[nurse])
    posted(desk, nurse, "2", day=early)
    away(desk, nurse, LeaveKind.TOIL, dt.date(2026, 12, 1))
    one = account(desk, nurse)
    assert one.toil_left == 2
    assert [(line.move.day, float(line.balance)) for line in one.toil_ahead] == [
        (dt.date(2026, 11, 21), 0.0),
        (dt.date(2026, 12, 1), -7.5),
    ]
    assert remarks(one)[-2:] == (
        "◆ 7.5 h in lieu too many booked on Tue 1 Dec",
        "◆ 2 h in lieu run out after Fri 20 Nov",
    )


def test_lines_by_hand_count_and_can_be_taken_back_and_undone(
    desk: Desk, nurse: Clinician
) -> None:
    posted(desk, nurse, "2.5", HoursKind.WORKED, day=TODAY - DAY, reason="Covered the ward")
    line = account(desk, nurse).lines[-1]
    assert (line.what, line.how, line.hours) == (
        "Worked besides the rota",
        "Covered the ward (K Lowe)",
        Fraction(5, 2),
    )
    assert line.posting_id is not None
    done = desk.do(take_hours_back, posting=line.posting_id, reason="Written twice")
    assert (
        done.label == "Take back 2.5 h worked besides the rota: S Quill, Mon 9 Nov (Written twice)"
    )
    assert len(account(desk, nurse).lines) == 1
    desk.undo()
    assert len(account(desk, nurse).lines) == 2


def test_the_years_balance_carries_the_quarters_before_it(desk: Desk, nurse: Clinician) -> None:
    build.a_session(desk, "SD", dt.date(2026, 9, 30), "08:00", "16:00", on=[nurse])
    one = account(desk, nurse)
    before = account(desk, nurse, dt.date(2026, 9, 30))
    assert one.since == dt.date(2026, 9, 30)
    assert one.opening == before.balance == 8 - before.asked
    assert one.closing == one.opening + one.balance
    assert one.tone is Tone.RED
    assert verdict(one).endswith(
        "h are owed to the department at Mon 9 Nov, more than 75 h apart."
    )
    assert remarks(one)[0].startswith("▲ balance −")


def test_at_the_same_pace_the_year_ends_as_far_apart_as_its_days(
    desk: Desk, nurse: Clinician
) -> None:
    one = account(desk, nurse)
    year = one.target * 2  # from October to March, two quarters
    assert one.projected == Fraction("7.5") * 182 / 40 - year


def test_net_hours_are_told_four_weeks_at_a_time(desk: Desk, nurse: Clinician) -> None:
    build.an_absence(desk, nurse, dt.date(2026, 10, 12), dt.date(2026, 10, 13))
    away(desk, nurse, LeaveKind.ANNUAL, dt.date(2026, 10, 14))
    first, whole, running = account(desk, nurse).periods
    assert (first.start, first.end) == (OCTOBER, dt.date(2026, 10, 12))
    assert (first.contracted, first.worked) == (Fraction("37.5") * 11 / 7, Fraction("7.5"))
    assert (whole.start, whole.end) == (dt.date(2026, 10, 12), dt.date(2026, 11, 9))
    assert (whole.contracted, whole.worked) == (Fraction(150), Fraction(0))
    assert (whole.away, whole.net) == (Fraction("22.5"), Fraction("-127.5"))
    assert (running.start, running.end) == (dt.date(2026, 11, 9), TODAY)


def test_a_change_of_hours_changes_what_is_asked_from_its_day(
    desk: Desk, nurse: Clinician
) -> None:
    (held,) = build.every(desk, Contract)
    turn = dt.date(2026, 11, 1)
    build.changed(desk, held, end=turn)
    build.kept(
        desk,
        Contract(
            clinician_id=nurse.id,
            code=ContractCode.AFC_ENG,
            start=turn,
            wte=Decimal("0.6"),
            weekly_hours=Decimal("22.5"),
            service_from=held.service_from,
        ),
    )
    whole = Fraction("37.5") * Fraction("52.143") - 39 * Fraction(15, 2)
    one = account(desk, nurse)
    assert one.target == whole / 4 * 31 / 92 + whole * Fraction(3, 5) / 4 * 61 / 92
    assert one.piece.weekly == Fraction("22.5")


def test_only_those_whose_contract_counts_by_the_year_have_an_account(
    desk: Desk, nurse: Clinician
) -> None:
    patel = build.a_clinician(desk)
    assert [one.name for one in desk.ask(hours_accounts, on=TODAY)] == [nurse.name]
    with pytest.raises(Refusal, match="counts no hours by the year in that quarter"):
        desk.ask(hours_account, clinician=patel.id, on=TODAY)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": " "}, "Say what the hours are for; it stands on the person's statement."),
        ({"hours": Decimal(0)}, "Give the number of hours, such as 1.5."),
        (
            {"hours": Decimal(-2)},
            "Hours are above nothing. To take hours off, choose “Put right”.",
        ),
        ({"hours": Decimal(25)}, "A day has 24 hours. Write a line for each day."),
        (
            {"day": TODAY + DAY},
            "Wed 11 Nov 2026 is still to come. Write it down when it is over.",
        ),
        (
            {"day": dt.date(2020, 4, 5)},
            "S Quill has no contract on Sun 5 Apr 2020. Check the day.",
        ),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_a_sentence(
    desk: Desk, nurse: Clinician, facts: dict[str, object], sentence: str
) -> None:
    usual: dict[str, object] = {
        "clinician": nurse.id,
        "kind": HoursKind.WORKED,
        "day": TODAY,
        "hours": Decimal(1),
        "reason": "Late list",
    }
    with pytest.raises(Refusal) as refused:
        desk.do(post_hours, **(usual | facts))  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_nothing_of_an_exception_report_is_written_here(desk: Desk) -> None:
    rowan, patel = build.a_resident(desk), build.a_clinician(desk)
    usual = {"kind": HoursKind.TOIL_EARNED, "day": TODAY, "hours": Decimal(2), "reason": "Stayed"}
    with pytest.raises(Refusal) as refused:
        desk.do(post_hours, clinician=rowan.id, **usual)  # type: ignore[arg-type]
    assert str(refused.value) == (
        "Extra hours of Dr C Rowan go into the exception-reporting system and stay there;"
        " nothing of them is written here."
    )
    with pytest.raises(Refusal, match="Sessions owed stand on the session statement"):
        desk.do(post_hours, clinician=patel.id, **usual)  # type: ignore[arg-type]


def test_hours_in_lieu_that_are_leave_already_are_not_taken_twice(
    desk: Desk, nurse: Clinician
) -> None:
    away(desk, nurse, LeaveKind.TOIL, TODAY)
    with pytest.raises(Refusal) as refused:
        posted(desk, nurse, "2", HoursKind.TOIL_TAKEN, day=TODAY, reason="Left early")
    assert (
        str(refused.value)
        == "S Quill has approved TOIL on Tue 10 Nov 2026 already; it is counted."
    )


def test_a_line_is_taken_back_only_with_a_reason(desk: Desk, nurse: Clinician) -> None:
    number = posted(desk, nurse, "-4", HoursKind.ADJUSTED, day=TODAY - DAY, reason="Brought in")
    assert account(desk, nurse).lines[-1].hours == -4
    with pytest.raises(Refusal, match="Say why the line is taken back"):
        desk.do(take_hours_back, posting=number, reason=" ")


def test_an_answer_about_toil_knows_what_is_there_by_then(desk: Desk, nurse: Clinician) -> None:
    posted(desk, nurse, "6")
    for day, kind, sentence in (
        (dt.date(2026, 11, 30), "good", "3.75 h in lieu asked of 6 h there by then"),
        (dt.date(2027, 1, 4), "danger", "3.75 h in lieu asked, 0 h there by then"),
    ):
        leave = build.leave(desk, nurse, day, kind=LeaveKind.TOIL, first_part=LeavePart.AM)
        found = desk.ask(leave_detail, leave=leave.id).effect.remarks[-1]
        assert (found.kind, found.text) == (kind, sentence)


def test_a_consultants_toil_has_no_ledger_to_speak_of(desk: Desk) -> None:
    leave = build.leave(desk, build.a_clinician(desk), kind=LeaveKind.TOIL)
    remarks = desk.ask(leave_detail, leave=leave.id).effect.remarks
    assert not any("in lieu" in one.text for one in remarks)

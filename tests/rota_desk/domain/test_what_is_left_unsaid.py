"""What a record means where nobody said anything, and the words that are kept in files."""

import dataclasses
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pytest

from rota_desk.domain.annualised import HoursSoFar
from rota_desk.domain.breaks import BreakSteps
from rota_desk.domain.claim_case import ClaimCase, Mark, Meets, Slot
from rota_desk.domain.expense_case import Distances, ExpenseCase, LeaveAround
from rota_desk.domain.facts import (
    Authorised,
    Away,
    AwayKind,
    Booking,
    ClaimFacts,
    Duty,
    DutyKind,
    HeldContract,
    LeaveAsked,
    Need,
    Person,
    PlanLine,
)
from rota_desk.domain.leave_arithmetic import LeaveSpan
from rota_desk.domain.leave_entitlement import Entitlement, LeaveTerms
from rota_desk.domain.mileage import Journey, Leg, Reckoned
from rota_desk.domain.rates import Band, Work
from rota_desk.domain.room_time import Holding, HoldingKind
from rota_desk.domain.shift_kinds import ShiftKinds
from rota_desk.domain.six_four_two import Fate
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.domain.unsocial_hours import UnsocialTerms
from rota_desk.domain.ways import UNKNOWN
from rota_desk.domain.working_week import Half, Share, Why, WorkingWeek
from rota_desk.rules.asking import Asking
from rota_desk.rules.binding import Segment
from rota_desk.rules.contract import Contract, Terms
from rota_desk.rules.figures import Figure, Limit, Severity, Verdict
from rota_desk.rules.finding import Basis, Finding
from rota_desk.rules.readings import Readings
from rota_desk.rules.rule import About, Measure
from rota_desk.rules.weighing import Weighed


def unsaid(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    if dataclasses.is_dataclass(record):
        known = {one.name: one.default for one in dataclasses.fields(record)}
        return {name: left for name, left in known.items() if left is not dataclasses.MISSING}
    defaults: dict[str, Any] = record._field_defaults
    return defaults


@pytest.mark.parametrize(
    ("record", "left"),
    [
        (
            Duty,
            {
                "kind": DutyKind.SHIFT,
                "work_minutes": None,
                "episodes": None,
                "activity": "",
                "session_id": None,
                "assignment_id": None,
                "activity_id": None,
                "room_id": None,
                "site_id": None,
                "permitted": True,
                "counts_as_work": True,
                "extra": False,
                "joins": False,
                "calls": None,
                "expected_minutes": None,
                "breaks_missed": None,
            },
        ),
        (Away, {"kind": AwayKind.ANNUAL_LEAVE, "leave_id": None, "excluded_session_ids": ()}),
        (
            Need,
            {
                "activity_id": None,
                "activity": "",
                "room_id": None,
                "state": "planned",
                "cause": "",
                "stands": True,
            },
        ),
        (
            Booking,
            {
                "title": "",
                "room": "",
                "booking_id": None,
                "session_id": None,
                "kit": (),
                "shared": False,
                "closed": 0,
                "points": None,
                "capacity": None,
            },
        ),
        (
            PlanLine,
            {
                "activity": "",
                "cycle_weeks": 1,
                "week": None,
                "sessions": Decimal(0),
                "pa": None,
                "weeks_per_year": None,
                "nth_of_month": None,
                "times_a_week": None,
                "cycle_start": None,
                "valid_from": None,
                "valid_to": None,
                "plan_id": None,
                "line_id": None,
            },
        ),
        (
            ClaimFacts,
            {
                "state": "claimed",
                "reference": "",
                "time_shifted": False,
                "session_id": None,
                "stands": True,
            },
        ),
        (LeaveAsked, {"leave_id": None}),
        (HeldContract, {"start": None, "end": None}),
        (Authorised, {"since": None, "until": None}),
        (
            Person,
            {
                "contracts": (),
                "additional_minutes": None,
                "schedule_sent": None,
                "opt_outs": (),
                "wte": Decimal(1),
                "contracted_pas": None,
                "authorised": (),
                "cycle_weeks": None,
                "prospective_leave_days": Decimal(0),
                "standard_day_minutes": 480,
            },
        ),
        (
            Snapshot,
            {
                "people": (),
                "duties": (),
                "aways": (),
                "needs": (),
                "bookings": (),
                "plan_lines": (),
                "claims": (),
                "holidays": frozenset(),
                "told": (),
                "requests": (),
                "changes": (),
                "limits": (),
                "meetings": (),
                "askings": (),
                "trainees": (),
                "ways": UNKNOWN,
                "read_as": frozenset(),
            },
        ),
        (
            Timeline,
            {
                "given": (),
                "minutes": (),
                "aways": (),
                "plan_lines": (),
                "claims": (),
                "requests": (),
                "changes": (),
                "limits": (),
                "holidays": frozenset(),
                "told": (),
                "ways": UNKNOWN,
            },
        ),
        (Stretch, {"on_call": False, "work": 0, "episodes": None}),
        (Meets, {"counts": ""}),
        (Slot, {"reason": "", "cases": None, "began": None, "ended": None}),
        (
            ClaimCase,
            {
                "paid": False,
                "draft": False,
                "patients": None,
                "pre_authorised_by": "",
                "pre_authorised_at": None,
                "verified_by": "",
                "approved_by": "",
                "submitted_on": None,
                "window_days": 0,
                "late_days": 0,
                "allowance_minutes": 0,
                "time_shift_weeks": 0,
                "time_shift": None,
                "time_shift_agreed_on": None,
                "session": None,
                "price": None,
                "card": "",
                "priced_as": "",
                "share_percent": 100,
                "room": "",
                "room_diary": (),
                "delivery": None,
                "approvers": (),
                "has_plan": False,
                "has_contract": False,
                "in_planned_time": (),
                "on_leave": (),
                "hours": (),
                "other_claims": (),
                "duties": (),
                "commitments": (),
            },
        ),
        (LeaveAround, {"course": ""}),
        (
            Distances,
            {
                "reference": None,
                "home_to_base": Decimal(0),
                "base_to_site": None,
                "eligible": None,
            },
        ),
        (ExpenseCase, {"linked": None, "leave": (), "absent": False, "sessions": (), "twins": ()}),
        (Journey, {"passengers": 0, "paid_before": False}),
        (Leg, {"words": ""}),
        (Reckoned, {"missing": ""}),
        (Band, {"grade": "", "activity": ""}),
        (Work, {"grade": "", "activity": "", "unit": "hour", "quantity": Decimal(1)}),
        (
            Holding,
            {
                "who": "",
                "tint": "grey",
                "session_id": None,
                "booking_id": None,
                "reason": "",
                "points": None,
                "capacity": None,
                "training": False,
                "kit": (),
                "ran": "",
                "repeats": False,
                "clash": "",
                "lane": 0,
                "lanes": 1,
                "clinicians": (),
            },
        ),
        (LeaveSpan, {"from_midday": False, "until_midday": False}),
        (LeaveTerms, {"study_days": Fraction(0), "study_years": 1, "public_holiday_step": None}),
        (Entitlement, {"hours": None, "public_holiday_hours": None}),
        (Share, {"days_a_week": Fraction(5), "days_on": Fraction(5)}),
        (
            WorkingWeek,
            {
                "weekdays": frozenset({0, 1, 2, 3, 4}),
                "off": frozenset(),
                "bank_holidays": None,
                "off_halves": frozenset(),
                "half_holidays": None,
                "shares": (),
                "shifts": None,
            },
        ),
        (HoursSoFar, {"absence_credit": Fraction(0), "toil_taken": Fraction(0)}),
        (
            BreakSteps,
            {
                "second_over": None,
                "third_from": None,
                "night_from": 0,
                "night_to": 0,
                "night_holds": 0,
            },
        ),
        (ShiftKinds, {"late_start_before": 2880, "late_end_by": 4320}),
        (UnsocialTerms, {"half_pays": True}),
        (Asking, {"passes": False, "kept": True, "in_place": False}),
        (Segment, {"whole": False}),
        (Terms, {"contested": ()}),
        (Contract, {"earlier": ()}),
        (Figure, {"text": ""}),
        (Limit, {"authorisable": False, "authorised_to": None, "under": False}),
        (
            Finding,
            {
                "session_ids": (),
                "assignment_ids": (),
                "room_id": None,
                "claim_id": None,
                "contract": "",
                "clause": "",
                "pack": "",
                "basis": Basis.PLANNED,
                "contested": "",
            },
        ),
        (Readings, {"own": frozenset()}),
        (
            About,
            {
                "session_ids": (),
                "assignment_ids": (),
                "room_id": None,
                "claim_id": None,
                "name": "",
                "clinician_id": None,
            },
        ),
        (Measure, {"against": "", "seen": True, "duties": (), "about": About(), "note": ""}),
        (Weighed, {"contested": ""}),
    ],
)
def test_what_nobody_said_is_plain(record: Any, left: dict[str, Any]) -> None:  # noqa: ANN401
    found = unsaid(record)
    assert found == left
    assert {name: type(one) for name, one in found.items()} == {
        name: type(one) for name, one in left.items()
    }


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Mark, ["tick", "question", "cross", "not checked"]),
        (DutyKind, ["shift", "nroc"]),
        (
            AwayKind,
            [
                "annual_leave",
                "study_leave",
                "professional_leave",
                "special_leave",
                "toil",
                "sick",
                "rest",
                "non_working",
            ],
        ),
        (HoldingKind, ["session", "released", "other_service", "one_off", "closure"]),
        (Fate, ["kept", "dropped", "dropped-reused", "dropped-reused-failed", "dropped-unused"]),
        (Half, ["am", "pm"]),
        (
            Why,
            [
                "leave",
                "half day",
                "weekend",
                "bank holiday",
                "non-working day",
                "day beyond a whole week's",
                "outside the leave year",
            ],
        ),
        (
            Severity,
            [
                "statutory",
                "contract-hard",
                "contract-auth",
                "contract-duty",
                "guidance",
                "local",
                "info",
            ],
        ),
        (Verdict, ["breach", "advisory", "not_evaluable", "pass", "not_applicable"]),
        (Basis, ["planned", "actual"]),
    ],
)
def test_the_words_of_a_kind_stay_as_they_are_written(
    kind: type[StrEnum], words: list[str]
) -> None:
    assert [one.value for one in kind] == words

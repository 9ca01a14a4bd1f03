"""The evidence for an expense line: each check with a tick, a cross or a question, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from models.types import ExpenseKind, ExpenseState
from rota_desk.domain.claim_case import Check, Mark
from rota_desk.domain.claim_road import same_person
from rota_desk.domain.expense_case import ExpenseCase, LeaveAround
from rota_desk.domain.mileage import LESSER_OF
from rota_desk.domain.said import day, span

DAY = dt.timedelta(days=1)
STUDY = ("study", "professional")
_TRAVELS = (ExpenseKind.TRAVEL, ExpenseKind.MILEAGE, ExpenseKind.ACCOMMODATION)
_OF_STUDY = (*_TRAVELS, ExpenseKind.COURSE_FEE, ExpenseKind.SUBSISTENCE)
Said = tuple[Mark, str]


def expense_evidence(case: ExpenseCase) -> tuple[Check, ...]:
    """Every check that concerns a line, in reading order; miles brought forward have none."""
    if case.brought_forward:
        return (Check("brought-forward", "Brought forward", Mark.TICK, _brought(case)),)
    found = []
    for name, title, look in CHECKS:
        said = look(case)
        if said is not None:
            found.append(Check(name, title, *said))
    return tuple(found)


def _brought(case: ExpenseCase) -> str:
    return f"{_miles(case.miles)} of this mileage year, paid by an older system; nothing is due."


def _rate(case: ExpenseCase) -> Said | None:
    if not case.is_journey:
        return None
    if case.miles is None:
        return Mark.CROSS, "The miles are missing."
    if case.reckoned is None:
        return Mark.NOT_CHECKED, "The miles that count are not known, so nothing is reckoned."
    if case.reckoned.missing:
        missing = case.reckoned.missing
        said = f"{missing[:1].upper()}{missing[1:]} has to be entered in Settings, Mileage rates"
        return Mark.QUESTION, f"{said}; nothing is reckoned before."
    year = f"after {_miles(case.reckoned.miles_before)} of the mileage year"
    said = f"{case.reckoned.words}, {year}"
    if case.amount is None or case.amount == case.reckoned.amount:
        return Mark.TICK, f"{said}."
    if case.done:
        return Mark.QUESTION, f"Fixed at £{case.amount:,.2f}; as things stand it is {said}."
    return Mark.CROSS, f"Claims £{case.amount:,.2f}; the rates give {said}."


def _eligible(case: ExpenseCase) -> Said | None:
    if not case.is_journey or not case.from_home or case.miles is None:
        return None
    known = case.distances
    if known.eligible is None:
        return Mark.QUESTION, "The way between base and that place is not kept; enter it."
    rule = (
        "the shorter of home and base to the place"
        if case.policy.home_rule == LESSER_OF
        else f"without the {_miles(known.home_to_base)} from home to base each way"
    )
    said = f"{_miles(known.eligible)} count, {rule}"
    if case.miles <= known.eligible:
        return Mark.TICK, f"{said}."
    return Mark.CROSS, f"Claims {_miles(case.miles)} from home; {said}."


def _passengers(case: ExpenseCase) -> Said | None:
    if not case.is_journey or not (case.passengers or case.passenger_names):
        return None
    named = len(case.passenger_names)
    if case.kind is ExpenseKind.PASSENGER:
        return Mark.QUESTION, "Whoever drives claims for passengers; a passenger claims nothing."
    if named == case.passengers:
        return Mark.TICK, f"With {', '.join(case.passenger_names)}."
    return Mark.QUESTION, f"{case.passengers} claimed and {named} named; name each passenger."


def _study(case: ExpenseCase) -> Said | None:
    if case.kind not in _OF_STUDY or (case.is_journey and case.linked is None):
        return None
    if case.linked is not None:
        return _linked(case, case.linked)
    around = DAY if case.kind in _TRAVELS else 0 * DAY
    near = [
        one
        for one in case.leave
        if one.kind in STUDY and one.first - around <= case.day <= one.last + around
    ]
    approved = next((one for one in near if one.state == "approved"), None)
    if approved is not None:
        return Mark.TICK, f"Belongs to {_leave(approved)}."
    if near:
        return Mark.QUESTION, f"{_leave(near[0])} is {near[0].state}, not approved."
    return Mark.QUESTION, f"No approved study or professional leave on {day(case.day)}."


def _linked(case: ExpenseCase, leave: LeaveAround) -> Said:
    if leave.kind not in STUDY:
        return Mark.CROSS, f"{_leave(leave)} is neither study nor professional leave."
    if leave.state != "approved":
        mark = Mark.QUESTION if leave.state == "requested" else Mark.CROSS
        return mark, f"{_leave(leave)} is {leave.state}, not approved."
    around = DAY if case.kind in _TRAVELS else 0 * DAY
    inside = leave.first - around <= case.day <= leave.last + around
    if inside or case.kind is ExpenseKind.COURSE_FEE:  # a fee is paid when it is paid
        return Mark.TICK, f"Belongs to {_leave(leave)}."
    return Mark.QUESTION, f"{day(case.day)} lies outside {_leave(leave)}."


def _site(case: ExpenseCase) -> Said | None:
    if not case.is_journey or case.linked is not None:
        return None
    if case.to_site_id is None:
        return Mark.QUESTION, f"{case.to_place or 'No place'} is none of the sites; say what for."
    there = [one for one in case.sessions if one.site_id == case.to_site_id]
    if there:
        said = "; ".join(f"{one.title}, {span(one.start, one.end)}" for one in there)
        return Mark.TICK, f"At {case.to_site} that day: {said}."
    others = "; ".join(
        f"{one.title}{f' at {one.site}' if one.site else ''}, {span(one.start, one.end)}"
        for one in case.sessions
    )
    rota = f"the rota shows {others}" if others else "the rota shows nothing that day"
    return Mark.QUESTION, f"No session at {case.to_site} on {day(case.day)}; {rota}."


def _on_leave(case: ExpenseCase) -> Said | None:
    if not case.is_journey or case.linked is not None:
        return None
    away = [
        one for one in case.leave if one.state == "approved" and one.first <= case.day <= one.last
    ]
    if case.absent:
        return Mark.CROSS, f"Unavailable on {day(case.day)}."
    if any(one.kind == "annual" for one in away):
        return Mark.CROSS, f"On annual leave on {day(case.day)}."
    if away:
        open_ = away[0].kind in STUDY  # what other leave is for stays with the claimant
        said = f"On {_leave(away[0])}" if open_ else f"Unavailable on {day(case.day)}"
        return Mark.QUESTION, f"{said}: say what the journey was for."
    return Mark.TICK, "Not on leave and not absent that day."


def _duplicate(case: ExpenseCase) -> Said | None:
    if not case.twins:
        return Mark.TICK, "No other line says the same."
    said = "; ".join(f"{one.reference}: {one.how}" for one in case.twins)
    return Mark.CROSS, f"{said}."


def _distance(case: ExpenseCase) -> Said | None:
    if not case.is_journey or case.from_home or case.miles is None:
        return None
    if case.to_site_id is None:
        return None
    way = case.distances.reference
    if way is None:
        between = f"{case.from_place or 'the start'} and {case.to_site}"
        return Mark.NOT_CHECKED, f"No distance is kept between {between}."
    due = way * case.ways
    over = case.miles - due
    allowed = max(due * case.policy.tolerance_percent / 100, Decimal(case.policy.tolerance_miles))
    said = f"{_miles(case.miles)} claimed, {_miles(due)} by the matrix"
    if over > allowed:
        return Mark.QUESTION, f"{said}: {_miles(over)} too many, {_miles(allowed)} are let pass."
    return Mark.TICK, f"{said}."


def _late(case: ExpenseCase) -> Said | None:
    last = case.day + dt.timedelta(days=case.policy.window_days)
    claimed = case.submitted_on or case.today
    said = f"Claimed {day(claimed)}; the last day was {day(last)}."
    if claimed <= last:
        return Mark.TICK, said
    return (Mark.CROSS if case.policy.rejects_late else Mark.QUESTION), said


def _receipt(case: ExpenseCase) -> Said | None:
    if case.is_journey:
        return None
    if case.receipt:
        return Mark.TICK, f"Receipt {case.receipt}."
    return Mark.QUESTION, "No receipt is named."


def _course(case: ExpenseCase) -> Said | None:
    if case.kind is not ExpenseKind.COURSE_FEE or case.submitted_on is None:
        return None
    due = case.submitted_on + dt.timedelta(days=case.policy.course_days)
    if case.state is ExpenseState.PAID or case.today <= due:
        return Mark.TICK, f"To be paid by {day(due)}."
    return Mark.QUESTION, f"Waiting since {day(case.submitted_on)}; due by {day(due)}."


def _people(case: ExpenseCase) -> Said | None:
    signed = {"verified": case.verified_by, "approved": case.approved_by}
    names = [case.claimant, *(name for name in signed.values() if name)]
    for place, one in enumerate(names):
        if any(same_person(one, other) for other in names[:place]):
            return Mark.CROSS, f"{one} signed twice: claimant, verifier and approver are three."
    said = ", ".join(f"{step} by {name}" for step, name in signed.items() if name)
    if len(names) == len(signed) + 1:
        return Mark.TICK, f"Claimed by {case.claimant}, {said}."
    return None


CHECKS: tuple[tuple[str, str, Callable[[ExpenseCase], Said | None]], ...] = (
    ("exp-mileage-tier", "Rate", _rate),
    ("exp-mileage-eligible", "From home", _eligible),
    ("exp-passenger", "Passengers", _passengers),
    ("exp-study-approved", "Study leave", _study),
    ("exp-site-commitment", "Session there", _site),
    ("exp-on-leave", "Not on leave", _on_leave),
    ("exp-duplicate", "Claimed once", _duplicate),
    ("exp-distance-tol", "Distance", _distance),
    ("exp-late", "In time", _late),
    ("exp-receipt", "Receipt", _receipt),
    ("course-paid", "Paid back in time", _course),
    ("exp-segregation", "Three people", _people),
)


def _leave(leave: LeaveAround) -> str:
    course = f" ({leave.course})" if leave.course else ""
    days = day(leave.first)
    if leave.last != leave.first:
        days = f"{days} – {day(leave.last)}"
    return f"{leave.kind} leave {days}{course}"


def _miles(miles: Decimal | None) -> str:
    number = f"{(miles or Decimal(0)).normalize():f}"
    return f"{number} {'mile' if number == '1' else 'miles'}"

"""The sample's bank and agency: shifts that were bought, their papers, and the budgets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models import (
    Assignment,
    ClinicalSession,
    Clinician,
    CoverBudget,
    CoverRequest,
    Gap,
    GapAction,
)
from models.types import (
    Accounting,
    AssignmentSource,
    CoverRequestState,
    CoverVia,
    GapActionKind,
    GapState,
    StaffGroup,
)
from rota_desk.sample.asked import NONE_CAME
from rota_desk.sample.scene import Scene

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
SHIFTS = ("LD", "NT")
BANK_RATE, AGENCY_RATE = Decimal("34.50"), Decimal("71.50")
AGENCY, OFFICE = "Harbour Locums", "Bank office"
BANK_SHIFTS, AGENCY_SHIFTS = 12, 2
COME = (StaffGroup.NURSE, StaffGroup.RESIDENT)
FRESH = 3 * WEEK  # the timesheets of later shifts are not in yet
TOO_LONG = Decimal("6.0")  # hours on the timesheet of a list of four
OVERCHARGED = Decimal("40.00")


def lay_bank(scene: Scene) -> None:
    """Complete what was asked of the bank for coming gaps, and lay what was bought before."""
    _name_requests(scene)
    _lay_bank_shifts(scene)
    _lay_agency_shifts(scene)
    year = scene.anchor.leave_year
    until = year.replace(year=year.year + 1)
    source = "Divisional finance, April letter"
    scene.work.add(CoverBudget(start=year, end=until, amount=Decimal(12000), source=source))
    agency = CoverBudget(start=year, end=until, amount=Decimal(2000), source=source)
    agency.via = CoverVia.AGENCY
    scene.work.add(agency)


def _name_requests(scene: Scene) -> None:
    """Give what the gaps' stories asked for its number, order and cause; one has an offer."""
    causes = {one.session_id: one.cause for one in scene.work.all(select(Gap))}
    found = scene.work.all(select(CoverRequest).order_by(CoverRequest.id))
    for number, one in enumerate(found, start=1):
        one.reference, one.asked_of = f"BR-{number:04d}", OFFICE
        one.cause = causes[one.session_id]
        one.order_number = f"PO-{4100 + number}" if number % 3 else ""
        one.authorised_by = scene.manager if number % 3 else ""
        if one.state is CoverRequestState.REFUSED:
            one.answer = NONE_CAME
    waiting = [one for one in found if one.state is CoverRequestState.REQUESTED]
    for one in waiting[:1]:
        one.state, one.answer = CoverRequestState.OFFERED, "Offers Dr S Adair"
        (asked,) = scene.work.all(
            select(GapAction)
            .join(Gap, Gap.id == GapAction.gap_id)
            .where(Gap.session_id == one.session_id)
            .where(GapAction.kind == GapActionKind.BANK_REQUESTED)
        )
        asked.answer = one.answer


def _lay_bank_shifts(scene: Scene) -> None:
    """Nurses and residents who came for an extra session through the bank, and will come."""
    until = scene.anchor.moment(scene.anchor.day(3, 0), "00:00")
    found = scene.work.rows(
        select(ClinicalSession, Gap, Assignment)
        .join(Gap, Gap.session_id == ClinicalSession.id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .join(Clinician, Clinician.id == Assignment.clinician_id)
        .where(Clinician.group.in_(COME), Gap.state == GapState.FILLED)
        .where(Assignment.source == AssignmentSource.COVER)
        .where(Assignment.accounting == Accounting.PLANNED, ClinicalSession.start < until)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for number, (session, gap, placed) in enumerate(found[-BANK_SHIFTS:]):
        placed.source, gap.decision = AssignmentSource.BANK, "Covered by the bank"
        request = _request(scene, session, gap, placed.clinician_id, number)
        if session.end.date() < scene.anchor.today - FRESH:
            request.timesheet_seen = True
            request.timesheet_hours = TOO_LONG if number == 0 else None
            request.timesheet_ref = f"T-{2200 + number}"
            request.passed_on = session.end.date() + 12 * DAY if number else None


def _lay_agency_shifts(scene: Scene) -> None:
    """A locum of an agency for shifts that nobody else could do; one invoice is too high."""
    shifts = [scene.activities[code].id for code in SHIFTS]
    found = scene.work.rows(
        select(ClinicalSession, Gap)
        .join(Gap, Gap.session_id == ClinicalSession.id)
        .where(ClinicalSession.activity_id.in_(shifts), Gap.state == GapState.CLOSED)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for number, (session, gap) in enumerate(found[-AGENCY_SHIFTS:]):
        locum = _locum(scene)
        scene.work.add(
            Assignment(
                session_id=session.id,
                clinician_id=locum,
                uid=scene.uid(),
                source=AssignmentSource.BANK,
                accounting=Accounting.EXTRA,
                changed_at=scene.anchor.moment(session.start.date() - DAY, "16:20"),
            )
        )
        gap.state, gap.decision = GapState.FILLED, f"{AGENCY} sent a locum"
        request = _request(scene, session, gap, locum, BANK_SHIFTS + number)
        request.via, request.supplier, request.asked_of = CoverVia.AGENCY, AGENCY, "Night desk"
        request.hourly_rate, request.agreed_hours = AGENCY_RATE, Decimal("12.5")
        request.timesheet_seen, request.timesheet_ref = True, f"H-{310 + number}"
        request.timesheet_hours = Decimal("12.5")
        due = AGENCY_RATE * Decimal("12.5")
        request.invoice_seen, request.invoice_number = True, f"HL-{7700 + number}"
        request.invoice_amount = due if number else due + OVERCHARGED


def _locum(scene: Scene) -> int:
    name = "Dr S Adair"
    there = scene.work.one(select(Clinician).where(Clinician.name == name))
    if there is None:
        there = scene.work.add(
            Clinician(name=name, group=StaffGroup.RESIDENT, initials="SA", grade="SHO")
        )
        there.note = AGENCY
    return there.id


def _request(
    scene: Scene, session: ClinicalSession, gap: Gap, whom: int, number: int
) -> CoverRequest:
    """A filled request, asked two or three days ahead and answered within hours."""
    ahead = scene.anchor.moment(session.start.date() - (2 + number % 2) * DAY, "10:15")
    agency = number >= BANK_SHIFTS
    kind = GapActionKind.AGENCY_REQUESTED if agency else GapActionKind.BANK_REQUESTED
    whose = f"{AGENCY}, Night desk" if agency else f"Bank, {OFFICE}"
    person = scene.work.get(Clinician, whom)
    name = person.name
    scene.work.add(
        GapAction(
            gap_id=gap.id,
            kind=kind,
            at=ahead,
            by=scene.coordinator,
            whom=whose,
            answer=f"{name} comes",
        )
    )
    return scene.work.add(
        CoverRequest(
            session_id=session.id,
            supplier="Bank",
            requested_at=ahead,
            reference=f"BR-{101 + number:04d}",
            requested_by=scene.coordinator,
            authorised_by=scene.manager,
            asked_of=OFFICE,
            grade=person.grade,
            cause=gap.cause,
            reason=gap.cause_text,
            hourly_rate=BANK_RATE,
            order_number=f"PO-{4000 + number}",
            state=CoverRequestState.FILLED,
            clinician_id=whom,
            filled_at=ahead + dt.timedelta(hours=2 + number % 5 * 4),
            answer=f"{name} comes",
        )
    )

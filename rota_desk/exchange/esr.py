"""`esr-absence`: absence for the staff record. RESTRICTED: the only file that says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import Absence, LeaveRequest
from models.types import AbsenceKind, LeaveKind, LeaveState
from rota_desk.domain.leave_arithmetic import hundredths
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, ExchangeTable, Found, Level, Wanted
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.queries.days_lost import days_lost, held_shares
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("assignment_number", "ESR assignment number"),
    Column("clinician", "the person's name"),
    Column("absence_type", "the staff record's family of absence"),
    Column("reason_level_1", "national sickness reason code, S10 to S99; sickness alone"),
    Column("first_day", "first day away", Kind.DAY),
    Column("last_day", "last day away, included; empty: still away", Kind.DAY),
    Column("calendar_days", "days from the first to the last, both counted", Kind.WHOLE),
    Column("sent_to_esr", "ticked as sent", Kind.YES_NO),
    Column("sent_on", "when", Kind.DAY),
    Column("fte_days_lost", "calendar days by the share of full time", Kind.NUMBER),
)
ABSENCES = {
    AbsenceKind.SICKNESS: "Sickness",
    AbsenceKind.CARER: "Special leave",
    AbsenceKind.BEREAVEMENT: "Special leave",
    AbsenceKind.JURY: "Special leave",
    AbsenceKind.INDUSTRIAL_ACTION: "Industrial action",
    AbsenceKind.OTHER: "Other absence",
}
LEAVES = {
    LeaveKind.ANNUAL: "Annual leave",
    LeaveKind.STUDY: "Study leave",
    LeaveKind.PROFESSIONAL: "Professional leave",
    LeaveKind.SPECIAL: "Special leave",
    LeaveKind.PARENTAL: "Parental leave",
    LeaveKind.UNPAID: "Unpaid leave",
}  # time off in lieu is usually not in the staff record as leave
_ONE = 1


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    found = [*_absences(read, names, wanted), *_leave(read, names, wanted)]

    def order(one: Found) -> tuple[str, str, int]:
        who = one.cells.get("assignment_number") or one.cells.get("clinician")
        return str(one.cells["first_day"]), str(who), one.number

    yield from sorted(found, key=order)


def _absences(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    held = held_shares(read)
    for one in read.all(select(Absence)):
        sick = one.kind is AbsenceKind.SICKNESS
        sent: dict[str, Value] = {
            "reason_level_1": one.reason_code[:3] if sick else "",
            "sent_to_esr": one.sent_to_esr is not None,
            "sent_on": one.sent_to_esr,
            "fte_days_lost": hundredths(days_lost(read, held, one)) if one.last_day else None,
        }
        if _asked(wanted, one.clinician_id, one.first_day, one.last_day):
            told = _cells(names, one.clinician_id, one.first_day, one.last_day)
            yield Found(one.id, {**told, **sent, "absence_type": ABSENCES[one.kind]})


def _leave(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    approved = select(LeaveRequest).where(LeaveRequest.state == LeaveState.APPROVED)
    for one in read.all(approved):
        asked = _asked(wanted, one.clinician_id, one.first_day, one.last_day)
        if one.kind in LEAVES and asked:
            told = _cells(names, one.clinician_id, one.first_day, one.last_day)
            yield Found(one.id, {**told, "absence_type": LEAVES[one.kind], "sent_to_esr": False})


def _asked(wanted: Wanted, who: int, first: dt.date, last: dt.date | None) -> bool:
    return wanted.person(who) and wanted.days(first, last or dt.date.max)


def _cells(names: Names, who: int, first: dt.date, last: dt.date | None) -> dict[str, Value]:
    return {
        "assignment_number": names.number_of(who),
        "clinician": names.name_of(who),
        "first_day": first,
        "last_day": last,
        "calendar_days": (last - first).days + _ONE if last else None,
    }


def _key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("assignment_number"), cells.get("absence_type"), cells.get("first_day")


ESR = ExchangeTable(
    kind="esr-absence",
    says="Absence and leave for the staff record, with the sickness reason. Written only.",
    level=Level.RESTRICTED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
)

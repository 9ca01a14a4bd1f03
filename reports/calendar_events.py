"""What an entry of a calendar says, at each level of privacy."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.formats.ics import CalendarEvent
from reports.privacy import discreet
from rota_desk.desk import Desk
from rota_desk.queries.clinician_calendar import CalendarDuty, CalendarLeave
from rota_desk.queries.letterhead import letterhead
from rota_desk.queries.settings import setting

NOBODY = "rota-desk@rota-desk.invalid"  # an organiser is required; this one takes no mail
BUSY = "Rota duty"
CANCELLED = "CANCELLED"


class Privacy(StrEnum):
    """How much a calendar says to whoever can read it."""

    FULL = "full"  # duty, place, role, colleagues, whom to ask
    DUTY = "duty"  # duty and place
    BUSY = "busy"  # that there is a duty


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What every calendar of the department shares."""

    department: str
    made: dt.datetime  # aware, UTC
    zone: str
    privacy: Privacy
    organiser: str
    contact: str
    in_utc: bool = False  # for programs that mistake the change of clocks


def calendar_head(desk: Desk, privacy: Privacy | None = None) -> CalendarHead:
    """The department's name and settings; `privacy` overrules the setting."""
    head = desk.ask(letterhead)

    def told(key: str) -> str:
        return str(desk.ask(setting, key=f"calendars.{key}")).strip()

    return CalendarHead(
        department=head.department,
        made=head.now,
        zone=head.zone,
        privacy=privacy or Privacy(told("privacy")),
        organiser=told("organiser") or NOBODY,
        contact=told("contact"),
        in_utc=bool(desk.ask(setting, key="calendars.in_utc")),
    )


def duty_event(duty: CalendarDuty, head: CalendarHead) -> CalendarEvent:
    """A duty as an entry."""
    event = CalendarEvent(
        uid=duty.uid,
        start=duty.start,
        end=duty.end,
        summary=BUSY,
        sequence=duty.sequence,
        last_modified=duty.changed.replace(tzinfo=dt.UTC),
        categories=("Duty",),
    )
    if head.privacy is Privacy.BUSY:
        return event
    return replace(
        event,
        summary=discreet(duty.summary),
        location=duty.place,
        description=_description(duty, head),
    )


def cancelled_event(duty: CalendarDuty, head: CalendarHead) -> CalendarEvent:
    """A duty that is no longer this person's."""
    return replace(duty_event(duty, head), status=CANCELLED, transparent=True)


def leave_event(leave: CalendarLeave, head: CalendarHead) -> CalendarEvent:
    """Leave as whole days, shown as free."""
    said = f"{leave.summary}, {leave.part}" if leave.part else leave.summary
    return CalendarEvent(
        uid=leave.uid,
        start=leave.first_day,
        end=leave.last_day + dt.timedelta(days=1),
        summary="Unavailable" if head.privacy is Privacy.BUSY else discreet(said),
        last_modified=leave.changed.replace(tzinfo=dt.UTC),
        transparent=True,
        categories=("Leave",),
    )


def _description(duty: CalendarDuty, head: CalendarHead) -> str:
    """Role, who else is there, whose rota it is and whom to ask."""
    lines = [f"Rota of {head.department}" if head.department else ""]
    if head.privacy is Privacy.FULL:
        lines = [
            f"Role: {duty.role}" if duty.role else "",
            f"With: {', '.join(duty.others)}" if duty.others else "",
            *lines,
            f"Questions: {head.contact}" if head.contact else "",
        ]
    return "\n".join(discreet(line) for line in lines if line)

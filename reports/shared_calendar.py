"""A calendar file for each room, each activity or each on-call rota."""

import datetime as dt

from reports.calendar_events import BUSY, CalendarHead, Privacy, calendar_head
from reports.calendar_page import page
from reports.clinician_calendar import NAME, file_names
from reports.document import Document
from reports.formats import csv, ics
from reports.formats.ics import CalendarEvent
from reports.privacy import discreet
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.shared_calendar import Of, SharedSession, shared_calendars


def shared(
    desk: Desk, *, of: Of, start: dt.date, end: dt.date, privacy: Privacy | None = None
) -> tuple[Document, ...]:
    """One calendar for each of them, and the page and list beside."""
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    head = calendar_head(desk, privacy)
    found = desk.ask(shared_calendars, of=of, start=start, end=end)
    names = file_names({one.id: one.name for one in found})
    last = end - dt.timedelta(days=1)
    rows = [(one.name, f"{names[one.id]}.ics", len(one.sessions), start, last) for one in found]
    heads = (of.value.capitalize(), "File", "Sessions", "First day", "Last day")
    files = (
        Document(
            NAME,
            f"{names[one.id]}.ics",
            ics.MEDIA_TYPE,
            ics.calendar(
                [_event(session, of, head) for session in one.sessions],
                name=f"{one.name}, {head.department}" if head.department else one.name,
                made=head.made,
                zone=one.zone,
                in_utc=head.in_utc,
            ),
        )
        for one in found
    )
    return (
        *files,
        page(head, [row[:3] for row in rows], first=start, last=last),
        Document(NAME, "index.csv", csv.MEDIA_TYPE, csv.table(heads, rows, for_excel=True)),
    )


def _event(session: SharedSession, of: Of, head: CalendarHead) -> CalendarEvent:
    busy = head.privacy is Privacy.BUSY
    return CalendarEvent(
        uid=session.uid,
        start=session.start,
        end=session.end,
        summary=BUSY if busy else discreet(_summary(session, of, head)),
        location="" if busy else session.place,
        description=f"Rota of {head.department}" if head.department and not busy else "",
        sequence=session.sequence,
        last_modified=session.changed.replace(tzinfo=dt.UTC),
        categories=("Duty",),
    )


def _summary(session: SharedSession, of: Of, head: CalendarHead) -> str:
    """Who is there, and in a room's calendar what for; names only where privacy is full."""
    who = ", ".join(session.people) or ("nobody yet" if session.needs_cover else "")
    if head.privacy is not Privacy.FULL or not who:
        return session.name
    return who if of is Of.ON_CALL else f"{session.name}: {who}"

"""A calendar file for each clinician, and the sheet that says how to use it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from reports.document import Document
from reports.formats import csv, ics
from reports.formats.ics import CalendarEvent
from reports.formats.words import file_word
from reports.privacy import discreet
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.clinician_calendar import (
    CalendarDuty,
    CalendarLeave,
    ClinicianCalendar,
    clinician_calendars,
)
from rota_desk.queries.letterhead import Letterhead, letterhead

NAME, TITLE = "calendar", "Calendars"
HOW_TO = """\
How to use a calendar file
==========================

Each .ics file is one clinician's rota as it stands. It replaces the last one; it does not add
to it. So keep the rota in a calendar of its own:

Outlook    Open the file: it opens as a new calendar. Delete the calendar of the last file first.
           Importing into your own calendar doubles every duty when you import again.
Google     Settings, Add calendar, Create new; then Import the file into that calendar. Before a
           new file, delete that calendar and create it again. A calendar that is subscribed to
           by address is asked for news only every 4 to 24 hours.
Apple      Open the file and choose New calendar. Delete that calendar before a new file.

A change within the next two days is told by telephone, bleep or e-mail: never rely on a
calendar for it. Times are given with their zone and stay right when the clocks change.
"""


def calendars(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    with_leave: bool = False,
    clinician: int | None = None,
) -> tuple[Document, ...]:
    """One calendar for each clinician, of the days from `start` until before `end`.

    Leave is left out unless asked for: on a shared calendar it looks like a duty.
    """
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    head = desk.ask(letterhead)
    found = desk.ask(clinician_calendars, start=start, end=end)
    names = _file_names(found)
    if clinician is not None:
        shown = desk.ask(clinician_calendars, start=start, end=end, clinician=clinician)
        names = {**_file_names(shown), **names}
        if not shown:
            raise Refusal("That clinician is no longer there. Choose one from People.")
    else:
        shown = tuple(one for one in found if one.duties or (with_leave and one.leave))
    return tuple(
        Document(
            NAME, names[one.clinician_id], ics.MEDIA_TYPE, drawn(one, head, with_leave=with_leave)
        )
        for one in shown
    )


def drawn(calendar: ClinicianCalendar, head: Letterhead, with_leave: bool) -> bytes:
    """Write one clinician's calendar."""
    return ics.calendar(
        [*_duties(calendar, head), *(_leave(calendar) if with_leave else ())],
        name=f"Rota, {calendar.name}",
        made=head.now,
        zone=calendar.zone,
    )


def index(
    desk: Desk, documents: Sequence[Document], *, start: dt.date, end: dt.date
) -> tuple[Document, ...]:
    """What goes beside the calendars: a list of them, and how to use them."""
    names = _file_names(found := desk.ask(clinician_calendars, start=start, end=end))
    written = {document.file_name for document in documents}
    last = end - dt.timedelta(days=1)
    rows = [
        (one.name, names[one.clinician_id], len(one.duties), start, last)
        for one in found
        if names[one.clinician_id] in written
    ]
    heads = ("Clinician", "File", "Duties", "First day", "Last day")
    return (
        Document(NAME, "index.csv", csv.MEDIA_TYPE, csv.table(heads, rows, for_excel=True)),
        Document(NAME, "how-to-use.txt", "text/plain; charset=utf-8", HOW_TO.encode("utf-8")),
    )


def _file_names(found: Sequence[ClinicianCalendar]) -> dict[int, str]:
    """A file name for each, by name; with the clinician's number where two share a name."""
    words = {one.clinician_id: file_word(one.name) for one in found}
    shared = {word for word, count in Counter(words.values()).items() if count > 1}
    return {
        number: f"{word}-{number}.ics" if word in shared else f"{word}.ics"
        for number, word in words.items()
    }


def _duties(calendar: ClinicianCalendar, head: Letterhead) -> Iterator[CalendarEvent]:
    for duty in calendar.duties:
        yield CalendarEvent(
            uid=duty.uid,
            start=duty.start,
            end=duty.end,
            summary=discreet(duty.summary),
            location=duty.place,
            description=_description(duty, head),
            sequence=duty.sequence,
            last_modified=duty.changed.replace(tzinfo=dt.UTC),
            categories=("Duty",),
        )


def _description(duty: CalendarDuty, head: Letterhead) -> str:
    """Whose rota it is, and who else is there."""
    whose = f"Rota of {head.department}" if head.department else ""
    return "\n".join(part for part in (discreet(duty.description), whose) if part)


def _leave(calendar: ClinicianCalendar) -> Iterator[CalendarEvent]:
    for leave in calendar.leave:
        yield CalendarEvent(
            uid=leave.uid,
            start=leave.first_day,
            end=leave.last_day + dt.timedelta(days=1),
            summary=_leave_words(leave),
            last_modified=leave.changed.replace(tzinfo=dt.UTC),
            transparent=True,
            categories=("Leave",),
        )


def _leave_words(leave: CalendarLeave) -> str:
    return discreet(f"{leave.summary}, {leave.part}" if leave.part else leave.summary)

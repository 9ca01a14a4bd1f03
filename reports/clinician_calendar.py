"""A calendar file for each clinician, and what goes beside the files."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from reports.calendar_events import (
    CalendarHead,
    Privacy,
    calendar_head,
    duty_event,
    leave_event,
)
from reports.calendar_page import page
from reports.document import Document
from reports.formats import csv, ics
from reports.formats.words import file_word
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.clinician_calendar import ClinicianCalendar, clinician_calendars

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
Android    Give the file to Google on a computer, as above; the telephone then shows it.

A file whose name ends in -changes holds only what is new, moved or no longer yours since the
version that its list names. A program that reads it into the same calendar updates what it
knows; one that doubles instead (see above) needs the whole file in a fresh calendar.

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
    privacy: Privacy | None = None,
) -> tuple[Document, ...]:
    """One calendar for each clinician, of the days from `start` until before `end`.

    Leave is left out unless asked for: on a shared calendar it looks like a duty.
    """
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    head = calendar_head(desk, privacy)
    found = desk.ask(clinician_calendars, start=start, end=end)
    names = file_names({one.clinician_id: one.name for one in found})
    if clinician is not None:
        shown = desk.ask(clinician_calendars, start=start, end=end, clinician=clinician)
        names = {**file_names({one.clinician_id: one.name for one in shown}), **names}
        if not shown:
            raise Refusal("That clinician is no longer there. Choose one from People.")
    else:
        shown = tuple(one for one in found if one.duties or (with_leave and one.leave))
    return tuple(
        Document(
            NAME,
            f"{names[one.clinician_id]}.ics",
            ics.MEDIA_TYPE,
            drawn(one, head, with_leave=with_leave),
        )
        for one in shown
    )


def drawn(calendar: ClinicianCalendar, head: CalendarHead, *, with_leave: bool) -> bytes:
    """Write one clinician's calendar."""
    leave = calendar.leave if with_leave else ()
    return ics.calendar(
        [
            *(duty_event(one, head) for one in calendar.duties),
            *(leave_event(one, head) for one in leave),
        ],
        name=f"Rota, {calendar.name}",
        made=head.made,
        zone=calendar.zone,
        in_utc=head.in_utc,
    )


def index(
    desk: Desk, documents: Sequence[Document], *, start: dt.date, end: dt.date
) -> tuple[Document, ...]:
    """What goes beside the calendars: a page and a list of them, and how to use them."""
    found = desk.ask(clinician_calendars, start=start, end=end)
    names = file_names({one.clinician_id: one.name for one in found})
    written = {document.file_name for document in documents}
    last = end - dt.timedelta(days=1)
    rows = [
        (one.name, f"{names[one.clinician_id]}.ics", len(one.duties), start, last)
        for one in found
        if f"{names[one.clinician_id]}.ics" in written
    ]
    heads = ("Clinician", "File", "Duties", "First day", "Last day")
    return (
        page(calendar_head(desk), [row[:3] for row in rows], first=start, last=last),
        Document(NAME, "index.csv", csv.MEDIA_TYPE, csv.table(heads, rows, for_excel=True)),
        Document(NAME, "how-to-use.txt", "text/plain; charset=utf-8", HOW_TO.encode("utf-8")),
    )


def file_names(people: dict[int, str]) -> dict[int, str]:
    """A file's name for each person, without its ending; with their number where two share one."""
    words = {number: file_word(name) for number, name in people.items()}
    shared = {word for word, count in Counter(words.values()).items() if count > 1}
    return {
        number: f"{word}-{number}" if word in shared else word for number, word in words.items()
    }

"""E-mail drafts: a covering letter with the calendar, and invitations to single duties.

Drafts lie in a folder until somebody opens and sends them; the desk sends nothing.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from reports.calendar_changes import changed_file, counts, lines
from reports.calendar_events import (
    NOBODY,
    CalendarHead,
    Privacy,
    calendar_head,
    cancelled_event,
    duty_event,
)
from reports.clinician_calendar import NAME, drawn, file_names
from reports.document import Document
from reports.formats import ics
from reports.formats.ics import CalendarEvent, Method
from reports.formats.words import file_word, one_line
from rota_desk.desk import Desk
from rota_desk.domain.said import dates
from rota_desk.domain.said import day as day_words
from rota_desk.errors import Refusal
from rota_desk.queries.calendar_changes import CalendarChanges, calendar_changes
from rota_desk.queries.clinician_calendar import ClinicianCalendar, clinician_calendars
from rota_desk.queries.work_addresses import work_addresses

MEDIA_TYPE = "message/rfc822"
ADVICE = (
    "The attached file is your whole rota for these days. Open it as a calendar of its own and",
    "delete the calendar of the last file first: importing twice doubles every duty.",
    "Anything that changes within two days is told by telephone, bleep or e-mail.",
)


def covering_drafts(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    since: int | None = None,
    with_leave: bool = False,
    privacy: Privacy | None = None,
    enclosed: Sequence[Document] = (),
) -> tuple[Document, ...]:
    """A draft for each clinician with duties and an e-mail address; since a version, with changes.

    Each goes to one person. `enclosed` goes with every one of them, such as the printed rota.
    """
    if end <= start:
        raise Refusal("The last day lies before the first. Turn them round.")
    head = calendar_head(desk, privacy)
    people = [one for one in desk.ask(clinician_calendars, start=start, end=end) if one.duties]
    told = _changes(desk, since, start, end)
    names = file_names({one.clinician_id: one.name for one in people})
    mail = desk.ask(work_addresses)
    period = dates(start, end - dt.timedelta(days=1))
    drafts = []
    for one in people:
        changes = told.get(one.clinician_id)
        if one.clinician_id in mail and (since is None or changes):
            letter = _letter(one, changes, head, mail[one.clinician_id], period)
            _attach(
                letter, f"{names[one.clinician_id]}.ics", drawn(one, head, with_leave=with_leave)
            )
            if changes:
                file = f"{names[one.clinician_id]}-changes.ics"
                _attach(letter, file, changed_file(changes, head))
            for document in enclosed:
                _enclose(letter, document)
            drafts.append(_document(f"{names[one.clinician_id]}.eml", letter))
    return tuple(drafts)


def invitation_drafts(
    desk: Desk, *, since: int, start: dt.date, end: dt.date, privacy: Privacy | None = None
) -> tuple[Document, ...]:
    """One draft for each duty that is new, moved or gone: what Outlook puts into a calendar.

    They need the rota office's own address; a calendar takes nothing from nobody.
    """
    head = calendar_head(desk, privacy)
    if head.organiser == NOBODY:
        raise Refusal(
            "Invitations need the e-mail address of the rota office. "
            "Write it under Settings, Calendars."
        )
    mail = desk.ask(work_addresses)
    return tuple(
        draft
        for changes in _changes(desk, since, start, end).values()
        if changes.clinician_id in mail
        for draft in _invitations(changes, head, mail[changes.clinician_id])
    )


def _changes(
    desk: Desk, since: int | None, start: dt.date, end: dt.date
) -> dict[int, CalendarChanges]:
    if since is None:
        return {}
    found = desk.ask(calendar_changes, since=since, start=start, end=end)
    return {one.clinician_id: one for one in found}


def _letter(
    calendar: ClinicianCalendar,
    changes: CalendarChanges | None,
    head: CalendarHead,
    address: str,
    period: str,
) -> EmailMessage:
    number = len(calendar.duties)
    what = counts(changes) if changes else f"{number} {'duty' if number == 1 else 'duties'}"
    letter = empty_letter(head, address, f"Your rota, {period}: {what}")
    said = [f"  {line}" for line in lines(changes, head.privacy)] if changes else []
    body = [
        f"Dear {calendar.name},",
        "",
        f"your rota for {period}: {what}.",
        *said,
        "",
        *ADVICE,
        "",
        *(line for line in (head.contact, head.department) if line),
    ]
    letter.set_content("\n".join(body).rstrip() + "\n")
    return letter


def _invitations(changes: CalendarChanges, head: CalendarHead, address: str) -> Iterator[Document]:
    asked = [
        *((duty_event(one, head), Method.REQUEST) for one in changes.added),
        *((duty_event(one.after, head), Method.REQUEST) for one in changes.moved),
        *((cancelled_event(one, head), Method.CANCEL) for one in changes.removed),
    ]
    for number, (event, method) in enumerate(
        sorted(asked, key=lambda one: (str(one[0].start), one[0].uid)), start=1
    ):
        letter = _invitation(event, method, changes, head, address)
        name = f"{file_word(changes.name)}-{number:02}-{method.value.casefold()}.eml"
        yield _document(f"invitations/{name}", letter)


def _invitation(
    event: CalendarEvent,
    method: Method,
    changes: CalendarChanges,
    head: CalendarHead,
    address: str,
) -> EmailMessage:
    said = "Cancelled: " if method is Method.CANCEL else ""
    letter = empty_letter(head, address, f"{said}{event.summary}, {day_words(event.start)}")
    letter.set_content(f"{said}{event.summary}, {day_words(event.start)} {event.start:%H:%M}\n")
    invited = ics.calendar(
        [_to(event, changes.name, address)],
        name=f"Rota, {changes.name}",
        made=head.made,
        zone=changes.zone,
        method=method,
        organiser=head.organiser,
        in_utc=head.in_utc,
    )
    letter.add_alternative(
        invited.decode("utf-8"), subtype="calendar", params={"method": method.value}
    )
    return letter


def _to(event: CalendarEvent, name: str, address: str) -> CalendarEvent:
    return replace(event, attendee=(name, address))


def empty_letter(head: CalendarHead, address: str, subject: str) -> EmailMessage:
    """A letter to one person, which Outlook opens ready to be sent."""
    letter = EmailMessage(policy=SMTP)
    letter["To"] = one_line(address)
    if head.organiser != NOBODY:
        letter["From"] = one_line(head.organiser)
    letter["Subject"] = one_line(subject)
    letter["X-Unsent"] = "1"
    return letter


def _attach(letter: EmailMessage, file: str, content: bytes) -> None:
    letter.add_attachment(content.decode("utf-8"), subtype="calendar", filename=file, cte="base64")


def _enclose(letter: EmailMessage, document: Document) -> None:
    main, _, sub = document.media_type.partition(";")[0].partition("/")
    letter.add_attachment(
        document.content, maintype=main, subtype=sub, filename=document.file_name
    )


def _document(file: str, letter: EmailMessage) -> Document:
    return Document(NAME, file, MEDIA_TYPE, letter.as_bytes())

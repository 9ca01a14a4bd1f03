"""The change notice for booking teams, by clinic code: added, moved, given over, cancelled."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from reportlab.platypus import Flowable, Spacer

from models.types import NoticeChange
from reports.document import Document, Stamp
from reports.formats import csv, pdf
from reports.formats.pdf_parts import LEAD, NOTE, Chapter, Column, Figures, Mast, table, words
from reports.privacy import discreet
from reports.wording import counted, moment_words
from rota_desk.domain.said import span
from rota_desk.queries.change_notice import Clinic, ClinicChange, Notice
from rota_desk.words import span_words

NAME, TITLE = "change-notice", "Change notice for booking teams"
HEADS = (
    *("notice", "clinic_code", "change", "clinic", "date", "start", "end", "room", "clinician"),
    *("was_date", "was_start", "was_end", "was_room", "was_clinician", "reason"),
)
SAYS = {
    NoticeChange.ADDED: "+ added",
    NoticeChange.MOVED: "→ moved",
    NoticeChange.WHO: "↔ another clinician",
    NoticeChange.CANCELLED: "✗ cancelled",
}
_SHARES = (0.14, 0.16, 0.3, 0.3, 0.1)


def number_words(notice: Notice) -> str:
    """Which notice it is: "Notice 4, since notice 3", or that it has not gone out."""
    since = f"since notice {notice.since}" if notice.since else "the first one"
    return f"Notice {notice.number}, {since}" if notice.number else f"Not sent yet, {since}"


def rows(notice: Notice) -> Iterator[tuple[csv.CsvCell, ...]]:
    """One row for each clinic that changed."""
    for one in notice.changes:
        was = one.was
        yield (
            notice.number or "not sent",
            one.clinic_code,
            "another clinician" if one.change is NoticeChange.WHO else one.change.value,
            one.clinic,
            one.now.start.date(),
            one.now.start.time(),
            one.now.end.time(),
            one.now.room,
            one.now.who,
            was.start.date() if was else None,
            was.start.time() if was else None,
            was.end.time() if was else None,
            was.room if was else "",
            was.who if was else "",
            discreet(one.reason),
        )


def facts(notice: Notice) -> tuple[object, ...]:
    """All that a reader can see of the notice, for its check code."""
    return notice.number, notice.first, notice.last, notice.since, tuple(rows(notice))


def table_of(notice: Notice) -> bytes:
    """Write one row for each clinic that changed."""
    return csv.table(HEADS, rows(notice), for_excel=True)


def as_json(notice: Notice, stamp: Stamp) -> bytes:
    """Write the notice with its clinics."""
    told = {
        "notice": notice.number or None,
        "since": notice.since or None,
        "from": notice.first.isoformat(),
        "to": notice.last.isoformat(),
        "sent": notice.made.isoformat() if notice.made else None,
        "check_code": stamp.check_code,
        "clinics": [dict(zip(HEADS, map(csv.told, row), strict=True)) for row in rows(notice)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def printed(notice: Notice, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the changes under their clinic codes."""
    sheet = pdf.PAPERS[paper]
    return pdf.pages(
        lambda: _story(notice, stamp, sheet.inner_width),
        title=f"{TITLE}, {number_words(notice)}",
        subject=f"{TITLE}, {stamp.code_words}",
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), number_words(notice)),
        paper=sheet,
    )


def _story(notice: Notice, stamp: Stamp, width: float) -> list[Flowable]:
    copy = f"Notice {notice.number}" if notice.number else "Not sent yet"
    parts: list[Flowable] = [
        Chapter(f"Clinic changes, {span_words(notice.first, notice.last)}"),
        Mast(f"{stamp.department} · for booking teams", copy, stamp.code_words),
        Spacer(0, 9),
        Figures([(str(_count(notice, one)), _noun(one)) for one in NoticeChange]),
        Spacer(0, 7),
        words(_verdict(notice), style=LEAD),
    ]
    for code in dict.fromkeys(one.clinic_code for one in notice.changes):
        lines = [one for one in notice.changes if one.clinic_code == code]
        parts += [Chapter(code, level=1, kept=False), _table(lines, width)]
    foot = "Rooms and clinicians stand as they were called when the notice was made."
    return [*parts, words(foot, style=NOTE)]


def _verdict(notice: Notice) -> str:
    changed = counted(len(notice.changes), "clinic")
    sent = f", sent {moment_words(notice.made)} by {notice.by}" if notice.made else ""
    told = f"{changed} changed since the last notice" if notice.since else f"{changed} to know of"
    return f"{told}. {number_words(notice)}{sent}."


def _table(lines: list[ClinicChange], width: float) -> Flowable:
    heads = ("Change", "Clinic", "Now", "Was", "Why")
    columns = [Column(one, share * width) for one, share in zip(heads, _SHARES, strict=True)]
    return table(columns, [_line(one) for one in lines])


def _line(one: ClinicChange) -> list[Flowable | str]:
    cancelled = one.change is NoticeChange.CANCELLED
    now = "does not run" if cancelled else _clinic(one.now)
    was = _clinic(one.was) if one.was else ""
    return [SAYS[one.change], one.clinic, now, was, discreet(one.reason)]


def _clinic(clinic: Clinic) -> str:
    parts = (span(clinic.start, clinic.end), clinic.room, clinic.who)
    return ", ".join(part for part in parts if part)


def _count(notice: Notice, change: NoticeChange) -> int:
    return sum(one.change is change for one in notice.changes)


def _noun(change: NoticeChange) -> str:
    return "with another clinician" if change is NoticeChange.WHO else change.value


def letter(notice: Notice, department: str, enclosed: Document) -> str:
    """The covering words of an e-mail, with the changes in plain lines."""
    lines = [f"{department}: clinic changes, {span_words(notice.first, notice.last)}.", ""]
    for one in notice.changes:
        now = "" if one.change is NoticeChange.CANCELLED else _clinic(one.now)
        was = _clinic(one.was) if one.was else ""
        parts = (one.clinic_code, SAYS[one.change], one.clinic, now, f"was {was}" if was else "")
        lines.append(", ".join(part for part in parts if part))
    return "\n".join([*lines, "", f"Enclosed: {enclosed.file_name}. {number_words(notice)}."])


def draft(notice: Notice, department: str, enclosed: Document) -> bytes:
    """An e-mail that waits to be addressed and sent: the words, and the document beside them."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"Clinic changes, {span_words(notice.first, notice.last)}"
    mail["X-Unsent"] = "1"
    mail.set_content(letter(notice, department, enclosed))
    kind, _, sort = enclosed.media_type.partition(";")[0].partition("/")
    mail.add_attachment(enclosed.content, maintype=kind, subtype=sort, filename=enclosed.file_name)
    mail.set_boundary("=== rota desk ===")  # the same notice gives the same bytes
    return mail.as_bytes()

"""Leave record: what each person asked for, got and was refused over the years remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.document import Stamp
from reports.formats import pdf, xlsx
from reports.formats.pdf_parts import (
    Chapter,
    Column,
    Mast,
    Strong,
    table,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import UNAVAILABLE
from rota_desk.domain.leave_arithmetic import plain_number
from rota_desk.domain.said import day as day_words
from rota_desk.queries.leave import LeaveLine
from rota_desk.queries.leave_memory import LeaveMemory
from rota_desk.queries.leave_words import LETTERS

NAME, TITLE = "leave-record", "Leave record"
_ROOM = 150.0  # points: a person with less begins on the next page
_HEAD = Look(bold=True, ruled=True)
_HEADS = ("Days", "Kind", "Counted", "Asked", "Notice", "Answer")
_SHARES = (0.28, 0.16, 0.1, 0.18, 0.1, 0.18)
NOT_ASKED = "not asked"


def facts(found: Sequence[LeaveMemory]) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return tuple((one.name, seasons_words(one), tuple(_rows(one))) for one in found)


def printed(found: Sequence[LeaveMemory], mark: Stamp, *, paper: str = "A4") -> bytes:
    """Draw a chapter for each person: the holidays everybody wants, then each request."""
    sheet = pdf.PAPERS[paper]
    return pdf.pages(
        lambda: list(_story(found, mark, sheet.inner_width)),
        title=f"{TITLE}, {mark.department}",
        subject=mark.subject(TITLE),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), "Answers of the years remembered, newest first"),
        paper=sheet,
    )


def _story(found: Sequence[LeaveMemory], mark: Stamp, width: float) -> Iterator[Flowable]:
    yield Chapter(TITLE)
    head = f"{mark.department} · what was asked, given and refused; the reasons stay at the desk"
    yield Mast(head, mark.version, mark.code_words)
    yield Spacer(0, 8)
    if not any(one.lines for one in found):
        yield words("Nobody asked for leave in the years remembered.")
    for one in found:
        if one.lines:
            yield CondPageBreak(_ROOM)
            yield Chapter(one.name, level=1, key=f"record {one.clinician_id}", kept=False)
            yield words(Strong(f"{one.sentence()}."), f" {seasons_words(one)}")
            yield Spacer(0, 4)
            yield _table(one, width)


def seasons_words(one: LeaveMemory) -> str:
    """The holidays asked for, each with what became of it."""
    told = [f"{each.season.name} {each.state}" for each in one.seasons if each.state != NOT_ASKED]
    return f"Holidays: {'; '.join(told)}." if told else "None of the holidays was asked for."


def _table(one: LeaveMemory, width: float) -> Flowable:
    columns = [
        Column(head, share * width, number=head in {"Counted", "Notice"})
        for head, share in zip(_HEADS, _SHARES, strict=True)
    ]
    rows: list[list[Flowable | str]] = [list(row) for row in _rows(one)]
    return table(columns, rows)


def _rows(one: LeaveMemory) -> Iterator[tuple[str, ...]]:
    for line in one.lines:
        counted = plain_number(line.counted)
        asked = f"{day_words(line.requested_on)} {line.requested_on.year}"
        notice = f"{line.notice_days} d"
        yield line.days, kind_of(line), counted, asked, notice, line.state_words


def kind_of(line: LeaveLine) -> str:
    """The kind of leave as others may read it."""
    return line.kind_words if line.kind in LETTERS else UNAVAILABLE


def workbook(found: Sequence[LeaveMemory], mark: Stamp) -> bytes:
    """Write a row for each request, and one for each holiday somebody could have asked for."""
    asked: tuple[tuple[xlsx.Value, ...], ...] = tuple(
        (one.name, line.first, line.last, *row[1:])
        for one in found
        for line, row in zip(one.lines, _rows(one), strict=True)
    )
    seasons: tuple[tuple[xlsx.Value, ...], ...] = tuple(
        (one.name, each.season.name, each.season.first, each.season.last, each.state)
        for one in found
        for each in one.seasons
    )
    heads = ("Who", "First day", "Last day", *_HEADS[1:])
    sheets = [
        _sheet("Requests", heads, asked),
        _sheet("Holidays", ("Who", "Holiday", "From", "To", "What became of it"), seasons),
    ]
    return xlsx.workbook(
        sheets, title=TITLE, author=mark.by, made=mark.made, footer=mark.sentence()
    )


def _sheet(title: str, heads: Sequence[str], rows: tuple[tuple[xlsx.Value, ...], ...]) -> Sheet:
    return Sheet(
        title=title,
        widths=tuple(24 if head == "Who" else 18 for head in heads),
        rows=(tuple(Cell(head, _HEAD) for head in heads), *rows),
        head=1,
        side=1,
        filtered_from=1,
    )

"""The 6-4-2 meeting on paper: its agenda before, its decisions after."""

import json
from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from models.types import MeetingDecision
from reports.document import Stamp
from reports.formats import csv, pdf, xlsx
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    NOTE,
    Chapter,
    Column,
    Figures,
    Mast,
    table,
    words,
)
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import discreet
from reports.wording import SLOT_WORDS, counted, moment_words
from rota_desk.domain.said import day as day_words
from rota_desk.domain.six_four_two import weeks_of
from rota_desk.queries.board_lines import Ask, BoardLine
from rota_desk.queries.six_four_two import Board, BoardWeek
from rota_desk.words import day_and_year

NAME, TITLE = "six-four-two", "6-4-2 meeting"
HEADS = (
    *("weeks", "week", "decide_by", "date", "start", "end", "slot", "room", "activity", "code"),
    *("owner", "who", "asks", "why", "late", "decision", "note", "decided_by", "before", "snags"),
)
_SHARES = (0.13, 0.12, 0.16, 0.22, 0.37)
PLAIN = (MeetingDecision.KEEP.value, MeetingDecision.LOCK.value)
_HEAD = Look(bold=True, ruled=True)
Row = tuple[csv.CsvCell, ...]


def is_agenda(board: Board) -> bool:
    """Whether nothing was decided yet: then the page is the agenda."""
    return board.closed is None and not any(
        line.decided is not None and line.decided.meeting == board.meeting
        for week in board.weeks
        for line in week.lines
    )


def rows(board: Board) -> Iterator[Row]:
    """One row for each session of the three weeks, in the order of the board."""
    for week in board.weeks:
        for line in week.lines:
            yield _row(week, line)


def _row(week: BoardWeek, line: BoardLine) -> Row:
    decided = line.decided
    return (
        weeks_of(week.milestone),
        week.week,
        week.decide_by,
        line.start.date(),
        line.start.time(),
        line.end.time(),
        line.slot.value,
        line.room,
        line.title,
        line.code,
        line.owner,
        line.who,
        line.ask.value,
        discreet(line.why),
        line.late,
        decided.decision if decided else "",
        discreet(decided.note) if decided else "",
        decided.by if decided else "",
        "; ".join(f"{weeks_of(one.milestone)} weeks: {one.decision}" for one in line.before),
        discreet("; ".join(line.snags)),
    )


def facts(board: Board) -> tuple[object, ...]:
    """All that a reader can see of the meeting, for its check code."""
    late = tuple(week.late_leave for week in board.weeks)
    meeting = (board.meeting, board.chair, board.present, board.note, board.closed)
    return (*meeting, tuple(rows(board)), late, board.changes)


def table_of(board: Board) -> bytes:
    """Write one row for each session."""
    return csv.table(HEADS, rows(board), for_excel=True)


def as_json(board: Board, stamp: Stamp) -> bytes:
    """Write the meeting with its sessions, late leave and changes after the lock."""
    told = {
        "meeting": board.meeting.isoformat(),
        "kind": "agenda" if is_agenda(board) else "decisions",
        "chair": board.chair,
        "present": board.present,
        "closed": board.closed.isoformat() if board.closed else None,
        "check_code": stamp.check_code,
        "sessions": [dict(zip(HEADS, map(csv.told, row), strict=True)) for row in rows(board)],
        "changes_after_lock": [
            {
                "start": one.start.isoformat(timespec="minutes"),
                "session": one.title,
                "change": discreet(one.what),
                "approver": one.approver,
                "reason": discreet(one.reason),
            }
            for one in board.changes
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def workbook(board: Board, stamp: Stamp) -> bytes:
    """Write the sessions, and the changes after the lock."""
    head = tuple(Cell(one.replace("_", " ").capitalize(), _HEAD) for one in HEADS)
    sessions = Sheet(
        title="Sessions",
        widths=(8, 12, 12, 12, 8, 8, 8, 8, 24, 8, 22, 26, 22, 36, 26, 18, 26, 16, 30, 40),
        rows=(head, *rows(board)),
        head=1,
        filtered_from=1,
    )
    heads = ("Start", "Session", "Change", "Allowed by", "Why")
    changes = Sheet(
        title="After the lock",
        widths=(18, 40, 50, 22, 40),
        rows=(tuple(Cell(one, _HEAD) for one in heads), *_changes(board)),
        head=1,
    )
    return xlsx.workbook(
        [sessions, changes],
        title=f"{TITLE} {board.meeting}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def _changes(board: Board) -> Iterator[Row]:
    for one in board.changes:
        approver = one.approver or "nobody yet"
        yield one.start, one.title, discreet(one.what), approver, discreet(one.reason)


def printed(board: Board, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the agenda or the decisions, a week after the other."""
    sheet = pdf.PAPERS[paper]
    kind = "Agenda" if is_agenda(board) else "Decisions"
    return pdf.pages(
        lambda: _story(board, stamp, kind, sheet.inner_width),
        title=f"{TITLE} {board.meeting}, {kind.lower()}, {stamp.department}",
        subject=f"{TITLE}, {stamp.code_words}",
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Counted to the Monday of the session's week"),
        paper=sheet,
    )


def _story(board: Board, stamp: Stamp, kind: str, width: float) -> list[Flowable]:
    parts: list[Flowable] = [
        Chapter(f"6-4-2 {kind.lower()}, {day_and_year(board.meeting)}"),
        Mast(stamp.department, kind, stamp.code_words),
        Spacer(0, 9),
        Figures(_figures(board)),
        Spacer(0, 7),
        words(_verdict(board), style=LEAD),
    ]
    if board.present:
        parts.append(words(f"Present: {board.present}", style=FAINT))
    if board.note:
        parts.append(words(discreet(board.note)))
    for week in board.weeks:
        parts += _week(week, width, agenda=kind == "Agenda")
    return [*parts, *_lock(board, width)]


def _figures(board: Board) -> list[tuple[str, str]]:
    settle = sum(len(week.to_settle) for week in board.weeks)
    confirm = sum(len(week.to_confirm) for week in board.weeks)
    late = sum(len(week.late_leave) for week in board.weeks)
    return [
        (str(settle), "sessions to decide"),
        (str(confirm), "used, to confirm"),
        (str(late), "late leave"),
        (str(len(board.unsigned)), "changes after the lock unsigned"),
    ]


def _verdict(board: Board) -> str:
    chair = f" Chair: {board.chair}." if board.chair else ""
    if board.closed is not None:
        return f"Closed {moment_words(board.closed)}.{chair}"
    overdue = [str(weeks_of(week.milestone)) for week in board.weeks if week.overdue]
    if overdue:
        return f"Overdue at {' and '.join(overdue)} weeks.{chair}"
    return f"The weeks six, four and two weeks ahead.{chair}"


def _week(week: BoardWeek, width: float, *, agenda: bool) -> list[Flowable]:
    weeks = weeks_of(week.milestone)
    shown = [one for one in week.lines if one.to_settle or not _as_planned(one)]
    hidden = len(week.lines) - len(shown)
    heads = ("When", "Room", "What", "Who", "Asked" if agenda else "Decision")
    columns = [Column(one, share * width) for one, share in zip(heads, _SHARES, strict=True)]
    parts: list[Flowable] = [
        Chapter(
            f"{weeks} weeks: week of {day_and_year(week.week)},"
            f" to decide by {day_words(week.decide_by)}",
            level=1,
            kept=False,
        ),
        words(f"{week.asks}.", style=FAINT),
        *(
            words(f"▲ {day_words(one)}: {name}, a bank holiday.")
            for one, name in sorted(week.holidays.items())
        ),
    ]
    parts += [
        words(
            f"▲ Late leave: {one.name}, asked {day_words(one.asked)},"
            f" {one.notice} days before; {counted(one.sessions, 'session')}."
        )
        for one in week.late_leave
    ]
    if shown:
        parts.append(table(columns, [_printed_row(one) for one in shown]))
    plain = f"{counted(hidden, 'session')} used as planned; each stands in the workbook."
    return [*parts, words(plain, style=NOTE)]


def _as_planned(line: BoardLine) -> bool:
    decided = line.decided
    told = decided is not None and (decided.note or decided.decision not in PLAIN)
    return line.ask is Ask.USED and not told and not line.before_given_up and not line.late


def _printed_row(line: BoardLine) -> list[Flowable | str]:
    who = line.who or ", ".join(one for one in (line.owner, discreet(line.cause)) if one)
    if line.decided is None:
        why = line.late or discreet("; ".join(line.snags)) or line.ask.value
        said = f"◆ {why}" if line.to_settle else line.ask.value
    else:
        note = f": {discreet(line.decided.note)}" if line.decided.note else ""
        said = f"✓ {line.decided.decision}{note} ({line.decided.by})"
    before = "; ".join(f"{weeks_of(one.milestone)} weeks: {one.decision}" for one in line.before)
    when = f"{day_words(line.start.date())} {SLOT_WORDS[line.slot]}"
    return [when, line.room_name, line.title, who, f"{said}\n{before}" if before else said]


def _lock(board: Board, width: float) -> list[Flowable]:
    if not board.changes:
        return []
    shares = (0.14, 0.25, 0.3, 0.31)
    heads = ("When", "List", "Change", "Allowed by, and why")
    columns = [Column(one, share * width) for one, share in zip(heads, shares, strict=True)]
    lines: list[list[Flowable | str]] = [
        [
            f"{day_words(one.start.date())} {one.start:%H:%M}",
            one.title,
            discreet(one.what),
            f"✓ {one.approver}: {discreet(one.reason)}" if one.approver else "▲ nobody yet",
        ]
        for one in board.changes
    ]
    return [Chapter("Changed after the lock", level=1, kept=False), table(columns, lines)]

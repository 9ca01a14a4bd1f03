"""The hours statement in words others may read, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import Stamp
from reports.formats import ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import discreet
from reports.wording import span_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.hours_account import HoursAccount
from rota_desk.queries.hours_lines import HoursLine
from rota_desk.queries.hours_words import hours, move_words, signed, verdict

_HEAD = Look(bold=True, ruled=True)
_SUMS = (
    *("Who", "Grade", "Contract", "Hours a week", "Quarter asks", "Rostered", "Asked so far"),
    *("Worked", "Credited", "Taken in lieu", "Balance of the quarter", "Brought forward"),
    *("Balance of the year", "At the year's end", "In lieu", "Away of contracted", "In words"),
)
_LINE_HEADS = ("Who", "Day", "What", "How", "Counts as", "Hours", "Sum")
_NET_HEADS = ("Who", "From", "To before", "Contract", "Worked", "Away", "Net")
_PLACES = 2


def facts(accounts: Sequence[HoursAccount]) -> tuple[object, ...]:
    """All that a reader can see of the statements, for their check code."""
    return tuple(
        (
            _sums(one),
            tuple(line_words(line) for line in one.lines),
            tuple(lieu_words(one)),
            tuple((period.start, hours(period.net)) for period in one.periods),
        )
        for one in accounts
    )


def line_words(line: HoursLine) -> tuple[str, ...]:
    """A line as others may read it; the sum stands behind it."""
    what, how = discreet(line.what), discreet(line.how)
    day = day_words(line.day)
    return day, what, how, line.kind.value, hours(line.hours), hours(line.total)


def lieu_words(one: HoursAccount) -> Iterator[tuple[str, ...]]:
    """The quarter's ledger in lieu as others may read it: what is over, then what is to come."""
    for ahead, lines in ((False, one.toil_lines), (True, one.toil_ahead)):
        for line in lines:
            what = discreet(move_words(line, ahead=ahead))
            yield day_words(line.move.day), what, signed(line.signed), hours(line.balance)


def workbook(accounts: Sequence[HoursAccount], stamp: Stamp) -> bytes:
    """Write the sums, every line, the ledger in lieu and net hours, a sheet each."""
    period = span_words(accounts[0].start, accounts[0].end) if accounts else ""
    sheets = [
        _balances(accounts, stamp, period),
        _sheet("Lines", _LINE_HEADS, _lines(accounts)),
        _sheet("In lieu", ("Who", "Day", "What", "Hours", "In lieu"), _moves(accounts)),
        _sheet("Net hours", _NET_HEADS, _net(accounts)),
    ]
    return xlsx.workbook(
        sheets,
        title=f"Hours statement {period}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def _balances(accounts: Sequence[HoursAccount], stamp: Stamp, period: str) -> Sheet:
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"Hours statements, {period}", Look(bold=True, size=15)),),
        (Cell(f"{stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        tuple(Cell(head, _HEAD) for head in _SUMS),
    ]
    head = len(rows)
    rows += [_sums(one) for one in accounts]
    widths = (22, 20, 12, *(11,) * 13, 70)
    return Sheet(
        title="Balances", widths=widths, rows=tuple(rows), head=head, side=1, filtered_from=head
    )


def _sums(one: HoursAccount) -> tuple[xlsx.Value, ...]:
    so_far = one.so_far
    figures = (
        *(one.piece.weekly, one.target, one.rostered, one.asked),
        *(so_far.worked, so_far.absence_credit, so_far.toil_taken),
        *(one.balance, one.opening, one.closing, one.projected, one.toil_left, one.away_share),
    )
    rounded = (None if each is None else round(float(each), _PLACES) for each in figures)
    return (one.name, one.grade, one.piece.code, *rounded, verdict(one))


def _sheet(title: str, heads: Sequence[str], rows: Iterator[tuple[xlsx.Value, ...]]) -> Sheet:
    widths = tuple(44 if head in {"What", "How"} else 16 for head in heads)
    return Sheet(
        title=title,
        widths=widths,
        rows=(tuple(Cell(head, _HEAD) for head in heads), *rows),
        head=1,
        side=1,
        filtered_from=1,
    )


def _lines(accounts: Sequence[HoursAccount]) -> Iterator[tuple[xlsx.Value, ...]]:
    for one in accounts:
        for line in one.lines:
            what, how = discreet(line.what), discreet(line.how)
            figures = (round(float(line.hours), _PLACES), round(float(line.total), _PLACES))
            yield one.name, line.day, what, how, line.kind.value, *figures


def _moves(accounts: Sequence[HoursAccount]) -> Iterator[tuple[xlsx.Value, ...]]:
    for one in accounts:
        for ahead, lines in ((False, one.toil_lines), (True, one.toil_ahead)):
            for line in lines:
                what = discreet(move_words(line, ahead=ahead))
                figures = (round(float(line.signed), _PLACES), round(float(line.balance), _PLACES))
                yield one.name, line.move.day, what, *figures


def _net(accounts: Sequence[HoursAccount]) -> Iterator[tuple[xlsx.Value, ...]]:
    for one in accounts:
        for period in one.periods:
            parts = (period.contracted, period.worked, period.away, period.net)
            figures = (round(float(each), _PLACES) for each in parts)
            yield one.name, period.start, period.end, *figures

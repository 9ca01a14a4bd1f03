"""What payroll and finance are given: approved claims and expenses, as table and workbook."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator

from reports.document import Stamp
from reports.formats import csv, ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import discreet
from reports.wording import span_words
from rota_desk.queries.payroll import PayLine, Payroll, PaySum

NAME, TITLE = "payroll", "Payroll and finance"
_HEADS = (
    *("kind", "reference", "assignment_number", "person", "day", "what", "reason", "quantity"),
    *("unit", "amount", "reckoned", "state", "verified_by", "approved_by", "batch", "paid_on"),
)
_HEAD = Look(bold=True, ruled=True)
_POUNDS = "£#,##0.00"


def row(one: PayLine) -> tuple[csv.CsvCell, ...]:
    """One line in the order of the headings."""
    return (
        *(one.kind, one.reference, one.assignment_number, one.person, one.day, one.what),
        *(discreet(one.reason), one.quantity, one.unit, one.amount, one.reckoned, one.state),
        *(one.verified_by, one.approved_by, one.batch, one.paid_on),
    )


def facts(pay: Payroll) -> tuple[object, ...]:
    """All that a reader can see, for the check code."""
    return pay.start, pay.end, tuple(row(one) for one in pay.lines)


def table(pay: Payroll) -> bytes:
    """Write one row for each amount; no sums, so that a program can add them up."""
    return csv.table(_HEADS, (row(one) for one in pay.lines), for_excel=True)


def workbook(pay: Payroll, mark: Stamp) -> bytes:
    """Write two sheets: Summary, Lines."""
    period = span_words(pay.start, pay.end)
    return xlsx.workbook(
        [_summary(pay, mark, period), _lines(pay)],
        title=f"{TITLE} {period}",
        author=mark.by,
        made=mark.made,
        footer=mark.sentence(),
    )


def _summary(pay: Payroll, mark: Stamp, period: str) -> Sheet:
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"{TITLE}, {period}", Look(bold=True, size=15)),),
        (Cell(f"{mark.department} · {mark.sentence()}", Look(ink=ink.QUIET)),),
        *_sums("Person", pay.by_person, pay.total),
        *_sums("Batch", pay.by_batch, pay.total),
        *_sums("What for", pay.by_kind, pay.total),
    ]
    return Sheet(title="Summary", widths=(34, 10, 16), rows=tuple(rows))


def _sums(
    head: str, sums: Iterable[PaySum], total: PaySum
) -> Iterator[tuple[Cell | xlsx.Value, ...]]:
    yield ()
    yield tuple(Cell(one, _HEAD) for one in (head, "Lines", "Amount"))
    for one in (*sums, total):
        look = Look(bold=one is total)
        amount = Cell(one.amount, look, form=_POUNDS)
        yield Cell(one.heading, look), Cell(one.lines, look), amount


def _lines(pay: Payroll) -> Sheet:
    return Sheet(
        title="Lines",
        widths=tuple(max(12, len(head) + 2) for head in _HEADS),
        rows=(
            tuple(Cell(head, _HEAD) for head in _HEADS),
            *(tuple(row(one)) for one in pay.lines),
        ),
        head=1,
        side=2,
        filtered_from=1,
    )


def as_json(pay: Payroll, mark: Stamp) -> bytes:
    """Write the lines with their sums; `from` and `to` are both included."""
    found = {
        "report": NAME,
        "from": pay.start.isoformat(),
        "to": (pay.end - dt.timedelta(days=1)).isoformat(),
        "check_code": mark.check_code,
        "department": mark.department,
        "total": f"{pay.total.amount:f}",
        "by_person": {one.heading: f"{one.amount:f}" for one in pay.by_person},
        "by_batch": {one.heading: f"{one.amount:f}" for one in pay.by_batch},
        "lines": [
            {head: csv.told(cell) for head, cell in zip(_HEADS, row(one), strict=True)}
            for one in pay.lines
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8")

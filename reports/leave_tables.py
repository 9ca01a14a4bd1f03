"""Leave balances and the leave calendar as workbook, CSV and JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from reports.document import Stamp
from reports.formats import csv, ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.leave_balances import NAME, figures, told_lines, verdict
from reports.wording import span_words
from rota_desk.queries.leave_account import LeaveAccount
from rota_desk.queries.leave_balance import LeaveBalance
from rota_desk.queries.leave_words import kind_words

_HEAD = Look(bold=True, ruled=True)
_WRAPPED = Look(wrapped=True)
_FIELDS = (
    *("clinician", "group", "grade", "contract", "kind", "unit"),
    *("entitlement", "bank_holidays", "carried_over", "adjustment", "allowed"),
    *("taken", "booked", "left", "waiting", "settled"),
)
_TITLES = tuple(field.replace("_", " ").capitalize() for field in _FIELDS)


def facts(account: LeaveAccount) -> tuple[object, ...]:
    """All that a reader can see of the balances, for their check code."""
    return account.start, account.end, *_rows(account), *_lines(account)


def table(account: LeaveAccount) -> bytes:
    """Write one row for each person and kind."""
    return csv.table(_FIELDS, _rows(account), for_excel=True)


def workbook(account: LeaveAccount, stamp: Stamp) -> bytes:
    """Write two sheets: Balances, and the working behind them."""
    year = span_words(account.start, account.end)
    return xlsx.workbook(
        [_balances(account, stamp, year), _working(account)],
        title=f"Leave balances {year}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def as_json(account: LeaveAccount, stamp: Stamp) -> bytes:
    """Write the balances with their working; `from` and `to` are both included."""
    found = {
        "report": NAME,
        "from": account.start.isoformat(),
        "to": (account.end - dt.timedelta(days=1)).isoformat(),
        "check_code": stamp.check_code,
        "made": stamp.made.isoformat(timespec="minutes"),
        "version": stamp.version,
        "balances": [_as_object(one) for one in _all(account)],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=str).encode("utf-8")


def _as_object(one: LeaveBalance) -> dict[str, object]:
    plain = dict(zip(_FIELDS, (_plain(cell) for cell in _row(one)), strict=True))
    working = [
        {"text": line.text, "amount": float(line.amount), "detail": line.detail}
        for line in told_lines(one)
    ]
    return {**plain, "working": working}


def _plain(cell: csv.CsvCell) -> object:
    return cell if cell is None or isinstance(cell, (str, bool)) else float(str(cell))


def _all(account: LeaveAccount) -> Sequence[LeaveBalance]:
    return account.every


def _rows(account: LeaveAccount) -> Iterator[tuple[csv.CsvCell, ...]]:
    return (_row(one) for one in _all(account))


def _row(one: LeaveBalance) -> tuple[csv.CsvCell, ...]:
    known = one.known
    return (
        *(one.name, one.group.value, one.grade, one.contract),
        *(kind_words(one.kind), f"{one.unit}s"),
        one.entitlement if known else None,
        *(one.bank_holidays, one.carried_over, one.adjustment),
        one.allowed if known else None,
        *(one.taken, one.booked),
        one.left if known else None,
        *(one.waiting, one.settled),
    )


def _lines(account: LeaveAccount) -> Iterator[tuple[csv.CsvCell, ...]]:
    for one in _all(account):
        for line in told_lines(one):
            yield one.name, kind_words(one.kind), line.text, line.detail, line.amount
        yield one.name, kind_words(one.kind), "Left", "", one.left if one.known else None


def _balances(account: LeaveAccount, stamp: Stamp, year: str) -> Sheet:
    numbers = "; ".join(f"{number} {text}" for number, text in figures(account))
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"Leave balances, {year}", Look(bold=True, size=15)),),
        (Cell(f"{stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        (Cell(verdict(account), Look(bold=True)),),
        (Cell(numbers, Look(ink=ink.QUIET)),),
        tuple(Cell(head, _HEAD) for head in _TITLES),
    ]
    head = len(rows)
    rows += [_marked(_row(one)) for one in _all(account)]
    widths = (24, 13, 20, 22, 10, 10, *(11,) * 9, 9)
    return Sheet(
        title="Balances", widths=widths, rows=tuple(rows), head=head, side=1, filtered_from=head
    )


def _marked(row: tuple[csv.CsvCell, ...]) -> tuple[Cell | xlsx.Value, ...]:
    """A row whose overdrawn balance stands out, and a yes or no in words."""
    *cells, left, waiting, settled = row
    over = left is not None and float(str(left)) < 0
    shown = Cell(left, Look(bold=over, hatched=over))
    return (*cells, shown, waiting, "yes" if settled else "by contract")


def _working(account: LeaveAccount) -> Sheet:
    heads = tuple(Cell(head, _HEAD) for head in ("Who", "Kind", "Line", "How", "Amount"))
    rows = [
        (who, kind, line, Cell(how, _WRAPPED), amount)
        for who, kind, line, how, amount in _lines(account)
    ]
    return Sheet(
        title="Working",
        widths=(24, 10, 44, 70, 12),
        rows=(heads, *rows),
        head=1,
        side=1,
        filtered_from=1,
    )

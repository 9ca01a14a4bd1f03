"""Leave balances: what everybody has, took and booked, and the working behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, TableStyle

from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    SMALL,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    table,
    words,
)
from reports.privacy import discreet
from reports.wording import counted, span_words
from rota_desk.domain.leave_arithmetic import amount_words, plain_number
from rota_desk.queries.leave_account import LeaveAccount
from rota_desk.queries.leave_balance import LeaveBalance
from rota_desk.queries.leave_sums import BalanceLine
from rota_desk.queries.rota_sheet import GROUPS

NAME, TITLE = "leave-balances", "Leave balances"
HEADS = ("Given", "Pooled", "Carried", "Adjusted", "Taken", "Booked", "Left", "Waiting")
_ALWAYS = frozenset({"Given", "Taken", "Booked", "Left"})
_WHO, _CONTRACT, _UNIT, _NUMBER = 0.19, 0.16, 0.07, 0.0725
_ROOM = 90.0  # points that a person's working needs to begin on this page


def printed(account: LeaveAccount, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the balances of a leave year, then each person's sum line by line."""
    sheet = pdf.PAPERS[paper]
    year = span_words(account.start, account.end)
    return pdf.pages(
        lambda: _story(account, stamp, year, sheet.inner_width),
        title=f"{TITLE} {year}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), f"{TITLE}, {year}"),
        paper=sheet,
    )


def _story(account: LeaveAccount, stamp: Stamp, year: str, width: float) -> list[Flowable]:
    return [
        Chapter(f"{TITLE}, {year}"),
        Mast(stamp.department, stamp.version, stamp.code_words),
        Spacer(0, 9),
        Figures(figures(account)),
        Spacer(0, 7),
        words(verdict(account), style=LEAD),
        *_summary("Annual leave", account.annual, width),
        *_summary("Study leave", account.study, width),
        *_summary("In lieu of bank holidays", account.lieu, width),
        *_workings(account, width),
    ]


def figures(account: LeaveAccount) -> list[tuple[str, str]]:
    """The numbers to know first."""
    waiting = sum(len(one.waits) for one in account.every)
    unsettled = sum(not one.settled for one in account.annual)
    return [
        (str(len(account.annual)), "people with leave in the year"),
        (str(len(account.overdrawn)), "with more booked than they have"),
        (str(waiting), "requests waiting"),
        (str(unsettled), "by contract, not settled yet"),
    ]


def verdict(account: LeaveAccount) -> str:
    """Say in a sentence who has to be spoken to."""
    if not account.overdrawn:
        return "Nobody has booked more than they have."
    names = ", ".join(
        f"{one.name} ({amount_words(-one.left, one.unit)})" for one in account.overdrawn
    )
    return f"Booked more than they have: {names}."


def _summary(title: str, balances: Sequence[LeaveBalance], width: float) -> list[Flowable]:
    if not balances:
        return []
    used = _used_columns(balances)
    columns = [
        Column("Who", _WHO * width),
        Column("Contract", _CONTRACT * width),
        Column("In", _UNIT * width),
        *(Column(HEADS[place], _NUMBER * width, number=True) for place in used),
    ]
    rows: list[list[Flowable | str]] = []
    kept: list[int] = []
    for group, members in groupby(balances, key=lambda one: one.group):
        kept.append(len(rows) + 1)  # below the head
        rows.append([words(Strong(GROUPS[group])), *[""] * (len(columns) - 1)])
        rows += [_row(one, used) for one in members]
    heading = Chapter(title, level=1, key=title, kept=False)
    drawn = table(columns, rows)
    drawn.setStyle(TableStyle([("NOSPLIT", (0, at), (-1, at + 1)) for at in kept]))
    return [CondPageBreak(_ROOM), heading, drawn]


def _used_columns(balances: Sequence[LeaveBalance]) -> list[int]:
    """The columns in which anybody has a figure; given, taken, booked and left stand always."""
    shown = [amounts(one) for one in balances]
    return [
        place
        for place, head in enumerate(HEADS)
        if head in _ALWAYS or any(row[place] != "–" for row in shown)
    ]


def _row(one: LeaveBalance, used: Sequence[int]) -> list[Flowable | str]:
    name: Flowable | str = one.name
    if one.known and one.left < 0:
        name = words(Strong(f"▲ {one.name}"))
    contract = words(one.contract, style=SMALL)
    figures_of = amounts(one)
    return [name, contract, f"{one.unit}s", *(figures_of[place] for place in used)]


def amounts(one: LeaveBalance) -> list[str]:
    """The figures of a balance as they stand in a row; what is none is "–"."""
    if not one.known:
        used = (one.taken, one.booked)
        return ["–"] * 4 + [plain_number(number) if number else "–" for number in used] + ["–"] * 2
    given = (one.entitlement, one.bank_holidays, one.carried_over, one.adjustment)
    rest = (one.taken, one.booked)
    return [
        *(plain_number(number) if number else "–" for number in (*given, *rest)),
        plain_number(one.left),
        plain_number(one.waiting) if one.waiting else "–",
    ]


def _workings(account: LeaveAccount, width: float) -> list[Flowable]:
    note = "Each sum adds up from top to bottom; what is not counted is named beside it."
    parts: list[Flowable] = [
        CondPageBreak(_ROOM * 2),
        Chapter("The working, line by line", level=1, key="working", kept=False),
        words(note, style=FAINT),
    ]
    study = {one.clinician_id: one for one in account.study}
    lieu = {one.clinician_id: one for one in account.lieu}
    for one in account.annual:
        parts += _working("Annual leave", one, width)
        other = study.get(one.clinician_id)
        if other is not None and (other.taken or other.booked or other.waiting):
            parts += _working("Study leave", other, width)
        if one.clinician_id in lieu:
            parts += _working("In lieu of bank holidays", lieu[one.clinician_id], width)
    return parts


def _working(title: str, one: LeaveBalance, width: float) -> list[Flowable]:
    columns = [
        Column("", 0.34 * width),
        Column("", 0.54 * width),
        Column("", 0.12 * width, number=True),
    ]
    rows: list[list[Flowable | str]] = [
        [line.text, words(discreet(line.detail), style=SMALL), plain_number(line.amount)]
        for line in one.lines
    ]
    rows.append([words(Strong("Left")), words(left_words(one), style=SMALL), _left(one)])
    head = words(Strong(one.name), f" · {title.lower()} · {one.contract}")
    return [KeepTogether([Spacer(0, 9), head, table(columns, rows)])]


def _left(one: LeaveBalance) -> str:
    return amount_words(one.left, one.unit) if one.known else "–"


def left_words(one: LeaveBalance) -> str:
    """What stands beside what is left: what waits, and whether the year was settled."""
    said = []
    if not one.known:
        said.append(one.sentence())
    elif not one.settled:
        said.append("by contract, not settled yet")
    if one.waiting:
        requests = counted(len(one.waits), "request")
        said.append(f"{requests} waiting for {amount_words(one.waiting, one.unit)}")
    return "; ".join(said)


def told_lines(one: LeaveBalance) -> tuple[BalanceLine, ...]:
    """The lines of a sum as others may read them."""
    return tuple(BalanceLine(line.text, line.amount, discreet(line.detail)) for line in one.lines)

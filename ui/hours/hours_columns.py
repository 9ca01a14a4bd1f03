"""The tables of the Hours screen: people, and the lines of one account."""

from dataclasses import dataclass
from fractions import Fraction

from rota_desk.queries.hours_account import HoursAccount
from rota_desk.queries.hours_lines import LineKind
from rota_desk.queries.hours_words import KINDS, MARKS, hours, move_words, remarks, signed
from rota_desk.words import day_words
from ui.widgets.table import Column


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A line of the account, or of the ledger in lieu below it."""

    number: int
    day: str
    what: str
    how: str
    counts: str
    hours: Fraction
    total: Fraction
    posting_id: int | None = None


def rows_of(one: HoursAccount) -> list[AccountRow]:
    """Every line of the quarter, then what was earned and taken in lieu."""
    found = [
        AccountRow(
            *(number, day_words(line.day), line.what, line.how, line.kind.value),
            *(line.hours, line.total, line.posting_id),
        )
        for number, line in enumerate(one.lines)
    ]
    for line in (*one.toil_lines, *one.toil_ahead):
        how = move_words(line, ahead=line in one.toil_ahead)
        found.append(
            AccountRow(
                *(len(found), day_words(line.move.day), "Time in lieu", how),
                *("ledger in lieu", line.signed, line.balance, line.move.posting_id),
            )
        )
    return found


def _balance_kind(one: HoursAccount) -> str:
    return KINDS[one.tone]


ACCOUNTS: tuple[Column[HoursAccount], ...] = (
    Column("Who", lambda one: one.name, 150, least=80),
    Column(
        "Contract",
        lambda one: f"{hours(one.piece.weekly)} h, {one.piece.code}",
        150,
        least=46,
        spare=6,
    ),
    Column("Asks", lambda one: hours(one.target), 90, True, sort=lambda one: one.target, spare=4),
    Column(
        "Rostered",
        lambda one: hours(one.rostered),
        80,
        True,
        sort=lambda one: one.rostered,
        spare=3,
    ),
    Column(
        "Asked so far", lambda one: hours(one.asked), 90, True, sort=lambda one: one.asked, spare=2
    ),
    Column(
        "Counted",
        lambda one: hours(one.so_far.done),
        80,
        right=True,
        sort=lambda one: one.so_far.done,
        spare=1,
    ),
    Column("Quarter", lambda one: signed(one.balance), 80, True, sort=lambda one: one.balance),
    Column(
        "Year so far",
        lambda one: f"{MARKS[one.tone]} {signed(one.closing)}",
        100,
        right=True,
        kind=_balance_kind,
        sort=lambda one: one.closing,
    ),
    Column(
        "In lieu",
        lambda one: hours(one.toil_left),
        70,
        True,
        sort=lambda one: one.toil_left,
        spare=5,
    ),
    Column("To look at", lambda one: "; ".join(remarks(one)) or "nothing", 420, least=80),
)
LINES: tuple[Column[AccountRow], ...] = (
    Column("Day", lambda one: one.day, 90, sort=lambda one: one.number),
    Column("What", lambda one: one.what, 270, tip=lambda one: one.what, least=110),
    Column("Hours", lambda one: hours(one.hours), 70, True, sort=lambda one: one.hours),
    Column("Sum", lambda one: hours(one.total), 80, True, sort=lambda one: one.number),
    Column(
        "Counts as",
        lambda one: one.counts,
        130,
        least=70,
        kind=lambda one: "soft" if one.counts == LineKind.NOTHING.value else "",
    ),
    Column("How", lambda one: one.how, 300, tip=lambda one: one.how, least=110, spare=1),
)

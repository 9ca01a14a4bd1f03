"""The tables of a session statement: the account line by line, and the sums by activity."""

from dataclasses import dataclass

from reports.statement_words import count, entry_words, signed
from rota_desk.domain.said import day as day_words
from rota_desk.queries.session_pieces import LOST
from rota_desk.queries.session_statement import ActivitySum, Basis, SessionStatement
from ui.widgets.table import Column


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line of the account: a session with the balance after it, or a balance alone."""

    number: int
    when: str
    what: str
    became: str
    expected: str
    credited: str
    balance: str
    lost: bool = False


def account_lines(one: SessionStatement) -> tuple[AccountLine, ...]:
    """The whole account, from the opening balance to the closing one."""
    last = len(one.entries) + 1
    opening = AccountLine(
        0, "Opening balance", day_words(one.start), "", "", "", signed(one.opening)
    )
    found = [opening]
    for number, entry in enumerate(one.entries, start=1):
        day, times, what, became, *counts = entry_words(entry)
        expected, credited, balance = counts
        found.append(
            AccountLine(
                *(number, f"{day} {times}", what, became, expected, credited, balance),
                lost=entry.piece.fate in LOST,
            )
        )
    if one.basis is Basis.LINEAR:
        asked = "Expected of the weeks gone"
        found.append(AccountLine(last, "", asked, "", count(one.expected), "", ""))
    closing = signed(one.closing)
    found.append(AccountLine(last + 1, "Closing balance", "", "", "", "", closing))
    return tuple(found)


ACCOUNT: tuple[Column[AccountLine], ...] = (
    Column("When", lambda one: one.when, 160, sort=lambda one: one.number, least=160),
    Column("Session", lambda one: one.what, 150, least=90),
    Column(
        "Outcome",
        lambda one: one.became,
        200,
        kind=lambda one: "warning" if one.lost else "",
        least=90,
    ),
    Column("Expected", lambda one: one.expected, 66, right=True),
    Column("Credited", lambda one: one.credited, 66, right=True),
    Column("Balance", lambda one: one.balance, 66, True, sort=lambda one: one.number),
)
SUMS: tuple[Column[ActivitySum], ...] = (
    Column("Activity", lambda one: one.what, 200, least=90),
    Column("Planned", lambda one: count(one.planned), 62, True, sort=lambda one: one.planned),
    Column("Expected", lambda one: count(one.expected), 66, True, sort=lambda one: one.expected),
    Column(
        "Delivered", lambda one: count(one.delivered), 66, True, sort=lambda one: one.delivered
    ),
    Column("Lost", lambda one: count(one.lost), 50, True, sort=lambda one: one.lost),
    Column("Shifted", lambda one: count(one.shifted), 58, True, sort=lambda one: one.shifted),
    Column("Extra", lambda one: count(one.extra), 50, True, sort=lambda one: one.extra),
    Column("To come", lambda one: count(one.to_come), 60, sort=lambda one: one.to_come),
)

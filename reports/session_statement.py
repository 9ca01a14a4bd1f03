"""A session statement: the job plan's account as a bank statement, with two lines to sign on."""

from collections.abc import Sequence
from fractions import Fraction

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports import statement_pages
from reports.document import Stamp
from reports.formats.pdf_parts import (
    FAINT,
    Chapter,
    Column,
    Strong,
    side_by_side,
    table,
    tall,
    words,
)
from reports.formats.pdf_signatures import Signatures
from reports.privacy import discreet
from reports.statement_pages import head
from reports.statement_words import count, entry_words, figures, signed, terms, verdict
from reports.wording import span_words
from rota_desk.domain.said import day as day_words
from rota_desk.queries.session_statement import ActivitySum, Basis, SessionStatement

NAME, TITLE = "session-statement", "Session statement"
_LEFT, _RIGHT = 0.66, 0.34
_SIGNATURES = 112.0  # points that the lines to sign on take


def facts(statements: Sequence[SessionStatement]) -> tuple[object, ...]:
    """All that a reader can see of the statements, for their check code."""
    return tuple(
        (
            *(one.name, one.start, one.end, figures(one), terms(one)),
            tuple(entry_words(entry) for entry in one.entries),
        )
        for one in statements
    )


def printed(statements: Sequence[SessionStatement], stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw each person's account on pages of its own."""
    return statement_pages.printed(
        statements,
        stamp,
        lambda one, width: _statement(one, stamp, width),
        title=TITLE,
        nobody="Nobody's job plan is reckoned in sessions in these days.",
        note="One session is half a day of the plan",
        paper=paper,
    )


def _statement(one: SessionStatement, stamp: Stamp, width: float) -> list[Flowable]:
    return [
        *head(one, stamp, title=TITLE, figures=figures(one), verdict=verdict(one)),
        *_summary(one, width),
        Spacer(0, 6),
        words(terms(one), style=FAINT),
        *_account(one, width),
        CondPageBreak(_SIGNATURES),
        Spacer(0, 12),
        words(_agreed(one)),
        Spacer(0, 14),
        Signatures(one.name, "Clinical lead"),
    ]


def _agreed(one: SessionStatement) -> str:
    """Say above the lines what is signed, for they may stand on a page of their own."""
    return f"{one.name}, {span_words(one.start, one.end)}: closing balance {signed(one.closing)}."


def _summary(one: SessionStatement, width: float) -> list[Flowable]:
    """By activity at the left, why sessions were lost at the right."""
    key = str(one.clinician_id)
    left: list[Flowable] = [
        Chapter("By activity", level=1, key=f"by activity {key}"),
        _sums(one, width * _LEFT - 22),
    ]
    right: list[Flowable] = [Chapter("Not worked as planned", level=1, key=f"lost {key}")]
    if one.lost:
        columns = [
            Column("Why", width * _RIGHT * 0.78),
            Column("Sessions", width * _RIGHT * 0.22, number=True),
        ]
        right.append(table(columns, [[discreet(why), count(many)] for why, many in one.lost]))
    else:
        right.append(words("Every planned session was worked or is still to come."))
    height = max(tall(left, width * _LEFT - 22), tall(right, width * _RIGHT)) + 4
    widths = (width * _LEFT, width * _RIGHT)
    return [side_by_side(left, right, widths=widths, height=height)]


def _sums(one: SessionStatement, width: float) -> Flowable:
    heads = ("Planned", "Expected", "Delivered", "Lost", "Shifted", "Extra", "To come")
    columns = [
        Column("Activity", width * 0.3),
        *(Column(head, width * 0.1, number=True) for head in heads),
    ]
    rows: list[list[Flowable | str]] = [[part.what, *_counts(part)] for part in one.sums]
    names = ("planned", "expected", "delivered", "lost", "shifted", "extra", "to_come")
    total = [count(one.total(name)) for name in names]
    rows.append([words(Strong("All")), *total])
    return table(columns, rows)


def _counts(part: ActivitySum) -> list[str]:
    return [
        count(number)
        for number in (
            part.planned,
            part.expected,
            part.delivered,
            part.lost,
            part.shifted,
            part.extra,
            part.to_come,
        )
    ]


def _account(one: SessionStatement, width: float) -> list[Flowable]:
    """Every session with the balance after it, from the opening to the closing one."""
    shares = (0.11, 0.11, 0.21, 0.3, 0.09, 0.09, 0.09)
    heads = ("Day", "Time", "Session", "What became of it", "Expected", "Credited", "Balance")
    columns = [
        Column(head, part * width, number=place > 3)  # noqa: PLR2004 - the last three are counts
        for place, (head, part) in enumerate(zip(heads, shares, strict=True))
    ]
    rows: list[list[Flowable | str]] = [_balance(day_words(one.start), "Opening", one.opening)]
    rows += [list(entry_words(entry)) for entry in one.entries]
    if one.basis is Basis.LINEAR:
        rows.append(["", "", "", "Expected of the weeks gone", count(one.expected), "", ""])
    rows.append(_balance("", "Closing", one.closing))
    heading = Chapter("The account", level=1, key=f"account {one.clinician_id}", kept=False)
    return [CondPageBreak(120), heading, table(columns, rows)]


def _balance(day: str, which: str, number: Fraction) -> list[Flowable | str]:
    said = words(Strong(f"{which} balance"))
    return [day, "", "", said, "", "", signed(number)]

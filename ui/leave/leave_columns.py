"""The tables of the Leave screen: all requests, balances, absences."""

from rota_desk.domain.leave_arithmetic import hundredths, plain_number
from rota_desk.queries.absences import AbsenceLine
from rota_desk.queries.leave import LeaveLine
from rota_desk.queries.leave_balance import LeaveBalance
from rota_desk.queries.leave_words import kind_words
from rota_desk.words import day_and_year
from ui.widgets.table import Column

STATE_KINDS = {"waiting": "warning", "approved": "good", "declined": "danger"}

REQUESTS: tuple[Column[LeaveLine], ...] = (
    Column("Who", lambda one: one.name, 150, least=80),
    Column("Kind", lambda one: one.kind_words, 90, least=50),
    Column("Days", lambda one: one.days, 176, sort=lambda one: one.first, least=110),
    Column(
        "Counted",
        lambda one: one.counted_words,
        76,
        right=True,
        sort=lambda one: one.counted,
        tip=lambda one: one.counting,
        spare=2,
    ),
    Column(
        "State",
        lambda one: one.state_words,
        86,
        kind=lambda one: STATE_KINDS.get(one.state_words, "soft"),
    ),
    Column(
        "Asked",
        lambda one: day_and_year(one.requested_on),
        120,
        sort=lambda one: one.requested_on,
        spare=3,
    ),
    Column(
        "Notice",
        lambda one: f"{one.notice_days} d",
        64,
        right=True,
        sort=lambda one: one.notice_days,
        spare=4,
    ),
    Column("Last word", lambda one: one.reason or one.note, 240, least=80, spare=1),
)

BALANCES: tuple[Column[LeaveBalance], ...] = (
    Column("Who", lambda one: one.name, 160, least=72),
    Column("Kind", lambda one: kind_words(one.kind), 70, least=46),
    Column("In", lambda one: one.unit + "s", 84, least=30),
    Column(
        "Allowed",
        lambda one: plain_number(one.allowed) if one.known else "none on file",
        90,
        right=True,
        kind=lambda one: "" if one.known else "warning",
        sort=lambda one: one.allowed,
    ),
    Column(
        "Taken",
        lambda one: plain_number(one.taken),
        70,
        right=True,
        sort=lambda one: one.taken,
        spare=1,
    ),
    Column(
        "Booked",
        lambda one: plain_number(one.booked),
        70,
        right=True,
        sort=lambda one: one.booked,
        spare=2,
    ),
    Column(
        "Left",
        lambda one: plain_number(one.left) if one.known else "",
        70,
        right=True,
        kind=lambda one: "danger" if one.known and one.left < 0 else "",
        sort=lambda one: one.left,
    ),
    Column(
        "Waiting",
        lambda one: plain_number(one.waiting) if one.waiting else "",
        70,
        right=True,
        sort=lambda one: one.waiting,
    ),
)

ABSENCES: tuple[Column[AbsenceLine], ...] = (
    Column("Who", lambda one: one.name, 150, least=72),
    Column("Unavailable", lambda one: one.days, 250, sort=lambda one: one.first, least=110),
    Column(
        "To do",
        lambda one: "; ".join(one.due) or "nothing",
        380,
        kind=lambda one: "danger" if one.overdue else "warning" if one.due else "soft",
        least=120,
    ),
    Column(
        "Told",
        lambda one: (
            f"{sum(line.told for line in one.told)} of {len(one.told)}" if one.told else ""
        ),
        64,
        spare=1,
    ),
    Column(
        "Days",
        lambda one: str(one.calendar_days),
        54,
        right=True,
        sort=lambda one: one.calendar_days,
        spare=2,
    ),
    Column(
        "FTE days",
        lambda one: plain_number(hundredths(one.fte_days)),
        70,
        right=True,
        sort=lambda one: one.fte_days,
        spare=3,
    ),
)

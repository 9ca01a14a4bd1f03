"""Time off in lieu: the oldest hours go first, and what nobody takes runs out."""

import datetime as dt
from fractions import Fraction

from rota_desk.domain.toil import ToilKind, ToilLot, ToilMove, toil_expires, toil_ledger

SEPTEMBER, OCTOBER, NOVEMBER = (dt.date(2026, month, 1) for month in (9, 10, 11))
END = dt.date(2027, 4, 1)


def earned(day: dt.date, hours: int) -> ToilMove:
    return ToilMove(day, ToilKind.EARNED, Fraction(hours))


def taken(day: dt.date, hours: int) -> ToilMove:
    return ToilMove(day, ToilKind.TAKEN, Fraction(hours))


def told(moves: list[ToilMove], until: dt.date = END) -> list[tuple[str, str, int, int]]:
    lines = toil_ledger(moves, months=3, until=until).lines
    return [
        (one.move.day.isoformat(), one.move.kind.value, int(one.signed), int(one.balance))
        for one in lines
    ]


def test_time_in_lieu_expires_on_the_same_day_or_the_months_last() -> None:
    assert toil_expires(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert toil_expires(dt.date(2026, 9, 15), 3) == dt.date(2026, 12, 15)
    assert toil_expires(dt.date(2026, 10, 1), 3) == dt.date(2027, 1, 1)


def test_what_is_taken_comes_off_the_oldest_hours_and_the_rest_runs_out() -> None:
    assert told([earned(SEPTEMBER, 6), earned(OCTOBER, 4), taken(NOVEMBER, 5)]) == [
        ("2026-09-01", "earned", 6, 6),
        ("2026-10-01", "earned", 4, 10),
        ("2026-11-01", "taken", -5, 5),
        ("2026-12-02", "expired", -1, 4),
        ("2027-01-02", "expired", -4, 0),
    ]


def test_hours_can_be_taken_on_their_last_day() -> None:
    assert told([earned(SEPTEMBER, 6), taken(dt.date(2026, 12, 1), 6)])[-1] == (
        *("2026-12-01", "taken"),
        *(-6, 0),
    )


def test_hours_that_ran_out_cannot_be_taken_any_more() -> None:
    late = [earned(SEPTEMBER, 6), taken(dt.date(2026, 12, 2), 6)]
    assert told(late)[1:] == [
        ("2026-12-02", "expired", -6, 0),
        ("2026-12-02", "taken", -6, -6),
    ]


def test_what_is_owed_comes_off_what_is_earned_next() -> None:
    ledger = toil_ledger([taken(SEPTEMBER, 2), earned(OCTOBER, 5)], months=3, until=NOVEMBER)
    assert [int(one.balance) for one in ledger.lines] == [-2, 3]
    assert ledger.lots == (ToilLot(OCTOBER, Fraction(3), dt.date(2027, 1, 1)),)


def test_what_is_owed_adds_up_before_anything_is_earned() -> None:
    moves = [taken(SEPTEMBER, 2), taken(OCTOBER, 3), earned(NOVEMBER, 4)]
    ledger = toil_ledger(moves, months=3, until=dt.date(2026, 12, 1))
    assert [int(one.balance) for one in ledger.lines] == [-2, -5, -1]
    assert ledger.lots == ()


def test_a_day_that_earns_and_takes_earns_first() -> None:
    assert [one[1] for one in told([taken(OCTOBER, 2), earned(OCTOBER, 2)], NOVEMBER)] == [
        "earned",
        "taken",
    ]


def test_the_ledger_stops_before_its_end_and_knows_any_days_balance() -> None:
    ledger = toil_ledger([earned(SEPTEMBER, 6), taken(NOVEMBER, 2)], months=3, until=NOVEMBER)
    assert len(ledger.lines) == 1
    assert ledger.balance(SEPTEMBER) == 0
    assert ledger.balance(OCTOBER) == 6


def test_what_runs_out_says_when_it_was_earned() -> None:
    (_, gone) = toil_ledger([earned(SEPTEMBER, 6)], months=3, until=END).lines
    assert gone.move == ToilMove(
        dt.date(2026, 12, 2), ToilKind.EXPIRED, Fraction(6), "earned Tue 1 Sep", None
    )
    assert earned(SEPTEMBER, 6) == ToilMove(SEPTEMBER, ToilKind.EARNED, Fraction(6), "", None)


def test_hours_that_are_paid_leave_the_balance() -> None:
    paid = ToilMove(OCTOBER, ToilKind("paid"), Fraction(4), posting_id=9)
    assert told([earned(SEPTEMBER, 6), paid], NOVEMBER)[1:] == [("2026-10-01", "paid", -4, 2)]

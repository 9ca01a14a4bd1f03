"""What the law says of everybody agrees with a judge that walks every minute, on random rotas.

ROTA_DESK_EXAMPLES sets how many rotas are tried, as in `test_verdicts_against_minutes.py`.
"""

import datetime as dt
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minute_law import RULES, Law
from minute_oracle import DAY, LONDON, NOTHING, Piece, Row

from rota_desk.domain.snapshot import (
    Away,
    AwayKind,
    Duty,
    HeldContract,
    OptOut,
    Person,
    Snapshot,
)
from rota_desk.rules.engine import judge, results
from rota_desk.rules.finding import Finding

EXAMPLES = int(os.environ.get("ROTA_DESK_EXAMPLES", "120"))
# Winter; the clocks go forward; they go back; a leap day; they go back again; summer.
STARTS = tuple(
    map(
        dt.date.fromisoformat,
        ("2026-11-02", "2026-03-16", "2026-10-12", "2028-02-21", "2025-10-20", "2026-07-08"),
    )
)
SHAPES = {
    "day": (8 * 60, 9 * 60),
    "long": (8 * 60, 13 * 60),
    "night": (20 * 60, 12 * 60 + 30),
    "late": (13 * 60, 9 * 60),
    "early": (3 * 60, 8 * 60),
}
NUMBERS = st.integers(3, 24)  # of days
LONG_NUMBERS = st.integers(115, 130)
Drawn = tuple[list[Piece], dt.date, int, frozenset[dt.date]]


@st.composite
def rotas(draw: st.DrawFn, numbers: st.SearchStrategy[int]) -> Drawn:
    """Draw a pattern of one to four weeks, laid over the horizon with odd days of its own."""
    first, days = draw(st.sampled_from(STARTS)), draw(numbers)
    letters = st.sampled_from((*SHAPES, "day", "long", "night", "free"))
    pattern = draw(st.lists(letters, min_size=1, max_size=28))
    odd = draw(st.dictionaries(st.integers(0, days - 1), st.tuples(_times(), _lengths())))
    away = draw(st.sets(st.integers(0, days - 1), max_size=20))
    shifts: list[Piece] = []
    for number in range(days):
        word = pattern[number % len(pattern)]
        start, length = odd.get(number, SHAPES.get(word, (0, 0)))
        begins = dt.datetime.combine(first + DAY * number, dt.time()) + dt.timedelta(minutes=start)
        free = not shifts or begins >= shifts[-1].end + dt.timedelta(minutes=61)
        if length and free and number not in away:
            shifts.append(Piece(begins, begins + dt.timedelta(minutes=length)))
    return shifts, first, days, frozenset(first + DAY * number for number in away)


def _times() -> st.SearchStrategy[int]:
    return st.integers(0, 1439)


def _lengths() -> st.SearchStrategy[int]:
    return st.integers(0, 16 * 60)


def outs(days: int) -> st.SearchStrategy[tuple[int, int, int]]:
    """Draw when an opt-out begins, how long it holds, and how long after it another is signed."""
    numbers = st.integers(-3, days + 3)
    lengths = st.one_of(st.integers(0, 5), st.integers(0, days + 6))
    return st.tuples(numbers, lengths, lengths)


def opt_outs(first: dt.date, drawn: tuple[int, int, int]) -> tuple[OptOut, ...]:
    begins, holds, pause = drawn
    since = first + DAY * begins
    until = since + DAY * holds
    return OptOut(since, until), OptOut(until + DAY * (pause + 1))


def picture(rota: Drawn, out: tuple[OptOut, ...] = ()) -> Snapshot:
    shifts, first, days, leave = rota
    aways = [
        Away(
            1,
            dt.datetime.combine(day, dt.time()),
            dt.datetime.combine(day + DAY, dt.time()),
            AwayKind.SICK if day.day % 3 == 0 else AwayKind.ANNUAL_LEAVE,
        )
        for day in sorted(leave)
    ]
    return Snapshot(
        LONDON,
        first,
        first + DAY * days,
        (Person(1, "A", (HeldContract("AFC-ENG"),), opt_outs=out),),
        tuple(Duty(1, one.start, one.end) for one in shifts),
        aways=tuple(aways),
    )


def shown(one: Finding, asked: Row) -> Row:
    verdict = one.verdict.value
    if asked == NOTHING and verdict == "pass":
        return NOTHING
    return rounded((verdict, one.measured if asked[1] is not None else None))


def rounded(row: Row) -> Row:
    return row[0], None if row[1] is None else round(row[1], 4)


def agree(rota: Drawn) -> None:
    shifts, first, days, leave = rota
    law = Law(shifts, first, days, leave)
    rows = {one.rule: one for one in results(picture(rota), on=first)}
    expected = {rule: rounded(asked(law)) for rule, asked in RULES.items()}
    assert {rule: shown(rows[rule], expected[rule]) for rule in RULES} == expected


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rotas(NUMBERS))
def test_daily_and_weekly_rest_agree_with_the_minutes(rota: Drawn) -> None:
    agree(rota)


@settings(max_examples=EXAMPLES // 6, deadline=None, suppress_health_check=list(HealthCheck))
@given(rotas(LONG_NUMBERS), outs(120))
def test_the_average_agrees_where_an_opt_out_begins_or_ends(
    rota: Drawn, drawn: tuple[int, int, int]
) -> None:
    shifts, first, days, leave = rota
    signed = opt_outs(first, drawn)
    dates = [first + DAY * number for number in range(days)]
    out = frozenset(day for day in dates for one in signed if one.since <= day < one.until)
    expected = rounded(Law(shifts, first, days, leave, out).wtr_avg_48())
    for screened in (False, True):
        found = judge(picture(rota, signed), on=first, screened=screened)
        told = [one for one in found if one.rule == "wtr-avg-48"]
        flagged = [rounded((one.verdict.value, one.measured)) for one in told]
        assert flagged == ([expected] if expected[0] == "breach" else [])
    rows = {one.rule: one for one in results(picture(rota, signed), on=first)}
    assert shown(rows["wtr-avg-48"], expected) == expected


@settings(max_examples=EXAMPLES // 6, deadline=None, suppress_health_check=list(HealthCheck))
@given(rotas(LONG_NUMBERS))
def test_averages_of_a_reference_period_agree_with_the_minutes(rota: Drawn) -> None:
    agree(rota)

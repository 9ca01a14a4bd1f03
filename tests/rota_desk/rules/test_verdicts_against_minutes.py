"""Whole verdicts agree with a judge that walks every minute, on random rotas.

ROTA_DESK_EXAMPLES sets how many rotas are tried; a nightly run asks for thousands.
"""

import datetime as dt
import os
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minute_oracle import LONDON, NOTHING, RULES, Oracle, Piece, Row

from rota_desk.domain.snapshot import Duty, DutyKind, HeldContract, Person, Snapshot
from rota_desk.rules.engine import judge, results
from rota_desk.rules.finding import Finding

EXAMPLES = int(os.environ.get("ROTA_DESK_EXAMPLES", "120"))
# Nothing happens; the clocks go forward; they go back; a leap day; the turn of a year.
STARTS = tuple(
    map(
        dt.date.fromisoformat,
        ("2026-11-02", "2026-03-16", "2026-10-12", "2028-02-21", "2026-12-21", "2025-10-20"),
    )
)
ROUND = (8 * 60, 9 * 60, 13 * 60, 16 * 60, 20 * 60, 20 * 60 + 30)  # usual starts
LENGTHS = (8 * 60, 10 * 60, 10 * 60 + 30, 12 * 60 + 30, 13 * 60)


@st.composite
def rotas(draw: st.DrawFn) -> tuple[list[Piece], dt.date, int]:
    """Draw a rota of usual shifts in runs and of odd ones to the minute, none overlapping."""
    first, days = draw(st.sampled_from(STARTS)), draw(st.integers(3, 24))
    pieces: list[Piece] = []
    midnight = dt.datetime.combine(first, dt.time())
    free_from, beyond = midnight, midnight + dt.timedelta(days=days)
    while free_from < beyond and draw(st.booleans()) is not None and len(pieces) < 26:
        if draw(st.integers(0, 9)) == 0:
            break
        start, length, count = draw(_shape())
        gap = draw(st.sampled_from((0, 0, 0, 1, 2, 3)))
        day = free_from.date() + dt.timedelta(days=gap)
        for number in range(count):
            begins = dt.datetime.combine(day, dt.time()) + dt.timedelta(days=number, minutes=start)
            if begins <= free_from or begins >= beyond:
                continue
            on_call = draw(st.integers(0, 11)) == 0
            minutes = draw(st.sampled_from((length, 1440, 1441))) if on_call else length
            ends = begins + dt.timedelta(minutes=minutes)
            pieces.append(Piece(begins, ends, on_call))
            free_from = ends + dt.timedelta(minutes=61)  # an hour goes by the clocks at most
        free_from = max(free_from, dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=12))
    return pieces, first, days


def _shape() -> st.SearchStrategy[tuple[int, int, int]]:
    usual = st.tuples(st.sampled_from(ROUND), st.sampled_from(LENGTHS), st.integers(1, 8))
    odd = st.tuples(st.integers(0, 1439), st.integers(1, 16 * 60), st.integers(1, 3))
    return st.one_of(usual, usual, odd)


def picture(pieces: list[Piece], first: dt.date, days: int) -> Snapshot:
    duties = [
        Duty(1, one.start, one.end, DutyKind.ON_CALL if one.on_call else DutyKind.SHIFT, 0, 0)
        for one in pieces
    ]
    weeks = days // 7 or None
    person = Person(1, "A", (HeldContract("ENG-RD-2016"),), cycle_weeks=weeks)
    return Snapshot(LONDON, first, first + dt.timedelta(days=days), (person,), tuple(duties))


def shown(one: Finding, asked: Row) -> Row:
    """Give what the engine says, without figures that the oracle does not compare."""
    verdict = one.verdict.value
    if asked == NOTHING and verdict == "pass":
        return NOTHING
    measured = one.measured if asked[1] is not None else None
    return verdict, measured


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rotas())
def test_every_verdict_and_measure_agrees_with_the_minutes(
    rota: tuple[list[Piece], dt.date, int],
) -> None:
    pieces, first, days = rota
    snapshot = picture(pieces, first, days)
    oracle = Oracle(pieces, first, first + dt.timedelta(days=days))
    rows = {one.rule: one for one in results(snapshot, on=first)}
    expected = {rule: rounded(asked(oracle)) for rule, asked in RULES.items()}
    assert {rule: rounded(shown(rows[rule], expected[rule])) for rule in RULES} == expected
    weekends = rows["rd-weekend-1in2"].measured
    if pieces and days >= 7:
        assert weekends == round(oracle.weekends(days // 7), 4)


def rounded(row: Row) -> Row:
    return row[0], None if row[1] is None else round(row[1], 4)


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(rotas())
def test_what_is_flagged_alone_is_what_is_flagged_among_all(
    rota: tuple[list[Piece], dt.date, int],
) -> None:
    snapshot = picture(*rota)
    flagged = {one.rule for one in results(snapshot, on=snapshot.horizon_start) if one.flagged}
    judged = judge(replace(snapshot), on=snapshot.horizon_start)
    assert {one.rule for one in judged} == flagged

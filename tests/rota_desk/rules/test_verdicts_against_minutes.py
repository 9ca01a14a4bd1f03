"""Whole verdicts agree with a judge that walks every minute, on random rotas.

ROTA_DESK_EXAMPLES sets how many rotas are tried; a nightly run asks for thousands.
"""

import datetime as dt
import os
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minute_oracle import LONDON, NOTHING, NOTHING_ON_FILE, RULES, File, Oracle, Piece, Row

from rota_desk.domain.facts import ALWAYS
from rota_desk.domain.snapshot import (
    Authorised,
    Duty,
    DutyKind,
    HeldContract,
    Person,
    Snapshot,
)
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


LIFTABLE = ("rd-weekend-1in3", "rd-nroc-consec", "rd-nroc-3in7", "rd-consec-7", "rd-shift-13")


@st.composite
def rotas(draw: st.DrawFn) -> tuple[list[Piece], dt.date, int]:
    """Draw a rota of usual shifts in runs, of on-call and of odd ones, none overlapping."""
    first, days = draw(st.sampled_from(STARTS)), draw(st.integers(3, 24))
    calls = draw(st.sampled_from((0, 12, 2, 1)))  # one in so many; never
    pieces: list[Piece] = []
    midnight = dt.datetime.combine(first, dt.time())
    free_from, beyond = midnight, midnight + dt.timedelta(days=days)
    while free_from < beyond and draw(st.integers(0, 9)) and len(pieces) < 26:
        start, length, count = draw(_shape())
        gap = draw(st.sampled_from((0, 0, 0, 1, 2, 3)))
        day = free_from.date() + dt.timedelta(days=gap)
        for number in range(count):
            begins = dt.datetime.combine(day, dt.time()) + dt.timedelta(days=number, minutes=start)
            if begins <= free_from or begins >= beyond:
                continue
            on_call = calls > 0 and draw(st.integers(1, calls)) == 1
            pieces.append(draw(_call(begins)) if on_call else _shift(begins, length))
            free_from = pieces[-1].end + dt.timedelta(minutes=61)  # clocks change by an hour
        free_from = max(free_from, dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=12))
    return pieces, first, days


def _shift(begins: dt.datetime, length: int) -> Piece:
    return Piece(begins, begins + dt.timedelta(minutes=length))


@st.composite
def _call(draw: st.DrawFn, begins: dt.datetime) -> Piece:
    length = draw(st.sampled_from((15 * 60, 23 * 60, 22 * 60 + 30, 1440, 1441)))
    work = draw(st.sampled_from((0, 0, 30, 150, 180, 181, 600, 959, 960, 961, 1020)))
    episodes = draw(st.sampled_from((None, 0, 2, 3, 4)))
    work = min(work, length - 60)
    return Piece(begins, begins + dt.timedelta(minutes=length), True, work, episodes)


def _shape() -> st.SearchStrategy[tuple[int, int, int]]:
    usual = st.tuples(st.sampled_from(ROUND), st.sampled_from(LENGTHS), st.integers(1, 13))
    odd = st.tuples(st.integers(0, 1439), st.integers(1, 16 * 60), st.integers(1, 3))
    return st.one_of(usual, usual, odd)


@st.composite
def files(draw: st.DrawFn) -> File:
    """Draw what is on file for the person."""
    return File(
        opt_out=draw(st.booleans()),
        authorised=frozenset(draw(st.sets(st.sampled_from(LIFTABLE)))),
        weeks=draw(st.sampled_from((None, 1, 2, 3, 4))),
        leave_days=draw(st.sampled_from((0, 27, 57))),
        standard_day=draw(st.sampled_from((8, 10))),
    )


def picture(
    pieces: list[Piece], first: dt.date, days: int, on_file: File = NOTHING_ON_FILE
) -> Snapshot:
    duties = [
        Duty(
            1,
            one.start,
            one.end,
            DutyKind.ON_CALL if one.on_call else DutyKind.SHIFT,
            one.work if one.on_call else None,
            one.episodes,
        )
        for one in pieces
    ]
    person = Person(
        1,
        "A",
        (HeldContract("ENG-RD-2016"),),
        opt_outs=ALWAYS if on_file.opt_out else (),
        authorised=tuple(map(Authorised, sorted(on_file.authorised))),
        cycle_weeks=on_file.weeks,
        prospective_leave_days=Decimal(on_file.leave_days),
        standard_day_minutes=on_file.standard_day * 60,
    )
    return Snapshot(LONDON, first, first + dt.timedelta(days=days), (person,), tuple(duties))


def shown(one: Finding, asked: Row) -> Row:
    """Give what the engine says, without figures that the oracle does not compare."""
    verdict = one.verdict.value
    if asked == NOTHING and verdict == "pass":
        return NOTHING
    measured = one.measured if asked[1] is not None else None
    return verdict, measured


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rotas(), files())
def test_every_verdict_and_measure_agrees_with_the_minutes(
    rota: tuple[list[Piece], dt.date, int], on_file: File
) -> None:
    pieces, first, days = rota
    snapshot = picture(pieces, first, days, on_file)
    oracle = Oracle(pieces, first, first + dt.timedelta(days=days), on_file)
    rows = {one.rule: one for one in results(snapshot, on=first)}
    expected = {rule: rounded(asked(oracle)) for rule, asked in RULES.items()}
    assert {rule: rounded(shown(rows[rule], expected[rule])) for rule in RULES} == expected


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

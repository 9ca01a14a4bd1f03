"""Cycles and reference periods are judged whole, whichever days are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import MONDAY, a_desk, a_long_day, a_resident, a_session, changed, every, kept

from models import Assignment, Clinician, Contract
from models.types import Accounting, ContractCode
from rota_desk.desk import Desk
from rota_desk.domain.snapshot import Snapshot
from rota_desk.edits.assignments import assign
from rota_desk.edits.many import assign_many
from rota_desk.queries.compliance import compliance
from rota_desk.queries.findings import findings_between
from rota_desk.queries.long_pictures import UNSEEN, cycle_pictures
from rota_desk.queries.mends import MendKind, mends
from rota_desk.queries.snapshot import snapshot_where
from rota_desk.queries.standings import Standing
from rota_desk.queries.why import why_not
from rota_desk.rules.contract import Verdict
from rota_desk.rules.engine import Finding, results
from rota_desk.unit_of_work import Reading

WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)
SATURDAY = MONDAY + 5 * DAY
RULE = "rd-weekend-1in3"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def rowan(desk: Desk) -> Clinician:
    """A resident on a cycle of eight weeks from the Monday on, who works three of its weekends."""
    doctor = a_resident(desk)
    for one in every(desk, Contract):
        desk.do(_end, contract=one.id)
    kept(
        desk,
        Contract(
            clinician_id=doctor.id,
            code=ContractCode.ENG_RD_2016,
            start=MONDAY,
            wte=Decimal(1),
            cycle_weeks=8,
        ),
    )
    for week in (0, 3, 6):
        a_long_day(desk, SATURDAY + week * WEEK, on=[doctor])
    return doctor


def _end(work: object, *, contract: int) -> None:
    work.get(Contract, contract).end = MONDAY  # type: ignore[attr-defined]


def found(desk: Desk, start: dt.date, end: dt.date) -> list[Finding]:
    return [one for one in desk.ask(findings_between, start=start, end=end) if one.rule == RULE]


@pytest.mark.parametrize("week", range(8))
@pytest.mark.usefixtures("rowan")
def test_weekends_are_counted_in_the_contracts_cycle_whichever_week_is_shown(
    desk: Desk, week: int
) -> None:
    start = MONDAY + week * WEEK
    told = [(one.start, one.end, one.measured) for one in found(desk, start, start + WEEK)]
    midnight = dt.datetime.combine(MONDAY, dt.time())
    assert told == [(midnight, midnight + 8 * WEEK, 0.375)]


@pytest.mark.usefixtures("rowan")
def test_days_that_lie_in_two_cycles_are_judged_in_both(desk: Desk) -> None:
    seen = [
        one.picture.horizon_start
        for one in desk.ask(
            lambda read: tuple(
                cycle_pictures(read, start=MONDAY + 7 * WEEK, end=MONDAY + 9 * WEEK)
            )
        )
    ]
    assert seen == [MONDAY, MONDAY + 8 * WEEK]


def test_an_edit_tells_that_it_brings_one_weekend_too_many(desk: Desk, rowan: Clinician) -> None:
    fourth = a_long_day(desk, SATURDAY + 10 * WEEK)
    a_long_day(desk, SATURDAY + 8 * WEEK, on=[rowan])
    third = a_long_day(desk, SATURDAY + 12 * WEEK)
    assert RULE not in {
        one.rule for one in desk.do(assign, session=third.id, clinician=rowan.id).gained
    }
    gained = desk.do(assign, session=fourth.id, clinician=rowan.id).gained
    assert RULE in {one.rule for one in gained}


def test_an_edit_over_the_turn_of_two_cycles_tells_what_it_brings_to_each(
    desk: Desk, rowan: Clinician
) -> None:
    """The weekend that is there already, beyond the first cycle, is none of that cycle's."""
    a_long_day(desk, SATURDAY + 8 * WEEK, on=[rowan])
    both = [a_long_day(desk, SATURDAY + 7 * WEEK), a_long_day(desk, SATURDAY + 8 * WEEK + DAY)]
    done = desk.do(assign_many, sessions=[one.id for one in both], clinician=rowan.id)
    told = [
        [(one.start, one.measured) for one in some if one.rule == RULE]
        for some in (done.gained, done.lost)
    ]
    midnight = dt.datetime.combine(MONDAY, dt.time())
    assert told == [[(midnight, 0.5)], [(midnight, 0.375)]]


def test_a_cycle_looked_at_again_shows_no_day_beyond_it(desk: Desk, rowan: Clinician) -> None:
    a_long_day(desk, SATURDAY + 8 * WEEK, on=[rowan])
    turn = (SATURDAY + 6 * WEEK, SATURDAY + 9 * WEEK)

    def twice(read: Reading) -> tuple[Snapshot, Snapshot]:
        seen, _next = cycle_pictures(read, start=turn[0], end=turn[1])
        records = frozenset({"assignment"})
        again = snapshot_where(
            read,
            picture=seen.picture,
            records=records,
            clinicians=frozenset({rowan.id}),
            needs=turn,
            without=UNSEEN,
        )
        return seen.picture, again

    before, again = desk.ask(twice)
    assert again == before


def test_why_not_counts_the_weekends_of_the_cycle(desk: Desk, rowan: Clinician) -> None:
    for week in (8, 10):
        a_long_day(desk, SATURDAY + week * WEEK, on=[rowan])
    third = a_long_day(desk, SATURDAY + 13 * WEEK)
    told = desk.ask(why_not, clinician=rowan.id, session=third.id)
    assert RULE in {one.rule for one in told.findings}


@pytest.mark.usefixtures("rowan")
def test_a_weekend_given_away_mends_the_cycle(desk: Desk) -> None:
    finding = found(desk, MONDAY, MONDAY + WEEK)[0]
    other = a_resident(desk, "Dr N Said")
    offered = desk.ask(mends, finding=finding)
    assert (MendKind.SWAP_OUT, other.id) in {(one.kind, one.instead) for one in offered}
    assert {one.kind for one in offered} == {MendKind.SWAP_OUT}


def test_the_average_by_law_is_judged_from_half_a_year_around_a_fortnight(
    desk: Desk, rowan: Clinician
) -> None:
    standing = desk.ask(compliance, start=MONDAY, end=MONDAY + 2 * WEEK)
    mine = next(one for one in standing.people if one.clinician_id == rowan.id)
    cells = {one.key: one.standing for one in mine.cells}
    assert cells["hours.high_average"] is Standing.KEPT
    assert cells["hours.high_statutory_average"] is Standing.KEPT
    assert cells["weekends.frequent_weekends"] is Standing.BREACH


def test_the_additional_hours_of_the_contract_are_taken_off_and_extra_duties_are_not_basic(
    desk: Desk,
) -> None:
    rowan = a_resident(desk)
    (contract,) = every(desk, Contract)
    facts = {"wte": Decimal("0.8"), "cycle_weeks": 1, "additional_hours": Decimal("4.5")}
    changed(desk, contract, **facts)
    for place in range(5):
        a_session(desk, "SD", MONDAY + place * DAY, on=[rowan])  # nine hours each
    saturday = a_long_day(desk, MONDAY + 5 * DAY, on=[rowan])
    (placed,) = [one for one in every(desk, Assignment) if one.session_id == saturday.id]

    def found() -> tuple[float | None, Verdict, str]:
        pictures = desk.ask(lambda read: list(cycle_pictures(read, start=MONDAY, end=SATURDAY)))
        (one,) = [
            result
            for long in pictures
            for result in results(long.picture, on=MONDAY, rules=long.rules)
            if result.rule == "rd-ltft-hours"
        ]
        return one.measured, one.verdict, one.message.partition("; ")[0]

    assert found()[:2] == (53.0, Verdict.ADVISORY)
    changed(desk, placed, accounting=Accounting.EXTRA)
    said = "40 h 30 min of basic hours a week on average from Mon 9 Nov 00:00 to Mon 16 Nov 00:00"
    less = f"{said} (45 h less 4 h 30 min additional)"
    assert found() == (40.5, Verdict.ADVISORY, less)
    changed(desk, contract, additional_hours=Decimal(5))
    assert found()[1] is Verdict.ADVISORY
    changed(desk, contract, additional_hours=Decimal("5.25"))
    assert found()[1] is Verdict.PASS
    changed(desk, contract, additional_hours=None)
    assert found()[1] is Verdict.NOT_EVALUABLE

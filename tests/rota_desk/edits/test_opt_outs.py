"""The opt-out of the 48 hours: signed, ended with notice, and judged by its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY

from models import Clinician, Contract
from models.types import ContractCode
from rota_desk.desk import Desk
from rota_desk.domain.snapshot import OptOut, Person
from rota_desk.edits.contracts import add_contract, change_contract
from rota_desk.edits.opt_outs import end_opt_out, keep_opt_out, sign_opt_out
from rota_desk.errors import Refusal
from rota_desk.queries.clinicians import person_detail
from rota_desk.queries.findings import findings_between
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.contract import DESK, load
from rota_desk.rules.contract_tables import opt_out_terms

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
SIGNED = dt.date(2026, 8, 5)
Days = tuple[dt.date | None, ...]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def rowan(desk: Desk) -> Clinician:
    """A resident whose contract names a cycle of one week."""
    person = build.a_resident(desk)
    build.changed(desk, contract(desk), cycle_weeks=1)
    return person


def contract(desk: Desk) -> Contract:
    return build.every(desk, Contract)[0]


def days(desk: Desk) -> Days:
    there = contract(desk)
    return there.opt_out_signed, there.opt_out_notice, there.opt_out_until


def outs(desk: Desk) -> tuple[OptOut, ...]:
    people: tuple[Person, ...] = desk.ask(snapshot, start=MONDAY, end=MONDAY + WEEK).people
    return people[0].opt_outs


@pytest.mark.usefixtures("rowan")
def test_it_is_signed_on_a_day_and_undone(desk: Desk) -> None:
    assert outs(desk) == ()
    done = desk.do(sign_opt_out, contract=contract(desk).id, signed=SIGNED)
    assert done.label == "Opt-out of Dr C Rowan, signed Wed 5 Aug 2026"
    assert outs(desk) == (OptOut(SIGNED),)
    desk.undo()
    assert outs(desk) == ()
    with pytest.raises(Refusal, match="still to come"):
        desk.do(sign_opt_out, contract=contract(desk).id, signed=TODAY + DAY)


@pytest.mark.usefixtures("rowan")
def test_without_an_agreement_it_ends_seven_days_after_notice(desk: Desk) -> None:
    number = contract(desk).id
    desk.do(sign_opt_out, contract=number, signed=SIGNED)
    done = desk.do(end_opt_out, contract=number, given=TODAY)
    assert done.label == "Opt-out of Dr C Rowan ends Tue 17 Nov 2026"
    assert days(desk) == (SIGNED, TODAY, TODAY + WEEK)
    assert outs(desk) == (OptOut(SIGNED, TODAY + WEEK),)
    desk.do(keep_opt_out, contract=number)
    assert days(desk) == (SIGNED, None, None)
    with pytest.raises(Refusal, match="given no notice"):
        desk.do(keep_opt_out, contract=number)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (TODAY + 6 * DAY, "7 days after notice at the earliest: on Tue 17 Nov 2026"),
        (dt.date(2027, 2, 11), "At most 3 months of notice can be agreed: until Wed 10 Feb 2027"),
    ],
)
@pytest.mark.usefixtures("rowan")
def test_notice_is_seven_days_to_three_months(desk: Desk, until: dt.date, words: str) -> None:
    number = contract(desk).id
    desk.do(sign_opt_out, contract=number, signed=SIGNED)
    with pytest.raises(Refusal, match=words):
        desk.do(end_opt_out, contract=number, given=TODAY, until=until)
    for fine in (TODAY + WEEK, dt.date(2027, 2, 10)):
        desk.do(end_opt_out, contract=number, given=TODAY, until=fine)
        assert days(desk)[2] == fine


def test_three_months_from_the_end_of_november_is_the_end_of_february() -> None:
    terms = opt_out_terms(load(DESK), TODAY)
    assert terms.last_end(dt.date(2026, 11, 30)) == dt.date(2027, 2, 28)
    assert terms.last_end(dt.date(2027, 11, 30)) == dt.date(2028, 2, 29)
    assert terms.last_end(dt.date(2026, 9, 30)) == dt.date(2026, 12, 30)
    assert terms.last_end(dt.date(2026, 10, 1)) == dt.date(2027, 1, 1)


@pytest.mark.usefixtures("rowan")
def test_notice_that_makes_no_sense_is_refused(desk: Desk) -> None:
    number = contract(desk).id
    with pytest.raises(Refusal, match="no opt-out on file"):
        desk.do(end_opt_out, contract=number, given=TODAY)
    desk.do(sign_opt_out, contract=number, signed=SIGNED)
    with pytest.raises(Refusal, match="still to come"):
        desk.do(end_opt_out, contract=number, given=TODAY + DAY)
    with pytest.raises(Refusal, match="was signed on Wed 5 Aug 2026"):
        desk.do(end_opt_out, contract=number, given=SIGNED - DAY)
    desk.do(end_opt_out, contract=number, given=SIGNED)
    with pytest.raises(Refusal, match="Take the notice back first"):
        desk.do(sign_opt_out, contract=number, signed=TODAY)


def test_a_contract_without_it_keeps_no_days_of_it(desk: Desk, rowan: Clinician) -> None:
    terms = {"code": ContractCode.ENG_RD_2016, "wte": Decimal(1), "start": SIGNED}
    number = desk.do(
        add_contract,
        clinician=rowan.id,
        opt_out=True,
        opt_out_signed=SIGNED - WEEK,
        **terms,  # type: ignore[arg-type]
    ).value
    assert outs(desk) == (OptOut(SIGNED),)
    desk.do(end_opt_out, contract=number, given=TODAY)
    desk.do(change_contract, contract=number, opt_out_signed=SIGNED, **terms)  # type: ignore[arg-type]
    there = build.found(desk, Contract, number)
    assert there is not None
    kept = there.opt_out, there.opt_out_signed, there.opt_out_notice, there.opt_out_until
    assert kept == (False, None, None, None)


def test_from_the_day_it_ends_the_average_is_judged_by_forty_eight(
    desk: Desk, rowan: Clinician
) -> None:
    for place in range(14):
        build.a_session(desk, "SD", MONDAY + place * DAY, on=[rowan], starts="08:00", ends="15:30")
    number = contract(desk).id

    def over() -> list[tuple[dt.date, float | None]]:
        found = desk.ask(findings_between, start=MONDAY, end=MONDAY + 2 * WEEK)
        return [
            (one.start.date(), one.limit) for one in found if one.rule == "rd-avg-48" and one.start
        ]

    assert over() == [(MONDAY, 48), (MONDAY + WEEK, 48)]
    desk.do(sign_opt_out, contract=number, signed=SIGNED)
    assert over() == []
    desk.do(end_opt_out, contract=number, given=MONDAY)
    assert over() == [(MONDAY + WEEK, 48)]


def test_its_days_stand_beside_the_contract(desk: Desk, rowan: Clinician) -> None:
    number = contract(desk).id

    def words() -> str:
        return desk.ask(person_detail, clinician=rowan.id).contracts[0].measure

    desk.do(sign_opt_out, contract=number, signed=SIGNED)
    assert words() == "1 WTE, opted out of 48 h (signed Wed 5 Aug 2026)"
    desk.do(end_opt_out, contract=number, given=TODAY)
    assert words() == ("1 WTE, opted out of 48 h (signed Wed 5 Aug 2026, ends on Tue 17 Nov 2026)")

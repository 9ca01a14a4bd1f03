"""Ticks of the changeover."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_clinician, a_department, a_desk, every

from models import ChangeoverTick, Clinician
from rota_desk.desk import Desk
from rota_desk.edits.changeover import With, tick_changeover, untick_changeover
from rota_desk.errors import Refusal
from rota_desk.queries.changeover import Mover, changeover


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


@pytest.fixture
def hadley(desk: Desk) -> Clinician:
    return a_clinician(desk, "Dr Q Hadley", joined=MONDAY)


def standing(desk: Desk) -> Mover:
    (one,) = desk.ask(changeover, start=MONDAY, end=MONDAY + dt.timedelta(days=1)).starters
    return one


def words(desk: Desk, what: str) -> tuple[bool, str]:
    return next((one.done, one.words) for one in standing(desk).owed if one.what == what)


def test_a_tick_settles_what_nothing_on_file_says(desk: Desk, hadley: Clinician) -> None:
    before = standing(desk).open
    desk.do(
        tick_changeover,
        owed=[With(hadley.id, leaving=False, things=["Induction", "Contact"])],
        word="by phone",
    )
    assert standing(desk).open == before - 2
    assert words(desk, "Induction") == (True, "settled Tue 10 Nov, K Lowe: by phone")
    assert words(desk, "Contact") == (True, "none on file; ticked Tue 10 Nov, K Lowe: by phone")


def test_a_tick_is_taken_away_and_undone(desk: Desk, hadley: Clinician) -> None:
    desk.do(tick_changeover, owed=[With(hadley.id, leaving=False, things=["Induction"])])
    desk.do(untick_changeover, owed=[With(hadley.id, leaving=False, things=["Induction"])])
    assert words(desk, "Induction") == (False, "not ticked yet")
    desk.undo()
    assert words(desk, "Induction")[0]


def test_ticks_of_several_people_are_one_step(desk: Desk, hadley: Clinician) -> None:
    rowan = a_clinician(desk, "Dr C Rowan", leaves=MONDAY)
    owed = [
        With(hadley.id, leaving=False, things=["Induction", "Contact"]),
        With(rowan.id, leaving=True, things=["Handover"]),
    ]
    done = desk.do(tick_changeover, owed=owed)
    assert (done.value, done.label) == (3, "Changeover: 3 things settled with 2 people")
    taken = desk.do(untick_changeover, owed=owed)
    assert taken.label == "Changeover: take 3 ticks of 2 people away"
    desk.undo()
    desk.undo()
    assert every(desk, ChangeoverTick) == []


def test_ticks_that_make_no_sense_are_refused(desk: Desk, hadley: Clinician) -> None:
    with pytest.raises(Refusal, match="no last day on file"):
        desk.do(tick_changeover, owed=[With(hadley.id, leaving=True, things=["Handover"])])
    with pytest.raises(Refusal, match="not ticked yet"):
        desk.do(tick_changeover, owed=[With(hadley.id, leaving=False, things=[" "])])
    with pytest.raises(Refusal, match="None of these was ticked"):
        desk.do(untick_changeover, owed=[With(hadley.id, leaving=False, things=["Induction"])])

"""Filling many cells at once: the same as one after the other, and as few questions as for few."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from asked import questions
from build import (
    MONDAY,
    a_claim,
    a_clinician,
    a_desk,
    a_session,
    an_activity,
    every,
    found,
)

from models import Assignment, ClinicalSession, Clinician, Gap
from models.types import GapState, Slot
from rota_desk.desk import Desk
from rota_desk.edits.cells import clear_cells
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.filling import (
    Filled,
    Unfit,
    fill_cell,
    fill_cells,
    fill_what_fits,
)
from rota_desk.edits.many import assign_many, brush_cells, cancel_many, hand_over_many
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork

DAY = dt.timedelta(days=1)
HALVES = (None, Slot.AM, Slot.PM)


def a_ward(folder: Path, people: int = 3) -> tuple[Desk, list[int]]:
    """A list that wants one, a clinic that wants two, office work that wants nobody."""
    folder.mkdir(exist_ok=True)
    desk = a_desk(folder)
    an_activity(desk, "EN")
    an_activity(desk, "CL", cover_wanted=2)
    an_activity(desk, "OFF", cover_wanted=0)
    return desk, [a_clinician(desk, f"Dr {number:02}").id for number in range(people)]


def one_by_one(work: UnitOfWork, *, fills: Sequence[CellFill]) -> None:
    for one in fills:
        fill_cell(
            work,
            clinician=one.clinician,
            day=one.day,
            slot=one.slot,
            code=one.code,
            over=one.over,
        )


def stands(desk: Desk) -> Counter[tuple[object, ...]]:
    """Every session with who is on it and whether its gap is open, whatever the numbers are."""
    people: dict[int, list[int]] = {}
    for placed in every(desk, Assignment):
        people.setdefault(placed.session_id, []).append(placed.clinician_id)
    open_gaps = {gap.session_id for gap in every(desk, Gap) if gap.state is GapState.OPEN}
    return Counter(
        (
            *(one.activity_id, one.start, one.end, one.slot, one.cover_wanted, one.owner_id),
            tuple(sorted(people.get(one.id, ()))),
            one.id in open_gaps,
        )
        for one in every(desk, ClinicalSession)
    )


@pytest.mark.parametrize("seed", range(12))
def test_many_cells_are_filled_as_if_one_after_the_other(tmp_path: Path, seed: int) -> None:
    results = []
    for name, edit in (("once", fill_cells), ("each", one_by_one)):
        desk, people = a_ward(tmp_path / name)
        draw = random.Random(seed)
        for _turn in range(3):
            fills = [
                CellFill(
                    draw.choice(people),
                    MONDAY + draw.randrange(3) * DAY,
                    draw.choice(HALVES),
                    draw.choice(("EN", "cl", " off ")),
                    over=draw.random() < 0.6,
                )
                for _fill in range(8)
            ]
            desk.do(edit, fills=fills)
        results.append(stands(desk))
        desk.close()
    assert results[0] == results[1]


def test_a_cell_filled_twice_in_one_act_leaves_only_what_came_last(tmp_path: Path) -> None:
    desk, (person, *_others) = a_ward(tmp_path)
    desk.do(
        fill_cells,
        fills=[CellFill(person, MONDAY, Slot.AM, code, over=True) for code in ("OFF", "EN")],
    )
    (there,) = every(desk, ClinicalSession)
    assert [(one.session_id, one.clinician_id) for one in every(desk, Assignment)] == [
        (there.id, person)
    ]
    assert every(desk, Gap) == []
    desk.close()


def test_cells_that_cannot_be_filled_are_told_and_the_others_are_filled(tmp_path: Path) -> None:
    desk, (person, other, *_) = a_ward(tmp_path)
    busy = found(desk, Clinician, other)
    assert busy is not None
    office = a_session(desk, "OFF", MONDAY, on=[busy], cover_wanted=0)
    a_claim(desk, busy, office.start, office.end, session=office)
    fills = (
        CellFill(person, MONDAY, None, "EN"),
        CellFill(person, MONDAY, None, "ZZ"),
        CellFill(999, MONDAY, None, "EN"),
        CellFill(other, MONDAY, None, "EN", over=True),
    )
    filled = desk.do(fill_what_fits, fills=fills).value
    assert filled == Filled(
        1,
        (
            Unfit(fills[1], 'No activity has the code "ZZ". Choose one from the list.'),
            Unfit(fills[2], "That clinician is no longer there. Look at the rota again."),
            Unfit(
                fills[3],
                (
                    "OFF, Mon 9 Nov is named by a claim, a swap or a booking and cannot be"
                    " removed. Cancel it instead."
                ),
            ),
        ),
    )
    desk.close()


def acts_on_a_block(desk: Desk, people: list[int], days: int) -> list[Callable[[], object]]:
    """What a coordinator does with a block of cells, one after the other."""
    stranger = a_clinician(desk, "Dr Z Other").id

    def block(code: str) -> list[CellFill]:
        each = [(one, MONDAY + place * DAY) for one in people for place in range(days)]
        return [CellFill(one, day, None, code, over=True) for one, day in each]

    def standing() -> list[int]:
        return [one.id for one in every(desk, Assignment)]

    def sessions() -> list[int]:
        return [one.id for one in every(desk, ClinicalSession)]

    return [
        lambda: desk.do(fill_cells, fills=block("EN")),
        lambda: desk.do(brush_cells, fills=block("OFF")),
        desk.undo,
        lambda: desk.do(hand_over_many, assignments=standing(), clinician=stranger),
        desk.undo,
        lambda: desk.do(clear_cells, assignments=standing()),
        lambda: desk.do(assign_many, sessions=sessions(), clinician=stranger),
        lambda: desk.do(cancel_many, sessions=sessions(), reason="Strike"),
        desk.undo,
    ]


def test_a_large_block_asks_hardly_more_often_than_a_smaller_one(tmp_path: Path) -> None:
    """A statement names up to 500 rows: a portion more is all."""
    told = []
    for size in (15, 20):  # both too large to be judged at once
        desk, people = a_ward(tmp_path / str(size), people=size)
        told.append([questions(desk, act) for act in acts_on_a_block(desk, people, size)])
        desk.close()
    few, many = told
    assert all(more <= less + 2 for less, more in zip(few, many, strict=True)), told


def test_nobody_is_put_twice_on_one_session(tmp_path: Path) -> None:
    desk, (_first, _second, third) = a_ward(tmp_path)
    people = every(desk, Clinician)[:2]
    clinic = a_session(desk, "CL", MONDAY, on=people)
    both = [one.id for one in every(desk, Assignment)]
    with pytest.raises(Refusal, match="Dr 02 is on this session already"):
        desk.do(hand_over_many, assignments=both, clinician=third)
    with pytest.raises(Refusal, match="Dr 00 is on this session already"):
        desk.do(assign_many, sessions=[clinic.id], clinician=people[0].id)
    desk.close()

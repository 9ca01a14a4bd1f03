"""A pasted table of who waits: counts are kept, and nothing that tells who."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY

from models import DemandCount
from rota_desk.desk import Desk
from rota_desk.edits.demand import forget_demand, keep_demand
from rota_desk.edits.list_points import fill_list, mark_training
from rota_desk.errors import Refusal
from rota_desk.queries.endoscopy import Capacity, endoscopy_capacity

PIVOT = """Row Labels\t<6 weeks\t6-13 weeks\tGrand Total
Gastroscopy\t120\t30\t150
Colonoscopy\t1,100\t40\t1,140
Capsule\t-\t7\t7
Grand Total\t1,220\t77\t1,297"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def held(desk: Desk, weeks: int = 2) -> Capacity:
    return desk.ask(endoscopy_capacity, start=MONDAY, end=MONDAY + dt.timedelta(weeks=weeks))


def test_a_pivot_is_kept_without_its_sums_and_taken_back(desk: Desk) -> None:
    assert desk.do(keep_demand, day=TODAY, text=PIVOT).value == 5
    found = held(desk)
    assert (found.counted, found.heads) == (TODAY, ("<6 weeks", "6-13 weeks"))
    told = [(one.procedure, one.waits, one.people, one.points) for one in found.demand]
    assert told == [
        ("Gastroscopy", (120, 30), 150, 150),
        ("Colonoscopy", (1100, 40), 1140, 2280),
        ("Capsule", (0, 7), 7, None),
    ]
    desk.undo()
    assert build.every(desk, DemandCount) == []


def test_a_second_table_of_a_day_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.do(keep_demand, day=TODAY, text=PIVOT)
    desk.do(keep_demand, day=TODAY, text="Procedure,Waiting\nColonoscopy,3")
    assert [(one.procedure, one.people) for one in build.every(desk, DemandCount)] == [
        ("Colonoscopy", 3)
    ]
    desk.do(forget_demand, day=TODAY)
    assert held(desk).counted is None
    with pytest.raises(Refusal, match="no table of that day"):
        desk.do(forget_demand, day=TODAY)


@pytest.mark.parametrize(
    ("heads", "row", "column"),
    [
        ("Procedure\tNHS Number\tCount", "Colonoscopy\t943 476 5919\t1", "NHS Number"),
        ("Procedure\tRef\tCount", "Colonoscopy\t9434765919\t1", "Ref"),
        ("Procedure\tMRN\tCount", "Colonoscopy\tA1\t1", "MRN"),
        ("Surname\tCount", "Smith\t1", "Surname"),
        ("Procedure\tD.O.B. / DOB\tCount", "Colonoscopy\t1\t1", "D.O.B. / DOB"),
        ("Procedure\tAdded\tCount", "Colonoscopy\t04/11/1950\t1", "Added"),
        ("Procedure\tArea\tCount", "Colonoscopy\tLS1 4AP\t1", "Area"),
        ("Patient name\tProcedure\tCount", "x\tColonoscopy\t1", "Patient name"),
        ("Procedure\tUBRN\tCount", "Colonoscopy\t1\t1", "UBRN"),
    ],
)
def test_a_column_that_tells_who_is_refused_in_a_sentence(
    desk: Desk, heads: str, row: str, column: str
) -> None:
    with pytest.raises(Refusal) as said:
        desk.do(keep_demand, day=TODAY, text=f"{heads}\n{row}")
    assert str(said.value) == (
        f'The column "{column}" looks as if it told who the patients are; nothing was read.'
        " Paste counts only, without that column."
    )
    assert build.every(desk, DemandCount) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no table in this"),
        ("Colonoscopy 12", "There is no table in this"),
        ("Procedure\tWaiting\nColonoscopy\tmany", '"many" of Colonoscopy, Waiting, is no count'),
        ("Procedure\tWaiting\nColonoscopy\t-3", "is no count"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(desk: Desk, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        desk.do(keep_demand, day=TODAY, text=text)


def test_a_table_cannot_be_counted_tomorrow(desk: Desk) -> None:
    with pytest.raises(Refusal, match="lies ahead"):
        desk.do(keep_demand, day=TODAY + dt.timedelta(days=1), text=PIVOT)


def test_capacity_booked_done_and_free_are_told_apart_and_held_against_demand(desk: Desk) -> None:
    room, okafor = build.a_room(desk), build.a_clinician(desk, "Dr M Okafor", contract=None)
    first = build.a_list(desk, MONDAY, room=room, on=[okafor])
    training = build.a_list(desk, MONDAY + dt.timedelta(days=7), room=room)
    desk.do(fill_list, session=first.id, cases="4 COL + 3 OGD", done=9)
    desk.do(mark_training, session=training.id, training=True)
    desk.do(keep_demand, day=TODAY, text="Procedure\tWaiting\nColonoscopy\t19")
    found = held(desk)
    assert [(one.capacity, one.booked, one.done, one.left, one.fits) for one in found.lists] == [
        (12, 11, 9, 1, "FLX, OGD"),
        (7, None, None, None, "ERCP, EUS, COL, FLX, OGD"),
    ]
    assert (found.capacity, found.booked, found.done, found.free, found.training) == (
        *(19, 11, 9, 8),
        1,
    )
    assert (found.wanted, found.weeks) == (38, 2)
    assert found.weeks_to_clear == 4

"""Activities: added under a code of their own, corrected, retired and offered again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import build
import pytest
from build import TODAY

from models import Activity
from models.types import ActivityKind, Category, RoomKind, Slot
from rota_desk.desk import Desk
from rota_desk.edits.activities import (
    ActivityShape,
    add_activity,
    change_activity,
    retire_activity,
)
from rota_desk.errors import Refusal
from rota_desk.queries.activities import activity_list, every_activity

LIST = ActivityShape(
    name="Endoscopy list",
    kind=ActivityKind.LIST,
    category=Category.DCC,
    slot=Slot.AM,
    starts=dt.time(8, 30),
    ends=dt.time(12, 30),
    tint="blue",
    room_kind=RoomKind.ENDOSCOPY,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def test_an_activity_is_added_under_its_code(desk: Desk) -> None:
    number = desk.do(add_activity, code="en", shape=LIST).value
    there = build.found(desk, Activity, number)
    assert there is not None
    assert (there.code, there.name, there.pas, there.room_kind, there.cover_wanted) == (
        "EN",
        "Endoscopy list",
        Decimal(1),
        RoomKind.ENDOSCOPY,
        1,
    )


def test_a_code_stands_for_one_thing(desk: Desk) -> None:
    desk.do(add_activity, code="EN", shape=LIST)
    with pytest.raises(Refusal, match="EN stands for Endoscopy list already"):
        desk.do(add_activity, code="en ", shape=replace(LIST, name="Enteroscopy"))


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (replace(LIST, name=" "), "a name"),
        (replace(LIST, tint="puce"), "Choose a colour"),
        (replace(LIST, pas=Decimal(-1)), "below none"),
        (replace(LIST, pas=Decimal(900)), "at most 12 PA"),
    ],
)
def test_an_odd_activity_is_refused(desk: Desk, odd: ActivityShape, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        desk.do(add_activity, code="EN", shape=odd)


def test_an_activity_is_changed_retired_and_offered_again(desk: Desk) -> None:
    number = desk.do(add_activity, code="EN", shape=LIST).value
    desk.do(change_activity, activity=number, shape=replace(LIST, name="List", slot=Slot.PM))
    desk.do(retire_activity, activity=number, from_day=TODAY)
    assert desk.ask(activity_list) == ()
    assert [one.words for one in desk.ask(every_activity)] == ["EN  List"]
    desk.do(retire_activity, activity=number, from_day=None)
    assert [one.slot for one in desk.ask(activity_list)] == [Slot.PM]

"""The changeover: starters and leavers with what each still owes."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    LONG_AGO,
    MONDAY,
    a_clinician,
    a_department,
    a_desk,
    a_long_day,
    a_night,
    a_post,
    held,
)

from models import Clinician
from models.types import ContactKind, OnCallTier
from rota_desk.desk import Desk
from rota_desk.edits.contacts import add_contact
from rota_desk.edits.on_call import save_on_call_rota
from rota_desk.queries.changeover import Mover, changeover

WEDNESDAY = MONDAY + dt.timedelta(days=2)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def starter(desk: Desk) -> Clinician:
    return a_clinician(desk, "Dr Q Hadley", joined=WEDNESDAY)


def standing(one: Mover) -> dict[str, tuple[bool, str]]:
    return {each.what: (each.done, each.words) for each in one.owed}


def test_a_starter_owes_a_number_and_is_not_on_call_on_the_first_day(desk: Desk) -> None:
    hadley = starter(desk)
    post = a_post(desk, "SHO 1")
    held(desk, post, hadley, WEDNESDAY)
    a_night(desk, WEDNESDAY, on=[hadley])
    desk.do(save_on_call_rota, name="Ward", tier=OnCallTier.FIRST, codes=["NT"])
    found = desk.ask(changeover, start=MONDAY, end=MONDAY + dt.timedelta(weeks=1))
    (one,) = found.starters
    assert (one.name, one.day, one.open, found.leavers) == ("Dr Q Hadley", WEDNESDAY, 3, ())
    assert standing(one) == {
        "Post": (True, "SHO 1"),
        "Contract": (True, "ENG-CONS-2003, 100% of full time"),
        "Contact": (False, "none on file"),
        "Permissions": (True, "none is needed"),
        "Promised leave": (True, "none was promised"),
        "First on-call": (False, "Night, Wed 11 Nov 20:30: on the first day"),
        "Induction": (False, "not ticked yet"),
    }


def test_a_number_settles_the_contact(desk: Desk) -> None:
    hadley = starter(desk)
    desk.do(add_contact, clinician=hadley.id, kind=ContactKind.EMAIL, value="q@hospital.example")
    found = desk.ask(changeover, start=MONDAY, end=MONDAY + dt.timedelta(weeks=1))
    assert standing(found.starters[0])["Contact"] == (False, "only an e-mail address")
    desk.do(add_contact, clinician=hadley.id, kind=ContactKind.BLEEP, value="2114")
    found = desk.ask(changeover, start=MONDAY, end=MONDAY + dt.timedelta(weeks=1))
    assert standing(found.starters[0])["Contact"] == (True, "a number is on file")


def test_a_leavers_post_passes_on_or_is_vacant_and_duties_are_told(desk: Desk) -> None:
    voss = a_clinician(desk, "Dr E Voss", leaves=WEDNESDAY)
    hadley = starter(desk)
    one, other = a_post(desk, "SHO 1"), a_post(desk, "SHO 2")
    held(desk, one, voss, LONG_AGO, WEDNESDAY)
    held(desk, one, hadley, WEDNESDAY)
    held(desk, other, voss, LONG_AGO, WEDNESDAY)
    a_long_day(desk, MONDAY + dt.timedelta(days=3), on=[voss])
    found = desk.ask(changeover, start=MONDAY, end=MONDAY + dt.timedelta(weeks=1))
    (leaver,) = found.leavers
    assert standing(leaver) == {
        "SHO 1": (True, "passes to Dr Q Hadley"),
        "SHO 2": (False, "vacant from that day"),
        "Duties": (False, "1 duty still down after the last day"),
        "Leave": (True, "none after the last day"),
        "Handover": (False, "not ticked yet"),
    }

"""The first steps of a new department: what stands, what comes next, when they are over."""

from pathlib import Path

import build
import pytest

from rota_desk.desk import Desk
from rota_desk.queries.first_steps import first_steps


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return build.a_desk(tmp_path)


def stands(desk: Desk) -> list[tuple[str, str, bool]]:
    return [(one.title, one.stands, one.done) for one in desk.ask(first_steps).steps]


def test_an_empty_file_begins_with_the_name_of_the_department(desk: Desk) -> None:
    told = desk.ask(first_steps)
    assert told.next is not None
    assert (told.next.title, told.next.place, dict(told.next.focus)) == (
        "Name the department",
        "settings",
        {"page": "Department"},
    )
    assert (told.words, told.begun) == ("First steps: 0 of 8", False)
    desk.close()


def test_what_stands_is_counted_and_the_next_step_follows(desk: Desk) -> None:
    build.a_department(desk)
    build.an_activity(desk)
    build.a_clinician(desk)
    build.a_clinician(desk, "Dr G One", contract=None)
    assert stands(desk)[:6] == [
        ("Name the department", "Gastroenterology and Endoscopy", True),
        ("Say what can be planned", "1 activity", True),
        ("Sites and rooms", "", False),
        ("Add the people", "2 people", True),
        ("Give each a contract", "1 of 2 have one", False),
        ("Job plans and patterns", "", False),
    ]
    told = desk.ask(first_steps)
    assert told.next is not None
    assert told.next.title == "Give each a contract"
    assert told.words == "First steps: 3 of 8"
    desk.close()


def test_they_are_over_once_a_session_stands_on_the_rota(desk: Desk) -> None:
    build.a_department(desk)
    build.a_session(desk)
    told = desk.ask(first_steps)
    assert told.begun
    assert ("Build the first weeks", "1 session", True) in stands(desk)
    desk.close()

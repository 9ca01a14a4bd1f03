"""What tells one department's calendar entries from another's."""

import datetime as dt
from pathlib import Path

import build
import pytest

from rota_desk.clock import FixedClock
from rota_desk.desk import Desk
from rota_desk.queries.calendar_identity import calendar_identity
from rota_desk.unit_of_work import Reading


def identity(read: Reading, *, kind: str, number: int) -> str:
    return calendar_identity(read)(kind, number)


def named(desk: Desk, kind: str = "session", number: int = 1) -> str:
    return desk.ask(identity, kind=kind, number=number)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    return desk


def test_an_entry_has_the_same_identity_however_often_it_is_asked_and_whatever_comes_after(
    desk: Desk,
) -> None:
    before = named(desk)
    build.a_clinician(desk)
    assert named(desk) == before
    assert before.endswith("@rota-desk")
    desk.close()


def test_kinds_and_numbers_and_departments_have_identities_of_their_own(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    later = FixedClock(build.NOW + dt.timedelta(seconds=1))
    other = build.a_desk(folder, later)
    build.a_department(other)
    found = {
        named(desk),
        named(desk, number=2),
        named(desk, "leave"),
        named(other),
    }
    assert len(found) == 4
    desk.close()
    other.close()

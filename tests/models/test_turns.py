"""A file's one connection is used in turns: questions beside a window give way to its edits."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import TextClause, text

from models import Clinician
from models.database import Database, open_database
from models.refusal import Refusal
from models.turns import GaveWay
from models.types import StaffGroup

COUNT = text("SELECT count(*) FROM clinician")


@pytest.fixture
def database(rota_file: Path) -> Iterator[Database]:
    opened = open_database(rota_file)
    yield opened
    opened.close()


class Asking(Protocol):
    """As much of a session as is used here."""

    def scalar(self, statement: TextClause) -> object: ...


def counted(session: Asking) -> object:
    return session.scalar(COUNT)


def edit(database: Database, name: str = "Dr A Fennimore") -> None:
    with database.session() as session:
        session.add(Clinician(name=name, group=StaffGroup.RESIDENT))
        session.commit()


def test_an_edit_does_not_wait_for_a_question_that_gives_way(database: Database) -> None:
    with database.session(reading=True, gives_way=True) as question:
        assert counted(question) == 0
        edit(database)
        with pytest.raises(GaveWay):
            counted(question)
    with database.session(reading=True, gives_way=True) as again:
        assert counted(again) == 1


def test_what_was_done_in_a_turn_that_was_lost_is_never_told_as_kept(database: Database) -> None:
    tried = database.session(gives_way=True)
    tried.add(Clinician(name="Dr B Tried", group=StaffGroup.RESIDENT))
    tried.flush()
    edit(database)
    with pytest.raises(GaveWay):
        tried.commit()
    tried.close()
    with database.session(reading=True) as after:
        assert counted(after) == 1


def test_a_question_that_lost_its_turn_takes_nothing_from_who_has_it(database: Database) -> None:
    question = database.session(reading=True, gives_way=True)
    assert counted(question) == 0
    with database.session() as session:
        session.add(Clinician(name="Dr A Fennimore", group=StaffGroup.RESIDENT))
        session.flush()
        question.close()
        session.commit()
    with database.session(reading=True) as after:
        assert counted(after) == 1


def test_questions_are_asked_together(database: Database) -> None:
    with (
        database.session(reading=True, gives_way=True) as beside,
        database.session(reading=True) as at_the_window,
    ):
        assert (counted(beside), counted(at_the_window), counted(beside)) == (0, 0, 0)


def test_what_is_only_tried_beside_gives_way_even_to_a_question(database: Database) -> None:
    with database.session(gives_way=True) as tried:
        tried.add(Clinician(name="Dr A Fennimore", group=StaffGroup.RESIDENT))
        tried.flush()
        with database.session(reading=True) as question:
            assert counted(question) == 0
        with pytest.raises(GaveWay):
            counted(tried)


def test_what_gives_way_waits_for_an_edit_and_sees_it_whole(database: Database) -> None:
    seen: list[object] = []

    def count() -> None:
        with database.session(reading=True, gives_way=True) as question:
            seen.append(counted(question))

    with database.session() as session:
        session.add(Clinician(name="Dr A Fennimore", group=StaffGroup.RESIDENT))
        session.flush()
        worker = threading.Thread(target=count)
        worker.start()
        worker.join(0.1)
        assert seen == []
        session.commit()
    worker.join()
    assert seen == [1]


def test_a_backup_waits_for_no_question_that_gives_way(database: Database) -> None:
    edit(database)
    with database.session(reading=True, gives_way=True) as question:
        assert counted(question) == 1
        assert database.backup_now().exists()


def test_a_savepoint_goes_with_the_turn(database: Database) -> None:
    with database.session(gives_way=True) as tried:
        inside = tried.connection().begin_nested()
        edit(database)
        inside.rollback()
        with pytest.raises(GaveWay):
            counted(tried)


def test_a_question_beside_that_comes_after_the_closing_does_not_open_the_file_again(
    rota_file: Path,
) -> None:
    closed = open_database(rota_file)
    late = closed.session(reading=True, gives_way=True)
    assert counted(late) == 0
    closed.close()
    with pytest.raises(GaveWay):
        counted(late)
    late.close()
    with (
        closed.session(reading=True, gives_way=True) as question,
        pytest.raises(Refusal, match="closed meanwhile"),
    ):
        counted(question)
    again = open_database(rota_file)
    edit(again)
    again.close()

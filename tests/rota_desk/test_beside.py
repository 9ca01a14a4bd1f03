"""What is asked beside the window steps back for an edit, and is begun again."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from build import a_clinician, a_desk, a_list
from sqlalchemy import select

from models import Assignment, Clinician
from rota_desk.beside import STEPS_BACK, beside_the_window
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.unit_of_work import Reading, UnitOfWork


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def placed(read: Reading) -> int:
    return len(read.all(select(Assignment)))


def test_a_question_is_begun_again_after_an_edit_and_sees_it(desk: Desk) -> None:
    patel, session = a_clinician(desk), a_list(desk)
    told: list[int] = []
    looked: list[int] = []
    asked, done = Event(), Event()

    def slow(read: Reading) -> int:
        looked.append(placed(read))
        asked.set()
        done.wait(10)
        return placed(read)

    def ask() -> None:
        with beside_the_window():
            told.append(desk.ask(slow))

    beside = Thread(target=ask)
    beside.start()
    asked.wait(10)
    desk.do(assign, session=session.id, clinician=patel.id)
    done.set()
    beside.join()
    assert (looked, told) == ([0, 1], [1])


def test_a_question_that_stepped_back_often_enough_is_waited_for(desk: Desk) -> None:
    """Each look is disturbed by an edit, until the last one holds its turn."""
    begun: list[int] = []

    def ask(read: Reading) -> int:
        before = placed(read)
        begun.append(before)
        if len(begun) <= STEPS_BACK:
            worker = Thread(target=lambda: a_clinician(desk, f"Dr {len(begun)}"))
            worker.start()
            worker.join()
        return len(read.all(select(Clinician)))

    with beside_the_window():
        assert desk.ask(ask) == STEPS_BACK
    assert len(begun) == STEPS_BACK + 1


def test_what_is_tried_beside_is_tried_again_and_changes_nothing(desk: Desk) -> None:
    patel, session = a_clinician(desk), a_list(desk)
    tries: list[int] = []

    def tried(work: UnitOfWork) -> None:
        assign(work, session=session.id, clinician=patel.id)
        tries.append(len(tries))
        if len(tries) == 1:
            asking = Thread(target=lambda: desk.ask(placed))
            asking.start()
            asking.join()

    with beside_the_window():
        done = desk.preview(tried)
    assert (tries, [one.record for one in done.changes.of("assignment")]) == (
        [0, 1],
        ["assignment"],
    )
    assert desk.ask(placed) == 0


def test_at_the_window_nothing_steps_back(desk: Desk) -> None:
    waited: list[bool] = []
    worker = Thread(target=lambda: waited.append(bool(a_clinician(desk, "Dr B Khan"))))

    def ask(read: Reading) -> int:
        before = placed(read)
        worker.start()
        worker.join(0.2)
        waited.append(False)
        return before + placed(read)

    assert desk.ask(ask) == 0
    worker.join()
    assert waited == [False, True]

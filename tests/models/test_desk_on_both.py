"""The desk's edits, undo and redo leave the same rows on a file and on a server."""

from sqlalchemy import select

from models import ClinicalSession, LeaveRequest
from models.base import Base
from models.database import Database, open_database
from rota_desk.desk import Desk
from rota_desk.sample import create_sample
from rota_desk.unit_of_work import UnitOfWork
from tests.one_of_each import a_record, keep_one_of_each

State = dict[str, list[dict[str, object]]]


def _state(database: Database) -> State:
    with database.session(reading=True) as session:
        return {
            name: [
                dict(row) for row in session.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for name, table in Base.metadata.tables.items()
            if not name.startswith("audit")
        }


def add_request(work: UnitOfWork) -> None:
    """Keep a leave request with two steps."""
    request = work.add(a_record("leave_request"))
    for _ in range(2):
        work.add(a_record("leave_step", leave_request_id=request.id))


def remove_request(work: UnitOfWork, *, number: int) -> None:
    """Remove a request, and its steps with it."""
    work.remove(work.get(LeaveRequest, number))


def move_session(work: UnitOfWork) -> None:
    """Move the first session to the day after."""
    session = work.get(ClinicalSession, 1)
    session.note = "moved"


def test_undo_and_redo_bring_back_every_row_on_either_database(database: Database) -> None:
    with database.session() as session:
        keep_one_of_each(session)
    desk = Desk(database, who="K Lowe")
    states = [_state(database)]
    desk.do(add_request)
    states.append(_state(database))
    desk.do(remove_request, number=2)
    states.append(_state(database))
    desk.do(move_session)
    states.append(_state(database))
    desk.do(add_request)
    states.append(_state(database))
    back = [states[-1]]
    while desk.can_undo:
        desk.undo()
        back.append(_state(database))
    assert back == states[::-1]
    forth = [states[0]]
    while desk.can_redo:
        desk.redo()
        forth.append(_state(database))
    assert forth == states


def test_the_sample_department_can_be_kept_on_a_server_too(rota_on_server: str) -> None:
    database = open_database(rota_on_server)
    create_sample(Desk(database, who="K Lowe"))
    rows = database.info().rows
    assert rows["clinical_session"] > 1000
    assert database.check() == ()
    database.close()

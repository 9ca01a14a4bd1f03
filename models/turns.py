"""Whose turn it is at a file's one connection: questions together, an edit alone.

A question asked beside a window gives way to whoever works at it: its transaction is ended between
two of its statements, and its next statement raises `GaveWay`. What it reckons without the file it
may finish.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from models.refusal import Refusal
from models.sqlite import LONGEST_QUESTION, driver

SEATS = 8  # threads that ask at a time
_ENDS_SAVEPOINT = ("ROLLBACK TO", "RELEASE")


class GaveWay(Exception):  # noqa: N818 - no error: what was asked is asked again
    """A question beside the window lost its turn to somebody who works at it."""


class Turns:
    """Those who sit at the one connection now: one who writes, or readers together."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Condition()
        self._held: PoolProxiedConnection | None = None
        self._readers: set[Seat] = set()
        self._writer: Seat | None = None
        self._over = False

    def close(self) -> None:
        """Let no question beside a window sit down any more: it would open the file again."""
        with self._turn:
            self._free_for(Seat(self, writes=True))
            self._over = True

    def take(self, seat: Seat) -> None:
        """Sit down at the connection when it is free for this seat, and begin."""
        with self._turn:
            self._wait_for(seat)
            if self._over and seat.gives_way:
                raise Refusal("The rota was closed meanwhile; open it again.")
            if seat.writes:
                self._writer = seat
            else:
                self._readers.add(seat)
            if self._held is None:
                self._held = self._engine.raw_connection()
                _raw(self._held).execute("BEGIN IMMEDIATE" if seat.writes else "BEGIN")

    def leave(self, seat: Seat, *, keep: bool) -> None:
        """End what was begun; the last one to leave lets the connection go.

        What was done in a turn that is lost cannot be kept: that is told, never passed over.
        """
        with self._turn:
            if self._sits(seat):
                self._stand_up(seat)
                self._end(keep=keep)
            elif keep:
                raise GaveWay

    def run(self, seat: Seat, act: Callable[[sqlite3.Connection], None]) -> None:
        """Do something at the connection while nobody else does."""
        with self._turn:
            if self._held is None or not self._sits(seat):
                raise GaveWay
            act(_raw(self._held))

    @contextmanager
    def nobody_sits(self) -> Iterator[None]:
        """Have the connection free of any transaction inside this: for a copy of the file."""
        with self._turn:
            self._wait_for(Seat(self, writes=True))
            yield

    def _wait_for(self, seat: Seat) -> None:
        while not self._free_for(seat):
            if not self._turn.wait(LONGEST_QUESTION):
                raise Refusal("The rota is busy; try again in a moment.")

    def _free_for(self, seat: Seat) -> bool:
        others = {self._writer} if self._writer else set()
        if seat.writes:
            others |= self._readers
        if not seat.gives_way:
            for other in [one for one in others if one.gives_way]:
                others.discard(other)
                self._stand_up(other)
                self._end(keep=False)
        return not others

    def _sits(self, seat: Seat) -> bool:
        return seat is self._writer or seat in self._readers

    def _stand_up(self, seat: Seat) -> None:
        self._readers.discard(seat)
        if seat is self._writer:
            self._writer = None

    def _end(self, *, keep: bool) -> None:
        """End the transaction when nobody sits any more."""
        if self._held is None or self._readers or self._writer:
            return
        held, self._held = self._held, None
        try:
            if keep:
                held.commit()
            else:
                held.rollback()
        finally:
            held.close()
            self._turn.notify_all()


def _raw(held: PoolProxiedConnection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", held.driver_connection)


class Seat:
    """What SQLAlchemy takes for a connection: a place from which the one connection is used."""

    def __init__(self, turns: Turns, *, writes: bool = False) -> None:
        self._turns = turns
        self.writes, self.gives_way = writes, False
        self._begun = False

    def begin(self, *, writes: bool, gives_way: bool) -> None:
        """Wait for a turn, and begin."""
        self.writes, self.gives_way = writes, gives_way
        self._turns.take(self)
        self._begun = True

    def run(self, act: Callable[[sqlite3.Connection], None]) -> None:
        """Do something at the connection; raises `GaveWay` when the turn was lost.

        What SQLAlchemy asks before anything is begun has a turn of its own.
        """
        if self._begun:
            self._turns.run(self, act)
            return
        self.begin(writes=False, gives_way=False)
        try:
            self._turns.run(self, act)
        finally:
            self.rollback()

    def cursor(self) -> Cursor:
        """A place for the answer to one statement."""
        return Cursor(self)

    def commit(self) -> None:
        """End the turn and keep what was done."""
        self._leave(keep=True)

    def rollback(self) -> None:
        """End the turn and keep nothing."""
        self._leave(keep=False)

    close = rollback

    def _leave(self, *, keep: bool) -> None:
        begun, self._begun = self._begun, False
        self._turns.leave(self, keep=keep and begun)

    def create_function(self, *_facts: object, **_more: object) -> None:
        """The one connection has been given its functions already."""


class Cursor:
    """The answer to one statement, fetched whole: the turn may be over when it is looked at."""

    arraysize = 1

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    def execute(self, statement: str, facts: Sequence[Any] = ()) -> None:
        """Ask or do one thing."""
        if not statement.startswith(_ENDS_SAVEPOINT):
            self._seat.run(lambda raw: self._keep(raw.execute(statement, facts)))
            return
        try:
            self._seat.run(lambda raw: self._keep(raw.execute(statement, facts)))
        except GaveWay:
            return  # it went with the turn

    def executemany(self, statement: str, facts: Sequence[Sequence[Any]]) -> None:
        """Do one thing with each of these facts."""
        self._seat.run(lambda raw: self._keep(raw.executemany(statement, facts)))

    def _keep(self, answer: sqlite3.Cursor) -> None:
        self.description = answer.description
        self._rows = answer.fetchall() if answer.description else []
        self.rowcount, self.lastrowid = answer.rowcount, answer.lastrowid
        answer.close()

    def fetchall(self) -> list[Any]:
        """Every row that is left."""
        rows, self._rows = self._rows, []
        return rows

    def fetchone(self) -> Any:  # noqa: ANN401 - a row is what the driver makes of it
        """The next row, or none."""
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        count = size or self.arraysize
        rows, self._rows = self._rows[:count], self._rows[count:]
        return rows

    def close(self) -> None:
        """Let the rows go."""
        self._rows = []


def seats_at(turns: Turns) -> Engine:
    """An engine whose sessions use the one connection in turns.

    An execution option `reading` makes a question of a session, `gives_way` one that is asked
    beside a window.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: Seat(turns),
        module=driver(),
        poolclass=QueuePool,
        pool_size=SEATS,
        max_overflow=-1,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Wait for a turn: to write, unless this is a question."""
    asked = connection.get_execution_options()
    seat = cast("Seat", connection.connection.dbapi_connection)
    writes, gives_way = not asked.get("reading", False), asked.get("gives_way", False)
    seat.begin(writes=writes, gives_way=gives_way)

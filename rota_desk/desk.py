"""The desk: every edit, question, undo and listener goes through here.

What judges is imported where it is asked: a window stands before its rules are loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from models.database import Database
from models.types import AuditKind
from models.what_if import is_what_if
from rota_desk import beside, progress
from rota_desk.changes import ChangeSet, Scope, Step
from rota_desk.clock import Clock, SystemClock
from rota_desk.errors import Refusal
from rota_desk.history import History
from rota_desk.rules.finding import Finding
from rota_desk.sense import refuse_senseless
from rota_desk.unit_of_work import Acting, Reading, UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

TELLING = frozenset({"rota_desk.edits.publishing", "rota_desk.edits.calendar_addresses"})
JUDGED_AT_ONCE = 400  # records; a larger act (an import, a built quarter) is judged when looked at


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an edit did: its answer, its changes, and the findings it gained and lost."""

    value: T
    changes: ChangeSet
    scope: Scope
    label: str
    gained: tuple[Finding, ...] = ()
    lost: tuple[Finding, ...] = ()
    judged: bool = True  # False after a large act: ask for the findings of what is shown

    @property
    def brought(self) -> tuple[Finding, ...]:
        """What was flagged by it and not before, however many duties stand behind a finding now.

        The sixth duty on weekends that are worked already changes no figure: nothing is brought.
        """
        return _told_only(self.gained, self.lost)

    @property
    def cleared(self) -> tuple[Finding, ...]:
        """What was flagged before and is no more."""
        return _told_only(self.lost, self.gained)


@dataclass(frozen=True, slots=True)
class News:
    """What listeners hear, once for each step."""

    done: Done[Any]
    kind: AuditKind
    initiator: object


def _told_only(ones: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that are flagged and are not told in the same words among the others."""
    told = {(one.name, one.verdict, one.message) for one in others}
    return tuple(
        one for one in ones if one.flagged and (one.name, one.verdict, one.message) not in told
    )


class Desk:
    """One open department. Window, command line and tests hold this and nothing else."""

    def __init__(self, database: Database, *, who: str, clock: Clock | None = None) -> None:
        self._database = database
        self._clock = clock or SystemClock()
        self._history = History()
        self._acting = Acting(who)
        self._listeners: list[Callable[[News], None]] = []

    @property
    def database(self) -> Database:
        """The open database, for backups and what the message bar says of the file."""
        return self._database

    @property
    def who(self) -> str:
        """Whose name stands under what is done now."""
        return self._acting.who

    @property
    def clock(self) -> Clock:
        """What tells the time here."""
        return self._clock

    @property
    def trying(self) -> bool:
        """Whether this is a what-if: a copy to try things on, of which nobody is ever told."""
        return is_what_if(self._database.path)

    def sign_as(self, who: str) -> None:
        """Put another name under what is done from now on."""
        self._acting = replace(self._acting, who=who)

    @property
    def can_undo(self) -> str:
        """The label of what undo would take back, or empty."""
        return self._history.undo_label

    @property
    def can_redo(self) -> str:
        """The label of what redo would do again, or empty."""
        return self._history.redo_label

    @property
    def undo_size(self) -> int:
        """How many records undo would touch."""
        return self._history.undo_size

    @property
    def redo_size(self) -> int:
        """How many records redo would touch."""
        return self._history.redo_size

    def ask(
        self, query: Callable[Concatenate[Reading, P], T], *args: P.args, **facts: P.kwargs
    ) -> T:
        """Ask a question; it cannot change anything."""
        refuse_senseless((*args, *facts.values()))

        def look(gives_way: bool) -> T:
            with self._reading(gives_way=gives_way) as read:
                return query(read, *args, **facts)

        return beside.begun_again(look)

    def do(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T]:
        """Do one edit: one transaction, one audit entry, one undoable step."""
        name = _name(edit)
        self._refuse_telling(edit)
        refuse_senseless((*args, *facts.values()))
        with self._working() as work:
            with progress.part(0, 80):
                value = edit(work, *args, **facts)
            work.flush()
            progress.at(80)
            step = Step(work.label or _words(name), name, work.changes)
            work.label = step.label
            done = self._judged(work, value, step)
            if step.changes:
                entry = work.write_audit(AuditKind.DO, name)
                step = replace(step, entry_id=entry)
        if step.changes:
            self._history.remember(step)
            self._settle(done, AuditKind.DO)
        return done

    def preview(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> Done[T]:
        """Say what an edit would do, and do nothing."""
        refuse_senseless((*args, *facts.values()))

        def look(gives_way: bool) -> Done[T]:
            with self._working(keep=False, gives_way=gives_way) as work:
                with progress.part(0, 80):
                    value = edit(work, *args, **facts)
                work.flush()
                progress.at(80)
                step = Step(work.label or _words(_name(edit)), _name(edit), work.changes)
                return self._judged(work, value, step)

        return beside.begun_again(look)

    def undo(self) -> Done[None]:
        """Take back the last step."""
        step = self._history.last_done()
        if step is None:
            raise Refusal("There is nothing to undo.")
        done = self._replay(step, step.changes.reversed(), AuditKind.UNDO)
        self._history.undone()
        self._settle(done, AuditKind.UNDO)
        return done

    def redo(self) -> Done[None]:
        """Do again the step that was undone last."""
        step = self._history.last_undone()
        if step is None:
            raise Refusal("There is nothing to do again.")
        done = self._replay(step, step.changes, AuditKind.REDO)
        self._history.redone()
        self._settle(done, AuditKind.REDO)
        return done

    def findings(self, start: dt.date, end: dt.date) -> tuple[Finding, ...]:
        """Every finding of the days from `start` until before `end`."""
        from rota_desk.queries.findings import findings_between

        return self.ask(findings_between, start=start, end=end)

    def listen(self, callback: Callable[[News], None]) -> Callable[[], None]:
        """Call back after every step; the answer stops it."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    @contextmanager
    def acting(self, **facts: Any) -> Iterator[None]:  # noqa: ANN401 - fields of Acting
        """Do the edits inside for somebody, with a reason, or from a view (`initiator`)."""
        before = self._acting
        self._acting = replace(before, **facts)
        try:
            yield
        finally:
            self._acting = before

    def close(self) -> None:
        """Close the file; the desk cannot be used after that."""
        self._database.close()

    def _refuse_telling(self, edit: Callable[..., object]) -> None:
        """Nobody is told anything of a what-if."""
        if self.trying and edit.__module__ in TELLING:
            raise Refusal("This is a what-if: nothing of it is published. Apply it first.")

    def _replay(self, step: Step, changes: ChangeSet, kind: AuditKind) -> Done[None]:
        with self._working() as work:
            work.label = step.label
            work.apply(changes)
            done = self._judged(work, None, replace(step, changes=changes))
            work.write_audit(kind, step.edit, step.entry_id)
        return done

    def _judged(self, work: UnitOfWork, value: T, step: Step) -> Done[T]:
        """Compare the findings of what was touched before and after the step."""
        from rota_desk.queries.findings import look_at
        from rota_desk.queries.scope import scope_of

        scope = scope_of(work, changes=step.changes)
        small = len(step.changes.changes) <= JUDGED_AT_ONCE and not scope.everything
        if not small or not step.changes or scope.nobody:
            return Done(value, step.changes, scope, step.label, judged=small)
        look = look_at(work, scope=scope)
        after, before = look.after_and_before(work, work.taken_back(step.changes))
        gained = tuple(finding for finding in after if finding not in before)
        lost = tuple(finding for finding in before if finding not in after)
        return Done(value, step.changes, scope, step.label, gained, lost)

    def _settle(self, done: Done[Any], kind: AuditKind) -> None:
        self._database.edit_committed()
        news = News(done, kind, self._acting.initiator)
        for callback in tuple(self._listeners):
            callback(news)

    @contextmanager
    def _reading(self, *, gives_way: bool) -> Iterator[Reading]:
        with self._database.session(reading=True, gives_way=gives_way) as session:
            yield Reading(session, self._clock)

    @contextmanager
    def _working(self, *, keep: bool = True, gives_way: bool = False) -> Iterator[UnitOfWork]:
        with self._database.session(gives_way=gives_way) as session:
            yield UnitOfWork(session, self._clock, self._acting, self._database.defer)
            if keep:
                session.commit()
            else:
                session.rollback()


def _name(edit: Callable[..., object]) -> str:
    return getattr(edit, "__name__", type(edit).__name__)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()

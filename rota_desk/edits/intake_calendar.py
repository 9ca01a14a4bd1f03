"""Recording a calendar: its entries as a person's unavailability, or as meetings they attend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Unavailability
from models.base import Base
from models.types import (
    ActivityKind,
    AssignmentSource,
    SessionSource,
    UnavailabilityKind,
)
from rota_desk.domain.parts_of_day import slot_of
from rota_desk.edits.told import note_change
from rota_desk.errors import Refusal
from rota_desk.intake.calendar_plan import CalendarEntry, CalendarPlan
from rota_desk.unit_of_work import UnitOfWork


class Taken(StrEnum):
    """What the entries of a calendar are taken for."""

    UNAVAILABILITY = "unavailability"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class CalendarRecorded:
    """What an import of a calendar did."""

    added: int
    changed: int
    removed: int
    there_already: int


def apply_calendar(
    work: UnitOfWork, *, plan: CalendarPlan, clinician: int, taken: Taken
) -> CalendarRecorded:
    """Record a calendar's entries for a person; one that came before is changed, not doubled.

    An entry is known again by its calendar's identity. What the file calls off, and occurrences
    of its own series that it no longer has in the days that were read, go; nothing else does.
    """
    person = work.get(Clinician, clinician)
    keeper = _Meetings(work, clinician) if taken is Taken.MEETING else _Away(work, clinician)
    wanted = {_origin(one.uid, one.occurrence): one for one in plan.entries}
    known = keeper.known()
    counts = {"added": 0, "changed": 0, "there": 0}
    for origin, entry in wanted.items():
        counts[keeper.keep(origin, entry, known.get(origin))] += 1
    gone = [known[one] for one in known if one not in wanted and _ends(one, plan)]
    for record in gone:
        keeper.drop(record)
    work.label = f"Import {plan.file} for {person.name}"
    return CalendarRecorded(counts["added"], counts["changed"], len(gone), counts["there"])


def _origin(uid: str, occurrence: str) -> str:
    """A short name for an entry: its series, and which of it."""
    return f"{_digest(uid)}/{_digest(occurrence)}" if occurrence else f"{_digest(uid)}/"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _ends(origin: str, plan: CalendarPlan) -> bool:
    """Whether the file says that an entry it gave before is no more."""
    series = origin.partition("/")[0]
    whole = {_digest(uid) for uid, occurrence in plan.cancelled if not occurrence}
    one = {_origin(uid, occurrence) for uid, occurrence in plan.cancelled}
    of_this_file = {_digest(uid) for uid in plan.uids}
    return series in whole or origin in one or series in of_this_file


class _Away:
    """Keeps entries as time when a person cannot be rostered."""

    def __init__(self, work: UnitOfWork, clinician: int) -> None:
        self.work, self.clinician = work, clinician

    def known(self) -> Mapping[str, Base]:
        """What earlier calendars brought for this person."""
        found = self.work.all(
            select(Unavailability)
            .where(Unavailability.clinician_id == self.clinician, Unavailability.origin != "")
            .order_by(Unavailability.id)
        )
        return {one.origin: one for one in found}

    def keep(self, origin: str, entry: CalendarEntry, record: Base | None) -> str:
        """Add or change one; tells which."""
        if isinstance(record, Unavailability):
            facts = (entry.start, entry.end, entry.title)
            if (record.start, record.end, record.title) == facts:
                return "there"
            record.start, record.end, record.title = facts
            return "changed"
        self.work.add(
            Unavailability(
                clinician_id=self.clinician,
                kind=UnavailabilityKind.OUTSIDE_COMMITMENT,
                start=entry.start,
                end=entry.end,
                title=entry.title,
                origin=origin,
            )
        )
        return "added"

    def drop(self, record: Base) -> None:
        """Remove one."""
        self.work.remove(record)


class _Meetings:
    """Keeps entries as meetings of the department with the person at them."""

    def __init__(self, work: UnitOfWork, clinician: int) -> None:
        self.work, self.clinician = work, clinician
        self.activity = _meeting(work)

    def known(self) -> Mapping[str, Base]:
        """What earlier calendars brought for this person."""
        found = self.work.all(
            select(Assignment)
            .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
            .where(ClinicalSession.source == SessionSource.IMPORT)
            .where(Assignment.clinician_id == self.clinician)
            .where(Assignment.uid.like(f"%/{self.clinician}@calendar"))
        )
        return {one.uid.removesuffix(self._tail): one for one in found}

    @property
    def _tail(self) -> str:
        return f"/{self.clinician}@calendar"

    def keep(self, origin: str, entry: CalendarEntry, record: Base | None) -> str:
        """Add or change one; tells which."""
        if isinstance(record, Assignment):
            return self._changed(entry, record)
        session = ClinicalSession(
            activity_id=self.activity.id,
            start=entry.start,
            end=entry.end,
            slot=slot_of(entry.start.time(), entry.end.time()),
            cover_wanted=0,
            source=SessionSource.IMPORT,
            note=entry.title,
        )
        self.work.add(session)
        self.work.add(
            Assignment(
                session_id=session.id,
                clinician_id=self.clinician,
                uid=f"{origin}{self._tail}",
                source=AssignmentSource.IMPORT,
                changed_at=self.work.stamp,
            )
        )
        note_change(
            self.work, session=session, clinician=self.clinician, what=f"{entry.title} added"
        )
        return "added"

    def _changed(self, entry: CalendarEntry, record: Assignment) -> str:
        session = self.work.get(ClinicalSession, record.session_id)
        facts = (entry.start, entry.end, entry.title)
        if (session.start, session.end, session.note) == facts:
            return "there"
        session.start, session.end, session.note = facts
        record.sequence += 1
        note_change(self.work, session=session, clinician=self.clinician, what="times changed")
        return "changed"

    def drop(self, record: Base) -> None:
        """Remove the meeting; nobody else was ever on it by this road."""
        assert isinstance(record, Assignment)  # noqa: S101 - as `known` gave it
        session = self.work.get(ClinicalSession, record.session_id)
        note_change(
            self.work, session=session, clinician=self.clinician, what=f"{session.note} called off"
        )
        self.work.remove(session)


def _meeting(work: UnitOfWork) -> Activity:
    """The department's first activity of that kind."""
    found: Iterable[Activity] = work.all(
        select(Activity).where(Activity.kind == ActivityKind.MEETING).order_by(Activity.order)
    )
    for activity in found:
        return activity
    raise Refusal("There is no activity of kind meeting. Add one under Settings, Activities.")

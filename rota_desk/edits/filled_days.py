"""The days that cells are filled in: read once, filled in turn, kept at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician
from models.types import Slot
from rota_desk import progress
from rota_desk.domain.times import span_on
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.cells import clear_cells
from rota_desk.edits.gaps import STANDING, names_of, settle_gaps
from rota_desk.edits.sessions import named_sessions, refuse_named
from rota_desk.edits.told import Noted, note_changes
from rota_desk.errors import Refusal
from rota_desk.planning.halves import usual_times
from rota_desk.unit_of_work import UnitOfWork

DAY = dt.timedelta(days=1)
HALVES = (Slot.AM, Slot.PM)


@dataclass(frozen=True, slots=True)
class CellFill:
    """One code for one person's day, as it is typed or pasted."""

    clinician: int
    day: dt.date
    slot: Slot | None  # None: the activity's own
    code: str
    over: bool = False  # what the person has in the same part of the day gives way


@dataclass(slots=True)
class Need:
    """A session as the fills find it, and as they leave it."""

    activity: int
    wanted: int
    id: int | None = None  # None: it is added
    record: ClinicalSession | None = None
    people: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Duty:
    """A person on a session: there already, or put there by these fills."""

    clinician: int
    need: Need
    there: int | None = None  # the assignment's number
    fresh: Assignment | None = None

    @property
    def number(self) -> int:
        """The assignment's number, once it is kept."""
        return self.there or (self.fresh.id if self.fresh else 0)


class FilledDays:
    """Cells filled one after the other on what stands in their days, then kept in one go."""

    def __init__(self, work: UnitOfWork, fills: Sequence[CellFill]) -> None:
        self.work = work
        self.names = names_of(work, (one.clinician for one in fills))
        self._activities: dict[str, Activity] = {}
        for one in work.all(select(Activity).order_by(Activity.id)):
            self._activities.setdefault(one.code.lower(), one)
        self._needs: dict[tuple[int, dt.date, Slot], list[Need]] = {}
        self._duties: dict[tuple[int, dt.date, Slot], list[Duty]] = {}
        self._going: list[int] = []
        self._coming: list[Duty] = []
        self._read([one.day for one in fills], self._slots(fills))
        self._named = self._kept_by_others() if any(one.over for one in fills) else set()

    def fill(self, fill: CellFill) -> Duty:
        """Put a person where a code says; a refusal leaves everything as it was."""
        activity = self._activity(fill.code)
        if fill.clinician not in self.names:
            self.work.get(Clinician, fill.clinician)  # says that nobody is there
        half = _half(activity, fill.slot)
        slot = half or activity.slot
        theirs = self._duties.setdefault((fill.clinician, fill.day, slot), [])
        if fill.over:
            same = next((one for one in theirs if one.need.activity == activity.id), None)
            self._clear(theirs, same)
            if same is not None:
                return same
        there = self._needs.setdefault((activity.id, fill.day, slot), [])
        need = _uncovered(there, fill.clinician)
        if need is None:
            need = _new_need(activity, fill, half)
            there.append(need)
        duty = Duty(fill.clinician, need)
        need.people.append(fill.clinician)
        theirs.append(duty)
        self._coming.append(duty)
        return duty

    def keep(self) -> None:
        """Keep what goes and what comes, each kind of record at once."""
        if self._going:
            clear_cells(self.work, assignments=self._going)
        fresh = [one.record for one in self._all_needs() if one.id is None and one.record]
        with progress.part(20, 50):
            self.work.add_all(fresh)
        joined = {one.need.id for one in self._coming if one.need.id is not None}
        there = self.work.among(ClinicalSession, ClinicalSession.id, joined)
        records = {one.id: one for one in (*there, *fresh)}
        for duty in self._coming:
            duty.fresh = self._placed(duty)
        with progress.part(50, 80):
            self.work.add_all([one.fresh for one in self._coming if one.fresh])
        short = [one.record for one in self._all_needs() if one.record and _is_short(one)]
        settle_gaps(self.work, sessions=[*there, *short])
        self._note(records, {one.id for one in fresh})

    def _note(self, records: dict[int, ClinicalSession], fresh: set[int]) -> None:
        titles = {one.id: one.name for one in self._activities.values()}
        notes = []
        for duty in self._coming:
            session = records[duty.fresh.session_id if duty.fresh else 0]
            if session.id in fresh and session.owner_id == duty.clinician:
                added = f"{titles[session.activity_id]} added"
            else:
                added = f"{self.names[duty.clinician]} added"
            notes.append(Noted(session, duty.clinician, added))
        note_changes(self.work, notes)

    def _placed(self, duty: Duty) -> Assignment:
        record = duty.need.record
        return Assignment(
            session_id=record.id if record else duty.need.id or 0,
            clinician_id=duty.clinician,
            uid=new_uid(),
            changed_at=self.work.stamp,
        )

    def _clear(self, theirs: list[Duty], same: Duty | None) -> None:
        """Let everything but one duty give way; the need stays where somebody has to be."""
        going = [one for one in theirs if one is not same]
        for duty in going:
            if duty.need.id in self._named and duty.need.people == [duty.clinician]:
                refuse_named(self.work, self.work.get(ClinicalSession, duty.need.id or 0))
        for duty in going:
            theirs.remove(duty)
            duty.need.people.remove(duty.clinician)
            if duty.there is not None:
                self._going.append(duty.there)
                continue
            self._coming.remove(duty)
            if duty.need.id is None and not duty.need.people and not duty.need.wanted:
                duty.need.record = None  # as if it had never been planned

    def _activity(self, code: str) -> Activity:
        activity = self._activities.get(code.strip().lower())
        if activity is None:
            raise Refusal(f'No activity has the code "{code.strip()}". Choose one from the list.')
        return activity

    def _slots(self, fills: Iterable[CellFill]) -> set[Slot]:
        """The parts of the day that the fills are about."""
        known = ((self._activities.get(one.code.strip().lower()), one.slot) for one in fills)
        return {_half(activity, slot) or activity.slot for activity, slot in known if activity}

    def _read(self, days: Sequence[dt.date], slots: set[Slot]) -> None:
        """What stands in these parts of the days, and who stands there."""
        if not slots:
            return
        begin = dt.datetime.combine(min(days), dt.time())
        end = dt.datetime.combine(max(days) + DAY, dt.time())
        of_these = (
            *(ClinicalSession.start >= begin, ClinicalSession.start < end),
            *(ClinicalSession.slot.in_(slots), ClinicalSession.state.in_(STANDING)),
        )
        found = select(
            *(ClinicalSession.id, ClinicalSession.activity_id, ClinicalSession.cover_wanted),
            *(ClinicalSession.start, ClinicalSession.slot),
        )
        there: dict[int, tuple[Need, dt.date, Slot]] = {}
        for number, activity, wanted, start, slot in self.work.rows(
            found.where(*of_these).order_by(ClinicalSession.id)
        ):
            need, day = Need(activity, wanted, id=number), start.date()
            there[number] = need, day, slot
            self._needs.setdefault((activity, day, slot), []).append(need)
        standing = select(Assignment.id, Assignment.session_id, Assignment.clinician_id).join(
            ClinicalSession, ClinicalSession.id == Assignment.session_id
        )
        for number, session, clinician in self.work.rows(
            standing.where(*of_these).order_by(Assignment.id)
        ):
            need, day, slot = there[session]
            need.people.append(clinician)
            duty = Duty(clinician, need, there=number)
            self._duties.setdefault((clinician, day, slot), []).append(duty)

    def _kept_by_others(self) -> set[int]:
        """Sessions that would go with their people, but are named by a claim or a booking."""
        free = [one.id for one in self._all_needs() if one.id and not one.wanted]
        return named_sessions(self.work, free)

    def _all_needs(self) -> list[Need]:
        return [need for there in self._needs.values() for need in there]


def _half(activity: Activity, slot: Slot | None) -> Slot | None:
    """The half day that is asked for, where the activity knows halves."""
    return slot if activity.slot in HALVES and slot in HALVES else None


def _uncovered(there: Iterable[Need], clinician: int) -> Need | None:
    """The first session that is short of somebody, this person not being one of them."""
    return next((one for one in there if _is_short(one) and clinician not in one.people), None)


def _is_short(need: Need) -> bool:
    return len(need.people) < need.wanted


def _new_need(activity: Activity, fill: CellFill, half: Slot | None) -> Need:
    starts, ends = _times(activity, half)
    start, end = span_on(fill.day, starts, ends)
    wanted = activity.cover_wanted if activity.needs_cover else 0
    record = ClinicalSession(
        activity_id=activity.id,
        start=start,
        end=end,
        slot=half or activity.slot,
        cover_wanted=wanted,
        owner_id=fill.clinician,
    )
    return Need(activity.id, wanted, record=record)


def _times(activity: Activity, half: Slot | None) -> tuple[dt.time, dt.time]:
    return usual_times(activity.starts, activity.ends, activity.slot, half or activity.slot)

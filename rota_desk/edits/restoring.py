"""A version put back as a draft: the rota of its days becomes what it told, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from models import Assignment, ClinicalSession
from models.types import Accounting, AssignmentSource, SessionState
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.gaps import settle_gap
from rota_desk.edits.session_states import turn
from rota_desk.edits.sessions import is_named
from rota_desk.edits.told import note_change
from rota_desk.errors import Refusal
from rota_desk.queries.cover import FELL
from rota_desk.queries.stood import (
    Stood,
    StoodDuty,
    StoodSession,
    stood_in,
    stood_now,
    told_by,
    version_numbered,
)
from rota_desk.queries.version_changes import Difference, differences, of_the_rota, with_moved
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, span_words


def restore_version(work: UnitOfWork, *, number: int) -> int:
    """Make the rota what a version told, from today on; answers how many lines differed.

    It is a draft until it is published again. What is past stays as it was worked, and what was
    booked on lists stays as it is: patients are not the rota's. A session that came since is
    removed, or cancelled where claims or bookings name it.
    """
    there = version_numbered(work, number)
    first = max(there.first_day, work.today)
    if there.last_day < first:
        raise Refusal(
            f"The days of v{number} are over, and what was worked stays. Open or print it instead."
        )
    activities = told_by(there).activities
    told = stood_in(work, number=number).within(first, there.last_day, activities)
    now = stood_now(work, first=first, last=there.last_day, activities=activities)
    now = with_moved(work, told, now.within(first, there.last_day, activities))
    differing = of_the_rota(differences(now, told))
    if not differing:
        raise Refusal(f"The rota of those days is as v{number} told it. Nothing needs restoring.")
    work.reason = work.reason or f"v{number} restored"
    _Restoring(work, number, told, now).carry_out()
    _tell(work, differing)
    count = count_words(len(differing), "change")
    work.label = f"Restore v{number}, {span_words(first, there.last_day)}: {count}"
    return len(differing)


def _tell(work: UnitOfWork, differing: Iterable[Difference]) -> None:
    """Put everybody whose work changed on the list of who must be told."""
    for one in differing:
        session = work.find(ClinicalSession, one.session_id)
        if session is not None and one.clinician_id is not None:
            words = f"{one.who} {one.how.value}: {one.now or one.was}"
            note_change(work, session=session, clinician=one.clinician_id, what=words)


@dataclass(frozen=True, slots=True)
class _Restoring:
    """One restoring: what was told, and what stands now on the same days."""

    work: UnitOfWork
    number: int
    told: Stood
    now: Stood

    def carry_out(self) -> None:
        """Take away what came since, bring sessions back, then put people where they were."""
        kept = self._people_taken_off()
        for session in self.now.sessions:
            if session.session_id not in self.told.by_id and session.stands:
                self._end(session)
        touched = [self._bring_back(one) for one in self.told.sessions]
        self._put_people(kept)
        self.work.flush()
        for there in touched:
            settle_gap(self.work, session=there)

    def _people_taken_off(self) -> dict[tuple[int, int], Assignment]:
        """Take off whom the version does not name there; answers the others."""
        wanted = {(one.session_id, one.clinician_id): one for one in self.told.duties}
        numbers = {*self.now.by_id, *self.told.by_id}
        kept: dict[tuple[int, int], Assignment] = {}
        for placed in self.work.all(select(Assignment).where(Assignment.session_id.in_(numbers))):
            key = placed.session_id, placed.clinician_id
            if key in wanted:
                kept[key] = placed
            else:
                self.work.remove(placed)
        return kept

    def _end(self, session: StoodSession) -> None:
        there = self.work.get(ClinicalSession, session.session_id)
        if is_named(self.work, there):
            turn(self.work, there, SessionState.CANCELLED, f"Not in v{self.number}")
        else:
            self.work.remove(there)

    def _bring_back(self, one: StoodSession) -> ClinicalSession:
        there = self.work.find(ClinicalSession, one.session_id)
        if there is None:
            return self._anew(one)
        there.start, there.end = one.start, one.end
        there.activity_id, there.room_id = one.activity_id, one.room_id
        if self.told.whole:
            there.slot, there.cover_wanted, there.note = one.slot, one.wanted, one.note
            there.owner_id = one.owner_id
        if (there.state in FELL) is one.stands:
            turn(self.work, there, one.state, f"As in v{self.number}")
        return there

    def _anew(self, one: StoodSession) -> ClinicalSession:
        """A session that was removed comes back under its own number, as people know it."""
        session = ClinicalSession(
            activity_id=one.activity_id,
            start=one.start,
            end=one.end,
            slot=one.slot,
            room_id=one.room_id,
            cover_wanted=one.wanted,
            state=one.state,
            source=one.source,
            owner_id=one.owner_id,
            points=one.points,
            note=one.note,
            case_mix=one.case_mix or "",
            training=bool(one.training),
        )
        session.id = one.session_id
        return self.work.add(session)

    def _put_people(self, kept: dict[tuple[int, int], Assignment]) -> None:
        uids = [one.uid for one in self.told.duties if one.uid]
        taken = {
            one.uid for one in self.work.all(select(Assignment).where(Assignment.uid.in_(uids)))
        }
        for one in self.told.duties:
            there = kept.get((one.session_id, one.clinician_id))
            if there is None:
                self.work.add(self._placed(one, taken))
            elif there.role is not one.role:
                there.role = one.role
                there.sequence += 1
                there.changed_at = self.work.stamp

    def _placed(self, one: StoodDuty, taken: set[str]) -> Assignment:
        return Assignment(
            session_id=one.session_id,
            clinician_id=one.clinician_id,
            uid=one.uid if one.uid and one.uid not in taken else new_uid(),
            sequence=one.sequence + 1,
            role=one.role,
            source=one.source or AssignmentSource.HAND,
            accounting=one.accounting or Accounting.PLANNED,
            changed_at=self.work.stamp,
            note=one.note,
        )

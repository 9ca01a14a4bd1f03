"""A version put back as a draft: the rota of its days becomes what it told, in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from models import Assignment, ClinicalSession
from models.types import Accounting, AssignmentSource, SessionState
from rota_desk import progress
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.gaps import settle_gaps
from rota_desk.edits.session_states import turn_all
from rota_desk.edits.sessions import named_sessions
from rota_desk.edits.told import Noted, note_changes
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
from rota_desk.replay import AT_ONCE
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
    theirs = [one for one in differing if one.clinician_id is not None]
    there = _sessions(work, (one.session_id for one in theirs))
    noted = [
        Noted(
            there[one.session_id],
            one.clinician_id,
            f"{one.who} {one.how.value}: {one.now or one.was}",
        )
        for one in theirs
        if one.session_id in there
    ]
    note_changes(work, noted)


def _sessions(work: UnitOfWork, numbers: Iterable[int]) -> dict[int, ClinicalSession]:
    """The sessions of these numbers that are there."""
    return {one.id: one for one in work.among(ClinicalSession, ClinicalSession.id, numbers)}


@dataclass(frozen=True, slots=True)
class _Restoring:
    """One restoring: what was told, and what stands now on the same days."""

    work: UnitOfWork
    number: int
    told: Stood
    now: Stood

    def carry_out(self) -> None:
        """Take away what came since, bring sessions back, then put people where they were."""
        progress.at(10, "Taking away what came since")
        kept = self._people_taken_off()
        self._end_what_came()
        progress.at(25, "Bringing the sessions back")
        touched = self._brought_back()
        progress.at(40, "Putting people where they were")
        with progress.part(40, 80):
            self._put_people(kept)
        self.work.flush()
        with progress.part(80, 100):
            settle_gaps(self.work, sessions=touched)

    def _people_taken_off(self) -> dict[tuple[int, int], Assignment]:
        """Take off whom the version does not name there; answers the others."""
        wanted = {(one.session_id, one.clinician_id) for one in self.told.duties}
        numbers = {*self.now.by_id, *self.told.by_id}
        placed = self.work.among(Assignment, Assignment.session_id, numbers)
        by_key = [((one.session_id, one.clinician_id), one) for one in placed]
        self.work.remove_all([one for key, one in by_key if key not in wanted])
        return {key: one for key, one in by_key if key in wanted}

    def _end_what_came(self) -> None:
        """Remove the sessions that came since; cancel those that claims or bookings name."""
        came = [one.session_id for one in self.now.sessions if one.stands]
        there = _sessions(self.work, (one for one in came if one not in self.told.by_id))
        named = named_sessions(self.work, there)
        cancelled = [one for number, one in there.items() if number in named]
        turn_all(self.work, cancelled, SessionState.CANCELLED, f"Not in v{self.number}")
        self.work.remove_all([one for number, one in there.items() if number not in named])

    def _brought_back(self) -> list[ClinicalSession]:
        """Every session that was told, as it was told."""
        there = _sessions(self.work, self.told.by_id)
        turned: dict[SessionState, list[ClinicalSession]] = defaultdict(list)
        for one in self.told.sessions:
            if (session := there.get(one.session_id)) is not None:
                self._as_told(session, one)
                if (session.state in FELL) is one.stands:
                    turned[one.state].append(session)
        for state, sessions in turned.items():
            turn_all(self.work, sessions, state, f"As in v{self.number}")
        gone = [_anew(one) for one in self.told.sessions if one.session_id not in there]
        self.work.add_all(gone)
        return [*there.values(), *gone]

    def _as_told(self, there: ClinicalSession, one: StoodSession) -> None:
        there.start, there.end = one.start, one.end
        there.activity_id, there.room_id = one.activity_id, one.room_id
        if self.told.whole:
            there.slot, there.cover_wanted, there.note = one.slot, one.wanted, one.note
            there.owner_id = one.owner_id

    def _put_people(self, kept: dict[tuple[int, int], Assignment]) -> None:
        taken = self._uids_taken()
        fresh = []
        for one in self.told.duties:
            there = kept.get((one.session_id, one.clinician_id))
            if there is None:
                fresh.append(self._placed(one, taken))
            elif there.role is not one.role:
                there.role = one.role
                there.sequence += 1
                there.changed_at = self.work.stamp
        self.work.add_all(fresh)

    def _uids_taken(self) -> set[str]:
        """Which of the calendar entries that were told are others' by now, or theirs still."""
        uids = [one.uid for one in self.told.duties if one.uid]
        found: set[str] = set()
        for start in range(0, len(uids), AT_ONCE):
            among = Assignment.uid.in_(uids[start : start + AT_ONCE])
            found.update(uid for (uid,) in self.work.rows(select(Assignment.uid).where(among)))
        return found

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


def _anew(one: StoodSession) -> ClinicalSession:
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
    return session

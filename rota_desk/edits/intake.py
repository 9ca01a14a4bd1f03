"""Recording what a roster says: people, activities, sessions and leave, in one undoable step."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician
from models.types import StaffGroup
from rota_desk import progress
from rota_desk.edits.intake_accounts import (
    accounts_of,
    away_said,
    open_days,
    remember,
)
from rota_desk.edits.intake_activities import LONGEST_NAME, WHOLE_DAY, roster_kinds
from rota_desk.edits.intake_away import record_away, take_back
from rota_desk.edits.intake_sessions import Places, place_on_sessions, work_said
from rota_desk.intake.difference import DONE, Change, Said, Turn, differ
from rota_desk.intake.kept import source_called
from rota_desk.intake.matching import activity_code
from rota_desk.intake.plan import LEAVE_KINDS, WORK, IntakePlan, PlannedDuty
from rota_desk.unit_of_work import UnitOfWork

AWAY_WORDS = {-1: "annual leave", -2: "study leave", -3: "professional leave", -4: "sick"}


@dataclass(frozen=True, slots=True)
class RosterChange:
    """One difference between a roster and what it said last, as it is shown."""

    turn: Turn
    person: str
    day: dt.date
    before: str
    after: str
    cell: str

    def as_json(self) -> dict[str, str]:
        """Give the difference as the command line answers it."""
        return {
            "turn": self.turn.name.lower(),
            "person": self.person,
            "date": f"{self.day:%Y-%m-%d}",
            "before": self.before,
            "after": self.after,
            "cell": self.cell,
        }


@dataclass(frozen=True, slots=True)
class RosterRecorded:
    """What an import of a roster did, and what it took because the sheet does not say."""

    people_added: tuple[str, ...]
    activities_added: tuple[str, ...]
    sessions_added: int
    assignments_added: int
    assignments_changed: int
    assignments_removed: int
    leave_added: int
    leave_removed: int  # days
    there_already: int
    left_out: int
    untimed: tuple[str, ...]  # codes without stated times, recorded as whole or half days
    brought_before: bool  # whether this source was imported earlier
    changes: tuple[RosterChange, ...]

    def counted(self) -> dict[Turn, int]:
        """How many differences there are of each sort."""
        return Counter(change.turn for change in self.changes)


def apply_roster(
    work: UnitOfWork,
    *,
    plan: IntakePlan,
    people: Mapping[str, int | None],
    activities: Mapping[str, int | None],
) -> RosterRecorded:
    """Record what a roster says otherwise than at its last import, in one step.

    None as a number makes the person or the activity; names and codes that are not given are
    left out. What was changed at the desk since the last import stays, and is told.
    """
    progress.at(0, f"Comparing {plan.file} with the desk")
    duties = [duty for duty in plan.duties if duty.person in people and _wanted(duty, activities)]
    who, added = _people(work, people, duties)
    shifts = [duty for duty in duties if duty.kind == WORK]
    kinds, made = roster_kinds(work, activities, shifts, plan.codes)
    said = work_said(shifts, who, kinds, plan.codes)
    said |= {
        away_said(duty, who[duty.person]): duty for duty in duties if duty.kind in LEAVE_KINDS
    }
    source, file_says = source_called(plan.file), open_days(plan, duties, who)
    accounts, last = accounts_of(work, source=source, now=said, file_says=file_says)
    changes = differ(accounts)
    with progress.part(30, 90):
        sessions = place_on_sessions(
            work, _places(changes, said), work.all(select(Activity)), plan.file
        )
    gone = [one.before for one in changes if one.before and one.before.away and one.turn in DONE]
    leave_removed = take_back(work, gone=gone, file=plan.file)
    fresh = {one: duty for one, duty in _fresh(changes, said).items() if one.away}
    leave = record_away(work, said=fresh, file=plan.file)
    remember(work, source=source, last=last, now=accounts.now, file_says=file_says)
    work.label = f"Import {plan.file}"
    return RosterRecorded(
        people_added=added,
        activities_added=tuple(kinds[code].code for code in made),
        sessions_added=sessions,
        assignments_added=sum(not one.away for one in _fresh(changes, said)),
        assignments_changed=len(_moved(changes)),
        assignments_removed=len(_off(changes)),
        leave_added=leave,
        leave_removed=leave_removed,
        there_already=len(accounts.now & accounts.desk),
        left_out=len(plan.duties) - len(duties),
        untimed=tuple(
            code for code in made if (kinds[code].starts, kinds[code].ends) == WHOLE_DAY
        ),
        brought_before=bool(last),
        changes=_shown(work, changes, said),
    )


def _places(changes: Sequence[Change], said: Mapping[Said, PlannedDuty]) -> Places:
    """What the changes mean for who stands where."""
    away = {(one.clinician, one.day): one for one in said if one.away}
    added = {one: duty for one, duty in _fresh(changes, said).items() if not one.away}
    return Places(added, _moved(changes), _off(changes), away)


def _moved(changes: Sequence[Change]) -> list[tuple[Said, Said]]:
    """The duties that become other duties of the same person."""
    return [
        (one.before, one.after)
        for one in changes
        if one.before and one.after and not one.before.away and not one.after.away
    ]


def _off(changes: Sequence[Change]) -> list[Said]:
    """The duties that nobody has any more: gone, or become time away."""
    return [
        one.before
        for one in changes
        if one.turn in DONE
        and one.before
        and not one.before.away
        and (one.after is None or one.after.away)
    ]


def _fresh(changes: Sequence[Change], said: Mapping[Said, PlannedDuty]) -> dict[Said, PlannedDuty]:
    """What is new: added, or time away that was work and the other way round."""
    moved = {after for _before, after in _moved(changes)}
    return {
        one.after: said[one.after]
        for one in changes
        if one.turn in DONE and one.after and one.after not in moved
    }


def _shown(
    work: UnitOfWork, changes: Sequence[Change], said: Mapping[Said, PlannedDuty]
) -> tuple[RosterChange, ...]:
    """The changes in words."""
    names = {person.id: person.name for person in work.all(select(Clinician))}
    codes = {kind.id: kind.code for kind in work.all(select(Activity))}

    def words(one: Said | None) -> str:
        if one is None:
            return ""
        if one.away:
            return AWAY_WORDS.get(one.sort, "away")
        return f"{codes.get(one.sort, '?')} {one.start:%H:%M}–{one.end:%H:%M}"

    return tuple(
        RosterChange(
            turn=one.turn,
            person=names.get(one.said.clinician, ""),
            day=one.said.day,
            before=words(one.before),
            after=words(one.after),
            cell=_cell(said.get(one.after)) if one.after else "",
        )
        for one in changes
    )


def _cell(duty: PlannedDuty | None) -> str:
    return f"{duty.sheet} {duty.cell}".strip() if duty else ""


def _wanted(duty: PlannedDuty, activities: Mapping[str, int | None]) -> bool:
    return duty.kind != WORK or activity_code(duty.code) in activities


def _people(
    work: UnitOfWork, people: Mapping[str, int | None], duties: Sequence[PlannedDuty]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Give each name its number; make the people who are new, as residents until changed."""
    met = dict.fromkeys(duty.person for duty in duties)
    new = {
        name: Clinician(name=name[:LONGEST_NAME], group=_group(name, duties))
        for name in met
        if people[name] is None
    }
    work.add_all(list(new.values()))
    numbers = {name: new[name].id if name in new else people[name] for name in met}
    return {name: number for name, number in numbers.items() if number is not None}, tuple(new)


def _group(name: str, duties: Sequence[PlannedDuty]) -> StaffGroup:
    """Take who only ever stands in a consultant's role for one, anybody else for a resident."""
    codes = {duty.code.casefold() for duty in duties if duty.person == name}
    consultant = all("consultant" in code for code in codes)
    return StaffGroup.CONSULTANT if consultant else StaffGroup.RESIDENT

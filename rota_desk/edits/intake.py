"""Recording what a roster says: people, activities, sessions and leave, in one undoable step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models import Clinician
from models.types import StaffGroup
from rota_desk.edits.intake_activities import LONGEST_NAME, WHOLE_DAY, roster_kinds
from rota_desk.edits.intake_away import record_away
from rota_desk.edits.intake_sessions import place_on_sessions
from rota_desk.intake.matching import activity_code
from rota_desk.intake.plan import LEAVE_KINDS, WORK, IntakePlan, PlannedDuty
from rota_desk.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RosterRecorded:
    """What an import of a roster did, and what it took because the sheet does not say."""

    people_added: tuple[str, ...]
    activities_added: tuple[str, ...]
    sessions_added: int
    assignments_added: int
    leave_added: int
    there_already: int
    left_out: int
    untimed: tuple[str, ...]  # codes without stated times, recorded as whole or half days


def apply_roster(
    work: UnitOfWork,
    *,
    plan: IntakePlan,
    people: Mapping[str, int | None],
    activities: Mapping[str, int | None],
) -> RosterRecorded:
    """Record a roster's duties and leave; none as a number makes the person or the activity.

    Names and codes that are not given are left out; what is recorded already stays as it is.
    """
    duties = [duty for duty in plan.duties if duty.person in people and _wanted(duty, activities)]
    who, added = _people(work, people, duties)
    shifts = [duty for duty in duties if duty.kind == WORK]
    kinds, made = roster_kinds(work, activities, shifts, plan.codes)
    placed = place_on_sessions(work, shifts, who, kinds, plan.codes)
    away = [duty for duty in duties if duty.kind in LEAVE_KINDS]
    leave, leave_there = record_away(work, duties=away, people=who, file=plan.file)
    work.label = f"Import {plan.file}"
    return RosterRecorded(
        added,
        tuple(kinds[code].code for code in made),
        placed.sessions,
        placed.assignments,
        leave,
        placed.there + leave_there,
        len(plan.duties) - len(duties),
        tuple(code for code in made if (kinds[code].starts, kinds[code].ends) == WHOLE_DAY),
    )


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

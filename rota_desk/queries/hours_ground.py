"""What the accounts of hours are made of, asked once for everybody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from models import Clinician, HoursPosting
from models.types import HoursKind
from rota_desk.domain.toil import ToilKind, ToilMove
from rota_desk.queries.hours_away import AwayCount, HoursAway, hours_away
from rota_desk.queries.hours_target import HoursTarget, holidays_observed, hours_target
from rota_desk.queries.hours_worked import HoursWorked, first_rota_day, hours_worked
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.leave_units import LeaveBasis, leave_bases
from rota_desk.unit_of_work import Reading

FOUR_WEEKS = dt.timedelta(weeks=4)
TOIL_BACK = dt.timedelta(days=366)  # how far before the year time in lieu may have been taken
TOIL = {
    HoursKind.TOIL_EARNED: ToilKind.EARNED,
    HoursKind.TOIL_TAKEN: ToilKind.TAKEN,
    HoursKind.TOIL_PAID: ToilKind.PAID,
}


@dataclass(frozen=True, slots=True)
class HoursGround:
    """The people, what their year asks, and what they did in it."""

    people: Sequence[Clinician]
    year: tuple[dt.date, dt.date]
    begins: dt.date | None  # of the rota
    targets: Mapping[int, HoursTarget]
    worked: Mapping[int, Sequence[HoursWorked]]
    away: Mapping[int, Sequence[HoursAway]]
    posted: Mapping[int, Sequence[HoursPosting]]

    def since(self, person: Clinician) -> dt.date:
        """The first day that counts: of the year, of the contract, or of the rota at all."""
        first = max(self.year[0], self.targets[person.id].pieces[0].start)
        return max(first, self.begins) if self.begins is not None else first

    def worked_on(self, person: int, start: dt.date, end: dt.date) -> list[HoursWorked]:
        """Their duties that begin on some days."""
        return [one for one in self.worked[person] if start <= one.day < end]

    def away_on(self, person: int, start: dt.date, end: dt.date) -> list[HoursAway]:
        """Their days away among some days."""
        return [one for one in self.away[person] if start <= one.day < end]

    def posted_on(self, person: int, start: dt.date, end: dt.date) -> list[HoursPosting]:
        """What was written by hand for some days."""
        return [one for one in self.posted.get(person, ()) if start <= one.day < end]


def hours_ground(
    read: Reading, *, clinicians: Collection[int] | None, start: dt.date, end: dt.date
) -> HoursGround:
    """Ask for the year of a quarter: of some people, or of all whose contracts count by the year.

    People whose contracts count no hours by the year are left out.
    """
    year = leave_year(read, on=start)
    wanted = select(Clinician).order_by(Clinician.group, Clinician.name)
    if clinicians is not None:
        wanted = wanted.where(Clinician.id.in_(clinicians))
    everybody = read.all(wanted)
    bases = leave_bases(read, clinicians=[one.id for one in everybody], end=year[1])
    holidays = holidays_observed(read, year)
    targets = {
        one.id: hours_target(one, bases.get(one.id, ()), year, holidays=holidays)
        for one in everybody
    }
    people = [one for one in everybody if targets[one.id].pieces]
    mine: dict[int, tuple[LeaveBasis, ...]] = {one.id: bases[one.id] for one in people}
    week_before = year[0] - dt.timedelta(weeks=1)  # the year's first week may begin before it
    return HoursGround(
        people=people,
        year=year,
        begins=first_rota_day(read),
        targets=targets,
        worked=hours_worked(read, clinicians=list(mine), start=week_before, end=end),
        away=hours_away(read, bases=mine, start=year[0] - TOIL_BACK, end=end),
        posted=_posted(read, list(mine)),
    )


def _posted(read: Reading, numbers: Collection[int]) -> dict[int, list[HoursPosting]]:
    found: dict[int, list[HoursPosting]] = defaultdict(list)
    for one in read.all(
        select(HoursPosting)
        .where(HoursPosting.clinician_id.in_(numbers))
        .order_by(HoursPosting.day, HoursPosting.id)
    ):
        found[one.clinician_id].append(one)
    return found


def toil_moves(ground: HoursGround, person: int) -> list[ToilMove]:
    """What was earned, taken and paid: by hand, and leave in lieu that was approved."""
    moves = [
        ToilMove(one.day, TOIL[one.kind], Fraction(one.hours), one.reason, one.id)
        for one in ground.posted.get(person, ())
        if one.kind in TOIL
    ]
    busy = {one.day for one in ground.worked[person] if not one.on_call}
    moves += [
        ToilMove(one.day, ToilKind.TAKEN, one.hours, "leave in lieu")
        for one in ground.away[person]
        if one.count is AwayCount.IN_LIEU and (one.half or one.day not in busy)
    ]
    return moves

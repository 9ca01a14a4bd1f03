"""The nearest dates that would work when the ones asked for do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, LeaveRequest
from models.types import ActivityKind, AssignmentRole
from rota_desk.domain.span import midnight
from rota_desk.domain.times import monday_of
from rota_desk.queries.away_days import AwayDays, away_days
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import FELL
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words

DAY = dt.timedelta(days=1)
LOOKED_AT = 42  # days either side of what was asked for
OFFERED = 3
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DatesOffer:
    """Days as long as those asked for, on the same weekdays, that leave nothing uncovered."""

    first: dt.date
    last: dt.date
    shift_days: int  # from what was asked for; negative is earlier

    @property
    def days(self) -> str:
        """The days in words: "Wed 10 Feb – Fri 12 Feb"."""
        first, last = day_words(self.first), day_words(self.last)
        return first if self.first == self.last else f"{first} – {last}"

    @property
    def distance(self) -> str:
        """How far they are from what was asked for: "2 weeks later"."""
        side = "later" if self.shift_days > 0 else "earlier"
        return f"{count_words(abs(self.shift_days) // 7, 'week')} {side}"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What decides whether days work: blocked duties, who is away, how many may be."""

    itself: int
    blocked: frozenset[dt.date]
    away: AwayDays
    limit: int
    holidays: frozenset[dt.date]

    def works(self, day: dt.date) -> bool:
        """Whether this person could be away on a day."""
        if day in self.blocked or day in self.away.get(self.itself, {}):
            return False
        if not self.limit or day.weekday() >= _SATURDAY or day in self.holidays:
            return True
        others = (marks.get(day) for who, marks in self.away.items() if who != self.itself)
        return 1 + sum(mark is not None and not mark.asked for mark in others) <= self.limit


def nearest_dates(read: Reading, *, leave: int) -> tuple[DatesOffer, ...]:
    """Up to three offers, the nearest first, by whole weeks.

    None lies in the past, nor where no rota has been made: nobody knows yet what works there.
    """
    request = read.get(LeaveRequest, leave)
    person = read.get(Clinician, request.clinician_id)
    ground, made_until = _ground(read, request, person), _made_until(read)
    offers = [
        offer
        for offer in _shifted(request)
        if read.today < offer.first
        and offer.last <= made_until
        and _is_here(person, offer)
        and _works(ground, offer)
    ]
    return tuple(offers[:OFFERED])


def _made_until(read: Reading) -> dt.date:
    """The last day of the week with the last session on the rota."""
    last = read.rows(select(func.max(ClinicalSession.start)))[0][0]
    return monday_of(last.date()) + 6 * DAY if last is not None else read.today


def _shifted(request: LeaveRequest) -> Iterator[DatesOffer]:
    for weeks in range(1, LOOKED_AT // 7 + 1):
        for shift in (weeks * 7, -weeks * 7):
            moved = DAY * shift
            yield DatesOffer(request.first_day + moved, request.last_day + moved, shift)


def _is_here(person: Clinician, offer: DatesOffer) -> bool:
    started = person.joined is None or person.joined <= offer.first
    return started and (person.leaves is None or offer.last < person.leaves)


def _works(ground: _Ground, offer: DatesOffer) -> bool:
    days = (offer.last - offer.first).days + 1
    return all(ground.works(offer.first + DAY * number) for number in range(days))


def _ground(read: Reading, request: LeaveRequest, person: Clinician) -> _Ground:
    start = request.first_day - DAY * LOOKED_AT
    end = request.last_day + DAY * (LOOKED_AT + 1)
    same_group = select(Clinician.id).where(Clinician.group == person.group)
    group = [row[0] for row in read.rows(same_group)]
    away = away_days(read, start=start, end=end, clinicians=group)
    own = away.get(person.id, {})
    for day in [day for day, mark in own.items() if mark.leave_id == request.id]:
        del own[day]
    return _Ground(
        itself=person.id,
        blocked=frozenset(_needed(read, person.id, start, end)),
        away=away,
        limit=leave_figures(read).away_limit.get(person.group, 0),
        holidays=frozenset(bank_holidays(read, start=start, end=end)),
    )


def _needed(read: Reading, clinician: int, start: dt.date, end: dt.date) -> Sequence[dt.date]:
    """The days on which they are on call, or on a session that would be short without them."""
    mine = select(Assignment.session_id).where(Assignment.clinician_id == clinician)
    others = (
        select(func.count(Assignment.id))
        .where(
            Assignment.session_id == ClinicalSession.id,
            Assignment.clinician_id != clinician,
            Assignment.role != AssignmentRole.SUPERNUMERARY,
        )
        .correlate(ClinicalSession)
        .scalar_subquery()
    )
    found = read.rows(
        select(ClinicalSession.start, ClinicalSession.cover_wanted, others, Activity.kind)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(ClinicalSession.id.in_(mine), ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
    )
    return [
        begins.date()
        for begins, wanted, have, kind in found
        if kind is ActivityKind.ON_CALL or have < wanted
    ]

"""The nearest dates that would work when the ones asked for do not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, LeaveRequest
from models.types import ActivityKind
from rota_desk.domain.span import midnight
from rota_desk.domain.times import days_from, monday_of
from rota_desk.queries.away_days import AwayDays, away_days
from rota_desk.queries.built_until import made_to
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import FELL, counts
from rota_desk.queries.leave_limits import Limit, away_of, leave_limits
from rota_desk.queries.life_event import is_owed
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words

DAY = dt.timedelta(days=1)
LOOKED_AT = 42  # days either side of what was asked for
OFFERED = 3
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DatesOffer:
    """Days as long as those asked for, on the same weekdays, with what they leave uncovered."""

    first: dt.date
    last: dt.date
    shift_days: int  # from what was asked for; negative is earlier
    left_open: int = 0  # sessions

    @property
    def days(self) -> str:
        """The days in words: "Wed 10 Feb – Fri 12 Feb"."""
        first, last = day_words(self.first), day_words(self.last)
        return first if self.first == self.last else f"{first} – {last}"

    @property
    def distance(self) -> str:
        """How far they are from what was asked for: "2 weeks later, 1 session left uncovered"."""
        side = "later" if self.shift_days > 0 else "earlier"
        far = f"{count_words(abs(self.shift_days) // 7, 'week')} {side}"
        if not self.left_open:
            return far
        return f"{far}, {count_words(self.left_open, 'session')} left uncovered"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What decides whether days work: on-calls, lone sessions, who is away, and every limit."""

    itself: int
    on_call: frozenset[dt.date]
    alone: Counter[dt.date]  # sessions of a day that would be short without them
    away: AwayDays
    limits: tuple[Limit, ...]
    holidays: frozenset[dt.date]

    def works(self, day: dt.date) -> bool:
        """Whether this person could be away on a day."""
        if day in self.on_call or day in self.away.get(self.itself, {}):
            return False
        if day.weekday() >= _SATURDAY or day in self.holidays:
            return True
        return all(
            away_of(limit, self.away, day, but=self.itself) < limit.most
            for limit in self.limits
            if limit.binds(self.itself, day)
        )

    def holidays_in(self, offer: DatesOffer) -> int:
        """Bank holidays among the days, on which no leave is taken."""
        return sum(day in self.holidays and day.weekday() < _SATURDAY for day in _days(offer))


def nearest_dates(read: Reading, *, leave: int) -> tuple[DatesOffer, ...]:
    """Up to three offers, the nearest first, by whole weeks.

    None touches an on-call or breaks a limit, nor has it more bank holidays than what was asked
    for: as many days are wanted. Where every week leaves something uncovered, as it
    does of whoever has lists of their own, those that leave the least, where that is better than
    what was asked for. None lies in the past, nor where no rota has been made: nobody knows yet
    what works there. Leave that has to be granted is answered as it was asked for.
    """
    request = read.get(LeaveRequest, leave)
    if is_owed(read, request):
        return ()
    person = read.get(Clinician, request.clinician_id)
    ground, made_until = _ground(read, request, person), _made_until(read)
    asked = DatesOffer(request.first_day, request.last_day, 0)
    offers = [
        replace(offer, left_open=_left_open(ground, offer))
        for offer in _shifted(request)
        if read.today < offer.first
        and offer.last <= made_until
        and _is_here(person, offer)
        and _works(ground, offer)
        and ground.holidays_in(offer) <= ground.holidays_in(asked)
    ]
    whole = [one for one in offers if not one.left_open]
    fits = _works(ground, asked)
    better = [one for one in offers if not fits or one.left_open < _left_open(ground, asked)]
    return tuple((whole or sorted(better, key=lambda one: one.left_open))[:OFFERED])


def _made_until(read: Reading) -> dt.date:
    """The last day of the last week that there is a rota of."""
    last = made_to(read)
    return monday_of(last) + 6 * DAY if last is not None else read.today


def _shifted(request: LeaveRequest) -> Iterator[DatesOffer]:
    for weeks in range(1, LOOKED_AT // 7 + 1):
        for shift in (weeks * 7, -weeks * 7):
            moved = DAY * shift
            yield DatesOffer(request.first_day + moved, request.last_day + moved, shift)


def _is_here(person: Clinician, offer: DatesOffer) -> bool:
    started = person.joined is None or person.joined <= offer.first
    return started and (person.leaves is None or offer.last < person.leaves)


def _works(ground: _Ground, offer: DatesOffer) -> bool:
    return all(ground.works(day) for day in _days(offer))


def _left_open(ground: _Ground, offer: DatesOffer) -> int:
    return sum(ground.alone[day] for day in _days(offer))


def _days(offer: DatesOffer) -> tuple[dt.date, ...]:
    return days_from(offer.first, (offer.last - offer.first).days + 1)


def _ground(read: Reading, request: LeaveRequest, person: Clinician) -> _Ground:
    start = request.first_day - DAY * LOOKED_AT
    end = request.last_day + DAY * (LOOKED_AT + 1)
    mine = tuple(one for one in leave_limits(read, start=start, end=end) if person.id in one.whom)
    whom = {person.id, *(who for limit in mine for who in limit.whom)}
    away = away_days(read, start=start, end=end, clinicians=whom)
    own = away.get(person.id, {})
    for day in [day for day, mark in own.items() if mark.leave_id == request.id]:
        del own[day]
    on_call, alone = _needed(read, person.id, start, end)
    return _Ground(
        itself=person.id,
        on_call=on_call,
        alone=alone,
        away=away,
        limits=mine,
        holidays=frozenset(bank_holidays(read, start=start, end=end)),
    )


def _needed(
    read: Reading, clinician: int, start: dt.date, end: dt.date
) -> tuple[frozenset[dt.date], Counter[dt.date]]:
    """The days on which they are on call, and how many sessions would be short without them."""
    mine = select(Assignment.session_id).where(Assignment.clinician_id == clinician)
    others = (
        select(func.count(Assignment.id))
        .where(
            Assignment.session_id == ClinicalSession.id,
            Assignment.clinician_id != clinician,
            counts(without=clinician),
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
    calls = [row[0].date() for row in found if row[3] is ActivityKind.ON_CALL]
    short = [begins.date() for begins, wanted, have, _ in found if have < wanted]
    return frozenset(calls), Counter(short)

"""What surrounds expense lines, loaded once for all: leave, rota, distances and other lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import (
    Absence,
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    ExpenseLine,
    LeaveRequest,
    Room,
    Site,
)
from models.types import ExpenseKind, ExpenseState, LeaveState
from rota_desk.domain.expense_case import (
    Distances,
    ExpenseCase,
    ExpensePolicy,
    LeaveAround,
    OnRota,
    Twin,
)
from rota_desk.domain.mileage import Journey, Reckoned, eligible_way, mileage_year, reckon
from rota_desk.domain.span import midnight
from rota_desk.domain.ways import Ways
from rota_desk.queries.cover import FELL
from rota_desk.queries.distances import known_ways
from rota_desk.queries.mileage_rates import mileage_month, mileage_rates
from rota_desk.queries.settings import count_setting, setting
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
YEAR = dt.timedelta(days=366)
JOURNEYS = (ExpenseKind.MILEAGE, ExpenseKind.PASSENGER)
_GONE = (LeaveState.WITHDRAWN, LeaveState.CANCELLED)


@dataclass(frozen=True, slots=True)
class ExpenseSurroundings:
    """Everything beside a line that its checks look at."""

    today: dt.date
    people: Mapping[int, Clinician]
    policy: ExpensePolicy
    reckoned: Mapping[int, Reckoned]
    _sites: Mapping[int, Site]
    _ways: Ways
    _leave: Mapping[int, Sequence[LeaveAround]]
    _linked: Mapping[int, LeaveAround]
    _absent: Mapping[int, Sequence[tuple[dt.date, dt.date]]]
    _sessions: Mapping[tuple[int, dt.date], Sequence[OnRota]]
    _same_day: Mapping[dt.date, Sequence[ExpenseLine]]

    @classmethod
    def of(cls, read: Reading, lines: Sequence[ExpenseLine]) -> ExpenseSurroundings:
        """What surrounds these lines."""
        people = {one.id: one for one in read.all(select(Clinician))}
        whose = {one.clinician_id for one in lines}
        first, last = min(one.day for one in lines), max(one.day for one in lines)
        policy, ways = _policy(read), known_ways(read)
        everything = _of_the_years(read, first, last)
        journeys = [one for one in everything if one.clinician_id in whose]
        leave, linked = _leave(read, whose, first, last, lines)
        return cls(
            today=read.today,
            people=people,
            policy=policy,
            reckoned=_reckoned(read, journeys, people, policy, ways),
            _sites={one.id: one for one in read.all(select(Site))},
            _ways=ways,
            _leave=leave,
            _linked=linked,
            _absent=_absent(read, whose, first, last),
            _sessions=_sessions(read, whose, first, last),
            _same_day=_by_day(one for one in everything if first <= one.day <= last),
        )

    def case(self, line: ExpenseLine) -> ExpenseCase:
        """All that is known about one line."""
        person = self.people[line.clinician_id]
        site = self._sites.get(line.site_id or 0)
        names = [one.strip() for one in line.passenger_names.replace(";", ",").split(",")]
        return ExpenseCase(
            claimant=person.name,
            day=line.day,
            today=self.today,
            kind=line.kind,
            state=line.state,
            miles=line.miles,
            ways=2 if line.returns else 1,
            from_home=line.from_home,
            from_place=line.from_place,
            to_place=line.to_place,
            to_site_id=line.site_id,
            to_site=site.name if site else "",
            outlying=site.outlying if site else False,
            amount=line.amount,
            passengers=line.passengers,
            passenger_names=tuple(one for one in names if one),
            receipt=line.receipt,
            submitted_on=line.submitted_on,
            brought_forward=line.brought_forward,
            verified_by=line.verified_by,
            approved_by=line.approved_by,
            reckoned=self.reckoned.get(line.id),
            distances=_distances(line, person, self.policy, self._ways),
            policy=self.policy,
            linked=self._linked.get(line.leave_request_id or 0),
            leave=tuple(self._leave.get(line.clinician_id, ())),
            absent=any(
                start <= line.day <= end for start, end in self._absent.get(line.clinician_id, ())
            ),
            sessions=tuple(self._sessions.get((line.clinician_id, line.day), ())),
            twins=tuple(self._twins(line)),
        )

    def _twins(self, line: ExpenseLine) -> Iterator[Twin]:
        """Other lines of the day that say the same; a rejected one says nothing any more."""
        for one in self._same_day.get(line.day, ()):
            if one.id == line.id or ExpenseState.REJECTED in (one.state, line.state):
                continue
            how = _how_alike(line, one)
            if how:
                yield Twin(one.reference or f"line {one.id}", how)


def _how_alike(line: ExpenseLine, other: ExpenseLine) -> str:
    """How two lines of a day are the same thing; empty when they are not."""
    same_person = line.clinician_id == other.clinician_id
    if line.kind in JOURNEYS and other.kind in JOURNEYS:
        if not same_person or _route(line) != _route(other):
            return ""
        if line.kind is not other.kind:
            return "the same journey as driver and as passenger"
        return "the same day, route and miles" if line.miles == other.miles else ""
    if same_person and line.kind is other.kind and line.amount == other.amount:
        sources = {line.source, other.source} - {""}
        through = f", through {' and '.join(sorted(sources))}" if sources else ""
        return f"the same day, kind and amount{through}"
    return ""


def _route(line: ExpenseLine) -> tuple[object, ...]:
    return line.from_place.casefold().strip(), line.to_place.casefold().strip()


def _policy(read: Reading) -> ExpensePolicy:
    return ExpensePolicy(
        window_days=count_setting(read, key="expenses.window_days"),
        rejects_late=setting(read, key="expenses.late") == "rejected",
        tolerance_percent=count_setting(read, key="expenses.tolerance_percent"),
        tolerance_miles=count_setting(read, key="expenses.tolerance_miles"),
        course_days=count_setting(read, key="expenses.course_days"),
        home_rule=str(setting(read, key="expenses.home_rule")),
    )


def _of_the_years(read: Reading, first: dt.date, last: dt.date) -> Sequence[ExpenseLine]:
    """Every line of the mileage years that the days touch."""
    month = mileage_month(read)
    begin = mileage_year(first, month=month)
    end = mileage_year(last, month=month) + YEAR
    return read.all(
        select(ExpenseLine)
        .where(ExpenseLine.day >= begin, ExpenseLine.day < end)
        .order_by(ExpenseLine.day, ExpenseLine.id)
    )


def _reckoned(
    read: Reading,
    lines: Sequence[ExpenseLine],
    people: Mapping[int, Clinician],
    policy: ExpensePolicy,
    ways: Ways,
) -> dict[int, Reckoned]:
    """What each journey earns, person by person in the order of their days."""
    journeys: dict[int, list[Journey]] = defaultdict(list)
    for one in lines:
        counts = one.kind is ExpenseKind.MILEAGE and one.miles is not None
        if not counts or one.state is ExpenseState.REJECTED:
            continue
        person = people[one.clinician_id]
        miles = _miles_that_count(one, _distances(one, person, policy, ways))
        if miles is not None:
            journeys[person.id].append(
                Journey(one.id, one.day, one.vehicle, miles, one.passengers, one.brought_forward)
            )
    book, month = mileage_rates(read), mileage_month(read)
    return {
        number: reckoned
        for theirs in journeys.values()
        for number, reckoned in reckon(theirs, book, month=month).items()
    }


def _miles_that_count(line: ExpenseLine, known: Distances) -> Decimal | None:
    if line.miles is None or not line.from_home or line.brought_forward:
        return line.miles
    return None if known.eligible is None else min(line.miles, known.eligible)


def _distances(
    line: ExpenseLine, person: Clinician, policy: ExpensePolicy, ways: Ways
) -> Distances:
    base, site, begin = person.base_site_id, line.site_id, line.from_site_id
    to_base = Decimal(person.home_to_base_miles)
    base_to_site = ways.miles(base, site) if base is not None and site is not None else None
    reference = ways.miles(begin, site) if begin is not None and site is not None else None
    eligible = None
    if line.from_home and line.miles is not None:
        each_way = 2 if line.returns else 1
        stated = line.home_miles if line.home_miles is not None else line.miles / each_way
        one_way = eligible_way(
            rule=policy.home_rule,
            home_to_site=stated,
            home_to_base=to_base,
            base_to_site=base_to_site,
        )
        eligible = None if one_way is None else one_way * each_way
    return Distances(reference, to_base, base_to_site, eligible)


def _leave(
    read: Reading,
    whose: set[int],
    first: dt.date,
    last: dt.date,
    lines: Sequence[ExpenseLine],
) -> tuple[dict[int, list[LeaveAround]], dict[int, LeaveAround]]:
    """Leave of these people near the days; and the requests that lines are tied to."""
    near: dict[int, list[LeaveAround]] = defaultdict(list)
    for one in read.all(
        select(LeaveRequest)
        .where(LeaveRequest.clinician_id.in_(whose), LeaveRequest.state.not_in(_GONE))
        .where(LeaveRequest.first_day <= last + DAY, LeaveRequest.last_day >= first - DAY)
        .order_by(LeaveRequest.first_day, LeaveRequest.id)
    ):
        near[one.clinician_id].append(_around(one))
    numbers = {one.leave_request_id for one in lines if one.leave_request_id is not None}
    tied = read.all(select(LeaveRequest).where(LeaveRequest.id.in_(numbers)))
    return near, {one.id: _around(one) for one in tied}


def _around(one: LeaveRequest) -> LeaveAround:
    return LeaveAround(
        one.id, one.kind.value, one.first_day, one.last_day, one.state.value, one.course
    )


def _absent(
    read: Reading, whose: set[int], first: dt.date, last: dt.date
) -> dict[int, list[tuple[dt.date, dt.date]]]:
    found: dict[int, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for whom, start, end in read.rows(
        select(Absence.clinician_id, Absence.first_day, Absence.last_day)
        .where(Absence.clinician_id.in_(whose), Absence.first_day <= last)
        .where(Absence.last_day.is_(None) | (Absence.last_day >= first))
    ):
        found[whom].append((start, end or dt.date.max))
    return found


def _sessions(
    read: Reading, whose: set[int], first: dt.date, last: dt.date
) -> dict[tuple[int, dt.date], list[OnRota]]:
    found: dict[tuple[int, dt.date], list[OnRota]] = defaultdict(list)
    for whom, start, end, title, site, name in read.rows(
        select(
            Assignment.clinician_id,
            ClinicalSession.start,
            ClinicalSession.end,
            Activity.name,
            Site.id,
            Site.name,
        )
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Room, Room.id == ClinicalSession.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .where(Assignment.clinician_id.in_(whose), ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= midnight(first))
        .where(ClinicalSession.start < midnight(last + DAY))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    ):
        found[whom, start.date()].append(OnRota(start, end, title, site, name or ""))
    return found


def _by_day(lines: Iterator[ExpenseLine]) -> dict[dt.date, list[ExpenseLine]]:
    found: dict[dt.date, list[ExpenseLine]] = defaultdict(list)
    for one in lines:
        found[one.day].append(one)
    return found

"""The screen: who could be flagged under which rule, found for everybody at once.

A screen may suspect somebody who keeps the rule, never pass over somebody who does not: whoever
is suspected is asked by the rule itself, which alone measures and gives evidence; where a screen
gives `Spots`, by what lies in them. A rule without a screen suspects everybody, and whose rota
columns cannot show rightly is suspected by every rule. Screens are asked of planned rotas: what
was worked, with the times of its calls, is judged person by person.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from rota_desk.domain.facts import HeldContract
from rota_desk.domain.numbers import Flags, Ints
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.spots import Spots
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.asking import Asking, Bound, bound, weigh_bound
from rota_desk.rules.claims.claim_in_planned_time import ClaimInPlannedTime
from rota_desk.rules.claims.claim_on_leave import ClaimOnLeave
from rota_desk.rules.contract import Terms
from rota_desk.rules.cover.not_permitted import NotPermitted
from rota_desk.rules.hours.heavy_nights import HeavyNights
from rota_desk.rules.hours.high_average import HighAverage
from rota_desk.rules.hours.high_basic_average import HighBasicAverage
from rota_desk.rules.hours.high_statutory_average import HighStatutoryAverage
from rota_desk.rules.hours.overfull_week import OverfullWeek
from rota_desk.rules.hours.overlong_shift import OverlongShift
from rota_desk.rules.job_plan.overfull_plan import OverfullPlan
from rota_desk.rules.job_plan.private_work_in_nhs_time import PrivateWorkInNhsTime
from rota_desk.rules.job_plan.unmatched_plan import UnmatchedPlan
from rota_desk.rules.job_plan.unsocial_plan import UnsocialPlan
from rota_desk.rules.leave.late_request import LateRequest
from rota_desk.rules.leave.working_on_leave import WorkingOnLeave
from rota_desk.rules.local.late_before_leave import LateBeforeLeave
from rota_desk.rules.local.too_close import TooClose
from rota_desk.rules.local.too_many import TooMany
from rota_desk.rules.notice.late_roster import LateRoster
from rota_desk.rules.notice.late_work_schedule import LateWorkSchedule
from rota_desk.rules.notice.unagreed_change import UnagreedChange
from rota_desk.rules.oncall.frequent_on_call import FrequentOnCall
from rota_desk.rules.oncall.long_day_after_on_call import LongDayAfterOnCall
from rota_desk.rules.oncall.long_day_after_restless_on_call import LongDayAfterRestlessOnCall
from rota_desk.rules.oncall.on_call_run import OnCallRun
from rota_desk.rules.oncall.overlong_on_call import OverlongOnCall
from rota_desk.rules.oncall.restless_on_call import RestlessOnCall
from rota_desk.rules.readings import Readings
from rota_desk.rules.rest.no_weekly_rest import NoWeeklyRest
from rota_desk.rules.rest.rest_not_given_back import RestNotGivenBack
from rota_desk.rules.rest.short_rest import ShortRest
from rota_desk.rules.rest.short_rest_after_nights import ShortRestAfterNights
from rota_desk.rules.rooms.double_booked_clinician import DoubleBookedClinician
from rota_desk.rules.rooms.no_time_to_travel import NoTimeToTravel
from rota_desk.rules.rule import PersonRule
from rota_desk.rules.runs.late_run import LateRun
from rota_desk.rules.runs.long_run import LongRun
from rota_desk.rules.runs.night_run import NightRun
from rota_desk.rules.runs.unbroken_run import UnbrokenRun
from rota_desk.rules.screening import duties, hours, oncall, papers, rest, runs, weekends
from rota_desk.rules.weekends.frequent_weekends import FrequentWeekends
from rota_desk.rules.weighing import Weighed

Screen = Callable[[Snapshot, Terms], Flags | Spots]
SCREENS: Mapping[type[PersonRule], Screen] = {
    HighAverage: hours.high_average,
    HighBasicAverage: hours.high_basic_average,
    HighStatutoryAverage: hours.high_statutory_average,
    OverfullWeek: hours.overfull_week,
    OverlongShift: hours.overlong_shift,
    HeavyNights: hours.heavy_nights,
    ShortRest: rest.short_rest,
    ShortRestAfterNights: rest.short_rest_after_nights,
    NoWeeklyRest: rest.no_weekly_rest,
    RestNotGivenBack: rest.rest_not_given_back,
    LongRun: runs.long_run,
    LateRun: runs.late_run,
    NightRun: runs.night_run,
    UnbrokenRun: runs.unbroken_run,
    FrequentWeekends: weekends.frequent_weekends,
    OverlongOnCall: oncall.overlong_on_call,
    OnCallRun: oncall.on_call_run,
    FrequentOnCall: oncall.frequent_on_call,
    LongDayAfterOnCall: oncall.long_day_after_on_call,
    RestlessOnCall: oncall.restless_on_call,
    LongDayAfterRestlessOnCall: oncall.long_day_after_restless_on_call,
    LateRoster: papers.who_starts,
    LateWorkSchedule: papers.who_starts,
    UnagreedChange: papers.with_changes,
    WorkingOnLeave: duties.working_on_leave,
    LateRequest: papers.with_requests,
    NotPermitted: duties.not_permitted,
    DoubleBookedClinician: duties.double_booked_clinician,
    NoTimeToTravel: duties.no_time_to_travel,
    UnmatchedPlan: papers.with_plans,
    OverfullPlan: papers.with_plans,
    UnsocialPlan: papers.with_plans,
    PrivateWorkInNhsTime: papers.with_plans,
    ClaimInPlannedTime: papers.with_claims,
    ClaimOnLeave: papers.with_claims,
    TooClose: papers.with_limits,
    TooMany: papers.with_limits,
    LateBeforeLeave: papers.with_limits,
}


_FEW = 2  # suspicions that are looked into by themselves


class Suspicion(NamedTuple):
    """A rule that somebody has to be asked, and the dates that are enough to ask it by."""

    bound: Bound
    spots: Spots | None  # None: the whole horizon


def weigh_suspects(snapshot: Snapshot, asking: Asking) -> Iterator[Weighed]:
    """Hold against their limits no more measures than the screens could not pass."""
    for place, found in suspects(snapshot, asking):
        for one, timeline in zip(found, _times(snapshot, place, found), strict=True):
            yield from weigh_bound(timeline, (one.bound,), asking)


def _times(snapshot: Snapshot, place: int, found: list[Suspicion]) -> Iterator[Timeline]:
    """Give the time by which each suspicion is looked into; for many it is laid once."""
    near = len(found) <= _FEW and all(one.spots for one in found)
    whole = None if near else snapshot.lay(place)
    for one in found:
        yield snapshot.on(place, one.spots, whole)


def suspects(snapshot: Snapshot, asking: Asking) -> Iterator[tuple[int, list[Suspicion]]]:
    """Give the place of each person who may be flagged, with what they have to be asked."""
    found: dict[int, list[Suspicion]] = {}
    marks = _Marks(snapshot, asking.readings)
    for places, anyone in _groups(snapshot):
        for one in bound(anyone, asking):
            if one.terms.flags:
                marked, spots = marks.of(one)
                for place in places[marked[places]].tolist():
                    near = None if marks.whole[place] else spots
                    found.setdefault(place, []).append(Suspicion(one, near))
    yield from sorted(found.items())


class _Marks:
    """Who is suspected under each set of terms; every screen is asked once."""

    def __init__(self, snapshot: Snapshot, readings: Readings) -> None:
        self._snapshot, self._readings = snapshot, readings
        self._known: dict[tuple[int, type[PersonRule]], tuple[Terms, Flags, Spots | None]] = {}
        everybody = snapshot.everybody
        lasting = everybody.marked(everybody.calls.who) | everybody.mixed
        self.whole = everybody.odd | lasting  # what lies in a spot may begin long before it

    def of(self, one: Bound) -> tuple[Flags, Spots | None]:
        """Mark whoever has to be asked by a rule, and where if that is enough."""
        at = (id(one.terms), type(one.rule))
        if at not in self._known:
            self._known[at] = (one.terms, *self._ask(one))
        return self._known[at][1:]

    def _ask(self, one: Bound) -> tuple[Flags, Spots | None]:
        everybody, screen = self._snapshot.everybody, SCREENS.get(type(one.rule))
        if screen is None:
            return np.ones(everybody.people, np.bool_), None
        found = screen(self._snapshot, one.terms)
        if not isinstance(found, Spots):
            return found | everybody.odd, None
        marked = everybody.marked(found.who) | everybody.odd
        near = found.however_read or not self._turns_on_words(one)
        return marked, found if near else None

    def _turns_on_words(self, one: Bound) -> bool:
        """Whether another reading of an open point defines something in other words."""
        segment, _, terms = one
        return any(
            segment.contract.means(segment.start, other) != terms.means
            for point in terms.contested
            for _, other in self._readings.others(point)
        )


def _groups(snapshot: Snapshot) -> Iterator[tuple[Ints, Timeline]]:
    """Give the places of the people whom the same contracts bind, and the horizon of one."""
    places: dict[tuple[HeldContract, ...], list[int]] = {}
    for place, person in enumerate(snapshot.people):
        places.setdefault(person.contracts, []).append(place)
    for found in places.values():
        yield np.array(found, np.int64), snapshot.free_timeline(found[0])

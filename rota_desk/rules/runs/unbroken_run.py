"""Duties on too many dates running, or too little rest after them."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.facts import AwayKind
from rota_desk.domain.runs import Run, runs
from rota_desk.domain.span import weekday_of
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.contract import Definitions, Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.run_measures import rest_after_full_run, run_length
from rota_desk.rules.terms_kinds import shift_kinds

_SATURDAY = 5
_LEAVE = (
    AwayKind.ANNUAL_LEAVE,
    AwayKind.STUDY_LEAVE,
    AwayKind.PROFESSIONAL_LEAVE,
    AwayKind.SPECIAL_LEAVE,
    AwayKind.TOIL,
    AwayKind.SICK,
)


class UnbrokenRun(PersonRule):
    """Somebody works on more dates running than allowed, or without the rest after them.

    Measures:   dates in a run of shifts and on-call periods of any length; after a full run, end
                of the last duty to the start of the next. A run whose weekends hold nothing but
                on-call of low intensity may be longer.
    Leaves out: dates of leave, sickness or rest, which break a run unless a department reads it
                otherwise.
    """

    key = "runs.unbroken_run"
    reach = dt.timedelta(days=15)
    says = sentences(
        run="duties on {measured} running, from {start} to {end}; at most {limit}",
        low_intensity="duties on {measured} running with a low-intensity weekend, from {start} "
        "to {end}; at most {limit}",
        rest="only {measured} after a full run of duties, between {start} and {end}; needs "
        "{limit}",
    )

    def heeds(self, rota: Timeline, name: str) -> bool:
        """Leave it alone whether leave ends a run where there is no leave."""
        return name != "run_bridges_leave" or bool(rota.days_away(*_LEAVE))

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each run's length and the rest after a full one."""
        limit = terms.limits["run"]
        for run in _runs(rota, terms):
            low = run.length > limit.value and _is_low_intensity(run, terms.means)
            against = "low_intensity" if low else "run"
            longest = terms.limits[against]
            yield run_length(run, against)
            yield from rest_after_full_run(
                rota, run, full=limit.value, longest=longest.authorised_to or longest.value
            )


def _runs(rota: Timeline, terms: Terms) -> Iterator[Run]:
    """Give the runs as the contract is read: by start or by every date, across leave or not."""
    means = terms.means
    bridges = rota.days_away(*_LEAVE) if means.says("run_bridges_leave") else frozenset()
    if means.says("run_touches"):
        return runs(
            rota.stretches, lambda one: one.day, last_of=lambda one: one.last_day, bridges=bridges
        )
    return runs(rota.stretches, shift_kinds(terms).day_of, bridges=bridges)


def _is_low_intensity(run: Run, means: Definitions) -> bool:
    weekend = [one for one in run.stretches if weekday_of(one.day) >= _SATURDAY]
    return bool(weekend) and all(_is_light(one, means) for one in weekend)


def _is_light(stretch: Stretch, means: Definitions) -> bool:
    episodes = stretch.episodes if stretch.work else stretch.episodes or 0
    return (
        stretch.on_call
        and stretch.work <= means.minutes("low_intensity_work")
        and episodes is not None
        and episodes <= means.number("low_intensity_episodes")
    )

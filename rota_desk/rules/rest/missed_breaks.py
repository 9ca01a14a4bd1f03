"""Breaks missed too often."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rota_desk.domain.breaks import BreakSteps, missed_share
from rota_desk.domain.facts import Duty
from rota_desk.domain.span import DAY, day_of, midnight
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.break_steps import break_steps
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences


class MissedBreaks(PersonRule):
    """Breaks that were due were missed too often within a few weeks.

    Measures:   of the shifts in which breaks are due, by their real length, those with any break
                missed, in the worst four weeks that begin with a record; or of all breaks due.
    Leaves out: the planned rota, which shows no breaks taken. A shift without a record counts as
                kept, so that the share is never told too high.
    """

    key = "rest.missed_breaks"
    reach = dt.timedelta(days=28)
    says = sentences("breaks missed: {measured}, {note}, from {start} to {end}; under {limit}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the highest share of any reference period within the horizon."""
        steps, means = break_steps(terms.means), terms.means
        owed = [one for one in (_owed(shift, steps) for shift in rota.shifts) if one.due]
        days = 7 * int(means.number("break_weeks"))
        last = rota.beyond_day - days
        starts = sorted({one.day for one in owed if one.known and one.day <= last})
        counted = means.says("breaks_counted")
        weighed = [_weigh(owed, start, days, of_breaks=counted) for start in starts]
        best = max(weighed, key=lambda one: one.share, default=None)
        if best is not None:
            yield best.measure(days)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A shift with the breaks it asks for; `missed` is None where nobody recorded it."""

    day: int
    due: int
    missed: int | None
    duties: tuple[Duty, ...]

    @property
    def known(self) -> bool:
        return self.missed is not None


@dataclass(frozen=True, slots=True)
class _Period:
    """What was missed in one reference period."""

    first: int
    share: Fraction
    note: str
    seen: bool
    duties: tuple[Duty, ...]

    def measure(self, days: int) -> Measure:
        return Measure(
            midnight(day_of(self.first)),
            midnight(day_of(self.first + days)),
            self.share * 100,
            seen=self.seen,
            duties=self.duties,
            note=self.note,
        )


def _owed(shift: Stretch, steps: BreakSteps) -> _Owed:
    missed = [one.breaks_missed for one in shift.duties if one.breaks_missed is not None]
    due = steps.due(shift.wall_start % DAY, shift.length)
    return _Owed(shift.day, due, min(sum(missed), due) if missed else None, duties_of(shift))


def _weigh(owed: list[_Owed], first: int, days: int, *, of_breaks: bool) -> _Period:
    within = [one for one in owed if first <= one.day < first + days]
    share = missed_share(
        ((one.due, one.due - (one.missed or 0)) for one in within), of_breaks=of_breaks
    )
    bad = [one for one in within if one.missed]
    said = f"on {len(bad)} of {len(within)} shifts"
    if of_breaks:
        said = f"{sum(one.missed or 0 for one in bad)} of {sum(one.due for one in within)} breaks"
    return _Period(
        first=first,
        share=share or Fraction(0),
        note=said,
        seen=all(one.known for one in within),
        duties=tuple(duty for one in bad for duty in one.duties),
    )

"""Too many hours a week on average over the rota's cycle."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.averages import work_schedule_average
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.domain.work import Minutes, lay_work
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences


class HighAverage(PersonRule):
    """A rota's cycle has more hours a week than its doctors may average.

    Measures:   work of the duties that start in the cycle, less the leave that colleagues cover,
                over the weeks that are left (the work-schedule method of NHS Employers and BMA).
    Leaves out: the statutory average with its excluded days, which has a rule of its own.
    """

    key = "hours.high_average"
    reach = dt.timedelta(days=0)
    says = sentences(
        "{measured} a week on average from {start} to {end}{note}; at most {limit}",
        opted_out="{measured} a week on average from {start} to {end}{note}; at most {limit} "
        "with an opt-out",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the average of the cycle that starts with the horizon."""
        if not rota.stretches:
            return
        weeks = rota.person.cycle_weeks
        last = rota.first + dt.timedelta(weeks=weeks) if weeks else rota.beyond
        yield Measure(
            midnight(rota.first),
            midnight(last),
            None if weeks is None else _average(rota, weeks, _leave_days(rota, terms)),
            against="opted_out" if rota.person.opt_out else "",
            seen=last <= rota.beyond,
            note=_said(_leave_days(rota, terms)),
        )


def _average(rota: Timeline, weeks: int, leave: Fraction) -> Minutes | None:
    last = rota.first_day + 7 * weeks
    cycle = (one for one in rota.stretches if one.day < last)
    done = lay_work(piece for one in cycle for piece in rota.pieces(one)).done
    return work_schedule_average(
        work=Fraction(done[-1] if done else 0),
        weeks=weeks,
        leave_days_per_year=leave,
        standard_day=rota.person.standard_day_minutes,
    )


def _leave_days(rota: Timeline, terms: Terms) -> Fraction:
    """Give the days a year that colleagues cover; holidays only where leave is covered at all."""
    days = Fraction(rota.person.prospective_leave_days)
    return days + terms.means.number("cover_holidays") if days else days


def _said(days: Fraction) -> str:
    return f", {float(days):g} days of leave a year covered by colleagues" if days else ""

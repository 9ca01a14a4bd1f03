"""On-call periods that hold more work than the work schedule expects."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.facts import Duty, DutyKind
from rota_desk.domain.said import day as day_words
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.wording import quantity

_SATURDAY = 5


class LowEstimate(PersonRule):
    """On-call periods hold more work on average than the work schedule's estimate.

    Measures:   of weekdays, and of Saturdays and Sundays, by the date on which a period starts:
                the work of the periods on record, less what was expected of the same periods,
                for each of them.
    Leaves out: the planned rota; periods without a record; fewer records than say anything.
    """

    key = "oncall.low_estimate"
    reach = dt.timedelta(days=0)
    says = sentences("{note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield how far the average of the weekdays and of the weekend lies above its estimate."""
        known = [one for one in rota.duties if _is_recorded(one)]
        least = terms.means.number("estimate_periods")
        for weekend, days in ((False, "weekdays"), (True, "Saturdays and Sundays")):
            found = [one for one in known if (one.start.weekday() >= _SATURDAY) == weekend]
            if found and len(found) >= least:
                yield _measure(found, days)


def _is_recorded(duty: Duty) -> bool:
    return duty.kind is DutyKind.ON_CALL and duty.calls is not None


def _measure(found: list[Duty], days: str) -> Measure:
    worked, expected = (
        Fraction(sum(each), len(found))
        for each in (
            [one.work_minutes or 0 for one in found],
            [one.expected_minutes or 0 for one in found],
        )
    )
    first, last = found[0], found[-1]
    said = (
        f"{len(found)} on-call periods on {days} from {day_words(first.start.date())} to "
        f"{day_words(last.start.date())} held {quantity(worked, 'hours')} of work each on "
        f"average, the work schedule expects {quantity(expected, 'hours')}"
    )
    return Measure(first.start, last.end, worked - expected, duties=tuple(found), note=said)

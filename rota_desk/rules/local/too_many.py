"""More duties of a kind than the department wants in some days running."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.facts import Duty
from rota_desk.domain.local_limits import Ceiling
from rota_desk.domain.said import day as day_words
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences
from rota_desk.rules.windows import fullest


class TooMany(PersonRule):
    """More duties of an activity start in some days running than the department's rule allows.

    Measures:   how many too many, by the date on which they start, in every window of the rule's
                width.
    Leaves out: duties before the department's rule holds or after it ended.
    """

    key = "local.too_many"
    reach = dt.timedelta(days=15)
    says = sentences("{note}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield the fullest window, or the fullest of each group that is over the limit."""
        for limit in rota.limits:
            if isinstance(limit, Ceiling):
                yield from _windows(rota, limit)


def _windows(rota: Timeline, limit: Ceiling) -> Iterator[Measure]:
    who, width = rota.person.clinician_id, dt.timedelta(days=limit.days)
    held = [
        one
        for one in rota.duties
        if one.activity_id == limit.activity_id and limit.bounds.bind(who, one.start.date())
    ]
    counted = (
        (one.toordinal(), len(_within(held, one, width)))
        for one in {duty.start.date() for duty in held}
    )
    for number, count in fullest(counted, limit.days, limit.count):
        first = dt.date.fromordinal(number)
        inside = _within(held, first, width)
        yield Measure(
            midnight(first),
            midnight(first + width),
            max(0, count - limit.count),
            duties=inside,
            note=_said(limit, count, first, inside[-1].start.date()),
        )


def _said(limit: Ceiling, count: Fraction | int, first: dt.date, last: dt.date) -> str:
    when = f"from {day_words(first)} to {day_words(last)}"
    if first == last:
        when = f"on {day_words(first)}"
    within = "a day" if limit.days == 1 else f"in {limit.days} days"
    return f"{limit.activity}: {count} {when}; the department allows {limit.count} {within}"


def _within(held: list[Duty], first: dt.date, width: dt.timedelta) -> tuple[Duty, ...]:
    return tuple(one for one in held if first <= one.start.date() < first + width)

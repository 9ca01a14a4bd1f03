"""A part-timer's share of nights, weekends and on-call."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.facts import Person
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import midnight, weekday_of
from rota_desk.domain.timeline import Stretch, Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences
from rota_desk.rules.terms_kinds import nights

_SATURDAY = 5
_FULL = 1


class UnevenShare(DepartmentRule):
    """A part-timer has more or fewer nights, weekends or on-call periods than their share.

    Measures:   duties over the cycle that starts with the horizon, beside the mean of the
                full-timers of the same contract times the part-timer's share of full time.
    Leaves out: pictures without a full-timer, or shorter than the cycle; contracts that the
                desk's definitions do not name.
    """

    key = "shares.uneven_share"
    reach = dt.timedelta(days=0)
    says = sentences("{note}: {measured} apart; at most {limit}", share="{note}: {measured} apart")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield, for each part-timer and kind of duty, how far they are from their share."""
        named = terms.means.words("shared_by")
        bound = [one for one in rota.timelines if _code(one) in named and _whole_cycle(one)]
        full = [one for one in bound if one.person.wte >= _FULL]
        for line in bound:
            peers = [one for one in full if _code(one) == _code(line)]
            if line.person.wte < _FULL and peers:
                yield from _apart(line, peers, terms)


def _apart(line: Timeline, peers: list[Timeline], terms: Terms) -> Iterator[Measure]:
    person, weeks = line.person, line.person.cycle_weeks or 0
    mine = _counted(line, weeks, terms)
    others = [_counted(one, weeks, terms) for one in peers]
    for kind, count in mine.items():
        usual = Fraction(sum(one[kind] for one in others), len(others)) * Fraction(person.wte)
        apart = abs(count - usual)
        within = apart <= usual * terms.limits["share"].value
        note = f"{count} {kind} where {float(person.wte):.0%} of full time have {float(usual):.3g}"
        yield Measure(
            midnight(line.first),
            midnight(line.first + dt.timedelta(weeks=weeks)),
            apart / usual if within and usual else apart,
            against="share" if within and usual else "",
            about=About(name=person.name, clinician_id=person.clinician_id),
            note=note,
        )


def _counted(line: Timeline, weeks: int, terms: Terms) -> dict[str, int]:
    last = line.first_day + 7 * weeks
    shifts = [one for one in line.shifts if one.day < last]
    calls = [one for one in line.on_calls if one.day < last]
    night = nights(terms)
    return {
        "nights": sum(night.are(one) for one in shifts),
        "weekends": len({_weekend(one) for one in shifts if weekday_of(one.day) >= _SATURDAY}),
        "on-call periods": len(calls),
    }


def _weekend(shift: Stretch) -> int:
    return shift.day - (weekday_of(shift.day) - _SATURDAY)


def _code(line: Timeline) -> str:
    held = line.person.contracts
    return held[-1].code if held else ""


def _whole_cycle(line: Timeline) -> bool:
    person: Person = line.person
    return person.cycle_weeks is not None and person.cycle_weeks * 7 <= line.days

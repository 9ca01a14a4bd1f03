"""A part-timer's share of nights, weekends and on-call."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from rota_desk.domain.facts import Person
from rota_desk.domain.shares import mean_of, share_of, weekends_worked
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import midnight
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences
from rota_desk.rules.terms_kinds import nights

_FULL = 1
_KINDS = ("nights", "weekends", "on-call periods")


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
        bound = [
            place
            for place, one in enumerate(rota.people)
            if _code(one) in named and _whole_cycle(one, rota)
        ]
        part = [place for place in bound if rota.people[place].wte < _FULL]
        full = {code: _full_timers(rota, bound, code) for code in named} if part else {}
        usual: dict[tuple[str, int], tuple[Fraction, ...]] = {}
        for place in part:
            code, weeks = _code(rota.people[place]), rota.people[place].cycle_weeks or 0
            if full[code]:
                if (code, weeks) not in usual:
                    usual[code, weeks] = _mean(rota, full[code], weeks, terms)
                yield from _apart(rota, place, usual[code, weeks], terms)


def _full_timers(rota: Snapshot, bound: list[int], code: str) -> list[int]:
    people = rota.people
    return [one for one in bound if people[one].wte >= _FULL and _code(people[one]) == code]


def _mean(rota: Snapshot, places: list[int], weeks: int, terms: Terms) -> tuple[Fraction, ...]:
    return mean_of([_counted(rota, one, weeks, terms) for one in places])


def _apart(
    rota: Snapshot, place: int, means: tuple[Fraction, ...], terms: Terms
) -> Iterator[Measure]:
    person = rota.people[place]
    weeks = person.cycle_weeks or 0
    mine = _counted(rota, place, weeks, terms)
    for kind, count, mean in zip(_KINDS, mine, means, strict=True):
        usual = share_of(mean, person.wte)
        apart = abs(count - usual)
        within = apart <= usual * terms.limits["share"].value
        note = f"{count} {kind} where {float(person.wte):.0%} of full time have {float(usual):.3g}"
        yield Measure(
            midnight(rota.horizon_start),
            midnight(rota.horizon_start + dt.timedelta(weeks=weeks)),
            apart / usual if within and usual else apart,
            against="share" if within and usual else "",
            about=About(name=person.name, clinician_id=person.clinician_id),
            note=note,
        )


def _counted(rota: Snapshot, place: int, weeks: int, terms: Terms) -> tuple[int, ...]:
    """Count somebody's duties of each kind, from columns where the picture has them."""
    night = nights(terms)
    if rota.at_once and not rota.everybody.odd[place]:
        return tuple(int(one[place]) for one in rota.everybody.counts(7 * weeks, night))
    line = rota.timeline(place)
    last = line.first_day + 7 * weeks
    shifts = [one for one in line.shifts if one.day < last]
    return (
        sum(night.are(one) for one in shifts),
        weekends_worked(shifts),
        sum(one.day < last for one in line.on_calls),
    )


def _code(person: Person) -> str:
    return person.contracts[-1].code if person.contracts else ""


def _whole_cycle(person: Person, rota: Snapshot) -> bool:
    days = (rota.horizon_end - rota.horizon_start).days
    return person.cycle_weeks is not None and person.cycle_weeks * 7 <= days

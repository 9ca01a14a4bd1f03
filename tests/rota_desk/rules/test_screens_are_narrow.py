"""On a plain rota a screen suspects nobody in vain: whoever is asked breaks the rule."""

import datetime as dt
from collections.abc import Iterator
from random import Random

import pytest
from good_rota import FIRST

from rota_desk.domain.facts import ALWAYS, Duty, DutyKind, HeldContract, Person
from rota_desk.domain.snapshot import LONDON, Snapshot
from rota_desk.rules.asking import Asking, bound, weigh_bound
from rota_desk.rules.contract import load
from rota_desk.rules.readings import RULEBOOK
from rota_desk.rules.registry import RULES
from rota_desk.rules.screen import suspects

ASKING = Asking(FIRST, RULES, load, RULEBOOK, kept=False)
SHIFTS = (
    *((8, 8.0), (8, 12.5), (8, 13.0), (8, 13.5), (20, 12.5), (21, 10.0)),
    *((9, 4.0), (12, 11.5), (14, 10.0), (7, 10.0)),
)
CALLS = ((17, 15.0, 60), (8, 24.0, 0), (8, 25.0, 300), (20, 12.0, 480), (9, 23.0, 900))
LENGTHS = (14, 28, 56, 126, 196)
WIDE = (
    "rest.no_weekly_rest",  # a fortnight serves as well
    "rest.rest_not_given_back",  # the next rest gives it back
    "hours.heavy_nights",  # which of the nights fall into one period is counted by the rule alone
)
WIDE_ON_CALL = (  # where the expected work falls in a period is known to the rule alone
    "oncall.restless_on_call",
    "oncall.long_day_after_restless_on_call",
    "hours.overfull_week",
)


def a_plain_rota(seed: int, code: str, *, on_call: float) -> Snapshot:
    """Four people with shifts, or on-call periods, one after the other."""
    random, days = Random(seed), LENGTHS[seed % len(LENGTHS)]
    people = tuple(
        Person(
            number,
            f"Dr {number}",
            (HeldContract(code),),
            cycle_weeks=random.choice((2, 3, 4, days // 7)),
            opt_outs=ALWAYS if random.random() < 0.2 else (),
        )
        for number in range(4)
    )
    duties = [one for person in people for one in _duties(random, person, days, on_call)]
    return Snapshot(LONDON, FIRST, FIRST + dt.timedelta(days=days), people, tuple(duties))


def _duties(random: Random, person: Person, days: int, on_call: float) -> Iterator[Duty]:
    busy, usual = random.choice((0.3, 0.6, 0.8, 0.95)), random.choice(SHIFTS)
    until = dt.datetime.combine(FIRST, dt.time())
    for day in range(days):
        is_call = random.random() < on_call
        shift = usual if random.random() < 0.7 else random.choice(SHIFTS)
        hour, hours, work = random.choice(CALLS) if is_call else (*shift, 0)
        start = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(hour))
        if random.random() < busy and start >= until:
            until = start + dt.timedelta(hours=hours)
            kind = DutyKind.ON_CALL if is_call else DutyKind.SHIFT
            yield Duty(person.clinician_id, start, until, kind, work if is_call else None)


def asked(rota: Snapshot, *wide: str) -> set[tuple[int, str]]:
    """Whom a rule has to be asked about; the wide ones left out."""
    return {
        (place, one.bound.terms.id)
        for place, found in suspects(rota, ASKING)
        for one in found
        if one.bound.rule.key not in (*WIDE, *wide)
    }


def flagged(rota: Snapshot, *wide: str) -> set[tuple[int, str]]:
    """Who breaks a rule; the wide ones left out."""
    return {
        (place, one.terms.id)
        for place in range(len(rota.people))
        for line in [rota.lay(place)]
        for one in bound(line, ASKING)
        if one.rule.key not in (*WIDE, *wide)
        if any(each.flagged for each in weigh_bound(line, (one,), ASKING))
    }


@pytest.mark.parametrize("code", ["ENG-RD-2016", "ENG-CONS-2003"])
@pytest.mark.parametrize("seed", range(25))
def test_of_shifts_one_after_the_other_only_those_who_break_a_rule_are_asked(
    seed: int, code: str
) -> None:
    rota = a_plain_rota(seed, code, on_call=0)
    assert asked(rota) == flagged(rota)


@pytest.mark.parametrize("seed", range(25))
def test_of_on_call_periods_only_those_who_break_a_rule_are_asked(seed: int) -> None:
    rota = a_plain_rota(seed, "ENG-RD-2016", on_call=0.5)
    assert asked(rota, *WIDE_ON_CALL) == flagged(rota, *WIDE_ON_CALL)

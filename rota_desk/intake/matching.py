"""Who and what a roster's names and codes stand for in the department's own records."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Clinician
from rota_desk.intake.likeness import Likeness, is_slip, percent_alike
from rota_desk.intake.plan import WORK, IntakePlan
from rota_desk.intake.times import find_times
from rota_desk.intake.words import plain_name
from rota_desk.unit_of_work import Reading

_HALF = re.compile(r"^(.*\S) (AM|PM)$")


@dataclass(frozen=True, slots=True)
class RosterPeople:
    """The people of a roster: those known, those new, and those who may be somebody known."""

    known: dict[str, int]
    new: tuple[str, ...]
    unsure: dict[str, tuple[Likeness, ...]]


def roster_people(read: Reading, *, plan: IntakePlan) -> RosterPeople:
    """Match a roster's names with the directory; only the very same name is taken as known."""
    by_name: dict[str, set[int]] = defaultdict(set)
    people = read.all(select(Clinician).order_by(Clinician.id))
    for person in people:
        for name in filter(None, (person.name, person.full_name)):
            by_name[plain_name(name)].add(person.id)
    known = {
        name: next(iter(by_name[plain_name(name)]))
        for name in plan.people
        if len(by_name.get(plain_name(name), ())) == 1
    }
    others = [name for name in plan.people if name not in known]
    there = sorted({person.full_name or person.name for person in people})
    unsure = {name: like for name in others if (like := _alike(name, there))}
    return RosterPeople(known, tuple(name for name in others if name not in unsure), unsure)


def people_alike(names: Iterable[str]) -> dict[str, tuple[Likeness, ...]]:
    """Give the names of one roster that may be the same person as another name in it."""
    listed = list(names)
    pairs = {name: _alike(name, [other for other in listed if other != name]) for name in listed}
    return {name: like for name, like in pairs.items() if like and len(_parts(name)) == 1}


def roster_activities(read: Reading, *, plan: IntakePlan) -> dict[str, int | None]:
    """Match codes of work with the activities of that code, name or meaning; none when new."""
    by_code: dict[str, int] = {}
    for activity in read.all(select(Activity).order_by(Activity.id.desc())):
        by_code[activity.name.casefold()] = activity.id
    for activity in read.all(select(Activity)):
        by_code[activity.code.casefold()] = activity.id
    codes = dict.fromkeys(activity_code(duty.code) for duty in plan.duties if duty.kind == WORK)
    meant = {meaning.code: meaning.meaning.casefold() for meaning in plan.codes}
    return {
        code: by_code.get(code.casefold()) or by_code.get(meant.get(code, "")) for code in codes
    }


def activity_code(code: str) -> str:
    """Give the code of the activity: Clinic of Clinic AM, ARC of 0800-1730 ARC."""
    found = _HALF.match(code)
    bare = found[1] if found else code
    timed = find_times(bare)
    return timed[1] if timed and timed[1] and bare.endswith(timed[1]) else bare


def half_of(code: str) -> str:
    """Give the half of the day a code says, AM or PM, or nothing."""
    found = _HALF.match(code)
    return found[2] if found else ""


def _parts(name: str) -> list[str]:
    return plain_name(name).split()


def _alike(name: str, others: list[str]) -> tuple[Likeness, ...]:
    """Give those who may be the same person, the likest first."""
    mine = _parts(name)
    there = [other for other in others if mine and _may_be(mine, _parts(other))]
    found = [Likeness(other, percent_alike(name, other)) for other in there]
    return tuple(sorted(found, key=lambda one: -one.percent))


def _may_be(mine: list[str], other: list[str]) -> bool:
    """Whether the surnames are one but for a slip, and no given name speaks against it."""
    if not other or not (mine[-1] == other[-1] or is_slip(mine[-1], other[-1])):
        return sorted(mine) == sorted(other)
    first, second = mine[:-1], other[:-1]
    return not first or not second or first[0][0] == second[0][0]

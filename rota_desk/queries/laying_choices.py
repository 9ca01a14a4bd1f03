"""For whom a pattern can be laid next: posts and people, and who usually stands on which line."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models import Clinician, DutyPattern, PatternLine, Post
from rota_desk.planning.cycle import week_of_cycle
from rota_desk.queries.built_until import first_unbuilt_monday
from rota_desk.queries.patterns import LayingView, layings
from rota_desk.unit_of_work import Reading
from rota_desk.words import counted_order

USUAL_WEEKS = 12


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A post, or a person by name, that can stand on a line."""

    name: str
    post_id: int | None
    clinician_id: int | None

    @property
    def kind(self) -> str:
        """What places of one kind have in common: a post's name without its number.

        "SHO 3" and "SHO 4" are of one kind; so are all people.
        """
        return self.name.rstrip("0123456789") if self.post_id is not None else ""


@dataclass(frozen=True, slots=True)
class LayingChoices:
    """What a form for laying offers, and begins with; `usual` has one for each line."""

    first: dt.date  # the first Monday that is not built, or the one asked for
    last: dt.date  # so far as the rota is built already, and twelve weeks at least
    places: tuple[PlaceChoice, ...]
    usual: tuple[PlaceChoice | None, ...]


def laying_choices(read: Reading, *, pattern: int, first: dt.date | None = None) -> LayingChoices:
    """Every post and everybody still here; each on the line they are on in the first week.

    That is where the laying in force then, or the last before it, rolls them to.
    """
    weeks = read.get(DutyPattern, pattern).weeks
    unbuilt = first_unbuilt_monday(read)
    first = first or unbuilt
    found = sorted(read.all(select(Post)), key=lambda one: counted_order(one.name))
    posts = tuple(PlaceChoice(one.name, one.id, None) for one in found)
    here = select(Clinician).where(Clinician.leaves.is_(None) | (Clinician.leaves > read.today))
    people = tuple(
        PlaceChoice(one.name, None, one.id) for one in read.all(here.order_by(Clinician.name))
    )
    usual: list[PlaceChoice | None] = [None] * weeks
    known = {(one.post_id, one.clinician_id): one for one in (*posts, *people)}
    for laid in _last_before(layings(read, pattern=pattern).get(pattern, ()), first):
        for place in laid.places:
            line = _rolled(laid, place.line, first, weeks)
            usual[line - 1] = known.get((place.post_id, place.clinician_id))
    return LayingChoices(
        first=first,
        last=max(first + dt.timedelta(weeks=USUAL_WEEKS), unbuilt) - dt.timedelta(days=1),
        places=(*posts, *people),
        usual=tuple(usual),
    )


@dataclass(frozen=True, slots=True)
class AlsoOn:
    """Another pattern that rolls for the same posts or people, and puts on the same work."""

    pattern_id: int
    pattern: str
    names: tuple[str, ...]  # who stands on both
    whole: bool  # nobody else stands on it


def also_on(
    read: Reading, *, pattern: int, first: dt.date, places: Collection[PlaceChoice]
) -> tuple[AlsoOn, ...]:
    """The other patterns in force from a day on that would give these places work twice."""
    wanted = {(one.post_id, one.clinician_id) for one in places}
    work = _work_of(read)
    names = {one.id: one.name for one in read.all(select(DutyPattern))}
    found: list[AlsoOn] = []
    for number, laid in layings(read).items():
        if number == pattern or not work[number] & work[pattern]:
            continue
        there = [p for one in laid if one.end is None or one.end > first for p in one.places]
        both = [one.name for one in there if (one.post_id, one.clinician_id) in wanted]
        if both:
            shared = tuple(sorted(set(both), key=counted_order))
            found.append(AlsoOn(number, names[number], shared, len(both) == len(there)))
    return tuple(sorted(found, key=lambda one: one.pattern))


def _work_of(read: Reading) -> dict[int, set[int]]:
    """The activities of each pattern."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, activity in read.rows(select(PatternLine.pattern_id, PatternLine.activity_id)):
        found[number].add(activity)
    return found


def _last_before(found: tuple[LayingView, ...], day: dt.date) -> tuple[LayingView, ...]:
    """The laying that began last by a day; the first of all where none had begun."""
    begun = [one for one in found if one.start <= day]
    return tuple(begun[-1:]) or found[:1]


def _rolled(laid: LayingView, line: int, first: dt.date, weeks: int) -> int:
    """On which line somebody stands who began on `line` when it was laid."""
    return week_of_cycle(first, laid.start, weeks, line)

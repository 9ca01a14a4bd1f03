"""What was done in a what-if, in parts to choose from: for whom, on which day, whether it fits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models import Clinician, DutyPattern, JobPlan, Post
from rota_desk.changes import Change, ChangeSet
from rota_desk.queries.stood import Stood, stand_now
from rota_desk.queries.version_changes import NOBODY, Differs, differences
from rota_desk.queries.what_if import named_by
from rota_desk.queries.what_if_act import Nearest
from rota_desk.queries.what_if_fit import Key, key_of
from rota_desk.queries.what_if_groups import SEATED, WHOLE_ACTS, grouped
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

SIGNS = {Differs.ADDED: "+", Differs.REMOVED: "−", Differs.MOVED: "→"}
CHANGED_SIGN = "±"
OWNERS: tuple[tuple[str, type[Clinician | Post | DutyPattern]], ...] = (
    ("clinician_id", Clinician),
    ("post_id", Post),
    ("pattern_id", DutyPattern),
)  # by which column a record names whose it is
LENGTHS = ("start", "first_day", "day")  # where records keep the day they begin


@dataclass(frozen=True, slots=True)
class PartLine:
    """One thing a part would do: for whom, on which day, what."""

    how: Differs
    who: str
    day: dt.date | None
    what: str
    clinician_id: int | None = None

    @property
    def how_words(self) -> str:
        """How it changes the rota, with a sign of its own: "+ added"."""
        return f"{SIGNS.get(self.how, CHANGED_SIGN)} {self.how.value}"


@dataclass(frozen=True, slots=True)
class Part:
    """Changes that only make sense together: what was done to one session, say."""

    number: int
    changes: tuple[Change, ...]
    needs: frozenset[int]  # the parts without which it cannot stand
    lines: tuple[PartLine, ...]
    trouble: str = ""  # why it does not fit the real rota any more
    nearest: Nearest | None = None  # what could be done by hand instead

    @property
    def told(self) -> str:
        """Why it does not fit, and what could be done instead."""
        instead = self.nearest.words if self.nearest else ""
        return ". ".join(one for one in (self.trouble, instead) if one)

    @property
    def fits(self) -> bool:
        """Whether it can be put on the real rota."""
        return not self.trouble

    @property
    def follows(self) -> bool:
        """Whether it has nothing to choose: it goes where all that it needs goes."""
        return self.fits and not self.lines


def parts_of(
    changes: ChangeSet,
    acts: Iterable[tuple[Key, ...]],
    told: Mapping[int, list[PartLine]],
    records: Mapping[Key, PartLine],
) -> tuple[Part, ...]:
    """The changes in parts, with their lines: about sessions, by session, and about records."""
    found = []
    for number, (many, needs) in enumerate(grouped(changes, acts)):
        silent = bool(needs) and any(one.record == "gap" for one in many)
        lines = tuple(_lines(many, told, records, silent=silent))
        found.append(Part(number, many, needs, lines))
    return tuple(found)


def _lines(
    many: tuple[Change, ...],
    told: Mapping[int, list[PartLine]],
    records: Mapping[Key, PartLine],
    *,
    silent: bool,
) -> Iterator[PartLine]:
    """What shows on sessions; leave and absence beside it, and the record where nothing shows.

    A need says nothing where it only follows from who came and went (`silent`).
    """
    if silent:
        return
    people = {who for one in many if one.record in SEATED for who in one.fact("clinician_id")}
    seats_only = all(one.record in SEATED for one in many)
    of_sessions = [
        line
        for one in sorted(sessions_of(ChangeSet(many)))
        for line in told.get(one, ())
        if line.clinician_id in people or (line.clinician_id is None and not seats_only)
    ]
    keys = [key_of(one) for one in many]
    wanted = [key for key in keys if not of_sessions or key[0] in WHOLE_ACTS]
    yield from dict.fromkeys(records[key] for key in wanted)
    yield from of_sessions


def judged(parts: tuple[Part, ...], troubles: Mapping[Key, str]) -> tuple[Part, ...]:
    """The parts with why they do not fit; what needs one that does not fit does not fit either."""
    told = {
        one.number: next((troubles[k] for c in one.changes if (k := key_of(c)) in troubles), "")
        for one in parts
    }
    for one in parts:
        for needed in sorted(closed(parts, {one.number}) - {one.number}):
            told[one.number] = told[one.number] or told[needed]
    return tuple(replace(one, trouble=told[one.number]) for one in parts)


def closed(parts: tuple[Part, ...], chosen: Iterable[int]) -> frozenset[int]:
    """Some parts, and all those without which they cannot stand."""
    found: set[int] = set()
    todo = list(chosen)
    while todo:
        number = todo.pop()
        if number not in found:
            found.add(number)
            todo.extend(parts[number].needs)
    return frozenset(found)


def followed(parts: tuple[Part, ...], chosen: Iterable[int]) -> frozenset[int]:
    """Some parts, with what has no line of its own and follows where all it needs is chosen."""
    found = set(chosen)
    while more := {one.number for one in parts if one.follows and one.needs <= found} - found:
        found |= more
    return frozenset(found)


def without(parts: tuple[Part, ...], dropped: Iterable[int]) -> frozenset[int]:
    """Some parts, and all those that cannot stand without them."""
    gone = set(dropped)
    while more := {one.number for one in parts if one.needs & gone} - gone:
        gone |= more
    return frozenset(gone)


def joined(parts: Iterable[Part], like: ChangeSet) -> ChangeSet:
    """The changes of some parts, in the order that plays without harm."""
    keys = {key_of(one) for part in parts for one in part.changes}
    return ChangeSet(tuple(one for one in like.changes if key_of(one) in keys))


def carried(parts: tuple[Part, ...], chosen: frozenset[int]) -> tuple[tuple[Part, ...], ...]:
    """What is not chosen and fits, in the sets that are made again one by one.

    Whole acts stay apart from the rest, so that they can be chosen apart the next time too.
    """
    left = [one for one in parts if one.number not in chosen and one.fits]
    whole = [one.number for one in left if any(c.record in WHOLE_ACTS for c in one.changes)]
    sets: dict[int, list[Part]] = defaultdict(list)
    for one in left:
        needed = closed(parts, {one.number})
        sets[next((number for number in whole if number in needed), -1)].append(one)
    return tuple(tuple(sets[number]) for number in sorted(sets))


def sessions_of(changes: ChangeSet) -> frozenset[int]:
    """The sessions that changes are about, before or after."""
    named = {
        number
        for one in changes.changes
        for column, table in named_by(one.record)
        if table == "clinical_session"
        for number in one.fact(column)
        if number is not None
    }
    return frozenset(named | {one.id for one in changes.of("clinical_session")})


def stood_of(read: Reading, *, sessions: frozenset[int]) -> Stood:
    """Some sessions as they stand, wherever they stand."""
    none = Stood(read.today, read.today, (), ())
    return stand_now(read, sessions=sessions, like=none) if sessions else none


def lines_by_session(before: Stood, after: Stood) -> dict[int, list[PartLine]]:
    """What differs on the rota, in lines, by session."""
    found: dict[int, list[PartLine]] = defaultdict(list)
    for one in differences(before, after):
        both = " → ".join(part for part in (one.was, one.now) if part)
        what = (one.was if one.how is Differs.REMOVED else both) or one.now
        what = what.removeprefix(f"{day_words(one.day)} ")
        line = PartLine(one.how, one.who, one.day, what, one.clinician_id)
        found[one.session_id].append(line)
    return found


def lines_of_records(read: Reading, *, changes: tuple[Change, ...]) -> dict[Key, PartLine]:
    """A line for each record, in words: for what shows on no session."""
    facts = {key_of(one): one.after or one.before or {} for one in changes}
    plans = {
        one.id: {"clinician_id": one.clinician_id, "post_id": one.post_id}
        for one in read.among(JobPlan, JobPlan.id, _named(facts.values(), "job_plan_id"))
    }
    whose = {key: plans.get(held.get("job_plan_id") or 0, held) for key, held in facts.items()}
    owners = {
        (column, one.id): one.name
        for column, kind in OWNERS
        for one in read.among(kind, kind.id, _named(whose.values(), column))
    }
    return {
        key_of(one): _line(one, facts[key_of(one)], _owner(whose[key_of(one)], owners))
        for one in changes
    }


def _named(facts: Iterable[Mapping[str, Any]], column: str) -> set[int]:
    return {number for held in facts if (number := held.get(column))}


def _line(change: Change, facts: Mapping[str, Any], owner: str) -> PartLine:
    how = Differs.ADDED if change.before is None else Differs.CHANGED
    how = Differs.REMOVED if change.after is None else how
    day = next((facts[name] for name in LENGTHS if facts.get(name)), None)
    day = day.date() if isinstance(day, dt.datetime) else day
    return PartLine(how, owner or NOBODY, day, change.record.replace("_", " "))


def _owner(facts: Mapping[str, Any], owners: Mapping[tuple[str, int], str]) -> str:
    """Whose a record is: a person's, a post's, or that of a plan or pattern it belongs to."""
    named = (owners.get((column, facts.get(column) or 0)) for column, _kind in OWNERS)
    return next((name for name in named if name is not None), str(facts.get("name") or ""))

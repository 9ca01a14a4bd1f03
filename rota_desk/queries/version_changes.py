"""Two versions side by side, or one and the rota now: added, moved, removed, changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.types import AssignmentRole
from rota_desk import progress
from rota_desk.errors import Refusal
from rota_desk.queries.stood import (
    Stood,
    StoodDuty,
    StoodSession,
    stand_now,
    stood_in,
    stood_now,
    told_by,
    version_numbered,
)
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words, span_words

NOBODY = "Nobody named"
OF_LISTS = ("booked", "kind")
ROLES = {
    AssignmentRole.LEAD: "leads",
    AssignmentRole.TRAINEE: "as trainee",
    AssignmentRole.SUPERVISED: "supervised",
    AssignmentRole.SUPERNUMERARY: "supernumerary",
}


class Differs(StrEnum):
    """How a line of two versions differs."""

    ADDED = "added"
    MOVED = "moved"
    REMOVED = "removed"
    CHANGED = "changed"
    BOOKED = "booked otherwise"  # patients of a list: nobody's work


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: for whom, on which day, what it was and what it is."""

    how: Differs
    clinician_id: int | None  # None: the session itself, whoever is on it
    who: str
    day: dt.date
    session_id: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions on the days of which both tell."""

    before: str  # "v3"
    after: str  # "v5" or "now"
    first: dt.date
    last: dt.date
    lines: tuple[Difference, ...]
    not_kept: str = ""  # what an older version cannot tell

    @property
    def number_before(self) -> int:
        """The number of the version before."""
        return int(self.before.removeprefix("v"))

    @property
    def number_after(self) -> int | None:
        """The number of the version after; none where that is the rota as it is now."""
        return int(self.after.removeprefix("v")) if self.after.startswith("v") else None

    @property
    def words(self) -> str:
        """The counts in words: "2 added, 1 moved"."""
        counts = [(how, sum(one.how is how for one in self.lines)) for how in Differs]
        told = [f"{count} {how.value}" for how, count in counts if count]
        return ", ".join(told) or "nothing differs"

    @property
    def of_the_rota(self) -> tuple[Difference, ...]:
        """What differs of the rota itself: all but what patients of a list were booked."""
        return of_the_rota(self.lines)

    def of(self, how: Differs) -> int:
        """How many lines differ in that way."""
        return sum(one.how is how for one in self.lines)


def compare_versions(
    read: Reading, *, before: int, after: int | None = None, ahead: bool = False
) -> Comparison:
    """What differs between two versions, or between a version and the rota as it stands.

    `ahead` leaves out the days before today, which restoring leaves as they are.
    """
    progress.at(0, f"Reading v{before}")
    one = version_numbered(read, before)
    first, last, of_one = one.first_day, one.last_day, told_by(one).activities
    told, activities = stood_in(read, number=before), of_one
    if after is not None:
        other = version_numbered(read, after)
        of_other = told_by(other).activities
        first, last = max(first, other.first_day), min(last, other.last_day)
        activities = of_one if of_other is None else of_other & (of_one or of_other)
        if first > last or activities == frozenset():
            raise Refusal(
                f"Versions {before} and {after} tell of different days or work: "
                "there is nothing to compare. Choose another."
            )
        progress.at(35, f"Reading v{after}")
        then = stood_in(read, number=after)
    else:
        progress.at(35, "Reading the rota as it is now")
        then = stood_now(read, first=first, last=last, activities=activities)
    first = max(first, read.today) if ahead else first
    told, then = told.within(first, last, activities), then.within(first, last, activities)
    progress.at(70, "Comparing the two")
    lines = differences(told, with_moved(read, told, then) if after is None else then)
    name = "now" if after is None else f"v{after}"
    kept = _not_kept([(before, told.whole), (after, then.whole)])
    return Comparison(f"v{before}", name, first, last, lines, kept)


def with_moved(read: Reading, told: Stood, then: Stood) -> Stood:
    """The rota now, with the sessions that were told there and now stand on other days."""
    gone = frozenset(told.by_id) - frozenset(then.by_id)
    away = stand_now(read, sessions=gone, like=then) if gone else None
    if away is None or not away.sessions:
        return then
    return Stood(
        then.first,
        then.last,
        (*then.sessions, *away.sessions),
        (*then.duties, *away.duties),
        then.whole,
    )


def _not_kept(versions: Iterable[tuple[int | None, bool]]) -> str:
    older = [f"v{number}" for number, whole in versions if not whole]
    if not older:
        return ""
    return (
        f"{' and '.join(older)} was made by an older program, which kept times, rooms and people "
        "only: notes and cover wanted are not compared."
    )


def differences(told: Stood, then: Stood) -> tuple[Difference, ...]:
    """Line by line what differs, by day and person; what patients were booked comes last."""
    found = (*_of_people(told, then), *_of_sessions(told, then))
    return tuple(sorted(found, key=_order))


def of_the_rota(lines: Iterable[Difference]) -> tuple[Difference, ...]:
    """What differs of the rota itself: all but what patients of a list were booked."""
    return tuple(one for one in lines if one.how is not Differs.BOOKED)


def _order(one: Difference) -> tuple[bool, dt.date, str, int, str]:
    return one.how is Differs.BOOKED, one.day, one.who, one.session_id, one.how


def _of_people(told: Stood, then: Stood) -> Iterator[Difference]:
    before = {one.key: one for one in told.duties if _worked(told, one)}
    after = {one.key: one for one in then.duties if _worked(then, one)}
    _pair_again(before, after)
    for key, duty in after.items():
        old = before.get(key)
        if old is None:
            session = then.by_id[duty.session_id]
            yield _line(Differs.ADDED, duty, session, "", _words(session, duty))
        else:
            yield from _between(told, old, then, duty)
    for key, duty in before.items():
        if key not in after:
            session = told.by_id[duty.session_id]
            fate = _fate(then.by_id.get(duty.session_id))
            yield _line(Differs.REMOVED, duty, session, _words(session, duty), fate)


def _fate(session: StoodSession | None) -> str:
    """What became of a session that is not to be worked any more."""
    return "" if session is None or session.stands else session.state.value


def _pair_again(
    before: dict[tuple[int, str], StoodDuty], after: dict[tuple[int, str], StoodDuty]
) -> None:
    """Know somebody again who was taken off a session and put on it again since."""
    lost = {(one.clinician_id, one.session_id): key for key, one in before.items()}
    for key, duty in tuple(after.items()):
        same = lost.get((duty.clinician_id, duty.session_id))
        if key not in before and same is not None and same not in after:
            after[same] = after.pop(key)


def _worked(stood: Stood, duty: StoodDuty) -> bool:
    session = stood.by_id.get(duty.session_id)
    return session is not None and session.stands


def _between(told: Stood, old: StoodDuty, then: Stood, duty: StoodDuty) -> Iterator[Difference]:
    was, now = told.by_id[old.session_id], then.by_id[duty.session_id]
    moved = (was.start, was.end, was.room_id) != (now.start, now.end, now.room_id)
    other = (was.activity_id, old.role) != (now.activity_id, duty.role)
    if moved or other or was.session_id != now.session_id:
        how = Differs.MOVED if moved or was.session_id != now.session_id else Differs.CHANGED
        yield _line(how, duty, was, _words(was, old), _words(now, duty))


def _line(how: Differs, duty: StoodDuty, session: StoodSession, was: str, now: str) -> Difference:
    return Difference(
        how, duty.clinician_id, duty.name, session.start.date(), session.session_id, was, now
    )


def _words(session: StoodSession, duty: StoodDuty | None = None) -> str:
    times = f"{session.start:%H:%M} – {session.end:%H:%M}"
    role = ""
    if duty is not None and duty.role is not AssignmentRole.LEAD:
        role = f", {ROLES[duty.role]}"
    return f"{day_words(session.start.date())} {times} {session.title}{role}"


def _of_sessions(told: Stood, then: Stood) -> Iterator[Difference]:
    """Needs that came or went with nobody on them, and what changed of a session itself."""
    for number in dict.fromkeys((*told.by_id, *then.by_id)):
        was, now = _standing(told, number), _standing(then, number)
        if was is not None and now is not None:
            yield from _facts(was, now, told, then)
        elif was is not None and not told.on.get(number):
            yield _need(Differs.REMOVED, was, _words(was), _fate(then.by_id.get(number)))
        elif now is not None and not then.on.get(number):
            yield _need(Differs.ADDED, now, "", _words(now))


def _standing(stood: Stood, number: int) -> StoodSession | None:
    session = stood.by_id.get(number)
    return session if session is not None and session.stands else None


def _facts(was: StoodSession, now: StoodSession, told: Stood, then: Stood) -> Iterator[Difference]:
    if told.whole and then.whole:
        pairs = (
            ("cover", _people(was.wanted), _people(now.wanted)),
            ("note", was.note or "no note", now.note or "no note"),
            *_lists(was, now),
        )
        differing = [one for one in pairs if one[1] != one[2]]
        if differing:
            title = _words(was)
            before = ", ".join(f"{name} {old}" for name, old, _new in differing)
            after = ", ".join(f"{name} {new}" for name, _old, new in differing)
            booked = all(name in OF_LISTS for name, _old, _new in differing)
            how = Differs.BOOKED if booked else Differs.CHANGED
            yield _need(how, was, f"{title}: {before}", after)
    empty = not told.on.get(was.session_id) and not then.on.get(was.session_id)
    if empty and _place(was) != _place(now):
        yield _need(Differs.MOVED, was, _words(was), _words(now))


def _lists(was: StoodSession, now: StoodSession) -> tuple[tuple[str, str, str], ...]:
    """Points, cases and training of a list, where both tell of them."""
    if was.case_mix is None or now.case_mix is None:
        return ()
    return (
        ("booked", _booked(was), _booked(now)),
        ("kind", _trains(was), _trains(now)),
    )


def _booked(one: StoodSession) -> str:
    points = count_words(one.points, "point") if one.points is not None else "nothing"
    return f"{one.case_mix} ({points})" if one.case_mix else points


def _trains(one: StoodSession) -> str:
    return "training list" if one.training else "service list"


def _people(wanted: int) -> str:
    return count_words(wanted, "person", "people")


def _place(one: StoodSession) -> tuple[object, ...]:
    return one.start, one.end, one.room_id, one.activity_id


def _need(how: Differs, session: StoodSession, was: str, now: str) -> Difference:
    day = session.start.date()
    return Difference(how, None, NOBODY, day, session.session_id, was, now)


def title_of(one: Comparison) -> str:
    """What is compared, in words: "v3 and v5, 9 – 22 November 2026"."""
    return f"{one.before} and {one.after}, {span_words(one.first, one.last)}"

"""Drawing a period: needs from plans, patterns and cover requirements, and who stands on them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.types import GapCause, SessionSource, Slot
from rota_desk.domain.times import span_on
from rota_desk.planning.cycle import Repeat, each_day, week_of_cycle
from rota_desk.planning.diary import Diary, Hindrance


@dataclass(frozen=True, slots=True)
class Need:
    """A session to be created, at wall times."""

    activity_id: int
    start: dt.datetime
    end: dt.datetime
    slot: Slot
    wanted: int
    source: SessionSource
    room_id: int | None = None
    owner_id: int | None = None
    line_id: int | None = None
    exception_id: int | None = None  # a one-off change to the plan, where it comes from one

    @property
    def day(self) -> dt.date:
        """The day on which it starts."""
        return self.start.date()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A need with those who will stand there and what kept the others off."""

    need: Need
    standing: tuple[int, ...] = ()
    hindrances: tuple[Hindrance, ...] = ()

    @property
    def short(self) -> int:
        """How many are missing, never below 0."""
        return max(self.need.wanted - len(self.standing), 0)


@dataclass(frozen=True, slots=True)
class Work:
    """An activity as the builder sees it."""

    activity_id: int
    name: str
    starts: dt.time
    ends: dt.time  # not after `starts`: next day
    slot: Slot
    wanted: int  # 0 when nobody has to stand in
    every_day: bool  # shifts and on-call go on over bank holidays


@dataclass(frozen=True, slots=True)
class Held:
    """Who is in a place from a day until another: a person's own plan, or a post's holder."""

    clinician_id: int
    start: dt.date | None = None
    until: dt.date | None = None  # first day no longer there


@dataclass(frozen=True, slots=True)
class Line:
    """A job-plan line as the builder sees it, with those who follow it."""

    line_id: int
    work: Work
    repeat: Repeat
    starts: dt.time
    ends: dt.time
    slot: Slot
    followers: tuple[Held, ...]
    room_id: int | None = None
    post: str = ""  # its name, when the plan is a post's
    fallen: frozenset[dt.date] = frozenset()  # days on which it does not come round, once


@dataclass(frozen=True, slots=True)
class Extra:
    """An activity that comes beside a plan on one day, bank holiday or not."""

    exception_id: int
    work: Work
    day: dt.date
    starts: dt.time
    ends: dt.time
    slot: Slot
    followers: tuple[Held, ...]
    room_id: int | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A post on a rolling pattern: its line in the week of `start`, and those who hold it."""

    name: str
    line: int
    holders: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Rolling:
    """A pattern as it is laid: work by week and weekday, and the posts that roll through it."""

    start: dt.date  # a Monday
    weeks: int
    work: Mapping[tuple[int, int], tuple[Work, ...]]  # (week, weekday)
    places: tuple[Place, ...]
    until: dt.date | None = None  # first day no longer in force
    pattern_id: int = 0


def holder_on(held: Iterable[Held], day: dt.date) -> int | None:
    """Who is there on a day, or nobody."""
    for one in held:
        begun = one.start is None or one.start <= day
        if begun and (one.until is None or day < one.until):
            return one.clinician_id
    return None


def draw_line(
    line: Line, first: dt.date, last: dt.date, diary: Diary, holidays: frozenset[dt.date]
) -> Iterator[Drawn]:
    """Draw a job-plan line over a period; on a bank holiday only what runs every day stands."""
    for day in each_day(first, last):
        if day in line.fallen:
            continue
        if line.repeat.falls_on(day) and (line.work.every_day or day not in holidays):
            yield _placed(replace(_need(line, day), line_id=line.line_id), line.post, diary)


def draw_extra(extra: Extra, diary: Diary) -> Drawn:
    """Draw what comes beside a plan once."""
    need = replace(_need(extra, extra.day), exception_id=extra.exception_id)
    return _placed(need, extra.post, diary)


def _need(one: Line | Extra, day: dt.date) -> Need:
    start, end = span_on(day, one.starts, one.ends)
    return Need(
        activity_id=one.work.activity_id,
        start=start,
        end=end,
        slot=one.slot,
        wanted=one.work.wanted,
        source=SessionSource.PLAN,
        room_id=one.room_id,
        owner_id=holder_on(one.followers, day),
    )


def _placed(need: Need, post: str, diary: Diary) -> Drawn:
    """Put the owner on the need, unless the post is vacant or something keeps them off."""
    if need.owner_id is None:
        return Drawn(need, hindrances=(_vacant(post),))
    kept_off = diary.hindrance(need.owner_id, need.start, need.end)
    return Drawn(need, hindrances=(kept_off,)) if kept_off else Drawn(need, (need.owner_id,))


def draw_rolling(
    rolling: Rolling,
    first: dt.date,
    last: dt.date,
    diary: Diary,
    wanted: Callable[[Work, dt.date], int | None],
) -> Iterator[Drawn]:
    """Draw a pattern over a period: one need for each activity and day, shared by its posts.

    `wanted` says what the cover requirements ask for; where they are silent, every post counts.
    """
    final = last if rolling.until is None else min(last, rolling.until - dt.timedelta(days=1))
    for day in each_day(max(first, rolling.start), final):
        for work, places in _work_on(rolling, day):
            yield _drawn_shift(work, day, places, diary, wanted(work, day))


def _work_on(rolling: Rolling, day: dt.date) -> list[tuple[Work, Sequence[Place]]]:
    there: dict[Work, list[Place]] = defaultdict(list)
    for place in rolling.places:
        week = week_of_cycle(day, rolling.start, rolling.weeks, place.line)
        for work in rolling.work.get((week, day.weekday()), ()):
            there[work].append(place)
    return sorted(there.items(), key=lambda each: (each[0].starts, each[0].activity_id))


def _drawn_shift(
    work: Work, day: dt.date, places: Sequence[Place], diary: Diary, wanted: int | None
) -> Drawn:
    start, end = span_on(day, work.starts, work.ends)
    standing: list[int] = []
    hindrances: list[Hindrance] = []
    for place in places:
        holder = holder_on(place.holders, day)
        kept_off = _vacant(place.name) if holder is None else diary.hindrance(holder, start, end)
        if kept_off:
            hindrances.append(kept_off)
        elif holder is not None and holder not in standing:
            standing.append(holder)
    need = Need(
        activity_id=work.activity_id,
        start=start,
        end=end,
        slot=work.slot,
        wanted=len(places) if wanted is None else wanted,
        source=SessionSource.PATTERN,
    )
    return Drawn(need, tuple(standing), tuple(hindrances))


def _vacant(post: str) -> Hindrance:
    return Hindrance(GapCause.VACANCY, f"{post} is vacant" if post else "The post is vacant")

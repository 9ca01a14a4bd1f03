"""One person's time, resolved once to whole minutes so that every rule can share it."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, starmap
from operator import attrgetter, itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rota_desk.domain.facts import (
    Away,
    AwayKind,
    ChangedDuty,
    ClaimFacts,
    Duty,
    DutyKind,
    LeaveAsked,
    Person,
    PlanLine,
    Told,
)
from rota_desk.domain.local_limits import LocalLimit
from rota_desk.domain.span import DAY, day_number, instant, midnight, wall_minute, wall_time
from rota_desk.domain.ways import UNKNOWN, Ways
from rota_desk.domain.work import WorkProfile, lay_work

Minutes = tuple[int, int, int, int]  # start and end elapsed, start and end by the wall
_START_AND_END = attrgetter("start", "end")  # of duties
_FIRST_TWO = itemgetter(0, 1)  # the same of stretches


class Stretch(NamedTuple):
    """A shift, an on-call period or a working day of several sessions, in whole minutes.

    `start` and `end` are elapsed minutes (UTC); `wall_start` and `wall_end` are what the clock on
    the wall says, so `template` is the length as the rota was drawn.
    """

    start: int
    end: int
    wall_start: int
    wall_end: int
    duties: tuple[Duty, ...]
    on_call: bool = False
    work: int = 0  # minutes of work, expected work for an on-call period
    episodes: int | None = None

    @property
    def length(self) -> int:
        """Elapsed minutes from start to end."""
        return self.end - self.start

    @property
    def template(self) -> int:
        """Minutes from start to end by the clock on the wall."""
        return self.wall_end - self.wall_start

    @property
    def day(self) -> int:
        """The number of the date on which it starts."""
        return self.wall_start // DAY

    @property
    def last_day(self) -> int:
        """The number of the last date it touches."""
        return (max(self.wall_end, self.wall_start + 1) - 1) // DAY

    @property
    def starts(self) -> dt.datetime:
        """The wall time at which it starts."""
        return self.duties[0].start

    @property
    def ends(self) -> dt.datetime:
        """The wall time at which it ends."""
        if len(self.duties) == 1:
            return self.duties[0].end
        return max(duty.end for duty in self.duties)


class Rest(NamedTuple):
    """Free time after a stretch; `after` is None when the horizon ends before the next is seen."""

    before: Stretch
    after: Stretch | None
    length: int  # minutes; what can be seen of it when `after` is None
    starts: dt.datetime
    ends: dt.datetime

    @property
    def seen(self) -> bool:
        """Whether its end lies within the horizon."""
        return self.after is not None


@dataclass(frozen=True)
class Timeline:
    """One person's stretches in order, between the horizon's first minute and its last."""

    person: Person
    zone: ZoneInfo
    first: dt.date
    beyond: dt.date  # the day after the horizon's last
    given: tuple[Duty, ...] = ()
    minutes: tuple[Minutes, ...] = ()  # of `given`, when they were resolved and sorted before
    aways: tuple[Away, ...] = ()
    plan_lines: tuple[PlanLine, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    requests: tuple[LeaveAsked, ...] = ()
    changes: tuple[ChangedDuty, ...] = ()
    holidays: frozenset[dt.date] = frozenset()
    told: tuple[Told, ...] = ()
    ways: Ways = UNKNOWN  # between sites
    limits: tuple[LocalLimit, ...] = ()  # of the department itself

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties that start within the horizon, by start, also those that are not work."""
        if self.minutes:
            return self.given
        opens, closes = midnight(self.first), midnight(self.beyond)
        known = [duty for duty in self.given if opens <= duty.start < closes]
        return tuple(sorted(known, key=_START_AND_END))

    @cached_property
    def shifts(self) -> tuple[Stretch, ...]:
        """Shifts by start; those that overlap, and the sessions of one working day, are one."""
        each = [
            Stretch(start, end, wall_start, wall_end, (duty,), False, end - start, duty.episodes)
            for duty, (start, end, wall_start, wall_end) in self._working(DutyKind.SHIFT)
        ]
        return tuple(each if _stand_apart(each) else _join(each))

    @cached_property
    def plain(self) -> bool:
        """Whether each duty is a shift of its own, in the order of their minutes."""
        return len(self.shifts) == len(self.duties) and self.stretches == self.shifts

    def only(self, places: Sequence[int]) -> "Timeline":
        """Give the same time with no shifts but these of a plain one."""
        part = replace(self, given=tuple(map(self.duties.__getitem__, places)), minutes=())
        shifts = tuple(map(self.shifts.__getitem__, places))
        vars(part).update(duties=part.given, shifts=shifts, on_calls=(), stretches=shifts)
        return part

    @cached_property
    def on_calls(self) -> tuple[Stretch, ...]:
        """On-call periods by start; those that overlap are one."""
        return tuple(_one_call(starmap(_call, self._working(DutyKind.ON_CALL))))

    def _working(self, kind: DutyKind) -> Iterator[tuple[Duty, Minutes]]:
        minutes = self.minutes or map(self._resolve, self.duties)
        return (
            (one, at)
            for one, at in zip(self.duties, minutes, strict=True)
            if one.kind is kind and one.counts_as_work
        )

    def _resolve(self, duty: Duty) -> Minutes:
        start, end = instant(duty.start, self.zone), instant(duty.end, self.zone)
        return start, max(start, end), wall_minute(duty.start), wall_minute(duty.end)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Shifts and on-call periods together, by start."""
        return tuple(sorted(self.shifts + self.on_calls, key=_FIRST_TWO))

    @cached_property
    def work(self) -> WorkProfile:
        """Work over time, each minute once, however many rows cover it."""
        if not self.on_calls:
            return lay_work([(one.start, one.end, one.work) for one in self.stretches])
        return lay_work([piece for one in self.stretches for piece in self.pieces(one)])

    def pieces(self, stretch: Stretch) -> Iterator[tuple[int, int, int]]:
        """Give the work of a stretch as start, end and minutes; calls stand where they were."""
        if not stretch.on_call:
            yield stretch.start, stretch.end, stretch.work
            return
        for duty in stretch.duties:
            if duty.calls is None:
                start, end, *_ = self._resolve(duty)
                yield start, end, duty.work_minutes or 0
                continue
            for begun, over in duty.calls:
                start, end = instant(begun, self.zone), instant(over, self.zone)
                yield start, end, end - start

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.stretches]

    @cached_property
    def _longest(self) -> int:
        return max((one.length for one in self.stretches), default=0)

    def touching(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Give the stretches that share time with a window of elapsed minutes."""
        first = bisect_left(self._starts, start - self._longest)
        known = self.stretches[first : bisect_left(self._starts, end)]
        return tuple([one for one in known if one.end > start])

    @cached_property
    def horizon(self) -> tuple[int, int]:
        """The first minute of the horizon and the minute after its last."""
        return instant(midnight(self.first), self.zone), instant(midnight(self.beyond), self.zone)

    @property
    def days(self) -> int:
        """How many dates the horizon has."""
        return (self.beyond - self.first).days

    @property
    def first_day(self) -> int:
        """The number of the horizon's first date."""
        return day_number(self.first)

    @property
    def beyond_day(self) -> int:
        """The number of the day after the horizon's last."""
        return day_number(self.beyond)

    def wall(self, minute: int) -> dt.datetime:
        """Read the wall's clock at an elapsed minute."""
        return wall_time(minute, self.zone)

    def rest_after(self, stretch: Stretch) -> Rest:
        """Measure the rest from a stretch's end to the next shift or on-call period."""
        for call in self.on_calls:
            if call.start < stretch.end < call.end and call is not stretch:
                return Rest(stretch, call, 0, stretch.ends, stretch.ends)
        index = bisect_left(self._starts, stretch.end)
        if index < len(self.stretches):
            after = self.stretches[index]
            return Rest(stretch, after, after.start - stretch.end, stretch.ends, after.starts)
        return self._rest_at_the_edge(stretch)

    def rests(self, *, across_on_call: bool = False) -> Iterator[Rest]:
        """Give each rest between two shifts, without those that hold on-call unless asked."""
        for before, after in pairwise(self.shifts):
            if across_on_call or not self._on_call_between(before.end, after.start):
                yield Rest(before, after, after.start - before.end, before.ends, after.starts)
        if not self.shifts:
            return
        last = self.shifts[-1]
        if across_on_call or not self._on_call_between(last.end, self.horizon[1]):
            yield self._rest_at_the_edge(last)

    def _rest_at_the_edge(self, stretch: Stretch) -> Rest:
        visible = max(0, self.horizon[1] - stretch.end)
        return Rest(stretch, None, visible, stretch.ends, max(stretch.ends, midnight(self.beyond)))

    def _on_call_between(self, start: int, end: int) -> bool:
        return any(call.start < end and call.end > start for call in self.on_calls)

    def starting_on(self, day: int) -> tuple[Stretch, ...]:
        """Give the shifts that start on a numbered day."""
        starts = self._shift_days
        return self.shifts[bisect_left(starts, day) : bisect_right(starts, day)]

    def days_away(self, *kinds: AwayKind) -> frozenset[int]:
        """Number the dates on which somebody is away for one of these reasons, if only in part."""
        minute = dt.timedelta(minutes=1)
        return frozenset(
            day
            for away in self.aways
            if away.kind in kinds
            for day in range(day_number(away.start), day_number(away.end - minute) + 1)
        )

    @cached_property
    def _shift_days(self) -> list[int]:
        return [shift.day for shift in self.shifts]


def _call(duty: Duty, minutes: Minutes) -> Stretch:
    return Stretch(*minutes, (duty,), True, duty.work_minutes or 0, duty.episodes)


def _stand_apart(shifts: list[Stretch]) -> bool:
    """Whether each shift ends before the next and none is an ordinary session."""
    return all(
        before.end <= after.start and not after.duties[0].joins
        for before, after in pairwise(shifts)
    )


def _join(shifts: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join shifts that overlap, and the sessions of one working day."""
    last: Stretch | None = None
    members: list[Duty] = []
    for shift in shifts:
        if last is not None and _belong_together(last, members[-1], shift):
            last = _joined(last, shift)
            members += shift.duties
            continue
        if last is not None:
            yield _holding(last, members)
        last, members = shift, list(shift.duties)
    if last is not None:
        yield _holding(last, members)


def _one_call(calls: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join on-call periods that overlap: who is on call twice at a time is on call once."""
    group: list[Stretch] = []
    until = 0
    for call in calls:
        if group and call.start >= until:
            yield _as_one(group)
            group = []
        until = max(until, call.end) if group else call.end
        group.append(call)
    if group:
        yield _as_one(group)


def _as_one(calls: list[Stretch]) -> Stretch:
    """Give the whole time of periods on call; rows that say the same thing say it once."""
    if len(calls) == 1:
        return calls[0]
    once = list({(one.start, one.end, one.work, one.episodes): one for one in calls}.values())
    work = lay_work((one.start, one.end, one.work) for one in once)
    known = [one.episodes for one in once if one.episodes is not None]
    return Stretch(
        start=calls[0].start,
        end=max(one.end for one in once),
        wall_start=calls[0].wall_start,
        wall_end=max(one.wall_end for one in once),
        duties=tuple(duty for one in once for duty in one.duties),
        on_call=True,
        work=round(work.done[-1]) if work.done else 0,
        episodes=sum(known) if len(known) == len(once) else None,
    )


def _belong_together(before: Stretch, latest: Duty, after: Stretch) -> bool:
    if after.start < before.end:
        return True
    return latest.joins and after.duties[0].joins and before.day == after.day


def _joined(before: Stretch, after: Stretch) -> Stretch:
    """Give the time of both; whose duties it holds is said when all are joined."""
    shared = max(0, min(before.end, after.end) - after.start)
    return Stretch(
        start=before.start,
        end=max(before.end, after.end),
        wall_start=before.wall_start,
        wall_end=max(before.wall_end, after.wall_end),
        duties=before.duties,
        work=before.work + after.work - shared,
    )


def _holding(stretch: Stretch, members: list[Duty]) -> Stretch:
    if len(members) == len(stretch.duties):
        return stretch
    return stretch._replace(duties=tuple(members))

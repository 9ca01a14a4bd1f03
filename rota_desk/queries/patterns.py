"""Rolling rotas: what each holds, what the engine says of it, and where it is laid."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from models import (
    Activity,
    Clinician,
    CoverRequirement,
    DutyPattern,
    PatternLaying,
    PatternLine,
    PatternPlace,
    Post,
)
from models.types import ActivityKind, ContractCode
from rota_desk.domain.times import monday_of
from rota_desk.planning.design import Cell, Design, Judged, Shift, judged
from rota_desk.planning.typed import read_cell
from rota_desk.queries.readings import readings
from rota_desk.rules.readings import Readings
from rota_desk.unit_of_work import Reading
from rota_desk.words import DAYS, count_words, day_and_year

WHOLE_SHIFTS = (ActivityKind.SHIFT, ActivityKind.ON_CALL)


@dataclass(frozen=True, slots=True)
class PatternSum:
    """A rolling rota in the list: how many lines, and since when it is laid."""

    pattern_id: int
    name: str
    weeks: int
    laid: str  # "from Mon 2 Nov 2026, 8 places"; empty: nowhere


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Who stands on which line in the first week of a laying."""

    line: int
    name: str
    post_id: int | None = None
    clinician_id: int | None = None


@dataclass(frozen=True, slots=True)
class LayingView:
    """A pattern in force from a Monday until before another day."""

    laying_id: int
    start: dt.date
    end: dt.date | None
    places: tuple[PlaceView, ...]

    @property
    def words(self) -> str:
        """The laying in words: "From Mon 2 Nov 2026, 8 places"."""
        until = f" until {day_and_year(self.end - dt.timedelta(days=1))}" if self.end else ""
        return f"from {day_and_year(self.start)}{until}, {count_words(len(self.places), 'place')}"


@dataclass(frozen=True, slots=True)
class DayCover:
    """How many a full pattern puts on an activity on a weekday, and how many are required."""

    weekday: int
    activity_id: int
    code: str
    name: str
    have: int
    need: int | None  # None where no requirement speaks of it

    @property
    def short(self) -> bool:
        """Whether fewer stand there than are required."""
        return self.need is not None and self.have < self.need


@dataclass(frozen=True, slots=True)
class PatternView:
    """A rolling rota as it is designed, judged as if it were laid from `on`."""

    pattern_id: int
    name: str
    weeks: int
    contract: ContractCode
    opt_out: bool
    leave_days: Decimal
    standard_hours: Decimal
    design: Design
    judged: Judged
    cover: tuple[DayCover, ...]
    layings: tuple[LayingView, ...]
    palette: Mapping[str, Shift]  # each activity at its own times, by its code in capitals
    judged_from: dt.date  # a Monday
    readings: Readings

    @property
    def cells(self) -> Mapping[Cell, tuple[Shift, ...]]:
        """What each cell holds."""
        return self.design.cells

    def text(self, week: int, weekday: int) -> str:
        """A cell as it is typed: "LD", "RW+RO", "LD 08:00-20:00"; empty for a day off."""
        return "+".join(shift_text(one) for one in self.cells.get((week, weekday), ()))


def shift_text(shift: Shift) -> str:
    """A shift as it is typed, with times where they are its own."""
    times = f" {shift.starts:%H:%M}-{shift.ends:%H:%M}" if shift.own_times else ""
    return f"{shift.code}{times}"


def patterns(read: Reading) -> tuple[PatternSum, ...]:
    """Every rolling rota, by name."""
    laid = layings(read)
    return tuple(
        PatternSum(one.id, one.name, one.weeks, _laid_words(laid.get(one.id, ()), read.today))
        for one in read.all(select(DutyPattern).order_by(DutyPattern.name))
    )


def _laid_words(laid: Sequence[LayingView], today: dt.date) -> str:
    going = [one for one in laid if one.end is None or one.end > today]
    return going[-1].words if going else ""


def pattern_view(read: Reading, *, pattern: int) -> PatternView:
    """A rolling rota with what the engine says of it, laid from this week."""
    one = read.get(DutyPattern, pattern)
    cells = pattern_cells(read, pattern)
    design = Design(
        weeks=one.weeks,
        cells=cells,
        contract=one.contract_code.value,
        opt_out=one.opt_out,
        leave_days=one.leave_days,
        standard_minutes=round(one.standard_hours * 60),
    )
    monday, read_as = monday_of(read.today), readings(read)
    return PatternView(
        pattern_id=one.id,
        name=one.name,
        weeks=one.weeks,
        contract=one.contract_code,
        opt_out=one.opt_out,
        leave_days=one.leave_days,
        standard_hours=one.standard_hours,
        design=design,
        judged=judged(design, on=monday, readings=read_as),
        cover=tuple(_cover(cells, _needs(read))),
        layings=layings(read, pattern=pattern).get(pattern, ()),
        palette={each.code.upper(): shift_of(each) for each in read.all(select(Activity))},
        judged_from=monday,
        readings=read_as,
    )


def tried(view: PatternView, *, cells: Sequence[Cell], text: str) -> PatternView | None:
    """The pattern as it would be with a text in some cells; None while it cannot be read."""
    shifts = read_cell(text, view.palette)
    if shifts is None:
        return None
    design = view.design.holding(cells, shifts)
    needs = {(one.weekday, one.activity_id): one.need for one in view.cover if one.need}
    return replace(
        view,
        design=design,
        judged=judged(design, on=view.judged_from, readings=view.readings),
        cover=tuple(_cover(design.cells, needs)),
    )


def pattern_cells(read: Reading, pattern: int) -> dict[Cell, tuple[Shift, ...]]:
    """What each cell of a pattern holds, in order of start."""
    found: dict[Cell, list[Shift]] = defaultdict(list)
    rows = read.rows(
        select(PatternLine, Activity)
        .join(Activity, Activity.id == PatternLine.activity_id)
        .where(PatternLine.pattern_id == pattern)
    )
    for line, activity in rows:
        found[line.week, line.weekday].append(shift_of(activity, line.starts, line.ends))
    return {
        cell: tuple(sorted(shifts, key=lambda one: (one.starts, one.code)))
        for cell, shifts in found.items()
    }


def shift_of(
    activity: Activity, starts: dt.time | None = None, ends: dt.time | None = None
) -> Shift:
    """An activity as a shift of a pattern, at its own times or the cell's."""
    own = starts is not None and ends is not None
    return Shift(
        activity_id=activity.id,
        code=activity.code,
        name=activity.name,
        tint=activity.tint,
        starts=starts if starts is not None and own else activity.starts,
        ends=ends if ends is not None and own else activity.ends,
        on_call=activity.kind is ActivityKind.ON_CALL,
        joins=activity.kind not in WHOLE_SHIFTS,
        work_minutes=round((activity.on_call_hours or 0) * 60),
        episodes=activity.on_call_episodes,
        own_times=own,
    )


def _cover(
    cells: Mapping[Cell, tuple[Shift, ...]], needs: Mapping[tuple[int, int], int]
) -> list[DayCover]:
    have: Counter[tuple[int, int]] = Counter()
    names: dict[int, tuple[str, str]] = {}
    for (_week, weekday), shifts in cells.items():
        for one in shifts:
            have[weekday, one.activity_id] += 1
            names[one.activity_id] = (one.code, one.name)
    return [
        DayCover(
            weekday,
            activity,
            *names[activity],
            have[weekday, activity],
            needs.get((weekday, activity)),
        )
        for weekday in range(len(DAYS))
        for activity in sorted(names, key=lambda number: names[number])
        if have[weekday, activity] or needs.get((weekday, activity))
    ]


def _needs(read: Reading) -> dict[tuple[int, int], int]:
    found: Counter[tuple[int, int]] = Counter()
    asked = select(CoverRequirement).where(
        CoverRequirement.bank_holiday.is_(False),
        CoverRequirement.start <= read.today,
        CoverRequirement.end.is_(None) | (CoverRequirement.end > read.today),
    )
    for one in read.all(asked):
        for weekday in range(len(DAYS)) if one.weekday is None else (one.weekday,):
            found[weekday, one.activity_id] += one.minimum
    return dict(found)


def layings(read: Reading, *, pattern: int | None = None) -> dict[int, tuple[LayingView, ...]]:
    """Where each pattern, or one, is laid, the earliest first."""
    names = _names(read)
    places: dict[int, list[PlaceView]] = defaultdict(list)
    for one in read.all(select(PatternPlace).order_by(PatternPlace.line, PatternPlace.id)):
        name = names.get((one.post_id, one.clinician_id), "")
        places[one.laying_id].append(PlaceView(one.line, name, one.post_id, one.clinician_id))
    asked = select(PatternLaying).order_by(PatternLaying.start)
    if pattern is not None:
        asked = asked.where(PatternLaying.pattern_id == pattern)
    found: dict[int, list[LayingView]] = defaultdict(list)
    for laying in read.all(asked):
        view = LayingView(laying.id, laying.start, laying.end, tuple(places[laying.id]))
        found[laying.pattern_id].append(view)
    return {number: tuple(each) for number, each in found.items()}


def _names(read: Reading) -> dict[tuple[int | None, int | None], str]:
    posts = {(one.id, None): one.name for one in read.all(select(Post))}
    return posts | {(None, one.id): one.name for one in read.all(select(Clinician))}

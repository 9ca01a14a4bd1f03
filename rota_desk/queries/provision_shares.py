"""Provision by activity, site, week, grade and skill: filled, hours short and over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Site
from rota_desk.domain.cover_count import Mix, Place
from rota_desk.domain.span import instant
from rota_desk.domain.times import monday_of, span_on
from rota_desk.queries.day_cover import DayCover, day_covers
from rota_desk.queries.provision import percent
from rota_desk.queries.provision_only import ALL, Only, hours_between, mix_site, narrowed
from rota_desk.queries.standing import Session, standing_rota
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

NO_SITE = "Without a room"
OVER_OF_SOME = (
    "A grade or skill is asked for at least: more of them take other places, and are over only"
    " where more people stand there than wanted."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A place on one day: needed, filled, short and over, with its hours."""

    day: dt.date
    activity_id: int
    activity: str
    site_id: int | None
    site: str
    need: int
    filled: int
    over: int
    hours_short: Decimal
    hours_over: Decimal
    whom: str = ""  # the grade or skill it concerns; empty for anybody

    @property
    def short(self) -> int:
        """Places that nobody fills, or not whoever is asked for."""
        return self.need - self.filled


@dataclass(frozen=True, slots=True)
class Share:
    """A line of a breakdown; short and over never cancel out."""

    name: str
    need: int
    filled: int
    over: int
    hours_short: Decimal
    hours_over: Decimal

    @property
    def short(self) -> int:
        """Places that nobody fills."""
        return self.need - self.filled

    @property
    def percent(self) -> Decimal:
        """Filled places in percent of those needed."""
        return percent(self.filled, self.need)


@dataclass(frozen=True, slots=True)
class ProvisionShares:
    """A period broken down; every week of it stands in `by_week`, whichever is looked at."""

    start: dt.date
    end: dt.date
    total: Share
    by_activity: tuple[Share, ...]
    by_site: tuple[Share, ...]
    by_week: tuple[Share, ...]  # named by their Mondays, every week of the period
    by_grade: tuple[Share, ...]  # only what grades and skills are asked for
    mondays: tuple[dt.date, ...]


def provision_shares(
    read: Reading,
    *,
    start: dt.date,
    end: dt.date,
    only: Only = ALL,
    week: dt.date | None = None,
) -> ProvisionShares:
    """Break a period down, of everything or of what it is narrowed to; `week` is a Monday."""
    found = list(_parts(read, start, end, only))
    told = [one for one in found if bool(one.whom) == bool(only.whom)]
    people = [one for one in told if week in {None, monday_of(one.day)}]
    asked = [one for one in found if one.whom and week in {None, monday_of(one.day)}]
    mondays = tuple(_mondays(start, end))
    weeks = {one.name: one for one in _shares(told, lambda one: day_words(monday_of(one.day)))}
    nothing = Share("", 0, 0, 0, Decimal(0), Decimal(0))
    names = [day_words(one) for one in mondays]
    return ProvisionShares(
        start=start,
        end=end,
        total=next(iter(_shares(people, lambda _one: "All")), replace(nothing, name="All")),
        by_activity=tuple(_shares(people, lambda one: one.activity)),
        by_site=tuple(sorted(_shares(people, lambda one: one.site), key=_rooms_first)),
        by_week=tuple(weeks.get(name, replace(nothing, name=name)) for name in names),
        by_grade=tuple(_shares(asked, lambda one: f"{one.activity}: {one.whom}")),
        mondays=mondays,
    )


def _rooms_first(one: Share) -> tuple[bool, str]:
    return one.name == NO_SITE, one.name


def _mondays(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    monday = monday_of(start)
    while monday < end:
        yield monday
        monday += dt.timedelta(weeks=1)


def _shares(parts: Iterable[Part], name: Callable[[Part], str]) -> Iterator[Share]:
    """Sum parts by a name, in the order in which the names come."""
    sums: dict[str, list[Part]] = {}
    for one in parts:
        sums.setdefault(name(one), []).append(one)
    for said, own in sums.items():
        yield Share(
            name=said,
            need=sum(one.need for one in own),
            filled=sum(one.filled for one in own),
            over=sum(one.over for one in own),
            hours_short=_hours(one.hours_short for one in own),
            hours_over=_hours(one.hours_over for one in own),
        )


def _hours(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, Decimal(0)).quantize(Decimal("0.1"))


def _parts(read: Reading, start: dt.date, end: dt.date, only: Only) -> Iterator[Part]:
    rota = standing_rota(read, start=start, end=end)
    ground = _Ground(
        read,
        {one.id: one for one in rota.sessions},
        {one.id: one for one in read.all(select(Activity))},
        {one.id: one.name for one in read.all(select(Site))},
    )
    covers = [
        one
        for one in narrowed(day_covers(read, rota), only)
        if ground.works[one.activity_id].needs_cover
    ]
    for cover in sorted(covers, key=lambda one: (ground.works[one.activity_id].order, one.day)):
        yield from (_part(ground, cover, place) for place in cover.places)
        yield from _asked(ground, cover)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the parts are told with."""

    read: Reading
    sessions: Mapping[int, Session]
    works: Mapping[int, Activity]
    sites: Mapping[int, str]


def _part(ground: _Ground, cover: DayCover, place: Place) -> Part:
    work, zone = ground.works[cover.activity_id], ground.read.zone
    session = ground.sessions.get(place.session_id or 0)
    usual = span_on(cover.day, work.starts, work.ends)
    start, end = (session.start, session.end) if session else usual
    hours = Decimal(instant(end, zone) - instant(start, zone)) / 60
    filled = min(place.have, place.wanted)
    return Part(
        day=cover.day,
        activity_id=work.id,
        activity=work.name,
        site_id=place.site_id,
        site=ground.sites.get(place.site_id or 0, NO_SITE),
        need=place.wanted,
        filled=filled,
        over=place.over,
        hours_short=hours * (place.wanted - filled),
        hours_over=hours * place.over,
    )


def _asked(ground: _Ground, cover: DayCover) -> Iterator[Part]:
    """Each line for a grade or skill; and the places filled with somebody else, as not filled."""
    work, left = ground.works[cover.activity_id], cover.lacking
    for mix in cover.mixes:
        common = _nothing(cover.day, work, mix_site(cover, mix), ground.sites)
        minimum, filled = mix.asked.minimum, min(mix.asked.minimum, mix.have)
        hours = _hours_of(ground, cover, work, mix)
        yield replace(
            common,
            need=minimum,
            filled=filled,
            over=mix.over,
            hours_short=hours * (minimum - filled),
            hours_over=hours * mix.over,
            whom=mix.asked.whom,
        )
        wrong = min(left, mix.lacking)
        if wrong:
            left -= wrong
            yield replace(common, filled=-wrong)


def _hours_of(ground: _Ground, cover: DayCover, work: Activity, mix: Mix) -> Decimal:
    """How long one of a grade or skill is asked for: its sessions, or the activity's own times."""
    there = [ground.sessions[number] for number in mix.session_ids]
    usual = span_on(cover.day, work.starts, work.ends)
    return hours_between(ground.read, [(one.start, one.end) for one in there] or [usual])


def _nothing(day: dt.date, work: Activity, site: int | None, sites: Mapping[int, str]) -> Part:
    none = Decimal(0)
    name = sites.get(site or 0, NO_SITE)
    return Part(day, work.id, work.name, site, name, 0, 0, 0, none, none)

"""What provision is narrowed to: an activity, a site, a grade or skill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select

from models import Activity, Room, Site
from rota_desk.domain.cover_count import Mix
from rota_desk.domain.span import instant
from rota_desk.errors import Refusal
from rota_desk.queries.asked_lines import asked_lines
from rota_desk.queries.day_cover import DayCover
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading

T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True)
class Only:
    """An activity, a site, whom the requirements ask for; what is empty narrows nothing."""

    activity: int | None = None
    site: int | None = None
    whom: str = ""  # "IMT", "somebody with ALS"

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return self != ALL


ALL = Only()


@dataclass(frozen=True, slots=True)
class OnlyChoices:
    """What a period can be narrowed to."""

    activities: tuple[tuple[int, str], ...]
    sites: tuple[tuple[int, str], ...]
    whoms: tuple[str, ...]


def only_choices(read: Reading, *, start: dt.date, end: dt.date) -> OnlyChoices:
    """The activities that need cover, the sites, and the grades and skills asked for then."""
    works = read.all(select(Activity).order_by(Activity.order, Activity.name))
    asked = (one.whom for one in asked_lines(read, start=start, end=end) if one.of_some)
    return OnlyChoices(
        activities=tuple((one.id, one.name) for one in works if one.needs_cover),
        sites=tuple((one.id, one.name) for one in read.all(select(Site).order_by(Site.name))),
        whoms=tuple(sorted(set(asked), key=str.casefold)),
    )


def only_named(
    read: Reading, *, start: dt.date, end: dt.date, activity: str = "", site: str = "", whom: str
) -> Only:
    """Find what is called so; a refusal that lists what there is where nothing is."""
    choices = only_choices(read, start=start, end=end)
    codes = {one.id: one.code for one in read.all(select(Activity))}
    short = {one.id: one.code for one in read.all(select(Site))}
    skills = {one: one.rpartition(" with ")[2] for one in choices.whoms}
    return Only(
        activity=_found("activity that needs cover", activity, choices.activities, codes),
        site=_found("site", site, choices.sites, short),
        whom=_found(
            "grade or skill asked for in these days",
            whom,
            [(one, one) for one in choices.whoms],
            skills,
        )
        or "",
    )


def _found(
    what: str, said: str, options: Sequence[tuple[T, str]], other: Mapping[T, str]
) -> T | None:
    """What has this name, or this code or skill."""
    if not said.strip():
        return None
    wanted = said.strip().casefold()
    for names in (dict(options), other):
        for number, _name in options:
            if names.get(number, "").casefold() == wanted:
                return number
    there = ", ".join(name for _number, name in options) or "none"
    raise Refusal(f"There is no {what} called {said.strip()}. There are: {there}.")


def only_words(read: Reading, *, only: Only) -> str:
    """What is told alone: "Endoscopy list, North"; empty for everything."""
    work = read.find(Activity, only.activity) if only.activity else None
    site = read.find(Site, only.site) if only.site else None
    return ", ".join(
        part for part in (work.name if work else "", site.name if site else "", only.whom) if part
    )


def narrowed(covers: Iterable[DayCover], only: Only) -> Iterator[DayCover]:
    """The days with those places alone, counted afresh."""
    if not only:
        yield from covers
        return
    for cover in covers:
        if only.activity not in {None, cover.activity_id}:
            continue
        at = _at_site(cover, only.site) if only.site is not None else cover
        if not only.whom:
            if at.places or at.mixes:
                yield at
        elif any(mix.asked.whom == only.whom for mix in at.mixes):
            yield _of_whom(at, only.whom)


def mix_site(cover: DayCover, mix: Mix) -> int | None:
    """The site at which a grade or skill is asked for: the line's, or its first session's."""
    at = (one.site_id for one in cover.places if one.session_id in mix.session_ids)
    return mix.asked.site_id or next(at, None)


def _at_site(cover: DayCover, site: int) -> DayCover:
    places = tuple(one for one in cover.places if one.site_id == site)
    mixes = tuple(one for one in cover.mixes if mix_site(cover, one) == site)
    there = sum(min(one.have, one.wanted) for one in places)
    lacking = min(there, cover.lacking, sum(one.lacking for one in mixes))
    need = sum(one.wanted for one in places)
    return replace(
        cover,
        need=need,
        have=sum(one.have for one in places),
        filled=there - lacking,
        over=sum(one.over for one in places),
        target=need,
        lacking=lacking,
        places=places,
        mixes=mixes,
    )


def _of_whom(cover: DayCover, whom: str) -> DayCover:
    """Only how many are asked for of a grade or skill, and how many of them are there."""
    asked = [one for one in cover.mixes if one.asked.whom == whom]
    need = sum(one.asked.minimum for one in asked)
    filled = sum(min(one.have, one.asked.minimum) for one in asked)
    return replace(
        cover,
        need=need,
        have=sum(one.have for one in asked),
        filled=filled,
        over=sum(one.over for one in asked),
        target=need,
        lacking=need - filled,
        places=(),
        mixes=tuple(
            replace(
                one,
                asked=replace(one.asked, site_id=mix_site(cover, one)),
                lacking=max(0, one.asked.minimum - one.have),
                still_open=0,
            )
            for one in asked
        ),
    )


def sessions_of(read: Reading, rota: Rota, only: Only) -> tuple[Session, ...]:
    """The sessions of an activity, at a site; none of a grade, for a session is everybody's."""
    if only.whom:
        return ()
    at = {one.id: one.site_id for one in read.all(select(Room))} if only.site else {}
    return tuple(
        one
        for one in rota.sessions
        if only.activity in {None, one.activity_id}
        and only.site in {None, at.get(one.room_id or 0)}
    )


def hours_between(read: Reading, spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> Decimal:
    """Elapsed hours of one person over spans of the wall, where they overlap only once."""
    minutes, until = 0, 0
    for start, end in sorted((instant(a, read.zone), instant(b, read.zone)) for a, b in spans):
        minutes += max(0, end - max(start, until))
        until = max(until, end)
    return Decimal(minutes) / 60

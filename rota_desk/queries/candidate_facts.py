"""What is on file of those who could take a session: how often asked, how reached, how far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from sqlalchemy import func, select

from models import Activity, ClinicalSession, Clinician, ContactDetail, GapAction, Room, Site
from models.types import ContactKind, GapActionKind, StaffGroup
from rota_desk.queries.distances import known_ways
from rota_desk.unit_of_work import Reading

FAR = 1  # mile from the base from which it is told
UNKNOWN = Decimal(10_000)  # miles, beyond every way that is known
MONTH = dt.timedelta(days=30)


def times_asked(read: Reading) -> Mapping[int, int]:
    """How often each was asked or offered anything in the last thirty days."""
    since = read.stamp - MONTH
    counted = Counter[int]()
    for whom, times in read.rows(
        select(GapAction.clinician_id, func.count(GapAction.id))
        .where(GapAction.kind.in_((GapActionKind.ASKED, GapActionKind.OFFERED)))
        .where(GapAction.at >= since, GapAction.clinician_id.is_not(None))
        .group_by(GapAction.clinician_id)
    ):
        counted[whom] = times
    return counted


def contacts_of(read: Reading) -> dict[int, str]:
    """Bleep before mobile: how a person is reached at work."""
    found: dict[int, str] = {}
    for one in read.all(
        select(ContactDetail)
        .where(ContactDetail.kind.in_((ContactKind.MOBILE, ContactKind.BLEEP)))
        .where(ContactDetail.private.is_(False))
        .order_by(ContactDetail.kind.desc())
    ):
        found[one.clinician_id] = f"{one.kind.value} {one.value}"
    return found


@dataclass(frozen=True, slots=True)
class Base:
    """A base at another site than the session's; the miles are None while nobody entered them."""

    site: str
    miles: Decimal | None

    @property
    def rank(self) -> Decimal:
        """How far it counts: a way that nobody entered stands behind all that are known."""
        return UNKNOWN if self.miles is None else self.miles

    @property
    def words(self) -> str:
        """How far it is, or that it is elsewhere: "12.5 miles from base"."""
        if self.miles is None:
            return f"based at {self.site}, distance not entered"
        return f"{self.miles.normalize():f} miles from base" if self.miles >= FAR else ""


def bases_elsewhere(
    read: Reading, there: ClinicalSession, people: list[Clinician]
) -> Mapping[int, Base]:
    """Whose base is another site than the session's, and how far that is."""
    room = read.find(Room, there.room_id) if there.room_id is not None else None
    if room is None:
        return {}
    ways, sites = known_ways(read), {one.id: one.name for one in read.all(select(Site))}
    return {
        one.id: Base(sites[one.base_site_id], ways.miles(one.base_site_id, room.site_id))
        for one in people
        if one.base_site_id is not None and one.base_site_id != room.site_id
    }


def uncovered_work(read: Reading) -> frozenset[int]:
    """The activities that need no cover: what could be left for a gap."""
    found = read.all(select(Activity).where(Activity.needs_cover.is_(False)))
    return frozenset(one.id for one in found)


class Grouped(Protocol):
    """Somebody with their group."""

    @property
    def clinician_id(self) -> int: ...  # noqa: D102 - their number

    @property
    def group(self) -> StaffGroup: ...  # noqa: D102 - of the staff


def usual_groups(
    people: Iterable[Grouped], loads: Mapping[int, float], *, permitted: bool
) -> frozenset[StaffGroup]:
    """The groups that do this work; all of them where permissions say who may, or nobody does."""
    doing = frozenset(one.group for one in people if loads.get(one.clinician_id))
    return doing if doing and not permitted else frozenset(StaffGroup)

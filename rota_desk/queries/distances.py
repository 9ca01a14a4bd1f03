"""How far apart sites are, in miles and minutes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from sqlalchemy import select

from models import Distance
from rota_desk.domain.ways import Ways
from rota_desk.queries.settings import count_setting
from rota_desk.queries.sites import SiteFacts, site_list
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Way:
    """The way between two sites, in either direction; None is not known."""

    first: SiteFacts
    second: SiteFacts
    miles: Decimal | None
    minutes: int | None

    @property
    def words(self) -> str:
        """The two places: "North – South"."""
        return f"{self.first.name} – {self.second.name}"


def ways_between_sites(read: Reading) -> tuple[Way, ...]:
    """Every pair of sites, the base first, with what is known of the way between them."""
    known = {(one.first_site_id, one.second_site_id): one for one in read.all(select(Distance))}
    found = []
    for first, second in combinations(site_list(read), 2):
        pair = (min(first.site_id, second.site_id), max(first.site_id, second.site_id))
        there = known.get(pair)
        found.append(
            Way(first, second, there.miles if there else None, there.minutes if there else None)
        )
    return tuple(found)


def known_ways(read: Reading) -> Ways:
    """Every known way by its pair of sites, and the usual travel time for the others."""
    known = [
        ((one.first_site_id, one.second_site_id), one)
        for one in read.all(select(Distance).order_by(Distance.id))
    ]
    return Ways(
        {pair: one.miles for pair, one in known if one.miles is not None},
        {pair: one.minutes for pair, one in known if one.minutes is not None},
        count_setting(read, key="rooms.travel_minutes"),
    )

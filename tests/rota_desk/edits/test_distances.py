"""Distances: one record a pair of sites, the same there and back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import build
import pytest

from models import Distance
from rota_desk.desk import Desk
from rota_desk.edits.distances import forget_distance, set_distance
from rota_desk.edits.settings import change_setting
from rota_desk.errors import Refusal
from rota_desk.queries.distances import known_ways, ways_between_sites


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def sites(desk: Desk) -> tuple[int, int, int]:
    west = build.a_site(desk, "W", "Westvale", outlying=True)
    return build.a_site(desk).id, build.a_site(desk, "S", "South").id, west.id


def test_the_way_there_is_the_way_back(desk: Desk, sites: tuple[int, int, int]) -> None:
    north, south, west = sites
    desk.do(set_distance, first=west, second=north, miles=Decimal("22.5"), minutes=40)
    desk.do(set_distance, first=north, second=west, miles=Decimal(23), minutes=45)
    assert len(build.every(desk, Distance)) == 1
    ways = desk.ask(known_ways)
    for there, back in ((north, west), (west, north)):
        assert ways.miles(there, back) == Decimal(23)
        assert ways.minutes(there, back) == 45
    assert ways.miles(south, south) == Decimal(0)
    assert ways.minutes(south, south) == 0


def test_an_unknown_way_has_no_miles_and_the_usual_minutes(
    desk: Desk, sites: tuple[int, int, int]
) -> None:
    north, south, _west = sites
    desk.do(set_distance, first=north, second=south, miles=Decimal(9))
    desk.do(change_setting, key="rooms.travel_minutes", value=35)
    ways = desk.ask(known_ways)
    assert (ways.miles(north, south), ways.minutes(north, south)) == (Decimal(9), 35)
    assert (ways.miles(south, 99), ways.minutes(south, 99)) == (None, 35)


def test_every_pair_is_shown_and_a_way_is_forgotten_and_comes_back(
    desk: Desk, sites: tuple[int, int, int]
) -> None:
    north, south, _west = sites
    desk.do(set_distance, first=north, second=south, minutes=25)
    seen = [(way.words, way.miles, way.minutes) for way in desk.ask(ways_between_sites)]
    assert seen == [
        ("North – South", None, 25),
        ("North – Westvale", None, None),
        ("South – Westvale", None, None),
    ]
    desk.do(forget_distance, first=south, second=north)
    assert desk.ask(known_ways).minutes(north, south) == 30
    desk.undo()
    assert desk.ask(known_ways).minutes(north, south) == 25


def test_nonsense_is_refused(desk: Desk, sites: tuple[int, int, int]) -> None:
    north, south, _west = sites
    for facts, says in (
        ({"second": north, "minutes": 5}, "two different sites"),
        ({"second": south}, "Give the miles, the minutes, or both"),
        ({"second": south, "miles": Decimal(-1)}, "between 0 and 1000"),
        ({"second": south, "minutes": 1441}, "between 0 and 1440"),
    ):
        with pytest.raises(Refusal, match=says):
            desk.do(set_distance, first=north, **facts)
    with pytest.raises(Refusal, match="North and South is not known"):
        desk.do(forget_distance, first=north, second=south)

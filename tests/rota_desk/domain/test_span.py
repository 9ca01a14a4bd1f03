"""Wall time and elapsed time, and the only road between them."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rota_desk.domain.span import (
    DAY,
    HOUR,
    WEEK,
    Span,
    WallMinutes,
    day_number,
    day_of,
    instant,
    midnight,
    midnight_instant,
    minutes_ahead,
    wall_minute,
    wall_time,
    weekday_of,
)

LONDON = ZoneInfo("Europe/London")
WALL = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2040, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def at(day: str, clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{clock}")


def test_a_night_is_an_hour_longer_when_the_clocks_go_back() -> None:
    night = Span(at("2026-10-24", "20:30"), at("2026-10-25", "09:00"))
    assert night.clock_length == dt.timedelta(hours=12.5)
    assert night.length(LONDON) == dt.timedelta(hours=13.5)


def test_a_night_is_an_hour_shorter_when_the_clocks_go_forward() -> None:
    night = Span(at("2026-03-28", "20:30"), at("2026-03-29", "09:00"))
    assert night.length(LONDON) == dt.timedelta(hours=11.5)


def test_a_time_that_comes_twice_is_its_first_unless_it_says_otherwise() -> None:
    twice = at("2026-10-25", "01:30")
    assert instant(twice.replace(fold=1), LONDON) - instant(twice, LONDON) == 60


def test_the_minute_of_a_wall_time_is_counted_once_however_often_it_is_asked_for() -> None:
    noon, next_day = at("2026-10-25", "12:00"), at("2026-10-26", "12:00")
    known = WallMinutes()
    assert [known[one] for one in (noon, noon, next_day)] == [
        wall_minute(noon),
        wall_minute(noon),
        wall_minute(noon) + DAY,
    ]
    assert len(known) == 2


def test_a_time_that_is_skipped_is_read_with_the_offset_before_it() -> None:
    assert instant(at("2026-03-29", "01:30"), LONDON) == instant(at("2026-03-29", "02:30"), LONDON)


def test_touching_spans_do_not_overlap() -> None:
    morning = Span(at("2026-11-02", "09:00"), at("2026-11-02", "13:00"))
    afternoon = Span(at("2026-11-02", "13:00"), at("2026-11-02", "17:00"))
    assert not morning.overlaps(afternoon)
    assert not afternoon.overlaps(morning)
    assert Span.of_day(dt.date(2026, 11, 2)) == Span(
        at("2026-11-02", "00:00"), at("2026-11-03", "00:00")
    )
    assert morning.common(afternoon) is None
    assert morning.common(Span.of_day(dt.date(2026, 11, 2))) == morning


@given(WALL)
def test_a_wall_time_comes_back_from_its_instant(wall: dt.datetime) -> None:
    back = wall_time(instant(wall, LONDON), LONDON)
    skipped = back != wall
    assert not skipped or abs(back - wall) == dt.timedelta(hours=1)  # back, where fold says so


@given(WALL)
def test_days_are_numbered_as_their_minutes_are(wall: dt.datetime) -> None:
    number = day_number(wall.date())
    assert wall_minute(wall) // DAY == number
    assert day_of(number) == wall.date()
    assert weekday_of(number) == wall.weekday()
    assert wall_minute(midnight(wall.date())) == number * DAY


def test_in_summer_the_wall_is_an_hour_ahead() -> None:
    noon = at("2026-07-01", "12:00")
    assert wall_minute(noon) - instant(noon, LONDON) == 60
    assert wall_time(instant(noon, LONDON), LONDON) == noon
    number = day_number(noon.date())
    assert midnight_instant(number, LONDON) == number * DAY - 60


def test_the_offset_of_a_day_is_known_unless_it_changes_or_has_seconds() -> None:
    def ahead(day: str) -> int | None:
        return minutes_ahead(day_number(dt.date.fromisoformat(day)), LONDON)

    assert (ahead("2026-10-24"), ahead("2026-10-25"), ahead("2026-10-26")) == (60, None, 0)
    assert ahead("1840-01-01") is None  # a minute and a quarter behind, as the sun said
    assert isinstance(instant(at("2026-10-25", "01:30"), LONDON), int)


def test_a_week_is_seven_days_of_minutes() -> None:
    assert (HOUR, DAY, WEEK) == (60, 1440, 10_080)

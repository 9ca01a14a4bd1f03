"""Opening hours as coordinators write them, and what lies outside."""

import datetime as dt

import pytest

from rota_desk.domain.open_hours import NotHours, open_hours

WEDNESDAY = dt.datetime(2026, 11, 4)


def at(clock: str, day: int = 0) -> dt.datetime:
    return dt.datetime.combine(WEDNESDAY.date() + dt.timedelta(day), dt.time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mon-Fri 08:00-18:00; Sat 08:30-12:30", "Mon-Fri 08:00-18:00; Sat 08:30-12:30"),
        ("mon to fri 8-18", "Mon-Fri 08:00-18:00"),
        ("Monday, Wed 8.30–1230", "Mon 08:30-12:30; Wed 08:30-12:30"),
        ("8-18", "Mon-Sun 08:00-18:00"),
        ("Sat-Mon 9-12", "Mon 09:00-12:00; Sat-Sun 09:00-12:00"),
        ("Tue 8-12; Tue 13-17", "Tue 08:00-12:00; Tue 13:00-17:00"),
        ("Tue 8-12; Tue 12-17; Fri 0-24", "Tue 08:00-17:00; Fri 00:00-24:00"),
        ("", ""),
    ],
)
def test_hours_have_one_wording_and_keep_it(typed: str, kept: str) -> None:
    assert str(open_hours(typed)) == kept
    assert str(open_hours(kept)) == kept


@pytest.mark.parametrize("typed", ["always", "Mon 8", "Mon 25-26", "Moonday 8-12", "Mon 8:70-12"])
def test_what_says_no_hours_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotHours, match="Write it like Mon-Fri 08:00-18:00"):
        open_hours(typed)


def test_hours_that_close_before_they_open_are_refused() -> None:
    with pytest.raises(NotHours, match="closes before it opens"):
        open_hours("Mon 18:00-08:00")


def test_minutes_outside_are_counted_over_days_and_closed_weekdays() -> None:
    hours = open_hours("Mon-Wed 08:00-18:00")
    assert hours.outside(at("08:00"), at("18:00")) == 0
    assert hours.outside(at("07:30"), at("18:15")) == 45
    assert hours.outside(at("17:00"), at("09:00", 1)) == 15 * 60
    assert hours.outside(at("09:00", 1), at("10:00", 1)) == 60
    assert open_hours("").outside(at("03:00"), at("04:00")) == 0

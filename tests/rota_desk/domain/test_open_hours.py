"""Opening hours as coordinators write them, and what lies outside."""

import datetime as dt

import pytest

from rota_desk.domain.open_hours import ALWAYS, NotHours, OpenHours, open_hours

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
        ("Mon, Tue, 8-12", "Mon-Tue 08:00-12:00"),
        ("Sun 22:30-24:00", "Sun 22:30-24:00"),
        ("", ""),
    ],
)
def test_hours_have_one_wording_and_keep_it(typed: str, kept: str) -> None:
    assert str(open_hours(typed)) == kept
    assert str(open_hours(kept)) == kept


def test_minutes_outside_are_counted_over_days_and_closed_weekdays() -> None:
    hours = open_hours("Mon-Wed 08:00-18:00")
    assert hours.outside(at("08:00"), at("18:00")) == 0
    assert hours.outside(at("07:30"), at("18:15")) == 45
    assert hours.outside(at("17:00"), at("09:00", 1)) == 15 * 60
    assert hours.outside(at("09:00", 1), at("10:00", 1)) == 60
    assert open_hours("").outside(at("03:00"), at("04:00")) == 0


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("always", "always"),
        ("Mon 8", "Mon 8"),
        ("Mon 25-26", "Mon 25-26"),
        ("Mon 8-12; always", "always"),
        ("Mon 8-12; Tue 8:60-12", "Tue 8:60-12"),
        ("Tue 8-12:60", "Tue 8-12:60"),
        ("Tue 8-24:01", "Tue 8-24:01"),
        ("Tue 8-24:30", "Tue 8-24:30"),
        ("Moonday 8-12", "Moonday 8-12"),
        ("Tue-Noday 8-12", "Tue-Noday 8-12"),
    ],
)
def test_the_part_that_says_no_hours_is_named_whole(typed: str, part: str) -> None:
    with pytest.raises(NotHours) as refused:
        open_hours(typed)
    assert str(refused.value) == (
        f'"{part}" does not say when the room is open.'
        " Write it like Mon-Fri 08:00-18:00; Sat 08:30-12:30."
    )


@pytest.mark.parametrize("typed", ["Mon 08:00-08:00", "Mon 18:00-08:00"])
def test_hours_that_end_before_they_begin_are_refused(typed: str) -> None:
    with pytest.raises(NotHours) as refused:
        open_hours(typed)
    assert str(refused.value) == f'"{typed}" closes before it opens. Check both times.'


def test_no_days_named_are_all_seven() -> None:
    assert open_hours("8-18") == OpenHours(dict.fromkeys(range(7), ((480, 1080),)))
    assert OpenHours({}) == ALWAYS
    assert not ALWAYS.told


def test_minutes_outside_are_whole_and_counted_over_every_opening() -> None:
    split = open_hours("Mon-Sun 08:00-12:00; Mon-Sun 13:00-17:00")
    assert split.outside(at("09:00"), at("16:00")) == 60
    assert split.outside(at("09:00"), at("16:00", 2)) == 2 * 16 * 60 + 60
    assert str(split.outside(at("07:00"), at("00:00", 1))) == "540"

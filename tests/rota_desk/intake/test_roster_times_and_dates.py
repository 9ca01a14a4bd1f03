"""Times, dates, names and codes as they are written in rosters."""

import datetime as dt
from pathlib import Path

import pytest

from rota_desk.intake.dates import date_inside, read_date
from rota_desk.intake.names import is_vacancy, like_name, misspelt, read_names
from rota_desk.intake.roster import read_roster
from rota_desk.intake.times import find_times


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("0800-1730 ARC", "08:00", "17:30"),
        ("7.30-15.31", "07:30", "15:31"),
        ("14:00 -00:00", "14:00", "00:00"),
        ("1430-0000", "14:30", "00:00"),
        ("2000-2400", "20:00", "00:00"),
        ("07:45 – 16:45", "07:45", "16:45"),
        ("8.30am to 5 pm", "08:30", "17:00"),
        ("21:45 05:30", "21:45", "05:30"),
        ("SHO (08:00-20:30)", "08:00", "20:30"),
    ],
)
def test_times_are_read_as_departments_write_them(text: str, start: str, end: str) -> None:
    found = find_times(text)
    assert found is not None
    assert (f"{found[0].start:%H:%M}", f"{found[0].end:%H:%M}") == (start, end)


@pytest.mark.parametrize(
    "text", ["08.00-2O.30", "08:00 – late", "trg_0930", "2500-0800", "0800", "8-5"]
)
def test_what_is_no_span_of_times_is_not_taken_for_one(text: str) -> None:
    assert find_times(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "01/09/2026",
        "1.9.26",
        "2026-09-01",
        "1st September 2026",
        "Tue. Sep. 01, 2026",
        "Tue 1 Sept 26",
    ],
)
def test_dates_are_read_day_first(text: str) -> None:
    found = read_date(text)
    assert found is not None
    assert found.on() == dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    "text", ["C/T", "7.30-15.31", "0800-1730", "D", "2633", "Week 1", "Maybe 5"]
)
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert read_date(text) is None


def test_a_date_that_does_not_exist_is_seen_as_one() -> None:
    found = read_date("31/04/2027")
    assert found is not None
    assert found.on() is None


def test_day_numbers_are_days_of_this_century_only() -> None:
    read = {number: read_date(float(number)) for number in (60, 2633, 46328)}
    days = {number: date.on() if date else None for number, date in read.items()}
    assert days == {60: None, 2633: None, 46328: dt.date(2026, 11, 2)}


def test_the_week_commencing_is_found_in_its_sentence() -> None:
    found = date_inside("Week commencing 2nd November 2026 (week 3)")
    assert found is not None
    assert found.on() == dt.date(2026, 11, 2)


def test_two_halves_of_a_day_are_two_names() -> None:
    parts = read_names("Oakhanger (AM) Quarmby (PM)").parts
    assert [(part.name, part.half) for part in parts] == [("Oakhanger", "AM"), ("Quarmby", "PM")]


def test_a_note_in_brackets_is_kept_beside_the_name() -> None:
    assert [
        (part.name, part.note) for part in read_names("Oakhanger (instead of Quarmby)").parts
    ] == [("Oakhanger", "instead of Quarmby")]


@pytest.mark.parametrize("text", ["TBC", "Locum", "15", "U3 - GAP", "Vacancy", "Locum 2"])
def test_a_place_without_a_person_is_a_vacancy(text: str) -> None:
    assert is_vacancy(text)


@pytest.mark.parametrize(
    "text", ["Dr Banks", "√Dr Fenwright", "Thistleby, Cora", "O'Neill", "Kerner, Johannes B."]
)
def test_names_look_like_names(text: str) -> None:
    assert like_name(text)
    assert not is_vacancy(text)


@pytest.mark.parametrize(
    "text", ["LD", "Night SHO", "F1", "(/)", "Annual leave", "0800-1730", "Consultant"]
)
def test_codes_and_roles_do_not_look_like_names(text: str) -> None:
    assert not like_name(text)


def test_a_name_seen_once_and_very_like_a_frequent_one_is_suspected() -> None:
    names = ["Thistleby"] * 5 + ["Thsitleby"] + ["Peter"] * 5 + ["Peters"] * 2
    assert misspelt(names) == {"Thsitleby": "Thistleby"}


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_days_counted_from_1904_are_the_same_days(samples: Path, ending: str) -> None:
    plan = read_roster(samples / "libreoffice" / f"days_from_1904.{ending}")
    assert plan.problems == ()
    assert [(duty.person, duty.day) for duty in plan.duties] == [
        ("Dr A Patel", dt.date(2026, 12, 1) + dt.timedelta(days=day)) for day in range(4)
    ]

"""Provision narrowed to an activity, a site, a grade or skill, and a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinic,
    a_clinician,
    a_department,
    a_desk,
    a_list,
    a_long_day,
    a_resident,
    a_room,
    a_site,
    an_activity,
    kept,
)

from models import CoverRequirement, Site
from models.types import Slot
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.provision import ProvisionReport, provision
from rota_desk.queries.provision_only import ALL, Only, only_choices, only_named, only_words
from rota_desk.queries.provision_shares import provision_shares

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
END = MONDAY + 2 * WEEK


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    yield opened
    opened.close()


def asks_for(desk: Desk, code: str, *, grade: str = "", skill: str = "") -> None:
    kept(
        desk,
        CoverRequirement(
            activity_id=an_activity(desk, code).id,
            slot=Slot.DAY,
            start=MONDAY,
            minimum=1,
            weekday=0,
            grade=grade,
            skill=skill,
        ),
    )


def a_mixed_fortnight(desk: Desk) -> tuple[Site, Site]:
    """Lists at two sites, a clinic nobody is on, and two long days that want an ST."""
    north, south = a_site(desk), a_site(desk, "S", "South")
    a_list(desk, MONDAY, on=[a_clinician(desk)], room=a_room(desk, "E1", site=north))
    a_list(desk, MONDAY + DAY, room=a_room(desk, "E9", site=south))
    a_clinic(desk, MONDAY + WEEK)
    asks_for(desk, "LD", grade="ST")
    a_long_day(desk, MONDAY, on=[a_resident(desk, grade="F1")])
    a_long_day(desk, MONDAY + WEEK, on=[a_resident(desk, "Dr C Rowan", grade="ST6")])
    return north, south


def report(desk: Desk, only: Only = ALL) -> ProvisionReport:
    return desk.ask(provision, start=MONDAY, end=END, only=only)


def judged(found: ProvisionReport) -> tuple[object, ...]:
    lines = [(one.when, one.what, one.need, one.have) for one in found.lines]
    services = [(one.name, one.have, one.need) for one in found.by_service]
    return found.only, found.short, found.hours_short, lines, services


def test_provision_of_an_activity_has_its_lines_and_its_sums_alone(desk: Desk) -> None:
    a_mixed_fortnight(desk)
    assert judged(report(desk, Only(activity=an_activity(desk, "CL").id))) == (
        "Clinic",
        1,
        Decimal("4.0"),
        [("Mon 16 Nov AM", "Clinic", 1, 0)],
        [("Clinic", 0, 1)],
    )


def test_provision_of_a_site_leaves_out_what_stands_elsewhere_or_in_no_room(desk: Desk) -> None:
    north, south = a_mixed_fortnight(desk)
    assert judged(report(desk, Only(site=south.id))) == (
        "South",
        1,
        Decimal("4.0"),
        [("Tue 10 Nov AM", "Endoscopy list", 1, 0)],
        [("Endoscopy list", 0, 1)],
    )
    assert judged(report(desk, Only(site=north.id)))[1:4] == (0, Decimal("0.0"), [])


def test_a_site_is_known_where_no_line_says_what_is_needed(desk: Desk) -> None:
    south = a_site(desk, "S", "South")
    a_list(desk, MONDAY, room=a_room(desk, "E9", site=south))
    found = desk.ask(provision_shares, start=MONDAY, end=END)
    assert [(one.name, one.need) for one in found.by_site] == [("South", 1)]


def test_provision_of_a_grade_counts_only_who_is_of_it_with_the_hours_they_lack(
    desk: Desk,
) -> None:
    a_mixed_fortnight(desk)
    assert judged(report(desk, Only(whom="ST"))) == (
        "ST",
        1,
        Decimal("12.5"),
        [("Mon 9 Nov", "Long day", 1, 0)],
        [("Long day", 1, 2)],
    )
    found = desk.ask(provision_shares, start=MONDAY, end=END, only=Only(whom="ST"))
    weeks = [(one.name, one.need, one.filled, one.hours_short) for one in found.by_week]
    assert weeks == [
        ("Mon 9 Nov", 1, 0, Decimal("12.5")),
        ("Mon 16 Nov", 1, 1, Decimal("0.0")),
    ]


def test_more_of_a_grade_than_asked_for_are_over_in_every_count_of_it(desk: Desk) -> None:
    both = [a_resident(desk, f"Dr {name}", grade="ST6") for name in "AB"]
    asks_for(desk, "LD", grade="ST")
    a_long_day(desk, MONDAY, on=both)
    found = desk.ask(provision_shares, start=MONDAY, end=MONDAY + DAY)
    assert [(one.name, one.over, one.hours_over) for one in found.by_grade] == [
        ("Long day: ST", 1, Decimal("12.5"))
    ]
    alone = desk.ask(provision, start=MONDAY, end=MONDAY + DAY, only=Only(whom="ST"))
    assert (alone.over, [(one.need, one.have, one.why) for one in alone.over_lines]) == (
        1,
        [(1, 2, "ST: more than are asked for")],
    )


def test_narrowed_by_everything_the_parts_add_up_to_the_whole(desk: Desk) -> None:
    a_mixed_fortnight(desk)
    choices = desk.ask(only_choices, start=MONDAY, end=END)
    parts = [report(desk, Only(activity=number)) for number, _name in choices.activities]
    whole = report(desk)
    assert sum(one.short for one in parts) == whole.short == 3
    assert sum((one.hours_short for one in parts), Decimal(0)) == whole.hours_short
    assert sorted(line.when for one in parts for line in one.lines) == sorted(
        line.when for line in whole.lines
    )


def test_a_week_is_looked_at_alone_while_the_trend_keeps_all_of_them(desk: Desk) -> None:
    a_mixed_fortnight(desk)
    found = desk.ask(provision_shares, start=MONDAY, end=END, week=MONDAY + WEEK)
    assert (found.total.need, found.total.filled) == (2, 1)
    assert [(one.name, one.need) for one in found.by_activity] == [("Clinic", 1), ("Long day", 1)]
    assert [(one.name, one.need) for one in found.by_week] == [("Mon 9 Nov", 3), ("Mon 16 Nov", 2)]


def test_what_to_narrow_to_is_found_by_name_or_code(desk: Desk) -> None:
    _north, south = a_mixed_fortnight(desk)
    asks_for(desk, "LD", skill="ALS")

    def named(activity: str = "", site: str = "", whom: str = "") -> Only:
        return desk.ask(only_named, start=MONDAY, end=END, activity=activity, site=site, whom=whom)

    clinic = an_activity(desk, "CL").id
    assert named("cl", "south", "st") == Only(clinic, south.id, "ST")
    assert named("Clinic", "s", "als") == Only(clinic, south.id, "somebody with ALS")
    assert desk.ask(only_words, only=named("cl", "s", "als")) == "Clinic, South, somebody with ALS"
    assert named() == ALL
    with pytest.raises(Refusal, match=r"no site called East\. There are: North, South\.$"):
        named(site="East")


def test_what_leaves_most_hours_uncovered_is_told_first(desk: Desk) -> None:
    a_clinic(desk, MONDAY)
    a_long_day(desk, MONDAY + DAY)
    assert [one.what for one in report(desk).lines] == ["Long day", "Clinic"]

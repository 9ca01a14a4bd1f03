"""Rota against rules: who is worst off, what is kept, what was signed off."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import MONDAY

from models import Clinician
from rota_desk.desk import Desk
from rota_desk.edits.authorising import authorise, waive
from rota_desk.queries.compliance import Compliance, compliance
from rota_desk.queries.rule_words import breach_words, room_words, rule_words
from rota_desk.queries.signed_off import signed_off
from rota_desk.queries.standings import Standing

DAY = dt.timedelta(days=1)
END = MONDAY + 14 * DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    yield desk
    desk.close()


def short_rest(desk: Desk, name: str, day: dt.date = MONDAY) -> int:
    """A resident with ten hours and a half between two shifts."""
    person = build.a_resident(desk, name)
    build.a_long_day(desk, day, on=[person])
    build.a_session(desk, "SD", day + DAY, on=[person], starts="07:00", ends="15:00")
    return person.id


def asked(desk: Desk) -> Compliance:
    return desk.ask(compliance, start=MONDAY, end=END)


def standing(found: Compliance, person: int, key: str) -> Standing:
    row = found.person(person)
    assert row is not None
    return next(cell.standing for cell in row.cells if cell.key == key)


def test_whoever_is_worst_off_stands_first_and_kept_rules_are_shown(desk: Desk) -> None:
    fine = build.a_resident(desk, "Dr A Fine")
    build.a_long_day(desk, MONDAY, on=[fine])
    tired = short_rest(desk, "Dr Z Tired")
    found = asked(desk)
    assert [one.name for one in found.people] == ["Dr Z Tired", "Dr A Fine"]
    assert found.people[0].weight == (1, 1, 0, 0)
    assert standing(found, tired, "rest.short_rest") is Standing.BREACH
    assert standing(found, tired, "hours.overlong_shift") is Standing.KEPT
    assert standing(found, tired, "runs.night_run") is Standing.ABSENT
    assert standing(found, fine.id, "hours.overlong_shift") is Standing.KEPT
    assert found.count(Standing.BREACH) == 1


def test_the_worst_measure_of_a_kept_rule_has_its_figures(desk: Desk) -> None:
    tired = short_rest(desk, "Dr Z Tired")
    row = asked(desk).person(tired)
    assert row is not None
    cell = next(one for one in row.cells if one.key == "hours.overlong_shift")
    shift = cell.results[0].finding
    assert (shift.rule, shift.measured, shift.limit, shift.unit) == (
        "rd-shift-13",
        12.5,
        13.0,
        "h",
    )
    assert not cell.results[0].may_accept


def test_what_lies_outside_the_days_is_not_shown(desk: Desk) -> None:
    before = short_rest(desk, "Dr B Fore", MONDAY - 5 * DAY)
    across = short_rest(desk, "Dr C Across", MONDAY - DAY)
    found = asked(desk)
    assert standing(found, before, "rest.short_rest") is Standing.KEPT
    assert standing(found, across, "rest.short_rest") is Standing.BREACH


def test_a_finding_that_was_accepted_is_signed_off_with_its_name(desk: Desk) -> None:
    tired = short_rest(desk, "Dr Z Tired")
    one = asked(desk).people[0].found[0]
    assert one.may_accept
    assert not one.may_authorise
    assert one.finding.start is not None
    assert one.finding.end is not None
    desk.do(
        waive,
        rule=one.finding.rule,
        start=one.finding.start,
        end=one.finding.end,
        clinician=tired,
        by="Dr Guardian",
        reason="She asked for it.",
    )
    found = asked(desk)
    assert standing(found, tired, "rest.short_rest") is Standing.SIGNED
    told = found.people[0].found[0].signed
    assert told is not None
    assert told.sentence == (
        "Accepted by Dr Guardian, Mon 9 Nov 2026 until Tue 10 Nov 2026: She asked for it."
    )
    assert found.signed == (told,)
    assert found.count(Standing.BREACH) == 0


def test_a_second_finding_of_the_same_rule_still_counts(desk: Desk) -> None:
    tired = short_rest(desk, "Dr Z Tired")
    first = asked(desk).people[0].found[0].finding
    assert first.start is not None
    assert first.end is not None
    desk.do(
        waive,
        rule=first.rule,
        start=first.start,
        end=first.end,
        clinician=tired,
        by="G",
        reason="R",
    )
    there = build.every(desk, Clinician)[0]
    build.a_long_day(desk, MONDAY + 7 * DAY, on=[there])
    build.a_session(desk, "SD", MONDAY + 8 * DAY, on=[there], starts="07:00", ends="15:00")
    found = asked(desk)
    assert standing(found, tired, "rest.short_rest") is Standing.BREACH
    assert [one.standing for one in found.people[0].found] == [Standing.SIGNED, Standing.BREACH]


def test_an_authorised_run_is_signed_off_and_names_who_allowed_it(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    for place in range(8):
        build.a_session(desk, "SD", MONDAY + place * DAY, on=[rowan])
    row = asked(desk).people[0]
    assert [one.may_authorise for one in row.found if one.finding.rule == "rd-consec-7"] == [True]
    desk.do(
        authorise,
        rule="rd-consec-7",
        clinician=rowan.id,
        since=MONDAY,
        until=None,
        by="Dr Guardian",
        reason="Winter",
    )
    found = asked(desk)
    assert standing(found, rowan.id, "runs.unbroken_run") is Standing.SIGNED
    assert found.signed[0].when == "from Mon 9 Nov 2026, no end set"
    assert desk.ask(signed_off, start=MONDAY - 9 * DAY, end=MONDAY) == ()


def test_rules_are_said_as_the_breach_they_find() -> None:
    assert breach_words("job_plan.private_work_in_nhs_time") == "Private work in NHS time"
    assert breach_words("oncall.frequent_on_call") == "Frequent on-call"
    assert room_words("oncall.frequent_on_call") == "On-call"
    assert rule_words("rd-rest-11") == "short rest (rd-rest-11)"
    assert rule_words("no-such-rule") == "no-such-rule"


def test_an_empty_department_has_an_empty_matrix(desk: Desk) -> None:
    found = asked(desk)
    assert (found.rules, found.people, found.department, found.signed) == ((), (), (), ())


def test_what_is_kept_says_under_which_reading_it_would_not_be(desk: Desk) -> None:
    tired = build.a_resident(desk)
    for place in range(4):
        build.a_night(desk, MONDAY + place * DAY, on=[tired])
    build.a_session(desk, "SD", MONDAY + 6 * DAY, on=[tired], starts="07:00", ends="15:00")
    row = asked(desk).person(tired.id)
    assert row is not None
    cell = next(one for one in row.cells if one.key == "runs.long_run")
    told = [(one.standing, one.finding.contested) for one in cell.results]
    assert told == [(Standing.KEPT, "a breach if read otherwise (O-1: 48 h after every full run)")]

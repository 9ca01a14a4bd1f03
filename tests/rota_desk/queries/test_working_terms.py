"""What a contract makes of somebody's work: on-call bands, unsocial hours, a year's balance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import build
import pytest
from build import MONDAY, TODAY

from rota_desk.desk import Desk
from rota_desk.edits.settings import change_setting
from rota_desk.queries.term_line import TermLine
from rota_desk.queries.working_terms import working_terms

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def terms(desk: Desk, clinician: int) -> dict[str, TermLine]:
    return {one.title: one for one in desk.ask(working_terms, clinician=clinician)}


def nine_on_call(desk: Desk) -> int:
    """Nine consultants share the on-call: low by the rota, medium with leave covered."""
    people = [build.a_clinician(desk, f"Dr {letter} Onsultant") for letter in "ABCDEFGHI"]
    for place, one in enumerate(people):
        build.a_session(desk, "OC", MONDAY + place * DAY, on=[one])
    return people[0].id


def test_the_band_goes_by_the_rota_and_says_what_another_reading_gives(desk: Desk) -> None:
    found = terms(desk, nine_on_call(desk))
    assert found["On call"].words == "1 in 9, shared by 9 people in these 26 weeks"
    band = found["Band"].words
    assert band.startswith("low; with leave covered 1 in 7.")
    assert band.endswith(", medium; medium if read otherwise (O-11)")
    assert found["Supplement"].words == "of full-time basic pay, by category: A 3 %, B 1 %"


def test_read_by_the_effective_frequency_the_band_is_another(desk: Desk) -> None:
    person = nine_on_call(desk)
    desk.do(change_setting, key="readings.on_call_band", value="effective")
    found = terms(desk, person)
    assert found["Band"].words.startswith("medium; with leave covered 1 in 7.")
    assert found["Band"].words.endswith("; low if read otherwise (O-11)")
    assert found["Supplement"].words == "of full-time basic pay, by category: A 5 %, B 2 %"


def test_the_work_expected_on_call_is_told_in_pas_for_each_who_shares_it(desk: Desk) -> None:
    build.changed(desk, build.an_activity(desk, "OC"), on_call_hours=Decimal(3))
    found = terms(desk, nine_on_call(desk))
    # nine nights of 3 h: 2 of 15 h fall in plain time from Monday to Friday
    weekdays = 7 * (Fraction(3) * 2 / 15 / 4 + Fraction(3) * 13 / 15 / 3)
    weekends = 2 * (Fraction(3) / 3)
    own = (weekdays + weekends) / 26 / 9
    said = found["On-call work"].words
    assert said.startswith(f"{float(own):.2f} PA a week of the work expected; ")
    assert said.endswith(" with leave covered by colleagues")


def test_who_is_never_on_call_has_no_band(desk: Desk) -> None:
    assert "Band" not in terms(desk, build.a_clinician(desk).id)


def test_unsocial_hours_are_told_by_rate_and_turn_with_the_reading(desk: Desk) -> None:
    nurse = build.a_nurse(desk)
    build.a_session(desk, "LD", TODAY - DAY, "14:00", "22:00", on=[nurse])
    build.a_session(desk, "LD", MONDAY - DAY, "08:00", "16:00", on=[nurse])
    said = terms(desk, nurse.id)["Unsocial hours"].words
    assert said.startswith("2 h of Saturday and weekday night")
    assert "8 h of Sunday and public holiday" in said
    desk.do(change_setting, key="readings.unsocial_half", value="none")
    said = terms(desk, nurse.id)["Unsocial hours"].words
    assert said.startswith("0 h of Saturday and weekday night")


def test_the_annualised_balance_counts_from_the_first_day_of_the_rota(desk: Desk) -> None:
    nurse = build.a_nurse(desk)
    for place in range(10):
        build.a_session(desk, "SD", TODAY - (10 - place) * DAY, "08:00", "15:30", on=[nurse])
    said = terms(desk, nurse.id)["Annualised balance"]
    assert ": 75 h counted of " in said.words
    assert said.words.startswith("+")
    assert said.words.endswith(" h net; line by line under Hours")


def test_a_resident_is_told_none_of_these(desk: Desk) -> None:
    assert terms(desk, build.a_resident(desk).id) == {}

"""Open points: settings, values that reach the engine, and what they change."""

import datetime as dt
import re
from pathlib import Path

import pytest

from rota_desk.errors import Refusal
from rota_desk.rules.contract import codes, load
from rota_desk.rules.entitlement import leave_terms
from rota_desk.rules.readings import RULEBOOK, Readings, points

DAY = dt.date(2026, 11, 2)
DOCS = Path(__file__).parents[3] / "docs" / "contested.md"


def test_there_is_a_setting_for_every_point_of_section_o() -> None:
    named = [re.match(r"O-(\d+)\.", spec.says) for spec in points().values()]
    assert [int(one[1]) for one in named if one] == list(range(1, 22))


def test_every_point_has_at_least_two_choices_and_its_default_is_one() -> None:
    for spec in points().values():
        assert len(spec.choices) >= 2
        assert spec.default in spec.choices


def test_every_point_is_told_in_the_documents() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in points() if f"`{name}`" not in text] == []


@pytest.mark.parametrize("code", codes())
def test_what_a_contract_reads_otherwise_is_a_choice_that_exists(code: str) -> None:
    contract = load(code)
    named = [
        (point, choice)
        for table in (contract.definitions, *contract.tables.values())
        for point, choices in dict(table.get("readings", {})).items()  # type: ignore[call-overload]  # a table
        for choice in choices
    ]
    named += [
        (point, choice)
        for clause in contract.clauses
        for point, choices in dict(clause.table.get("readings", {})).items()  # type: ignore[call-overload]  # a table
        for choice in choices
    ]
    assert [one for one in named if one[1] not in points()[one[0]].choices] == []
    assert {point for clause in contract.clauses for point in clause.contested} <= set(points())


def test_the_rulebooks_choice_is_no_choice_of_ones_own() -> None:
    assert RULEBOOK.reading("one_in_three", "advice").reading("one_in_three", "authorise") == (
        RULEBOOK
    )
    assert Readings().of("run_dates") == "start"


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal, match='no reading "often"'):
        RULEBOOK.reading("run_dates", "often")
    with pytest.raises(Refusal, match='no open point "tea"'):
        RULEBOOK.of("tea")


def test_other_choices_are_given_once_each() -> None:
    others = [choice for choice, _ in RULEBOOK.others("long_nights_rest")]
    assert others == ["long", "short"]


@pytest.mark.parametrize(("choice", "days"), [("two", 32), ("three", 33), ("four", 34)])
def test_consultants_leave_goes_by_what_the_statutory_days_became(choice: str, days: int) -> None:
    read = RULEBOOK.reading("consultant_leave", choice)
    assert leave_terms(load("ENG-CONS-2003"), DAY, read).days[0][1] == days


def test_figures_of_2018_carry_the_label_of_the_first_text() -> None:
    contract = load("ENG-RD-2016")
    assert contract.pack_on(dt.date(2018, 3, 5)) == (
        "TCS 2016, as first agreed; figures of 2016-08-03"
    )
    assert contract.pack_on(DAY) == contract.pack

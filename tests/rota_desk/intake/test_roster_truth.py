"""The four messy workbooks agree with the truth beside them, and nothing is invented."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rota_desk.intake.plan import IntakePlan
from rota_desk.intake.roster import read_roster

WORKBOOKS = [
    "d1_dates_down_formulas",
    "d2_month_sheets_and_role_columns",
    "d3_pasted_and_template",
    "d4_year_restart_times_in_cells",
]
FIELDS = ("person", "date", "code", "kind", "start", "end", "sheet", "cell")


def _read(samples: Path, name: str) -> tuple[IntakePlan, dict[str, Any]]:
    folder = samples / "rosters"
    truth = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return read_roster(folder / f"{name}.xlsx", today=dt.date(2026, 11, 23)), truth


def _rows(
    duties: list[dict[str, str]], open_days: set[tuple[str, str]]
) -> Counter[tuple[str, ...]]:
    kept = (duty for duty in duties if (duty["person"], duty["date"]) not in open_days)
    return Counter(tuple(duty[field] for field in FIELDS) for duty in kept)


def _open_days(truth: dict[str, Any]) -> set[tuple[str, str]]:
    return {(day["person"], day["date"]) for day in truth["undecided"]}


def _tells(problem: dict[str, Any], wanted: dict[str, Any]) -> bool:
    said = f"{problem['text']} {problem['message']}".casefold()
    cell = f"{problem['column']}{problem['row']}"
    there = wanted.get("cell", cell) == cell and problem["row"] in wanted.get(
        "rows", [problem["row"]]
    )
    return bool(
        problem["sheet"] == wanted["sheet"]
        and there
        and any(word in said for word in wanted["words"])
    )


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_plan_is_exactly_what_the_workbook_says(samples: Path, name: str) -> None:
    plan, truth = _read(samples, name)
    answer = json.loads(json.dumps(plan.as_json()))
    open_days = _open_days(truth)
    assert _rows(answer["plan"], open_days) == _rows(truth["assignments"], open_days)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_required_problem_is_told_and_none_is_invented(samples: Path, name: str) -> None:
    plan, truth = _read(samples, name)
    told: Any = plan.as_json()["problems"]
    untold = [wanted for wanted in truth["problems"] if not any(_tells(p, wanted) for p in told)]
    invented = [p for p in told if not any(_tells(p, wanted) for wanted in truth["problems"])]
    assert (untold, invented) == ([], [])


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_people_are_the_people_and_nobody_else(samples: Path, name: str) -> None:
    plan, truth = _read(samples, name)
    assert set(plan.people) == set(truth["people"])
    assert not set(plan.people) & set(truth["not_people"])


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_codes_mean_what_the_key_states(samples: Path, name: str) -> None:
    plan, truth = _read(samples, name)
    read = {meaning.code: meaning.as_json() for meaning in plan.codes}
    for code, stated in truth["codes"].items():
        if stated["kind"] != "off" or stated["stated_in"]:
            assert {key: read[code][key] for key in ("kind", "start", "end")} == {
                key: stated[key] for key in ("kind", "start", "end")
            }


@pytest.mark.parametrize("name", WORKBOOKS)
def test_what_is_not_recorded_is_left_open_where_the_sheet_contradicts(
    samples: Path, name: str
) -> None:
    plan, truth = _read(samples, name)
    named = {(day.person, f"{day.day}") for day in plan.undecided if day.person}
    assert named <= _open_days(truth)

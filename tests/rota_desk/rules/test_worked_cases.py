"""Worked cases with known answers: duties, job plans and leave."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from asking import Answer, ask

CASES = Path(__file__).parent / "cases" / "worked"
NEAR = 0.01 + 1e-9
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_case(found: list[Row]) -> dict[str, list[Row]]:
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        cases[row["case"]].append(row)
    return dict(cases)


DUTIES, DUTIES_EXPECTED = by_case(rows("duties.csv")), by_case(rows("duties_expected.csv"))
PLANS, PLANS_EXPECTED = by_case(rows("job_plans.csv")), by_case(rows("job_plans_expected.csv"))
LEAVE = {row["case"]: row for row in rows("entitlement.csv")}


def write(path: Path, found: list[Row]) -> Path:
    headings = [heading for heading in found[0] if heading != "case"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return path


@pytest.mark.parametrize("case", DUTIES_EXPECTED)
def test_a_rota_is_judged_as_worked_out(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = DUTIES_EXPECTED[case]
    file = write(tmp_path / "duties.csv", DUTIES[case])
    answer = ask(capsys, f"duties '{file.as_posix()}' {expected[0]['options']}")
    wrong = [why for row in expected for why in differences(row, answer)]
    assert wrong == []
    verdicts = {row["verdict"] for row in answer.document["results"]}
    assert answer.status == (1 if "breach" in verdicts else 0)


def differences(expected: Row, answer: Answer) -> list[str]:
    whose = (expected["person"], expected["rule"])
    found = [row for row in answer.document["results"] if (row["person"], row["rule"]) == whose]
    verdicts = expected["verdict"].split("|")
    if not found:
        return [] if "absent" in verdicts else [f"{whose} is missing"]
    row = found[0]
    wrong = [] if row["verdict"] in verdicts else [f"{whose}: {row['verdict']}, not {verdicts}"]
    wrong += [
        f"{whose}: {name} {row[name]}, not {expected[name]}"
        for name in ("measured", "limit")
        if expected[name] and not near(row[name], expected[name])
    ]
    if expected["findings"]:
        listed = answer.document["findings"]
        count = sum((one["person"], one["rule"]) == whose for one in listed)
        if count != int(expected["findings"]):
            wrong.append(f"{whose}: {count} findings, not {expected['findings']}")
    return wrong


def near(got: Any, wanted: str, tolerance: float = NEAR) -> bool:  # noqa: ANN401 - JSON
    return isinstance(got, int | float) and abs(got - float(wanted)) <= tolerance


@pytest.mark.parametrize("case", PLANS_EXPECTED)
def test_a_job_plan_comes_to_what_was_worked_out(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = PLANS_EXPECTED[case]
    file = write(tmp_path / "plan.csv", PLANS[case])
    answer = ask(capsys, f"job-plan '{file.as_posix()}' {expected[0]['options']}")
    plans = {one["clinician"]: one for one in answer.document["clinicians"]}
    got = {(row["clinician"], row["field"]): field(plans, row) for row in expected}
    wanted = {(row["clinician"], row["field"]): row["expected"] for row in expected}
    wrong = {
        key: got[key]
        for key in got
        if got[key] != wanted[key] and not near(*pair(got, wanted, key))
    }
    assert wrong == {}


def pair(got: dict[Any, Any], wanted: dict[Any, str], key: object) -> tuple[Any, str]:
    return got[key], wanted[key] if wanted[key] not in ("yes", "no") else "nan"


def field(plans: dict[str, Any], row: Row) -> Any:  # noqa: ANN401 - JSON
    plan, name = plans[row["clinician"]], row["field"]
    if name.startswith("finding:"):
        flagged = {one["rule"] for one in plan["findings"]}
        return "yes" if name.removeprefix("finding:") in flagged else "no"
    if name == "clashes":
        return len(plan["clashes"])
    place, _, inner = name.partition(".")
    return plan[place][inner] if inner else plan[place]


@pytest.mark.parametrize("case", LEAVE)
def test_leave_comes_to_what_was_worked_out(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    row = LEAVE[case]
    answer = ask(capsys, f"entitlement {row['options']}")
    tolerance = float(row["tolerance"]) + 1e-9
    names = ("days", "hours", "public_holiday_days", "public_holiday_hours", "pool_hours")
    asked = [name for name in names if row[name]]
    wrong = {
        name: answer.document[name]
        for name in asked
        if not near(answer.document[name], row[name], tolerance)
    }
    assert wrong == {}

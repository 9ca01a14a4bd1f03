"""The cases of each rule: one TOML file a rule, a rota in a few words and what is found on it."""

import datetime as dt
import os
from fractions import Fraction
from typing import Any

import pytest
from rule_cases import CASES, all_cases, picture

from rota_desk.rules.contract import Limit, Verdict
from rota_desk.rules.engine import weigh
from rota_desk.rules.rule import Rule
from rota_desk.rules.telling import find
from rota_desk.rules.wording import in_unit

TOLD = CASES / "told.txt"


@pytest.mark.parametrize(("rule", "case"), all_cases())
def test_a_rule_finds_what_its_case_says(rule: Rule, case: dict[str, Any]) -> None:
    first = dt.date.fromisoformat(case.get("from", "2026-11-02"))
    weighed = weigh(picture(case, first), on=first, rules=(rule,))
    flagged = [one for one in weighed if one.verdict is not Verdict.PASS]
    said = [
        " ".join((one.terms.id, one.verdict.value, figure(one.measure.value, one.limit))).strip()
        for one in flagged
    ]
    assert said == case["finds"]
    if "contested" in case:
        assert [one.contested for one in flagged] == case["contested"]


def told_of(rule: Rule, case: dict[str, Any]) -> list[str]:
    """Tell every measure of a case with where, figures and words, what is kept included."""
    first = dt.date.fromisoformat(case.get("from", "2026-11-02"))
    said = [f"{rule.key}: {case['name']}"]
    for one in map(find, weigh(picture(case, first), on=first, rules=(rule,))):
        said.append(
            f"  {one.rule} {one.verdict} {one.severity}, {one.start} to {one.end}, "
            f"{one.measured} of {one.limit} {one.unit}, sessions {list(one.session_ids)}, "
            f"{one.name}, {one.contract}, {one.clause}"
        )
        about: dict[str, object] = {
            "assignments": list(one.assignment_ids),
            "room": one.room_id,
            "claim": one.claim_id,
            "otherwise": one.contested,
        }
        more = ", ".join(f"{name} {what}" for name, what in about.items() if what)
        said.append(f"    {one.message}{' – ' if more else ''}{more}")
    return said


def test_every_case_is_told_word_for_word() -> None:
    """Compare with `cases/told.txt`; ROTA_DESK_TELL=write writes it again, to be read through."""
    said = [line for one in all_cases() for line in told_of(*one.values)]
    text = "\n".join((*said, ""))
    if os.environ.get("ROTA_DESK_TELL") == "write":
        TOLD.write_text(text, encoding="utf-8", newline="\n")
    assert text == TOLD.read_text(encoding="utf-8")


def figure(value: Fraction | int | None, limit: Limit | None) -> str:
    return "" if value is None or limit is None else f"{in_unit(value, limit.unit):g}"

"""The cases of each rule under its screen: who is asked, and where that is enough.

Compared with `cases/screened.txt`; ROTA_DESK_TELL=write writes it again, to be read through.
"""

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from rule_cases import CASES, all_cases, picture

from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import day_of
from rota_desk.domain.spots import Spots
from rota_desk.rules.asking import Asking
from rota_desk.rules.contract import load
from rota_desk.rules.engine import judge
from rota_desk.rules.readings import Readings
from rota_desk.rules.rule import Rule
from rota_desk.rules.screen import SCREENS, suspects

SCREENED = CASES / "screened.txt"


def planned(case: dict[str, Any]) -> bool:
    """Whether it is a rota as planned; what was worked, with its calls, is never screened."""
    return not any("calls=" in row for row in case.get("duties", ()))


WITH_SCREEN = [
    one for one in all_cases() if type(one.values[0]) in SCREENS and planned(one.values[1])
]


def pictured(case: dict[str, Any]) -> Snapshot:
    return picture(case, dt.date.fromisoformat(case.get("from", "2026-11-02")))


def asked(rota: Snapshot, rule: Rule) -> dict[int, list[str]]:
    """Say of each place that is asked the dates that are enough, or that all are."""
    on = rota.horizon_start
    asking = Asking(on, (rule,), load, Readings(rota.read_as), kept=False)
    return {
        place: [f"{one.bound.terms.id}: {where(one.spots, place, rota)}" for one in found]
        for place, found in suspects(rota, asking)
    }


def looked_at(rota: Snapshot, rule: Rule) -> dict[int, list[list[dt.datetime]]]:
    """Give the starts of the duties by which each that is asked has to be asked."""
    asking = Asking(rota.horizon_start, (rule,), load, Readings(rota.read_as), kept=False)
    return {
        place: [
            [
                one.start
                for one in (
                    rota.timeline(place) if each.spots is None else rota.on(place, each.spots)
                ).duties
            ]
            for each in found
        ]
        for place, found in suspects(rota, asking)
    }


def where(spots: Spots | None, place: int, rota: Snapshot) -> str:
    if spots is None:
        return "whole"
    first, beyond = rota.everybody.first_day, rota.everybody.first_day + rota.everybody.days
    mine = spots.who == place
    pairs = zip(spots.first_day[mine].tolist(), spots.last_day[mine].tolist(), strict=True)
    return ", ".join(
        f"{day_of(start) if start >= first else 'the beginning'} to "
        f"{day_of(end) if end < beyond else 'the end'}"
        for start, end in pairs
    )


def test_who_is_asked_and_where_is_told_of_every_case() -> None:
    said = []
    for one in WITH_SCREEN:
        rule, case = one.values
        said.append(f"{rule.key}: {case['name']}")
        said += [f"  {line}" for line in asked(pictured(case), rule).get(0, ["nothing"])]
    text = "\n".join((*said, ""))
    if os.environ.get("ROTA_DESK_TELL") == "write":
        SCREENED.write_text(text, encoding="utf-8", newline="\n")
    assert text == SCREENED.read_text(encoding="utf-8")


@pytest.mark.parametrize(("rule", "case"), WITH_SCREEN)
def test_a_case_has_the_same_findings_with_its_screen_and_without(
    rule: Rule, case: dict[str, Any]
) -> None:
    rota = pictured(case)
    on = rota.horizon_start
    found = judge(replace(rota), on=on, rules=(rule,), screened=False)
    assert judge(rota, on=on, rules=(rule,), screened=True) == found


def together() -> Iterator[Any]:
    """Put the cases of a rule that share a horizon into one department."""
    groups: dict[Any, list[Snapshot]] = defaultdict(list)
    rules: dict[str, Rule] = {}
    for one in WITH_SCREEN:
        rule, case = one.values
        rota = pictured(case)
        rules[rule.key] = rule
        horizon = rota.horizon_start, rota.horizon_end, str(rota.zone)
        papers = rota.holidays, rota.told, rota.read_as
        groups[rule.key, horizon, papers].append(rota)
    for (key, horizon, _), rotas in groups.items():
        if len(rotas) > 1:
            yield pytest.param(rules[key], rotas, id=f"{key} {horizon[0]}")


@pytest.mark.parametrize(("rule", "rotas"), list(together()))
def test_each_of_a_department_is_asked_what_they_would_be_asked_alone(
    rule: Rule, rotas: list[Snapshot]
) -> None:
    def of_all(kind: str) -> tuple[Any, ...]:
        return tuple(
            replace(one, clinician_id=number)
            for number, rota in enumerate(rotas, start=1)
            for one in getattr(rota, kind)
        )

    mixed = replace(
        rotas[0],
        people=of_all("people"),
        duties=of_all("duties"),
        aways=of_all("aways"),
        plan_lines=of_all("plan_lines"),
        claims=of_all("claims"),
        requests=of_all("requests"),
        changes=of_all("changes"),
    )
    alone = {place: looked_at(rota, rule).get(0, []) for place, rota in enumerate(rotas)}
    assert looked_at(mixed, rule) == {place: found for place, found in alone.items() if found}

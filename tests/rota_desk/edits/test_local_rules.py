"""The department's own rules: set, judged at once, told to the finder, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import build
import pytest
from build import LONG_AGO, MONDAY

from models import ClinicalSession, Clinician
from models.types import LocalRuleKind, StaffGroup
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.authorising import waive
from rota_desk.edits.local_rules import remove_local_rule, set_local_rule
from rota_desk.edits.sessions import cancel_session
from rota_desk.errors import Refusal
from rota_desk.queries.cover_candidates import Fit, cover_candidates
from rota_desk.queries.findings import findings_between
from rota_desk.queries.local_rules import local_rules
from rota_desk.rules.contract import Verdict

DAY = dt.timedelta(days=1)
OURS = frozenset({"local-spacing", "local-ceiling", "local-before-leave", "local-apart"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path)
    yield opened
    opened.close()


def told(desk: Desk) -> list[str]:
    found = desk.ask(findings_between, start=MONDAY, end=MONDAY + 14 * DAY)
    return [one.message for one in found if one.rule in OURS]


def set_rule(desk: Desk, kind: LocalRuleKind, **facts: object) -> int:
    whole: dict[str, Any] = {"start": LONG_AGO, **facts}
    return desk.do(set_local_rule, kind=kind, **whole).value


def nights(desk: Desk, who: Clinician, *days: int) -> list[ClinicalSession]:
    return [build.a_night(desk, MONDAY + day * DAY, on=(who,)) for day in days]


def test_duties_too_close_are_told_once_the_rule_is_set_and_no_more_once_it_is_undone(
    desk: Desk,
) -> None:
    nights(desk, build.a_resident(desk), 0, 2)
    night = build.an_activity(desk, "NT").id
    done = desk.do(
        set_local_rule, kind=LocalRuleKind.SPACING, start=LONG_AGO, activity=night, days=3
    )
    sentence = "Night on Mon 9 Nov and Wed 11 Nov: 2 days apart; the department asks for 3"
    assert told(desk) == [sentence]
    assert desk.can_undo == "The department's rule: Night: at least 3 days apart"
    set_rule(desk, LocalRuleKind.SPACING, activity=night, days=2, rule=done.value)
    assert told(desk) == []
    desk.undo()
    assert told(desk) == [sentence]
    desk.undo()
    assert told(desk) == []


def test_a_rule_of_a_group_or_a_person_binds_nobody_else(desk: Desk) -> None:
    resident, nurse = build.a_resident(desk), build.a_nurse(desk)
    nights(desk, resident, 0, 1)
    nights(desk, nurse, 0, 1)
    night = build.an_activity(desk, "NT").id
    ceiling = {"activity": night, "count": 1, "days": 7}
    rule = set_rule(desk, LocalRuleKind.CEILING, group=StaffGroup.ENDOSCOPIST, **ceiling)
    one = "Night: 2 from Mon 9 Nov to Tue 10 Nov; the department allows 1 in 7 days"
    found = desk.ask(findings_between, start=MONDAY, end=MONDAY + 14 * DAY)
    assert [each.name for each in found if each.rule in OURS] == [nurse.name]
    set_rule(desk, LocalRuleKind.CEILING, clinician=resident.id, rule=rule, **ceiling)
    found = desk.ask(findings_between, start=MONDAY, end=MONDAY + 14 * DAY)
    assert [(each.name, each.message) for each in found if each.rule in OURS] == [
        (resident.name, one)
    ]


def test_the_evening_before_annual_leave_is_kept_free(desk: Desk) -> None:
    who = build.a_resident(desk)
    build.a_long_day(desk, MONDAY, on=(who,))
    build.approved_leave(desk, who, MONDAY + DAY, MONDAY + 2 * DAY)
    set_rule(desk, LocalRuleKind.BEFORE_LEAVE, clock=dt.time(18))
    sentence = (
        "Long day until Mon 9 Nov 20:30, annual leave from Tue 10 Nov; "
        "the department keeps the evening before free from 18:00"
    )
    assert told(desk) == [sentence]


def test_two_people_kept_apart_are_told_as_soon_as_one_joins_the_other(desk: Desk) -> None:
    first, second = build.a_resident(desk), build.a_nurse(desk)
    build.a_long_day(desk, MONDAY, on=(first,))
    night = build.a_night(desk, MONDAY)
    set_rule(desk, LocalRuleKind.APART, clinician=first.id, other=second.id)
    assert told(desk) == []
    seen = desk.preview(assign, session=night.id, clinician=second.id)
    sentence = (
        f"{first.name} and {second.name} are both on duty on Mon 9 Nov; "
        "the department keeps them apart"
    )
    assert [one.message for one in seen.brought if one.rule in OURS] == [sentence]
    desk.do(assign, session=night.id, clinician=second.id)
    assert told(desk) == [sentence]
    desk.do(cancel_session, session=night.id, reason="ward closed")
    assert told(desk) == []


def test_the_finder_says_which_rule_of_the_department_somebody_would_break(desk: Desk) -> None:
    who = build.a_resident(desk)
    build.a_list(desk, MONDAY, on=(who,))
    gap = build.a_list(desk, MONDAY + 2 * DAY)
    kind = build.an_activity(desk, "EN")
    build.allowed(desk, who, kind)
    before = desk.ask(cover_candidates, session=gap.id)
    assert [one.fit for one in before if one.clinician_id == who.id] == [Fit.FITS]
    set_rule(desk, LocalRuleKind.SPACING, activity=kind.id, days=4)
    after = desk.ask(cover_candidates, session=gap.id)
    assert [one.fit for one in after if one.clinician_id == who.id] == [Fit.WOULD_BREACH]


def test_what_the_department_asks_can_be_accepted_with_a_reason(desk: Desk) -> None:
    who = build.a_resident(desk)
    nights(desk, who, 0, 1)
    set_rule(desk, LocalRuleKind.SPACING, activity=build.an_activity(desk, "NT").id, days=3)
    found = [
        one
        for one in desk.ask(findings_between, start=MONDAY, end=MONDAY + 14 * DAY)
        if one.rule in OURS
    ]
    assert [one.verdict for one in found] == [Verdict.BREACH]
    assert found[0].start is not None
    assert found[0].end is not None
    desk.do(
        waive,
        rule="local-spacing",
        start=found[0].start,
        end=found[0].end,
        clinician=who.id,
        by="Dr F Lindqvist",
        reason="her own wish",
    )
    after = desk.ask(findings_between, start=MONDAY, end=MONDAY + 14 * DAY)
    assert [one.verdict for one in after if one.rule in OURS] == [Verdict.ADVISORY]


def test_a_rule_is_listed_as_a_sentence_and_removed(desk: Desk) -> None:
    first, second = build.a_resident(desk), build.a_nurse(desk)
    rule = set_rule(
        desk,
        LocalRuleKind.APART,
        clinician=first.id,
        other=second.id,
        start=MONDAY,
        end=MONDAY + 7 * DAY,
        reason=" they share a child ",
    )
    set_rule(desk, LocalRuleKind.BEFORE_LEAVE, clock=dt.time(18), group=StaffGroup.ENDOSCOPIST)
    assert [(one.says, one.whom, one.when, one.reason) for one in desk.ask(local_rules)] == [
        (
            "Not on duty on the same day",
            f"{first.name} and {second.name}",
            "from 9 Nov 2026 until before 16 Nov 2026",
            "they share a child",
        ),
        (
            "No duty past 18:00 before annual leave",
            "Clinical endoscopists",
            "from 6 Apr 2020",
            "",
        ),
    ]
    desk.do(remove_local_rule, rule=rule)
    assert desk.can_undo == (
        f"Remove the department's rule: {first.name} and {second.name} kept apart"
    )
    assert len(desk.ask(local_rules)) == 1


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        (LocalRuleKind.SPACING, {"days": 3}, "Choose the activity that the rule is about."),
        (LocalRuleKind.SPACING, {"activity": 1, "days": 1}, "from 2 to 14"),
        (LocalRuleKind.SPACING, {"activity": 1, "days": 15}, "from 2 to 14"),
        (LocalRuleKind.CEILING, {"activity": 1, "days": 0, "count": 1}, "from 1 to 14"),
        (LocalRuleKind.CEILING, {"activity": 1, "days": 7}, "how many are allowed, from 1 to 28"),
        (LocalRuleKind.CEILING, {"activity": 1, "days": 7, "count": 29}, "from 1 to 28"),
        (LocalRuleKind.BEFORE_LEAVE, {}, "Give the time from which the evening is kept free"),
        (LocalRuleKind.APART, {"clinician": 1}, "Choose the two people who are kept apart."),
        (LocalRuleKind.APART, {"clinician": 1, "other": 1}, "Choose two different people."),
        (
            LocalRuleKind.BEFORE_LEAVE,
            {"clock": dt.time(18), "clinician": 1, "group": StaffGroup.ENDOSCOPIST},
            "for one person or for a group, not for both",
        ),
        (
            LocalRuleKind.BEFORE_LEAVE,
            {"clock": dt.time(18), "end": LONG_AGO},
            "would end before it begins",
        ),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_a_sentence(
    desk: Desk, kind: LocalRuleKind, facts: dict[str, Any], said: str
) -> None:
    build.a_resident(desk)
    build.an_activity(desk, "NT")
    with pytest.raises(Refusal, match=said):
        set_rule(desk, kind, **facts)
    assert desk.ask(local_rules) == ()

"""The engine: figures by date, contracts by date, authorisations, findings as values."""

import datetime as dt

import pytest

from rota_desk.domain.snapshot import (
    LONDON,
    Authorised,
    Away,
    AwayKind,
    Duty,
    HeldContract,
    Need,
    Person,
    Snapshot,
)
from rota_desk.errors import Refusal
from rota_desk.rules.contract import Contract, Severity, Verdict, load, read_contract
from rota_desk.rules.engine import findings_within, judge, judge_one, reach, results
from rota_desk.rules.finding import Finding
from rota_desk.rules.readings import Readings
from rota_desk.rules.rest.short_rest import ShortRest

MONDAY = dt.date(2026, 11, 2)
RESIDENT = (HeldContract("ENG-RD-2016"),)


def shift(day: int, start: str, hours: float, *, whose: int = 1, session: int = 1) -> Duty:
    begin = dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time.fromisoformat(start))
    end = begin + dt.timedelta(hours=hours)
    return Duty(whose, begin, end, activity="Ward", session_id=session, assignment_id=session + 50)


def rota(
    *duties: Duty, people: tuple[Person, ...] = (), days: int = 28, **more: object
) -> Snapshot:
    everybody = people or (Person(1, "Dr Amberley", RESIDENT),)
    end = MONDAY + dt.timedelta(days=days)
    return Snapshot(LONDON, MONDAY, end, everybody, duties, **more)  # type: ignore[arg-type]  # by name


def found(snapshot: Snapshot) -> list[tuple[str, str, float | None]]:
    judged = judge(snapshot, on=MONDAY)
    return [(one.rule, one.verdict.value, one.measured) for one in judged]


SHORT = (shift(1, "09:00", 12.5, session=3), shift(2, "07:00", 8, session=4))


def test_a_finding_says_where_why_and_by_which_clause() -> None:
    assert judge(rota(*SHORT), on=MONDAY) == (
        Finding(
            rule="rd-rest-11",
            key="rest.short_rest",
            clinician_id=1,
            name="Dr Amberley",
            start=dt.datetime(2026, 11, 3, 21, 30),
            end=dt.datetime(2026, 11, 4, 7),
            measured=9.5,
            limit=11.0,
            unit="h",
            severity=Severity.CONTRACT_HARD,
            verdict=Verdict.BREACH,
            message="only 9 h 30 min between Tue 3 Nov 21:30 and Wed 4 Nov 07:00; needs 11 h "
            "(resident doctors 2016, Sch 3 para 19)",
            session_ids=(3, 4),
            assignment_ids=(53, 54),
            contract="ENG-RD-2016",
            clause="Sch 3 para 19",
            pack=load("ENG-RD-2016").pack,
        ),
    )


def test_a_rest_under_eight_hours_says_what_follows_unless_it_is_read_otherwise() -> None:
    lost = (shift(1, "09:00", 12.5), shift(2, "05:00", 8))
    said = "the next shift is not expected to be worked as rostered"
    silent = Readings().reading("rest_lost", "silent")
    (first,) = (one for one in judge(rota(*lost), on=MONDAY) if one.rule == "rd-rest-11")
    (again,) = (
        one for one in judge(rota(*lost), on=MONDAY, readings=silent) if one.rule == "rd-rest-11"
    )
    assert (said in first.message, said in again.message) == (True, False)


def test_findings_of_equal_content_are_one_in_a_set() -> None:
    before, after = judge(rota(*SHORT), on=MONDAY), judge(rota(*SHORT[::-1]), on=MONDAY)
    assert set(before) - set(after) == set()


def test_people_are_judged_apart() -> None:
    two = (Person(1, "Dr Amberley", RESIDENT), Person(2, "Dr Birchall", RESIDENT))
    snapshot = rota(SHORT[0], shift(2, "07:00", 8, whose=2), people=two)
    assert found(snapshot) == []


def test_one_persons_findings_can_be_asked_for() -> None:
    two = (Person(1, "Dr Amberley", RESIDENT), Person(2, "Dr Birchall", RESIDENT))
    snapshot = rota(*SHORT, people=two)
    assert [one.rule for one in judge_one(snapshot, 1, on=MONDAY)] == ["rd-rest-11"]
    assert judge_one(snapshot, 2, on=MONDAY) == ()


def test_a_change_of_contract_changes_what_is_asked() -> None:
    changed = (
        HeldContract("ENG-RD-2016", end=MONDAY + dt.timedelta(days=7)),
        HeldContract("ENG-CONS-2003", start=MONDAY + dt.timedelta(days=7)),
    )
    again = (shift(8, "09:00", 12.5), shift(9, "07:00", 8))
    snapshot = rota(*SHORT, *again, people=(Person(1, "Dr Amberley", changed),))
    assert found(snapshot) == [
        ("rd-rest-11", "breach", 9.5),
        ("wtr-rest-daily-11", "advisory", 9.5),
    ]


def test_somebody_without_a_contract_is_bound_by_the_desk_alone() -> None:
    nobody = (Person(1, "Dr Amberley"),)
    assert found(rota(*SHORT, people=nobody)) == []
    assert found(rota(SHORT[0], SHORT[0], people=nobody)) == [
        ("desk-double-booked", "breach", 750.0)
    ]


def changed_figures(_: str) -> Contract:
    return read_contract(
        """
        [contract]
        code = "TRIAL"
        name = "trial"
        version = "1"
        [rest.short_rest]
        id = "trial-rest"
        clause = "1"
        severity = "contract-hard"
        confidence = "G"
        at_least = [
            { from = 2020-01-01, value = 9, unit = "hours" },
            { from = 2026-11-09, value = 11, unit = "hours" },
        ]
        """
    )


def test_each_duty_is_held_against_the_figure_of_its_own_day() -> None:
    again = (shift(8, "09:00", 12.5), shift(9, "07:00", 8))
    people = (Person(1, "Dr Amberley", (HeldContract("TRIAL"),)),)
    judged = judge(rota(*SHORT, *again, people=people), on=MONDAY, books=changed_figures)
    assert [(one.start, one.limit) for one in judged] == [
        (dt.datetime(2026, 11, 10, 21, 30), 11.0)
    ]


def test_before_the_first_figure_the_first_holds() -> None:
    terms = changed_figures("").terms("rest.short_rest", dt.date(1999, 1, 1))
    assert [one.main.value for one in terms] == [540]


def test_an_authorisation_counts_on_its_days_only() -> None:
    eight = [shift(day, "09:00", 8) for day in range(8)]
    for until, verdict in ((MONDAY, "advisory"), (MONDAY - dt.timedelta(days=1), "breach")):
        allowed = (Authorised("rd-consec-7", until=until),)
        person = Person(1, "Dr Amberley", RESIDENT, authorised=allowed)
        assert found(rota(*eight, people=(person,))) == [("rd-consec-7", verdict, 8.0)]


def test_a_hard_limit_cannot_be_authorised() -> None:
    person = Person(1, "Dr Amberley", RESIDENT, authorised=(Authorised("rd-rest-11"),))
    assert found(rota(*SHORT, people=(person,))) == [("rd-rest-11", "breach", 9.5)]


def test_an_authorised_excess_says_so() -> None:
    person = Person(1, "Dr Amberley", RESIDENT, authorised=(Authorised("rd-consec-7"),))
    eight = rota(*(shift(day, "09:00", 8) for day in range(8)), people=(person,))
    assert [one.message.partition(":")[0] for one in judge(eight, on=MONDAY)] == ["authorised"]


def test_a_gap_concerns_a_session_and_nobody() -> None:
    start = dt.datetime(2026, 11, 4, 9)
    need = Need(9, start, dt.datetime(2026, 11, 4, 13), 2, 1, activity="Endoscopy", cause="leave")
    (gap,) = judge(rota(needs=(need,)), on=MONDAY)
    assert (gap.rule, gap.clinician_id, gap.name, gap.session_ids) == (
        "desk-uncovered", None, "Endoscopy", (9,),
    )  # fmt: skip
    assert gap.message == "Endoscopy has 1 of 2 (leave), Wed 4 Nov 09:00 to 13:00"


def test_no_finding_tells_that_somebody_is_sick() -> None:
    away = Away(1, dt.datetime(2026, 11, 3), dt.datetime(2026, 11, 4), AwayKind.SICK)
    (finding,) = judge(rota(SHORT[0], aways=(away,)), on=MONDAY)
    assert finding.message == "Ward during absence, Tue 3 Nov 09:00 to 21:30"


def test_findings_can_be_kept_to_a_period() -> None:
    judged = judge(rota(*SHORT), on=MONDAY)
    wednesday = dt.date(2026, 11, 4)
    assert findings_within(judged, wednesday, wednesday) == judged
    assert findings_within(judged, dt.date(2026, 11, 5), dt.date(2026, 11, 9)) == ()


def test_every_rule_of_the_contract_has_one_row_of_results() -> None:
    rows = results(rota(*SHORT), on=MONDAY)
    bound = [clause.id for code in ("DESK", "ENG-RD-2016") for clause in load(code).clauses]
    of_rooms = ("rm-double", "desk-double-kit", "desk-shut-room", "endo-points")
    of_sessions = ("desk-uncovered", "desk-missing-skill", "desk-unsupervised", "local-apart")
    elsewhere = (*of_rooms, *of_sessions, "rd-ltft-share", "rd-breaks-missed", "rd-nroc-estimate")
    own = [one for one in bound if one not in elsewhere]
    assert sorted(one.rule for one in rows) == sorted(own)


def test_a_picture_must_reach_as_far_as_the_furthest_rule() -> None:
    assert reach() == dt.timedelta(days=15)


def test_an_unknown_contract_is_refused_with_those_that_exist() -> None:
    with pytest.raises(Refusal, match='no contract "ENG"; choose one of AFC-ENG, AFC-SCO'):
        load("ENG")


def test_findings_of_one_person_come_by_time_whatever_their_words_are() -> None:
    twice = (
        shift(0, "09:00", 4),
        shift(0, "10:00", 4),
        shift(4, "09:00", 4),
        shift(4, "10:00", 4),
    )
    judged = judge(rota(*twice), on=MONDAY)
    assert [one.start for one in judged] == [
        dt.datetime(2026, 11, 2, 10), dt.datetime(2026, 11, 6, 10),
    ]  # fmt: skip


def test_one_persons_findings_can_be_asked_for_by_some_rules() -> None:
    twice = (*SHORT, SHORT[0])
    assert [one.rule for one in judge_one(rota(*twice), 1, on=MONDAY)] == [
        "desk-double-booked", "rd-rest-11",
    ]  # fmt: skip
    assert [one.rule for one in judge_one(rota(*twice), 1, on=MONDAY, rules=(ShortRest(),))] == [
        "rd-rest-11"
    ]


def test_results_are_held_against_the_books_and_the_readings_given() -> None:
    people = (Person(1, "Dr Amberley", (HeldContract("TRIAL"),)),)
    rows = results(rota(*SHORT, people=people), on=MONDAY, books=changed_figures)
    assert [(one.rule, one.verdict.value, one.measured, one.limit) for one in rows] == [
        ("trial-rest", "pass", 9.5, 9.0)
    ]
    lost = (shift(1, "09:00", 12.5), shift(2, "05:00", 8))
    silent = Readings().reading("rest_lost", "silent")
    said = "not expected to be worked as rostered"
    (row,) = results(rota(*lost), on=MONDAY, rules=(ShortRest(),))
    (other,) = results(rota(*lost), on=MONDAY, rules=(ShortRest(),), readings=silent)
    assert (said in row.message, said in other.message) == (True, False)


@pytest.mark.parametrize(
    ("duties", "people", "asked", "at_once"),
    [
        (400, 2, None, True),
        (399, 2, None, False),
        (400, 1, None, False),
        (2, 2, True, True),
        (400, 2, False, False),
    ],
)
def test_a_large_picture_of_several_is_measured_at_once(
    duties: int, people: int, asked: bool | None, at_once: bool
) -> None:
    everybody = tuple(Person(one, f"Dr {one}", RESIDENT) for one in range(1, people + 1))
    days = [shift(day, "09:00", 4, whose=1 + day % people) for day in range(duties)]
    picture = rota(*days, people=everybody, days=duties)
    judge(picture, on=MONDAY, rules=(ShortRest(),), screened=asked)
    assert picture.at_once is at_once

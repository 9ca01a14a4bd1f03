"""How figures are said, which window speaks for its group, and what weighs more."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from rota_desk.domain.snapshot import (
    LONDON,
    Booking,
    Duty,
    DutyKind,
    HeldContract,
    Person,
    Snapshot,
)
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Limit, Severity, Verdict, load
from rota_desk.rules.engine import findings_within, judge, results
from rota_desk.rules.expected_rest import longest_rest_at_night
from rota_desk.rules.finding import Finding
from rota_desk.rules.registry import (
    BOOK,
    CYCLE_RULES,
    NEAR_RULES,
    PERIOD_RULES,
    RULES,
    WORKED_RULES,
)
from rota_desk.rules.rest.short_rest import ShortRest
from rota_desk.rules.rule import Measure
from rota_desk.rules.weighing import Weighed, gravity
from rota_desk.rules.windows import fullest
from rota_desk.rules.wording import day, in_unit, length, moment, quantity, short, span

MONDAY = dt.date(2026, 11, 2)
DAY = dt.timedelta(days=1)


def at(hours: float) -> dt.datetime:
    """A wall time so many hours after Monday's midnight."""
    return dt.datetime(2026, 11, 2) + dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Fraction(570), "hours", "9 h 30 min"),
        (45, "minutes", "45 min"),
        (0, "hours", "0 h"),
        (60, "minutes", "1 h"),
        (Fraction(119, 2), "hours", "1 h"),
        (Fraction(1, 3), "ratio", "1 in 3"),
        (Fraction(2, 5), "ratio", "1 in 2.5"),
        (0, "ratio", "none"),
        (1, "people", "1 person"),
        (2, "people", "2 people"),
        (Fraction(1, 20), "pas", "0.05 PA"),
        (Fraction(1, 3), "pas", "0.333 PA"),
        (1, "pas", "1 PA"),
        (Fraction(4, 3), "pas", "1.33 PA"),
        (10, "pas", "10 PA"),
        (Fraction(1, 20), "share", "5 %"),
        (40, "percent", "40 %"),
        (1, "duties", "1 duty"),
        (2, "duties", "2 duties"),
        (1, "dates", "1 date"),
        (Fraction(5, 2), "dates", "2.5 dates"),
        (100, "days", "100 days"),
    ],
)
def test_quantities_are_said_with_their_units(
    value: Fraction | int, unit: str, words: str
) -> None:
    assert quantity(value, unit) == words


def test_moments_and_spans_are_said_shortly() -> None:
    assert day(MONDAY) == "Mon 2 Nov"
    assert moment(at(9.5)) == "Mon 2 Nov 09:30"
    assert span(at(9), at(17)) == "Mon 2 Nov 09:00 to 17:00"
    assert span(at(9), at(24)) == "Mon 2 Nov 09:00 to Tue 3 Nov 00:00"
    assert " ".join(day(MONDAY + number * DAY)[:3] for number in range(7)) == (
        "Mon Tue Wed Thu Fri Sat Sun"
    )
    months = " ".join(day(dt.date(2026, number, 1))[-3:] for number in range(1, 13))
    assert months == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    assert length(61) == "1 h 1 min"


def test_figures_for_scripts_are_decimals_of_their_unit() -> None:
    assert (in_unit(570, "hours"), in_unit(570, "minutes"), in_unit(Fraction(1, 3), "ratio")) == (
        9.5, 570.0, 0.3333,
    )  # fmt: skip
    units = ("hours", "minutes", "ratio", "pas", "percent", "dates")
    assert [short(unit) for unit in units] == ["h", "min", "ratio", "PA", "%", "dates"]


def test_of_overlapping_windows_the_fullest_speaks_and_the_last_of_equals() -> None:
    assert list(fullest([(0, 5), (10, 7), (12, 7), (30, 6)], 10, 4)) == [(0, 5), (12, 7), (30, 6)]
    assert list(fullest([(0, 5), (9, 6), (18, 7)], 10, 4)) == [(18, 7)]
    assert list(fullest([(0, 4), (10, 3)], 10, 4)) == [(0, 4)]
    assert list(fullest([(0, 4), (3, 5)], 10, 4)) == [(3, 5)]
    assert list(fullest([], 10, 4)) == []


def test_a_breach_weighs_more_then_the_first_limit_then_the_nearest() -> None:
    (terms,) = load("ENG-RD-2016").terms("rest.short_rest", MONDAY)
    least = terms.main
    most = Limit(600, "hours", False, Severity.LOCAL, Verdict.BREACH)
    both = replace(terms, limits={"": least, "most": most})

    def weighed(
        value: int | None, verdict: Verdict, *, against: str = "", seen: bool = True
    ) -> tuple[object, ...]:
        measure = Measure(at(0), at(1), value, against, seen)
        limit = both.limits.get(against)
        return gravity(Weighed(ShortRest(), both, measure, limit, verdict, None))

    assert weighed(500, Verdict.BREACH) == (0, 0, False, 500)
    assert weighed(700, Verdict.BREACH, against="most") == (0, 1, False, -700)
    assert weighed(700, Verdict.PASS, seen=False) == (3, 0, True, 700)
    assert weighed(500, Verdict.BREACH, seen=False) == (0, 0, False, 500)
    assert weighed(None, Verdict.NOT_EVALUABLE) == (2, 0, True, 0)
    assert weighed(5, Verdict.PASS, against="neither") == (3, 0, True, 0)


def finding(start: dt.datetime | None, end: dt.datetime | None) -> Finding:
    return Finding(
        rule="r", key="k", clinician_id=1, name="Dr Amberley", start=start, end=end, measured=None,
        limit=None, unit="", severity=Severity.LOCAL, verdict=Verdict.ADVISORY, message="",
    )  # fmt: skip


def test_findings_of_a_period_touch_one_of_its_days_or_have_no_time() -> None:
    timeless, begun = finding(None, None), finding(at(0), None)
    before, after = finding(at(-10), at(0)), finding(at(47), at(60))
    far = finding(at(72), at(80))
    every = (timeless, begun, before, after, far)
    assert findings_within(every, MONDAY, MONDAY + DAY) == (timeless, begun, before, after)
    assert findings_within(every, MONDAY + DAY, MONDAY + 2 * DAY) == (timeless, begun, after)
    assert findings_within((finding(None, at(5)),), MONDAY + DAY, MONDAY + DAY) != ()


def duty(
    start: float, hours: float, *, whose: int = 1, kind: DutyKind = DutyKind.SHIFT, what: str = ""
) -> Duty:
    return Duty(whose, at(start), at(start + hours), kind, activity=what)


def told(*duties: Duty, **more: object) -> list[str]:
    people = (Person(1, "Dr Amberley"), Person(2, "Dr Birch"))
    rota = Snapshot(LONDON, MONDAY, MONDAY + 7 * DAY, people, duties, **more)  # type: ignore[arg-type]
    return [f"{one.name}, {one.room_id}: {one.message}" for one in judge(rota, on=MONDAY)]


def test_what_has_no_name_is_said_by_what_it_is() -> None:
    call = DutyKind.ON_CALL
    assert told(duty(8, 4), duty(9, 4)) == [
        "Dr Amberley, None: a shift and a shift overlap by 3 h, Mon 2 Nov 09:00 to 12:00"
    ]
    assert told(duty(8, 4, kind=call), duty(9, 4, kind=call, what="Bleep")) == [
        "Dr Amberley, None: on-call and Bleep overlap by 3 h, Mon 2 Nov 09:00 to 12:00"
    ]
    assert told(replace(duty(8, 4), permitted=False)) == [
        "Dr Amberley, None: not on the list for this activity, Mon 2 Nov 08:00 to 12:00"
    ]
    one = Booking(3, at(8), at(12))
    other = Booking(3, at(9), at(13), room="E3")
    assert told(bookings=(one, other)) == [
        "E3, 3: a booking and a booking share the room for 3 h, Mon 2 Nov 09:00 to 12:00"
    ]
    named = Booking(3, at(9), at(13), "List", "E1")
    assert told(bookings=(replace(one, room="E3"), named)) == [
        "E3, 3: a booking and List share the room for 3 h, Mon 2 Nov 09:00 to 12:00"
    ]


def test_findings_come_by_name_then_number_then_time() -> None:
    people = (Person(2, "Dr Birch"), Person(1, "Dr Birch"), Person(3, "Dr Amberley"))
    pairs = [
        (duty(start, 4, whose=whose), duty(start + 1, 4, whose=whose))
        for whose, start in ((2, 8), (1, 30), (1, 8), (3, 8))
    ]
    duties = tuple(one for pair in pairs for one in pair)
    found = judge(Snapshot(LONDON, MONDAY, MONDAY + 7 * DAY, people, duties), on=MONDAY)
    assert [(one.name, one.clinician_id, one.start) for one in found] == [
        ("Dr Amberley", 3, at(9)),
        ("Dr Birch", 1, at(9)),
        ("Dr Birch", 1, at(31)),
        ("Dr Birch", 2, at(9)),
    ]


def test_a_rule_whose_subject_is_not_on_the_rota_says_so_with_its_limit() -> None:
    person = Person(1, "Dr Amberley", (HeldContract("ENG-RD-2016"),))
    rota = Snapshot(LONDON, MONDAY, MONDAY + 7 * DAY, (person,))
    rows = {one.rule: one for one in results(rota, on=MONDAY)}
    (terms,) = load("ENG-RD-2016").terms("rest.short_rest", MONDAY)
    assert rows["rd-rest-11"] == Finding(
        rule="rd-rest-11",
        key="rest.short_rest",
        clinician_id=1,
        name="Dr Amberley",
        start=None,
        end=None,
        measured=None,
        limit=11.0,
        unit="h",
        severity=Severity.CONTRACT_HARD,
        verdict=Verdict.NOT_APPLICABLE,
        message="nothing on this rota that the rule is about",
        contract="ENG-RD-2016",
        clause=terms.clause,
        pack=terms.pack,
    )
    assert (rows["desk-not-permitted"].limit, rows["desk-not-permitted"].unit) != (11.0, "h")


def test_the_longest_rest_of_a_night_is_the_least_of_those_that_are_touched() -> None:
    (terms,) = load("ENG-RD-2016").terms("oncall.restless_on_call", MONDAY)

    def rest(start: float, hours: float, *calls: tuple[float, float]) -> int | None:
        known = tuple((at(begun), at(over)) for begun, over in calls)
        period = Duty(1, at(start), at(start + hours), DutyKind.ON_CALL, 60, calls=known)
        line = Timeline(Person(1, "Dr Amberley"), LONDON, MONDAY, MONDAY + 7 * DAY, (period,))
        return longest_rest_at_night(line, line.on_calls[0], terms.means)

    opens, closes = (terms.means.clock(f"on_call_night_{one}") / 60 for one in ("from", "to"))
    night = round((24 - opens + closes) * 60)
    assert rest(17, 15) == night
    assert rest(17, 15, (opens + 1, opens + 2)) == night - 120
    assert rest(17, 15, (opens - 1, opens), (24 + closes, 25 + closes)) == night
    assert rest(17, 15, (opens - 1, opens + 0.5)) == night - 30
    assert rest(closes, opens - closes) is None
    assert rest(17, 39, (opens + 25, opens + 26)) == night - 120


def test_rules_are_told_apart_by_how_much_of_a_rota_they_need() -> None:
    assert [one.key for one in CYCLE_RULES] == [
        "hours.high_average", "hours.high_basic_average", "weekends.frequent_weekends",
    ]  # fmt: skip
    assert [one.key for one in PERIOD_RULES] == [
        "hours.high_statutory_average", "hours.heavy_nights",
    ]  # fmt: skip
    assert {*NEAR_RULES, *CYCLE_RULES, *PERIOD_RULES} == {*RULES}
    assert [one.key for one in BOOK if one not in RULES] == [
        "rest.missed_breaks",
        "oncall.low_estimate",
    ]
    assert [one.key for one in WORKED_RULES] == [
        "hours.high_statutory_average",
        "hours.overfull_week",
        "hours.overlong_shift",
        "rest.short_rest",
        "rest.short_rest_after_nights",
        "rest.rest_not_given_back",
        "oncall.overlong_on_call",
        "oncall.long_day_after_on_call",
        "oncall.restless_on_call",
        "rest.missed_breaks",
        "oncall.low_estimate",
    ]


def test_how_far_either_side_of_a_change_each_rule_looks() -> None:
    looks = {
        0: "hours.high_average hours.high_basic_average hours.high_statutory_average "
        "hours.heavy_nights weekends.frequent_weekends notice.late_roster "
        "notice.late_work_schedule notice.unagreed_change oncall.low_estimate "
        "shares.uneven_share leave.late_request leave.lieu_day_due job_plan.unmatched_plan "
        "job_plan.overfull_plan job_plan.unsocial_plan job_plan.private_work_in_nhs_time",
        2: "hours.overlong_shift rest.short_rest rest.breaks_due oncall.overlong_on_call "
        "oncall.restless_on_call leave.working_on_leave cover.uncovered_session "
        "cover.not_permitted cover.missing_skill cover.unsupervised_trainee "
        "rooms.double_booked_clinician rooms.double_booked_room rooms.double_booked_kit "
        "rooms.no_time_to_travel rooms.overfull_list rooms.shut_room "
        "claims.claim_in_planned_time claims.claim_on_leave "
        "local.late_before_leave local.kept_apart",
        3: "oncall.long_day_after_on_call oncall.long_day_after_restless_on_call",
        4: "rest.rest_not_given_back",
        7: "rest.short_rest_after_nights",
        8: "hours.overfull_week runs.long_run runs.late_run runs.night_run "
        "oncall.frequent_on_call",
        9: "oncall.on_call_run",
        15: "rest.no_weekly_rest runs.unbroken_run local.too_close local.too_many",
        28: "rest.missed_breaks",
    }
    assert {one.key: one.reach for one in BOOK} == {
        key: days * DAY for days, keys in looks.items() for key in keys.split()
    }

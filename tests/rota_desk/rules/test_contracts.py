"""Contracts read from words: what is inherited, dated and exact, and their other tables."""

import datetime as dt
from fractions import Fraction

import pytest

from rota_desk.domain.delivery import Tolerance
from rota_desk.domain.facts import HeldContract, Person
from rota_desk.domain.leave_entitlement import LeaveTerms
from rota_desk.domain.on_call_supplement import SupplementTerms
from rota_desk.domain.snapshot import LONDON
from rota_desk.domain.timeline import Timeline
from rota_desk.domain.unsocial_hours import UnsocialTerms
from rota_desk.errors import Refusal
from rota_desk.rules.binding import Segment, segments, within
from rota_desk.rules.contract import (
    DESK,
    Contract,
    Limit,
    Severity,
    Terms,
    Verdict,
    codes,
    load,
    read_contract,
)
from rota_desk.rules.contract_tables import (
    LifeEventTerms,
    annualised_figure,
    life_event_terms,
    supplement_terms,
    tolerance,
    unsocial_terms,
)
from rota_desk.rules.entitlement import leave_terms
from rota_desk.rules.figures import Definitions, Figure, dates_in
from rota_desk.rules.reference_periods import longest_reference

DAY = dt.date(2026, 11, 2)
ONE = dt.timedelta(days=1)
WORDS = """
[contract]
code = "TRIAL"
name = "trial 2020"
version = "third"
source = "a book"
earlier = [
    { version = "first", until = 2021-01-01 },
    { version = "second", until = 2022-01-01 },
]
[definitions]
daily_rest = [{ from = 2020-01-01, value = 11.1, unit = "hours" }]
night_from = [{ from = 2020-01-01, value = "23:30", unit = "clock" }]
[rest.short_rest]
id = "trial-rest"
clause = "para 1"
severity = "contract-auth"
confidence = "C"
verdict = "advisory"
[rest.short_rest.single]
at_least = [
    { from = 2020-01-01, value = 9, unit = "hours" },
    { from = 2021-01-01, value = 11, unit = "hours" },
]
severity = "local"
[rest.short_rest.other]
at_most = [{ from = 2020-01-01, value = 12.5, unit = "hours" }]
verdict = "breach"
under = true
authorised_at_most = [{ from = 2022-01-01, value = 13, unit = "hours" }]
"""


def trial() -> Contract:
    return read_contract(WORDS)


def test_a_contract_is_read_as_it_is_written() -> None:
    found = trial()
    assert (found.code, found.name, found.version, found.source) == (
        "TRIAL", "trial 2020", "third", "a book",
    )  # fmt: skip
    assert found.entitlement == {}
    assert read_contract('[contract]\ncode = "A"\nname = "a"\nversion = "1"').source == ""


def test_what_it_says_about_a_rule_on_a_day_is_told_whole() -> None:
    (terms,) = trial().terms("rest.short_rest", dt.date(2021, 6, 1))
    means = Definitions(
        {
            "daily_rest": Figure(dt.date(2020, 1, 1), Fraction(666), "hours"),
            "night_from": Figure(dt.date(2020, 1, 1), Fraction(0), "clock", "23:30"),
        }
    )
    assert terms == Terms(
        contract="TRIAL",
        contract_name="trial 2020",
        pack="second; figures of 2021-01-01",
        key="rest.short_rest",
        id="trial-rest",
        clause="para 1",
        severity=Severity.CONTRACT_AUTH,
        confidence="C",
        limits={
            "single": Limit(660, "hours", True, Severity.LOCAL, Verdict.ADVISORY),
            "other": Limit(
                value=750,
                unit="hours",
                at_least=False,
                severity=Severity.CONTRACT_AUTH,
                flagged=Verdict.BREACH,
                authorisable=True,
                authorised_to=780,
                under=True,
            ),
        },
        means=means,
        since=dt.date(2021, 1, 1),
    )
    assert terms.limit("other") == terms.limits["other"]
    assert terms.limit() is None
    assert terms.main == terms.limits["single"]
    assert (means.clock("night_from"), means.minutes("daily_rest")) == (23 * 60 + 30, 666)
    assert (means.says("never"), means.knows("never"), means.words("never")) == (False, False, ())


def test_figures_are_exact_and_what_nothing_says_binds_nobody() -> None:
    assert trial().means(DAY).number("daily_rest") == Fraction(666)
    assert trial().terms("rest.long_rest", DAY) == ()


@pytest.mark.parametrize(
    ("day", "pack"),
    [
        ("1999-01-01", "first; figures of 2020-01-01"),
        ("2020-12-31", "first; figures of 2020-01-01"),
        ("2021-01-01", "second; figures of 2021-01-01"),
        ("2022-01-01", "third; figures of 2022-01-01"),
    ],
)
def test_a_pack_names_the_version_and_the_day_of_its_figures(day: str, pack: str) -> None:
    assert trial().pack_on(dt.date.fromisoformat(day)) == pack
    assert trial().pack == "third; figures of 2022-01-01"


def test_a_contract_without_figures_has_no_changes_and_its_version_for_a_pack() -> None:
    bare = read_contract('[contract]\ncode = "A"\nname = "a"\nversion = "1"')
    assert (bare.changes(), bare.pack, bare.epoch(DAY)) == ((), "1", DAY)


def test_days_of_figures_are_found_at_any_depth() -> None:
    table = {"a": [{"from": DAY}], "b": {"c": {"since": DAY + ONE, "from": "no day"}}, "d": 3}
    assert sorted(dates_in(table)) == [DAY, DAY + ONE]


def test_whoever_follows_another_contract_has_its_tables_versions_and_definitions() -> None:
    child = read_contract(
        '[contract]\ncode = "CHILD"\nname = "child"\nversion = "1"\nfollows = "ENG-RD-2016"'
    )
    parent = load("ENG-RD-2016")
    assert child.earlier == parent.earlier != ()
    assert child.tables == parent.tables
    assert child.definitions == parent.definitions
    assert child.clauses == parent.clauses
    consultants = load("ENG-CONS-2003")
    own = read_contract(
        """
        [contract]
        code = "CHILD"
        name = "child"
        version = "1"
        follows = "ENG-CONS-2003"
        [delivery]
        amber = [{ from = 2020-01-01, value = "1/4", unit = "share" }]
        """
    )
    assert own.tables.keys() == consultants.tables.keys()
    assert own.tables["on_call"] == consultants.tables["on_call"]
    assert own.tables["delivery"] != consultants.tables["delivery"]


def test_consultants_on_call_has_three_bands_and_two_categories() -> None:
    percent = {"A": (8, 5, 3), "B": (3, 2, 1)}
    assert supplement_terms(load("ENG-CONS-2003"), DAY) == SupplementTerms(
        bands=(("high", Fraction(4)), ("medium", Fraction(8))),
        rarest="low",
        shares={
            category: dict(zip(("high", "medium", "low"), map(Fraction, shares), strict=True))
            for category, shares in percent.items()
        },
    )


def test_unsocial_hours_of_agenda_for_change_are_from_eight_to_six() -> None:
    rates = {"1": (47, 94), "2": (41, 83), "3": (35, 69), "4-9": (30, 60)}
    assert unsocial_terms(load("AFC-ENG"), DAY) == UnsocialTerms(
        night_from=20 * 60,
        night_to=6 * 60,
        rates={band: (Fraction(low), Fraction(high)) for band, (low, high) in rates.items()},
        half_pays=True,
    )


def test_delivery_and_annualised_figures_are_those_of_the_contract() -> None:
    assert tolerance(load("ENG-CONS-2003"), DAY) == Tolerance(Fraction(1, 20), Fraction(1, 10))
    nurses = load("AFC-ENG")
    figures = [
        annualised_figure(nurses, DAY, one)
        for one in ("weeks", "amber", "red", "toil_months", "relief_notice")
    ]
    assert figures == [Fraction(52143, 1000), 37 * 60 + 30, 75 * 60, 3, 28]


@pytest.mark.parametrize(
    ("code", "read", "words"),
    [
        ("ENG-RD-2016", supplement_terms, "on-call supplements"),
        ("ENG-RD-2016", unsocial_terms, "unsocial hours"),
        ("ENG-RD-2016", tolerance, "delivered sessions"),
        ("ENG-RD-2016", lambda one, day: annualised_figure(one, day, "red"), "annualised hours"),
    ],
)
def test_a_contract_that_says_nothing_of_it_is_refused(
    code: str, read: object, words: str
) -> None:
    assert callable(read)
    with pytest.raises(Refusal) as refused:
        read(load(code), DAY)
    assert str(refused.value) == f"{code} says nothing about {words}."


def test_leave_that_a_contract_is_silent_about_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        leave_terms(trial(), DAY)
    assert str(refused.value) == "TRIAL says nothing about leave; name another contract."


def test_leave_is_read_with_its_years_study_and_steps() -> None:
    assert leave_terms(load("ENG-CONS-2003"), DAY) == CONSULTANTS
    assert leave_terms(load("AFC-ENG"), DAY).study_days == 0
    assert leave_terms(load("AFC-ENG"), DAY).study_years == 1


def test_the_longest_reference_period_is_half_a_year() -> None:
    assert longest_reference() == dt.timedelta(weeks=26)


def line(*held: HeldContract, first: dt.date = DAY, days: int = 28) -> Timeline:
    return Timeline(Person(1, "Dr Amberley", held), LONDON, first, first + days * ONE)


def known(timeline: Timeline) -> list[tuple[str, dt.date, dt.date, bool]]:
    found = segments(timeline, DAY, lambda code: trial() if code == "TRIAL" else load(code))
    return [(one.contract.code, one.start, one.end, one.whole) for one in found]


def test_the_desks_own_rules_bind_from_the_day_asked_and_a_contract_from_its_start() -> None:
    desk = (DESK, DAY, dt.date.max, True)
    end = DAY + 28 * ONE
    assert known(line()) == [desk]
    assert known(line(HeldContract("TRIAL"))) == [desk, ("TRIAL", DAY, dt.date.max, True)]
    assert known(line(HeldContract("TRIAL", DAY, end))) == [desk, ("TRIAL", DAY, end, True)]
    assert known(line(HeldContract("TRIAL", DAY + ONE, end))) == [
        desk, ("TRIAL", DAY + ONE, end, False),
    ]  # fmt: skip
    assert known(line(HeldContract("TRIAL", None, end - ONE))) == [
        desk, ("TRIAL", DAY, end - ONE, False),
    ]  # fmt: skip


def test_of_several_contracts_those_bind_that_are_held_within_the_horizon() -> None:
    end = DAY + 28 * ONE
    before, after = HeldContract("TRIAL", None, DAY), HeldContract("TRIAL", end)
    one, two = HeldContract("TRIAL", None, DAY + ONE), HeldContract("TRIAL", DAY + ONE)
    assert known(line(before, after)) == [(DESK, DAY, dt.date.max, True)]
    assert [(start, until) for _, start, until, _ in known(line(one, two))[1:]] == [
        (DAY, DAY + ONE),
        (DAY + ONE, dt.date.max),
    ]
    only = known(line(HeldContract("TRIAL", end)))
    assert only[1:] == [("TRIAL", end, dt.date.max, False)]


def test_a_contract_is_cut_where_a_figure_changes_inside_the_horizon() -> None:
    change = dt.date(2021, 1, 1)

    def cut(
        first: dt.date, start: dt.date | None = None, end: dt.date | None = None
    ) -> list[tuple[int, int, bool]]:
        held = line(HeldContract("TRIAL", start, end), first=first)
        return [
            ((begins - change).days, min(99, (until - change).days), whole)
            for _, begins, until, whole in known(held)[1:]
        ]

    assert cut(change - ONE) == [(-1, 0, False), (0, 99, False)]
    assert cut(change) == [(0, 99, True)]
    assert cut(change - 28 * ONE) == [(-28, 99, True)]
    assert cut(change - 27 * ONE) == [(-27, 0, False), (0, 99, False)]
    assert cut(change - ONE, start=change) == [(0, 99, False)]
    assert cut(change - ONE, end=change) == [(-1, 0, False)]
    assert cut(change - ONE, start=change - ONE, end=change + ONE) == [
        (-1, 0, False),
        (0, 1, False),
    ]


def test_a_segment_holds_its_first_day_and_not_its_last() -> None:
    part = Segment(trial(), DAY, DAY + ONE)
    assert [part.holds(DAY + number * ONE) for number in (-1, 0, 1)] == [False, True, False]
    assert Segment(trial(), DAY, DAY, whole=True).holds(DAY - ONE)


def test_a_day_outside_the_horizon_is_brought_into_it() -> None:
    week = line(days=7)
    assert [within(week, DAY + number * ONE) for number in (-3, 0, 6, 7, 30)] == [
        DAY, DAY, DAY + 6 * ONE, DAY + 6 * ONE, DAY + 6 * ONE,
    ]  # fmt: skip
    assert within(line(days=0), DAY + ONE) == DAY


def test_every_code_is_the_contract_of_its_name() -> None:
    assert [load(code).code for code in codes()] == list(codes())


CONSULTANTS = LeaveTerms(
    days=((Fraction(0), Fraction(32)), (Fraction(7), Fraction(34))),
    public_holidays=Fraction(8),
    full_time_hours=Fraction(40),
    kept_in_hours=False,
    study_days=Fraction(10),
    study_years=3,
)


DATED = """
[contract]
code = "TRIAL"
name = "trial"
version = "1"
[definitions]
daily_rest = [
    { from = 2020-01-01, value = 11, unit = "hours" },
    { from = 2024-03-01, value = 12, unit = "hours" },
]
[rest.short_rest]
id = "trial-rest"
clause = "1"
severity = "contract-hard"
verdict = "advisory"
confidence = "C"
at_least = [{ from = 2020-01-01, value = 9, unit = "hours" }]
[on_call]
high = [{ from = 2020-01-01, value = 4, unit = "people" }]
medium = [{ from = 2020-01-01, value = 8, unit = "people" }]
[on_call.readings.on_call_band.effective]
medium = [{ from = 2020-01-01, value = 9, unit = "people" }]
[delivery]
amber = [{ from = 2020-01-01, value = "1/20", unit = "share" }]
red = [{ from = 2020-01-01, value = "1/10", unit = "share" }]
[delivery.readings.on_call_band.effective]
red = [{ from = 2020-01-01, value = "1/5", unit = "share" }]
[annualised]
weekly = [{ from = 2020-01-01, value = 36, unit = "hours" }]
[annualised.readings.on_call_band.effective]
weekly = [{ from = 2020-01-01, value = 37, unit = "hours" }]
"""


def test_a_definition_alone_can_begin_a_new_set_of_figures() -> None:
    found = read_contract(DATED)
    assert found.changes() == (dt.date(2020, 1, 1), dt.date(2024, 3, 1))
    assert [found.means(day).minutes("daily_rest") for day in found.changes()] == [660, 720]


def test_a_verdict_of_the_clause_holds_for_its_limits_and_its_only_one_needs_no_name() -> None:
    (terms,) = read_contract(DATED).terms("rest.short_rest", DAY)
    only = Limit(540, "hours", True, Severity.CONTRACT_HARD, Verdict.ADVISORY)
    assert (terms.limit(), terms.main, dict(terms.limits)) == (only, only, {"": only})
    assert read_contract(DATED).terms("rest.breaks_due", DAY) == ()


def test_tables_that_no_rule_judges_are_read_as_the_rulebook_does() -> None:
    found = read_contract(DATED)
    assert supplement_terms(found, DAY).bands == (("high", Fraction(4)), ("medium", Fraction(8)))
    assert tolerance(found, DAY) == Tolerance(amber=Fraction(1, 20), red=Fraction(1, 10))
    assert annualised_figure(found, DAY, "weekly") == 36 * 60


def test_whole_figures_are_kept_as_whole_numbers() -> None:
    (terms,) = load("ENG-RD-2016").terms("rest.short_rest", DAY)
    (weekends,) = load("ENG-RD-2016").terms("weekends.frequent_weekends", DAY)[:1]
    assert [(type(one.main.value), one.main.value) for one in (terms, weekends)] == [
        (int, 660), (Fraction, Fraction(1, 2)),
    ]  # fmt: skip


def test_leave_for_a_life_changing_event_is_owed_by_the_residents_terms_alone() -> None:
    owed = LifeEventTerms("rd-al-life-event", "Sch 10, life-changing events", "C", 42)
    assert {code: life_event_terms(load(code), DAY) for code in codes()} == {
        code: owed if code in {"ENG-RD-2016", "LED-LOCAL"} else None for code in codes()
    }


@pytest.mark.parametrize(
    ("day", "since"),
    [
        ("2025-06-01", "2024-04-01"),
        ("2026-03-31", "2024-04-01"),
        ("2026-04-01", "2026-04-01"),
        ("2026-06-01", "2026-04-01"),
        ("2000-01-01", "2004-10-01"),
    ],
)
def test_leave_is_labelled_by_the_day_on_which_its_own_figures_came_in(
    day: str, since: str
) -> None:
    scotland = load("AFC-SCO")
    assert scotland.pack_of("entitlement", dt.date.fromisoformat(day)) == (
        f"NHS handbook, Scotland, 2026; figures of {since}"
    )
    assert scotland.pack_of("delivery", dt.date(2026, 6, 1)) == scotland.version
    doctors = load("ENG-RD-2016").pack_of("entitlement", dt.date(2026, 6, 1))
    assert doctors == (
        "TCS 2016, version 14 (June 2026); limits of the 2019 refresh; figures of 2016-08-03"
    )

"""Which verdicts would turn if an open point were read another way, and how that is said."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pytest
from random_department import random_department

from rota_desk.domain.snapshot import (
    LONDON,
    Away,
    AwayKind,
    Duty,
    HeldContract,
    Person,
    Snapshot,
)
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.clause import Clause, read_by
from rota_desk.rules.contested import contested, reread
from rota_desk.rules.contract import Terms, Verdict, load
from rota_desk.rules.engine import judge, results, weigh
from rota_desk.rules.readings import RULEBOOK, Readings
from rota_desk.rules.rest.breaks_due import BreaksDue
from rota_desk.rules.rest.short_rest import ShortRest
from rota_desk.rules.rule import Measure, PersonRule
from rota_desk.rules.runs.long_run import LongRun
from rota_desk.rules.runs.unbroken_run import UnbrokenRun
from rota_desk.rules.weighing import Weighed

MONDAY = dt.datetime(2026, 11, 2)
HOUR = dt.timedelta(hours=1)
BREACH, ADVISORY, PASS = Verdict.BREACH, Verdict.ADVISORY, Verdict.PASS
RULE = ShortRest()


def bound() -> Terms:
    """A limit that turns on whether more than one weekend in three needs an authorisation."""
    (found,) = load("ENG-RD-2016").terms("rest.short_rest", MONDAY.date())
    return replace(found, contested=("one_in_three",))


def one(verdict: Verdict, start: int = 0, end: int = 10) -> Weighed:
    measure = Measure(MONDAY + start * HOUR, MONDAY + end * HOUR, 1)
    return Weighed(RULE, bound(), measure, None, verdict, None)


def said(found: list[Weighed], other: Iterable[Weighed], *, passes: bool = False) -> list[str]:
    told = contested(found, bound(), RULEBOOK, lambda _: other, passes=passes)
    return [each.contested for each in told]


OTHERWISE = "if read otherwise (O-7: are advised against)"


def test_a_verdict_that_turns_says_what_it_would_be() -> None:
    assert said([one(BREACH)], [one(ADVISORY)]) == [f"an advisory {OTHERWISE}"]
    assert said([one(ADVISORY)], [one(BREACH)]) == [f"a breach {OTHERWISE}"]
    assert said([one(BREACH)], [one(PASS)]) == [f"kept {OTHERWISE}"]
    assert said([one(BREACH)], []) == [f"kept {OTHERWISE}"]
    assert said([one(BREACH)], [one(Verdict.NOT_EVALUABLE)]) == [f"unknown {OTHERWISE}"]
    assert said([one(BREACH)], [one(Verdict.NOT_APPLICABLE)]) == [f"not asked {OTHERWISE}"]
    assert said([one(BREACH)], [one(BREACH)]) == [""]


def test_of_what_is_found_at_the_same_time_the_gravest_counts() -> None:
    both = [one(ADVISORY), one(BREACH)]
    assert said([one(ADVISORY)], both) == [f"a breach {OTHERWISE}"]
    assert said([one(BREACH)], both) == [""]
    assert said([one(BREACH, 0, 10)], [one(BREACH, 10, 20)]) == [f"kept {OTHERWISE}"]
    assert said([one(BREACH, 10, 20)], [one(BREACH, 0, 10)]) == [f"kept {OTHERWISE}"]
    assert said([one(BREACH, 0, 10)], [one(BREACH, 9, 20)]) == [""]


def test_what_is_kept_says_so_only_where_passes_are_asked_for() -> None:
    found, other = [one(PASS), one(BREACH, 20, 30)], [one(BREACH, 20, 30)]
    assert said(found, other) == ["", ""]
    assert said(found, other, passes=True) == [f"a breach {OTHERWISE}", ""]
    assert said([one(PASS)], [one(PASS)], passes=True) == [""]
    assert said([], [one(BREACH)], passes=True) == []


def test_what_is_kept_may_speak_for_its_own_time_alone() -> None:
    found, other = [one(PASS), one(PASS, 20, 30)], [one(PASS), one(BREACH, 20, 30)]
    told = contested(found, bound(), RULEBOOK, lambda _: other, passes=True, in_place=True)
    assert [each.contested for each in told] == ["", f"a breach {OTHERWISE}"]


def test_nothing_is_measured_again_where_nothing_is_flagged() -> None:
    def again(_: Readings) -> Iterable[Weighed]:
        pytest.fail("measured again")

    kept = [one(PASS), one(PASS, 20, 30)]
    assert list(contested(kept, bound(), RULEBOOK, again, passes=False)) == kept
    assert list(contested([], bound(), RULEBOOK, again, passes=True)) == []


def across_leave() -> Snapshot:
    """Four days of work either side of a day of leave, which breaks the run."""
    duties = tuple(
        Duty(1, MONDAY + (24 * day + 9) * HOUR, MONDAY + (24 * day + 17) * HOUR)
        for day in (0, 1, 2, 3, 5, 6, 7, 8)
    )
    leave = Away(1, MONDAY + 96 * HOUR, MONDAY + 120 * HOUR, AwayKind.ANNUAL_LEAVE)
    person = Person(1, "Dr Amberley", (HeldContract("ENG-RD-2016"),))
    first = MONDAY.date()
    return Snapshot(LONDON, first, first + dt.timedelta(days=28), (person,), duties, (leave,))


BRIDGED = "a breach if read otherwise (O-4: a run goes on across them)"
RUNS = (UnbrokenRun(),)


def test_a_row_of_results_that_is_kept_says_under_which_reading_it_would_not_be() -> None:
    (row,) = results(across_leave(), on=MONDAY.date(), rules=RUNS)
    assert (row.rule, row.verdict, row.contested) == ("rd-consec-7", PASS, BRIDGED)
    again = Readings().reading("leave_in_run", "bridges")
    (row,) = results(across_leave(), on=MONDAY.date(), rules=RUNS, readings=again)
    assert (row.verdict, row.measured, row.contested) == (
        BREACH, 8.0, "kept if read otherwise (O-4: leave and sickness break a run)",
    )  # fmt: skip


def test_measures_that_are_kept_say_nothing_of_other_readings_while_a_rota_is_judged() -> None:
    weighed = list(weigh(across_leave(), on=MONDAY.date(), rules=RUNS))
    assert [(each.verdict, each.contested) for each in weighed] == [(PASS, ""), (PASS, "")]
    assert judge(across_leave(), on=MONDAY.date(), rules=RUNS) == ()
    told = [
        each.contested for each in weigh(across_leave(), on=MONDAY.date(), rules=RUNS, passes=True)
    ]
    assert told == [BRIDGED, BRIDGED]
    again = Readings().reading("leave_in_run", "bridges")
    found = weigh(across_leave(), on=MONDAY.date(), rules=RUNS, readings=again)
    assert [each.verdict for each in found if each.flagged] == [BREACH]


@pytest.mark.parametrize("seed", range(30))
def test_what_is_not_measured_again_would_measure_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = random_department(seed)
    on = picture.horizon_start
    found = judge(picture, on=on, screened=False)
    for rule in (PersonRule, UnbrokenRun, LongRun):
        monkeypatch.setattr(rule, "heeds", lambda *_: True)
    assert judge(replace(picture), on=on, screened=False) == found


def test_a_run_without_leave_is_measured_again_by_its_dates_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[tuple[bool, bool]] = []
    measure = UnbrokenRun.measure

    def counted(self: UnbrokenRun, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        read.append((terms.means.says("run_touches"), terms.means.says("run_bridges_leave")))
        return measure(self, rota, terms)

    monkeypatch.setattr(UnbrokenRun, "measure", counted)
    eight = across_leave()
    between = replace(eight.duties[0], start=MONDAY + 105 * HOUR, end=MONDAY + 113 * HOUR)
    running = replace(eight, duties=(*eight.duties, between), aways=())
    (found,) = judge(running, on=MONDAY.date(), rules=RUNS)
    assert (found.verdict, found.measured, found.contested) == (BREACH, 9.0, "")
    assert read == [(False, False), (True, False)]
    read.clear()
    assert judge(replace(running, aways=eight.aways), on=MONDAY.date(), rules=RUNS) == (found,)
    assert read == [(False, False), (True, False), (False, True)]


def test_what_is_only_shown_is_measured_where_passes_are_asked_for() -> None:
    long = Duty(1, MONDAY + 8 * HOUR, MONDAY + 21 * HOUR)
    rota = replace(across_leave(), duties=(long,), aways=())
    (row,) = results(rota, on=MONDAY.date(), rules=(BreaksDue(),))
    assert (row.rule, row.verdict) == ("rd-breaks", PASS)
    assert row.measured
    assert [one.verdict for one in weigh(rota, on=MONDAY.date(), rules=(BreaksDue(),))] == [PASS]
    assert judge(rota, on=MONDAY.date(), rules=(BreaksDue(),)) == ()


def test_leave_within_a_run_is_heeded_where_somebody_is_away_and_other_words_by_all() -> None:
    away = across_leave()
    there = replace(away, aways=())
    sick = replace(away.aways[0], kind=AwayKind.SICK)
    resting = replace(away.aways[0], kind=AwayKind.REST)

    def heeded(rota: Snapshot, name: str) -> bool:
        return UnbrokenRun().heeds(rota.timeline(0), name)

    assert heeded(away, "run_bridges_leave")
    assert heeded(replace(away, aways=(sick,)), "run_bridges_leave")
    assert not heeded(there, "run_bridges_leave")
    assert not heeded(replace(away, aways=(resting,)), "run_bridges_leave")
    assert heeded(there, "run_touches")
    assert heeded(there, "rest")
    assert ShortRest().heeds(there.timeline(0), "rest_voids_next")


def test_the_rests_due_after_long_shifts_change_no_measure_and_what_is_long_does() -> None:
    line = across_leave().timeline(0)
    names = ("rest", "rest_mixed", "rest_nights", "run", "long_over")
    assert [LongRun().heeds(line, one) for one in names] == [False, False, False, True, True]


def changed(key: str, point: str, choice: str) -> list[tuple[str, list[str]]]:
    """What another reading changes of each clause of a rule, by the clause's id."""
    contract, day, other = load("ENG-RD-2016"), MONDAY.date(), Readings().reading(point, choice)
    return [
        (one.id, list(names))
        for terms in contract.terms(key, day)
        for one, names in reread(contract, terms, day, RULEBOOK, other)
    ]


def test_another_reading_names_the_words_and_figures_that_it_changes() -> None:
    assert changed("runs.long_run", "long_nights_rest", "long") == [
        ("rd-long-run-4", ["rest_nights"])
    ]
    assert changed("runs.unbroken_run", "run_dates", "touched") == [
        ("rd-consec-7", ["run_touches"])
    ]
    assert changed("runs.late_run", "late_bounds", "bounded") == [
        ("rd-late-run-4", ["late_end_by", "late_start_before"])
    ]


def test_a_reading_that_only_calls_it_advice_changes_no_figure() -> None:
    one_in_two, one_in_three = changed("weekends.frequent_weekends", "one_in_three", "advice")
    assert (one_in_two[1], one_in_three) == ([], ("rd-weekend-1in3", []))
    assert changed("hours.overlong_shift", "clock_change_nights", "silent") == [
        ("rd-shift-13", [])
    ]


def test_a_reading_is_laid_over_a_table_part_by_part() -> None:
    table: Mapping[str, object] = {
        "id": "x",
        "clause": "1",
        "most": {"at_most": 7, "unit": "hours"},
        "readings": {
            "one_in_three": {
                "advice": {
                    "clause": "2",
                    "most": {"at_most": 8},
                    "least": {"at_least": 1},
                    "id": {"other": "y"},
                }
            }
        },
    }
    advice = RULEBOOK.reading("one_in_three", "advice")
    assert read_by(table, RULEBOOK) is table
    assert read_by(table, advice) == {
        "id": {"other": "y"},
        "clause": "2",
        "most": {"at_most": 8, "unit": "hours"},
        "least": {"at_least": 1},
        "readings": table["readings"],
    }
    clause = Clause("runs.x", table)
    assert clause.read(RULEBOOK) is clause
    assert clause.read(advice) == Clause("runs.x", read_by(table, advice))
    assert (clause.words("clause"), clause.words("nothing")) == ("1", "")

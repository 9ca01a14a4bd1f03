"""A weighed measure put into words: which sentence, which figures, which source."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from rota_desk.domain.facts import Authorised, Person
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Severity, Terms, Verdict, load
from rota_desk.rules.finding import Finding
from rota_desk.rules.rest.short_rest import ShortRest
from rota_desk.rules.rule import About, Measure, PersonRule, sentences
from rota_desk.rules.telling import find, without_subject
from rota_desk.rules.weighing import Weighed, kept, weighed
from rota_desk.rules.windows import fullest
from rota_desk.rules.wording import quantity

MONDAY = dt.datetime(2026, 11, 2)
NINE, FIVE = MONDAY.replace(hour=9), MONDAY.replace(hour=17)
PERSON = Person(4, "Dr Amberley")


class Spoken(PersonRule):
    """A rule that says what it is told to say."""

    key = "rest.short_rest"

    def __init__(self, says: Mapping[str, str]) -> None:
        """Take its sentences."""
        self.says = says  # type: ignore[misc]  # of this one alone

    def measure(self, _rota: Timeline, _terms: Terms) -> Iterator[Measure]:
        """Yield nothing: it is only told about."""
        yield from ()


def terms(**other: object) -> Terms:
    """What a contract says about the rest between shifts: at least eleven hours."""
    (found,) = load("ENG-RD-2016").terms("rest.short_rest", MONDAY.date())
    return replace(found, **other)  # type: ignore[arg-type]  # by name


def told(says: Mapping[str, str], *, against: str = "", **other: object) -> str:
    bound = terms(**other)
    measure = Measure(NINE, FIVE, 600, against, note="Ward")
    limit = bound.limits.get(against)
    return find(Weighed(Spoken(says), bound, measure, limit, Verdict.BREACH, PERSON)).message


SOURCE = " (resident doctors 2016, Sch 3 para 19)"


def test_a_rule_says_the_sentence_of_its_limit_or_its_only_one_or_the_note() -> None:
    one = sentences("rest of {measured}, due {limit}", short="{note} too short")
    assert told(one) == f"rest of 10 h, due 11 h{SOURCE}"
    assert told(one, against="short") == f"Ward too short{SOURCE}"
    assert told(one, against="other") == f"rest of 600 , due {SOURCE}"
    assert told({}) == f"Ward{SOURCE}"
    assert dict(sentences(rest="short")) == {"": "", "rest": "short"}


def test_a_source_is_said_as_far_as_it_is_known() -> None:
    said = sentences("short")
    assert told(said, contract_name="") == "short (Sch 3 para 19)"
    assert told(said, clause="") == "short (resident doctors 2016)"
    assert told(said, clause="", contract_name="") == "short"
    assert told(said, contract="DESK") == "short"


def test_what_no_limit_holds_is_told_without_one() -> None:
    bound = terms(limits={}, severity=Severity.LOCAL)
    measure = Measure(NINE, FIVE, Fraction(5, 2), about=About(claim_id=8, room_id=3), note="x")
    one = Weighed(Spoken({}), bound, measure, None, Verdict.PASS, PERSON, "else")
    assert find(one) == Finding(
        rule="rd-rest-11",
        key="rest.short_rest",
        clinician_id=4,
        name="Dr Amberley",
        start=NINE,
        end=FIVE,
        measured=2.5,
        limit=None,
        unit="",
        severity=Severity.LOCAL,
        verdict=Verdict.PASS,
        message=f"kept: x{SOURCE}",
        room_id=3,
        claim_id=8,
        contract="ENG-RD-2016",
        clause="Sch 3 para 19",
        pack=bound.pack,
        contested="else",
    )
    nothing = without_subject(PERSON, Spoken({}), bound)
    assert (nothing.limit, nothing.unit, nothing.severity) == (None, "", Severity.LOCAL)


def test_a_measure_that_no_limit_holds_is_kept() -> None:
    bound = terms()
    assert kept(Measure(NINE, FIVE, 5, "neither"), bound)
    assert kept(Measure(NINE, FIVE, 660), bound)
    assert not kept(Measure(NINE, FIVE, 659), bound)
    assert not kept(Measure(NINE, FIVE, None, "neither"), bound)


def test_nobody_has_an_authorisation_where_nobody_is_concerned() -> None:
    (run,) = load("ENG-RD-2016").terms("runs.unbroken_run", MONDAY.date())
    eight, unknown = Measure(NINE, FIVE, 8, "run"), Measure(NINE, FIVE, None, "run")
    allowed = replace(PERSON, authorised=(Authorised("rd-consec-7"),))
    verdicts = [
        weighed(ShortRest(), run, measure, person).verdict
        for measure, person in ((eight, None), (eight, PERSON), (eight, allowed), (unknown, None))
    ]
    assert verdicts == [
        Verdict.BREACH, Verdict.BREACH, Verdict.ADVISORY, Verdict.NOT_EVALUABLE,
    ]  # fmt: skip


def test_a_window_at_the_limit_is_silent_where_another_is_over_it() -> None:
    assert list(fullest([(0, 4), (30, 5)], 10, 4)) == [(30, 5)]
    assert list(fullest([(0, 5), (30, 4)], 10, 4)) == [(0, 5)]


@pytest.mark.parametrize(
    ("unit", "one", "two"),
    [
        ("periods", "1 period", "2 periods"),
        ("deliveries", "1 delivery", "2 deliveries"),
        ("working days", "1 working day", "2 working days"),
    ],
)
def test_one_of_a_thing_is_said_in_the_singular(unit: str, one: str, two: str) -> None:
    assert (quantity(1, unit), quantity(2, unit)) == (one, two)

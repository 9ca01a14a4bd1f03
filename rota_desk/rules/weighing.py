"""Weighing: a measure held against its limit, once, inclusively, and what authorises it."""

from dataclasses import dataclass
from fractions import Fraction

from rota_desk.domain.facts import Person
from rota_desk.rules.contract import Limit, Terms, Verdict
from rota_desk.rules.rule import Measure, Rule

VERDICT_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A measure with the limit it was held against and the verdict, not yet put into words."""

    rule: Rule
    terms: Terms
    measure: Measure
    limit: Limit | None
    verdict: Verdict
    person: Person | None
    contested: str = ""  # under which other reading the verdict would be another

    @property
    def flagged(self) -> bool:
        """Whether it is a breach or an advisory."""
        return self.verdict in (Verdict.BREACH, Verdict.ADVISORY)


def weighed(rule: Rule, terms: Terms, measure: Measure, person: Person | None) -> Weighed:
    """Give a measure its verdict; a named authorisation turns a breach amber."""
    limit = terms.limit(measure.against)
    verdict = _verdict(measure, limit)
    if (
        verdict is Verdict.BREACH
        and limit is not None
        and _authorised(measure, limit, terms, person)
    ):
        verdict = Verdict.ADVISORY
    return Weighed(rule, terms, measure, limit, verdict, person)


def kept(measure: Measure, terms: Terms) -> bool:
    """Whether a measure plainly keeps its limit, so that nothing has to be said of it."""
    value, limit = measure.value, terms.limits.get(measure.against)
    return value is not None and (limit is None or limit.met(value))


def _verdict(measure: Measure, limit: Limit | None) -> Verdict:
    if measure.value is None:
        return Verdict.NOT_EVALUABLE
    if limit is None:
        return Verdict.PASS
    if limit.met(measure.value):
        return Verdict.PASS if measure.seen or limit.at_least else Verdict.NOT_EVALUABLE
    return limit.flagged if measure.seen or not limit.at_least else Verdict.NOT_EVALUABLE


def _authorised(measure: Measure, limit: Limit, terms: Terms, person: Person | None) -> bool:
    if person is None or measure.value is None or not limit.lifted(measure.value):
        return False
    day = measure.start.date()
    return any(one.covers(terms.id, day) for one in person.authorised)


def gravity(one: Weighed) -> tuple[int, int, bool, Fraction]:
    """Order by verdict, then by the contract's order of limits, then by how near the limit."""
    place = list(one.terms.limits).index(one.measure.against) if one.limit else 0
    if one.measure.value is None or one.limit is None:
        return VERDICT_ORDER[one.verdict], place, True, Fraction(0)
    value = Fraction(one.measure.value)
    near = value if one.limit.at_least else -value
    unseen_last = one.verdict is Verdict.PASS and not one.measure.seen
    return VERDICT_ORDER[one.verdict], place, unseen_last, near

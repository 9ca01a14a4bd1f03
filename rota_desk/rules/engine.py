"""The engine: compares each measure with the contract's limit, once, and says what it finds.

`judge` gives what is flagged, for the rota's screens; `results` gives one row for each person and
rule, passes included, for a check of a whole file.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from rota_desk.domain.snapshot import Person, Snapshot
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import DESK, Contract, Limit, Terms, Verdict, load
from rota_desk.rules.finding import Finding
from rota_desk.rules.registry import RULES
from rota_desk.rules.rule import DepartmentRule, Measure, PersonRule, Rule
from rota_desk.rules.wording import in_unit, moment, quantity, short, span

__all__ = [
    "Finding",
    "Verdict",
    "findings_within",
    "judge",
    "judge_one",
    "reach",
    "results",
    "review",
]

_NEVER = dt.date.max
_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}
Books = Callable[[str], Contract]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A measure with the limit it was held against and the verdict, not yet put into words."""

    rule: Rule
    terms: Terms
    measure: Measure
    limit: Limit | None
    verdict: Verdict
    person: Person | None

    @property
    def flagged(self) -> bool:
        """Whether it is a breach or an advisory."""
        return self.verdict in (Verdict.BREACH, Verdict.ADVISORY)


def judge(
    snapshot: Snapshot, *, on: dt.date, rules: tuple[Rule, ...] = RULES, books: Books = load
) -> tuple[Finding, ...]:
    """Give every breach and advisory of a rota, by person and time.

    Figures are those in force when a duty starts; `on` dates what has no date of its own.
    """
    return _flagged(weigh(snapshot, on=on, rules=rules, books=books))


def judge_one(
    snapshot: Snapshot, clinician_id: int, *, on: dt.date, rules: tuple[Rule, ...] = RULES
) -> tuple[Finding, ...]:
    """Give one person's breaches and advisories."""
    found = judge(snapshot, on=on, rules=rules)
    return tuple(one for one in found if one.clinician_id == clinician_id)


def results(
    snapshot: Snapshot, *, on: dt.date, rules: tuple[Rule, ...] = RULES, books: Books = load
) -> tuple[Finding, ...]:
    """Give the worst of each person's measures for each rule that binds, passes included."""
    return review(snapshot, on=on, rules=rules, books=books)[0]


def review(
    snapshot: Snapshot, *, on: dt.date, rules: tuple[Rule, ...] = RULES, books: Books = load
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Give `results`, and everything about people that is flagged, measuring once."""
    worst: dict[tuple[int, str], Finding] = {}
    flagged: list[Weighed] = []
    for timeline in snapshot.timelines:
        weighed = list(_weigh_person(timeline, on, rules, books))
        flagged += [one for one in weighed if one.flagged]
        worst.update(_worst(timeline, weighed, _binding(timeline, on, rules, books)))
    return tuple(worst.values()), _flagged(flagged)


def _worst(
    timeline: Timeline, weighed: list[Weighed], binding: Iterable[tuple[Terms, Rule]]
) -> dict[tuple[int, str], Finding]:
    """Give one person's worst measure for each rule, or that there was nothing to measure."""
    person = timeline.person
    by_rule: dict[str, list[Weighed]] = {}
    for one in weighed:
        by_rule.setdefault(one.terms.id, []).append(one)
    return {
        (person.clinician_id, terms.id): find(min(by_rule[terms.id], key=_gravity))
        if terms.id in by_rule
        else _without_subject(person, rule, terms)
        for terms, rule in binding
    }


def _flagged(weighed: Iterable[Weighed]) -> tuple[Finding, ...]:
    found = dict.fromkeys(find(one) for one in weighed if one.flagged)
    return tuple(sorted(found, key=_by_person_and_time))


def reach(rules: tuple[Rule, ...] = RULES) -> dt.timedelta:
    """Tell how far either side of a change a picture must be loaded."""
    return max(rule.reach for rule in rules)


def findings_within(
    findings: Iterable[Finding], first: dt.date, last: dt.date
) -> tuple[Finding, ...]:
    """Keep the findings that touch a period, both days included, and those without a time."""
    return tuple(
        one
        for one in findings
        if one.start is None
        or one.end is None
        or (one.start.date() <= last and one.end.date() >= first)
    )


def weigh(
    snapshot: Snapshot, *, on: dt.date, rules: tuple[Rule, ...] = RULES, books: Books = load
) -> Iterator[Weighed]:
    """Hold every measure against its limit, passes included."""
    for timeline in snapshot.timelines:
        yield from _weigh_person(timeline, on, rules, books)
    desk = books(DESK)
    for rule in rules:
        if isinstance(rule, DepartmentRule):
            for terms in desk.terms(rule.key, on):
                for measure in rule.measure(snapshot, terms):
                    yield _weighed(rule, terms, measure, None)


@dataclass(frozen=True, slots=True)
class _Segment:
    """The days on which one contract, with one set of figures, binds somebody."""

    contract: Contract
    start: dt.date
    end: dt.date
    whole: bool = field(default=False)  # nothing else binds within the horizon

    def holds(self, day: dt.date) -> bool:
        return self.whole or self.start <= day < self.end


def _weigh_person(
    timeline: Timeline, on: dt.date, rules: tuple[Rule, ...], books: Books
) -> Iterator[Weighed]:
    for segment in _segments(timeline, on, books):
        for rule in rules:
            if not isinstance(rule, PersonRule):
                continue
            for terms in segment.contract.terms(rule.key, segment.start):
                for measure in rule.measure(timeline, terms):
                    if segment.holds(_within(timeline, measure.start.date())):
                        yield _weighed(rule, terms, measure, timeline.person)


def _within(timeline: Timeline, day: dt.date) -> dt.date:
    """Bring a day into the horizon: windows and plans may begin before it."""
    return min(
        max(day, timeline.first), max(timeline.first, timeline.beyond - dt.timedelta(days=1))
    )


def _segments(timeline: Timeline, on: dt.date, books: Books) -> Iterator[_Segment]:
    yield _Segment(books(DESK), on, _NEVER, whole=True)
    held = timeline.person.contracts
    for one in held:
        start, end = one.start or dt.date.min, one.end or _NEVER
        known = max(start, timeline.first), min(end, max(timeline.beyond, on))
        if known[0] < known[1] or len(held) == 1:
            yield from _by_epoch(books(one.code), start, end, timeline)


def _by_epoch(
    contract: Contract, start: dt.date, end: dt.date, timeline: Timeline
) -> Iterator[_Segment]:
    """Cut a contract's days where one of its figures changes within the horizon."""
    inside = (timeline.first, timeline.beyond)
    cuts = [day for day in contract.changes() if inside[0] < day < inside[1] and start < day < end]
    first = max(start, timeline.first)
    if not cuts:
        everything = start <= timeline.first and end >= timeline.beyond
        yield _Segment(contract, first, end, whole=everything)
        return
    for begins, ends in zip([first, *cuts], [*cuts, end], strict=True):
        yield _Segment(contract, begins, ends)


def _binding(
    timeline: Timeline, on: dt.date, rules: tuple[Rule, ...], books: Books
) -> Iterator[tuple[Terms, Rule]]:
    for segment in _segments(timeline, on, books):
        for rule in rules:
            if isinstance(rule, PersonRule):
                for terms in segment.contract.terms(rule.key, segment.start):
                    yield terms, rule


def _weighed(rule: Rule, terms: Terms, measure: Measure, person: Person | None) -> Weighed:
    limit = terms.limit(measure.against)
    verdict = _verdict(measure, limit)
    if (
        verdict is Verdict.BREACH
        and limit is not None
        and _authorised(measure, limit, terms, person)
    ):
        verdict = Verdict.ADVISORY
    return Weighed(rule, terms, measure, limit, verdict, person)


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


def _gravity(one: Weighed) -> tuple[int, int, bool, Fraction]:
    """Order by verdict, then by the contract's order of limits, then by how near the limit."""
    place = list(one.terms.limits).index(one.measure.against) if one.limit else 0
    if one.measure.value is None or one.limit is None:
        return _ORDER[one.verdict], place, True, Fraction(0)
    value = Fraction(one.measure.value)
    near = value if one.limit.at_least else -value
    unseen_last = one.verdict is Verdict.PASS and not one.measure.seen
    return _ORDER[one.verdict], place, unseen_last, near


def _by_person_and_time(one: Finding) -> tuple[str, int, str, str, str]:
    start = one.start.isoformat() if one.start else ""
    return one.name, one.clinician_id or 0, start, one.rule, one.message


def find(one: Weighed) -> Finding:
    """Put a weighed measure into words."""
    measure, limit, person, about = one.measure, one.limit, one.person, one.measure.about
    unit = limit.unit if limit else ""
    ids = dict.fromkeys(d.session_id for d in measure.duties if d.session_id is not None)
    held = dict.fromkeys(d.assignment_id for d in measure.duties if d.assignment_id is not None)
    return Finding(
        rule=one.terms.id,
        key=one.terms.key,
        clinician_id=person.clinician_id if person else None,
        name=person.name if person else about.name,
        start=measure.start,
        end=measure.end,
        measured=None if measure.value is None else in_unit(measure.value, unit),
        limit=in_unit(limit.value, unit) if limit else None,
        unit=short(unit),
        severity=limit.severity if limit else one.terms.severity,
        verdict=one.verdict,
        message=_sentence(one),
        session_ids=about.session_ids or tuple(ids),
        assignment_ids=about.assignment_ids or tuple(held),
        room_id=about.room_id,
        claim_id=about.claim_id,
        contract=one.terms.contract,
        clause=one.terms.clause,
        pack=one.terms.pack,
    )


def _sentence(one: Weighed) -> str:
    measure, limit = one.measure, one.limit
    if measure.value is None:
        return (
            f"cannot be judged from {moment(measure.start)} to {moment(measure.end)}{_source(one)}"
        )
    form = one.rule.says.get(measure.against, one.rule.says.get("", "{note}"))
    said = form.format(
        measured=_said(measure.value, limit),
        limit="" if limit is None else _said(limit.value, limit),
        start=moment(measure.start),
        end=moment(measure.end),
        span=span(measure.start, measure.end),
        note=measure.note,
    )
    return f"{_lead(one)}{said}{_source(one)}"


def _lead(one: Weighed) -> str:
    """Say first what is not plain from the figures: kept, not known, or authorised."""
    if one.verdict is Verdict.PASS:
        return "kept: "
    if one.verdict is Verdict.NOT_EVALUABLE:
        return "cannot be judged from what is known: "
    lifted = one.verdict is Verdict.ADVISORY and one.limit and one.limit.flagged is Verdict.BREACH
    return "authorised: " if lifted else ""


def _source(one: Weighed) -> str:
    """Say where the limit is written; the desk's own rules are plain without it."""
    if one.terms.contract == DESK:
        return ""
    source = ", ".join(part for part in (one.terms.contract_name, one.terms.clause) if part)
    return f" ({source})" if source else ""


def _said(value: Fraction | int, limit: Limit | None) -> str:
    return quantity(value, limit.unit if limit else "")


def _without_subject(person: Person, rule: Rule, terms: Terms) -> Finding:
    main = terms.main if terms.limits else None
    return Finding(
        rule=terms.id,
        key=rule.key,
        clinician_id=person.clinician_id,
        name=person.name,
        start=None,
        end=None,
        measured=None,
        limit=in_unit(main.value, main.unit) if main else None,
        unit=short(main.unit) if main else "",
        severity=terms.severity,
        verdict=Verdict.NOT_APPLICABLE,
        message="nothing on this rota that the rule is about",
        contract=terms.contract,
        clause=terms.clause,
        pack=terms.pack,
    )

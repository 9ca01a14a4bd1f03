"""The engine: compares each measure with the contract's limit, once, and says what it finds.

`judge` gives what is flagged, for the rota's screens; `results` gives one row for each person and
rule, passes included, for a check of a whole file.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.asking import Asking, binding, weigh_department, weigh_person
from rota_desk.rules.binding import Books
from rota_desk.rules.contract import Terms, Verdict, load
from rota_desk.rules.finding import Finding
from rota_desk.rules.readings import Readings
from rota_desk.rules.registry import RULES
from rota_desk.rules.rule import Rule
from rota_desk.rules.telling import find, without_subject
from rota_desk.rules.weighing import Weighed, gravity

__all__ = [
    "Finding",
    "Reviewed",
    "Verdict",
    "findings_within",
    "judge",
    "judge_one",
    "reach",
    "results",
    "review",
    "review_each",
    "weigh",
]

LARGE = 400  # duties; measuring fewer of them takes no longer than screening them


def judge(
    snapshot: Snapshot,
    *,
    on: dt.date,
    rules: tuple[Rule, ...] = RULES,
    books: Books = load,
    readings: Readings | None = None,
    screened: bool | None = None,
) -> tuple[Finding, ...]:
    """Give every breach and advisory of a rota, by person and time.

    Figures are those in force when a duty starts; `on` dates what has no date of its own. Open
    points are read as the picture says unless `readings` are given. A large picture is screened
    first, which changes nothing but the time it takes; `screened` decides it.
    """
    asking = _asking(snapshot, on, rules, books, readings, kept=False)
    if screened is None:
        screened = len(snapshot.duties) >= LARGE and len(snapshot.people) > 1
    return _flagged((_weigh_suspects if screened else _weigh)(snapshot, asking))


def judge_one(
    snapshot: Snapshot, clinician_id: int, *, on: dt.date, rules: tuple[Rule, ...] = RULES
) -> tuple[Finding, ...]:
    """Give one person's breaches and advisories."""
    found = judge(snapshot, on=on, rules=rules)
    return tuple(one for one in found if one.clinician_id == clinician_id)


def results(
    snapshot: Snapshot,
    *,
    on: dt.date,
    rules: tuple[Rule, ...] = RULES,
    books: Books = load,
    readings: Readings | None = None,
) -> tuple[Finding, ...]:
    """Give the worst of each person's measures for each rule that binds, passes included."""
    return review(snapshot, on=on, rules=rules, books=books, readings=readings)[0]


def review(
    snapshot: Snapshot,
    *,
    on: dt.date,
    rules: tuple[Rule, ...] = RULES,
    books: Books = load,
    readings: Readings | None = None,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Give `results`, and everything about people that is flagged, measuring once."""
    each = list(review_each(snapshot, on=on, rules=rules, books=books, readings=readings))
    flagged = sorted((one for some in each for one in some.flagged), key=_by_person_and_time)
    return tuple(one for some in each for one in some.worst), tuple(flagged)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One person's worst measure for each rule that binds, and all that is flagged, in order."""

    timeline: Timeline
    worst: tuple[Finding, ...]
    flagged: tuple[Finding, ...]


def review_each(
    snapshot: Snapshot,
    *,
    on: dt.date,
    rules: tuple[Rule, ...] = RULES,
    books: Books = load,
    readings: Readings | None = None,
) -> Iterator[Reviewed]:
    """Review one person after the other, holding no more than one person's measures."""
    asking = _asking(snapshot, on, rules, books, readings, passes=True)
    for place in range(len(snapshot.people)):
        timeline = snapshot.lay(place)
        measured = list(weigh_person(timeline, asking))
        worst = _worst(timeline, measured, binding(timeline, asking))
        yield Reviewed(timeline, tuple(worst.values()), _flagged(measured))


def _worst(
    timeline: Timeline, measured: list[Weighed], binding: Iterable[tuple[Terms, Rule]]
) -> dict[tuple[int, str], Finding]:
    """Give one person's worst measure for each rule, or that there was nothing to measure."""
    person = timeline.person
    by_rule: dict[str, list[Weighed]] = {}
    for one in measured:
        by_rule.setdefault(one.terms.id, []).append(one)
    return {
        (person.clinician_id, terms.id): find(min(by_rule[terms.id], key=gravity))
        if terms.id in by_rule
        else without_subject(person, rule, terms)
        for terms, rule in binding
    }


def _flagged(measured: Iterable[Weighed]) -> tuple[Finding, ...]:
    found = dict.fromkeys(find(one) for one in measured if one.flagged)
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
    snapshot: Snapshot,
    *,
    on: dt.date,
    rules: tuple[Rule, ...] = RULES,
    books: Books = load,
    readings: Readings | None = None,
    passes: bool = False,
) -> Iterator[Weighed]:
    """Hold every measure against its limit, passes included.

    With `passes` what is kept says too whether another reading would turn it.
    """
    asking = _asking(snapshot, on, rules, books, readings, passes=passes)
    yield from _weigh(snapshot, replace(asking, in_place=True))


def _weigh(snapshot: Snapshot, asking: Asking) -> Iterator[Weighed]:
    for timeline in snapshot.timelines:
        yield from weigh_person(timeline, asking)
    yield from weigh_department(snapshot, asking)


def _weigh_suspects(snapshot: Snapshot, asking: Asking) -> Iterator[Weighed]:
    """Weigh no more than what the screen could not pass."""
    from rota_desk.rules.screen import weigh_suspects

    yield from weigh_suspects(snapshot, asking)
    yield from weigh_department(snapshot, asking)


def _asking(
    snapshot: Snapshot,
    on: dt.date,
    rules: tuple[Rule, ...],
    books: Books,
    readings: Readings | None,
    *,
    passes: bool = False,
    kept: bool = True,
) -> Asking:
    read = Readings(snapshot.read_as) if readings is None else readings
    return Asking(on, rules, books, read, passes, kept)


def _by_person_and_time(one: Finding) -> tuple[str, int, str, str, str]:
    start = one.start.isoformat() if one.start else ""
    return one.name, one.clinician_id or 0, start, one.rule, one.message

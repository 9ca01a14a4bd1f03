"""Rota against rules at a glance: each person's worst measure of each rule, kept ones included."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from models import Clinician
from models.types import StaffGroup
from rota_desk import progress
from rota_desk.domain.snapshot import Snapshot
from rota_desk.domain.span import midnight
from rota_desk.queries.findings import REACH
from rota_desk.queries.long_pictures import cycle_pictures, period_pictures
from rota_desk.queries.rule_words import breach_words, room_words
from rota_desk.queries.signed_off import SignedKind, SignedOff, signed_off
from rota_desk.queries.snapshot import snapshot
from rota_desk.queries.standings import OF_VERDICT, ORDER, Judged, Standing
from rota_desk.rules.asking import Asking, binding
from rota_desk.rules.contract import Severity, Verdict, load
from rota_desk.rules.engine import weigh
from rota_desk.rules.finding import Finding
from rota_desk.rules.readings import Readings
from rota_desk.rules.registry import NEAR_RULES, RULES
from rota_desk.rules.telling import find, without_subject
from rota_desk.rules.weighing import Weighed, gravity
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class RuleColumn:
    """A rule of the matrix, whichever contract words it."""

    key: str

    @property
    def title(self) -> str:
        """The breach it finds: "Short rest"."""
        return breach_words(self.key)

    @property
    def room(self) -> str:
        """What it is about: "Rest"."""
        return room_words(self.key)


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one rule: the worst measure of each clause that binds, gravest first."""

    key: str
    results: tuple[Judged, ...] = ()

    @property
    def standing(self) -> Standing:
        """The gravest of its results."""
        return self.results[0].standing if self.results else Standing.ABSENT

    @property
    def binds(self) -> bool:
        """Whether any contract of the person has this rule."""
        return bool(self.results)


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """A row of the matrix: one person's cells, and every finding of the period by time."""

    clinician_id: int
    name: str
    group: StaffGroup
    contract: str
    cells: tuple[Cell, ...]
    found: tuple[Judged, ...]

    def count(self, standing: Standing) -> int:
        """How many findings stand so."""
        return sum(one.standing is standing for one in self.found)

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """How badly off: grave breaches, breaches, advisories, what is signed off."""
        return (
            sum(one.grave for one in self.found),
            self.count(Standing.BREACH),
            self.count(Standing.ADVISORY),
            self.count(Standing.SIGNED),
        )


@dataclass(frozen=True, slots=True)
class Compliance:
    """The rota of some days against every rule that binds, whoever is worst off first."""

    start: dt.date
    end: dt.date  # exclusive
    rules: tuple[RuleColumn, ...]
    people: tuple[PersonStanding, ...]
    department: tuple[Judged, ...] = ()  # sessions and rooms
    signed: tuple[SignedOff, ...] = ()

    def count(self, standing: Standing) -> int:
        """How many findings stand so, people's and the department's."""
        theirs = sum(one.count(standing) for one in self.people)
        return theirs + sum(one.standing is standing for one in self.department)

    def person(self, clinician: int) -> PersonStanding | None:
        """One person's row."""
        return next((one for one in self.people if one.clinician_id == clinician), None)


@dataclass(slots=True)
class _Sorted:
    """What was measured, sorted by whom and which rule it is about."""

    start: dt.datetime
    end: dt.datetime
    signed: tuple[SignedOff, ...]
    measured: dict[tuple[int, str], list[Weighed]] = field(
        default_factory=lambda: defaultdict(list)
    )
    department: list[Judged] = field(default_factory=list)

    def take(self, one: Weighed) -> None:
        """Keep a measure that touches the days that are looked at."""
        if not self._touches(one):
            return
        if one.person is not None:
            self.measured[one.person.clinician_id, one.terms.id].append(one)
        elif one.flagged:
            self.department.append(self.judged(one))

    def judged(self, one: Weighed) -> Judged:
        """Put a measure into words, with the signature that covers it."""
        finding = find(one)
        verdict, limit = one.verdict, one.limit
        lifted = verdict is Verdict.ADVISORY and limit and limit.flagged is Verdict.BREACH
        kind = SignedKind.AUTHORISED if lifted else SignedKind.ACCEPTED
        found = next((it for it in self.signed if it.kind is kind and it.is_about(finding)), None)
        accepted = found and one.flagged and finding.severity is not Severity.STATUTORY
        value = one.measure.value
        return Judged(
            finding=finding,
            standing=Standing.SIGNED if lifted or accepted else OF_VERDICT[verdict],
            signed=found if lifted or accepted else None,
            may_authorise=verdict is Verdict.BREACH
            and limit is not None
            and value is not None
            and limit.severity is not Severity.STATUTORY
            and limit.lifted(value),
        )

    def _touches(self, one: Weighed) -> bool:
        start, end = one.measure.start, one.measure.end
        return start < self.end and (end > self.start or start == end >= self.start)


def compliance(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> Compliance:
    """Hold the days from `start` until before `end` against every rule that binds somebody.

    Of everybody who has not left by then, or of one person alone.
    """
    whose = None if clinician is None else {read.get(Clinician, clinician).id}
    progress.at(0, "Reading the rota")
    picture = snapshot(
        read, start=start - REACH, end=end + REACH, clinicians=whose, needs=(start, end)
    )
    signed = signed_off(read, start=start, end=end, clinician=clinician)
    kept = _Sorted(midnight(start), midnight(end), signed)
    progress.at(20, "Looking at the rules")
    for one in weigh(picture, on=start, rules=NEAR_RULES, passes=True):
        kept.take(one)
    progress.at(50)
    for seen in (
        *cycle_pictures(read, start=start, end=end, clinicians=whose),
        *period_pictures(read, start=start, end=end, clinicians=whose),
    ):
        for one in weigh(seen.picture, on=start, rules=seen.rules, passes=True):
            kept.take(one)
        progress.at(80)
    bound = _bound(picture, start)
    rules = _columns(bound.values())
    return Compliance(
        start=start,
        end=end,
        rules=rules,
        people=tuple(
            sorted(_people(read, picture, rules, bound, kept, on=start), key=_worst_first)
        ),
        department=() if clinician is not None else tuple(kept.department),
        signed=signed,
    )


def _bound(picture: Snapshot, on: dt.date) -> dict[tuple[int, str], Finding]:
    """Each rule that binds each person, as nothing measured yet."""
    asking = Asking(on, RULES, load, Readings(picture.read_as))
    return {
        (line.person.clinician_id, terms.id): without_subject(line.person, rule, terms)
        for line in picture.timelines
        for terms, rule in binding(line, asking)
    }


def _worst_first(person: PersonStanding) -> tuple[tuple[int, ...], str]:
    return tuple(-count for count in person.weight), person.name


def _columns(bound: Iterable[Finding]) -> tuple[RuleColumn, ...]:
    """The rules that bind anybody, in reading order."""
    keys = {one.key for one in bound}
    return tuple(RuleColumn(rule.key) for rule in RULES if rule.key in keys)


def _people(
    read: Reading,
    picture: Snapshot,
    rules: Sequence[RuleColumn],
    bound: Mapping[tuple[int, str], Finding],
    kept: _Sorted,
    *,
    on: dt.date,
) -> Iterable[PersonStanding]:
    there = {one.id: one for one in read.all(select(Clinician))}
    for person in picture.people:
        record = there[person.clinician_id]
        if record.leaves is not None and record.leaves <= on:
            continue
        mine = {rule: one for (whose, rule), one in bound.items() if whose == record.id}
        judged = {
            rule: [kept.judged(one) for one in kept.measured.get((record.id, rule), ())]
            for rule in mine
        }
        worst = {rule: _worst(kept, record.id, judged[rule], one) for rule, one in mine.items()}
        yield PersonStanding(
            clinician_id=record.id,
            name=record.name,
            group=record.group,
            contract=", ".join(dict.fromkeys(one.code for one in person.contracts)),
            cells=tuple(_cell(rule.key, worst.values()) for rule in rules),
            found=tuple(sorted(_flagged(judged.values()), key=_by_time)),
        )


def _worst(kept: _Sorted, clinician: int, judged: Sequence[Judged], nothing: Finding) -> Judged:
    """The gravest measure of a rule within the days; what is signed off weighs less.

    Of several that are kept, one that another reading would turn stands before the rest.
    """
    if not judged:
        return Judged(nothing, Standing.ABSENT)
    weighed = kept.measured[clinician, nothing.rule]
    pairs = zip(weighed, judged, strict=True)
    return min(pairs, key=_weight)[1]


def _weight(pair: tuple[Weighed, Judged]) -> tuple[object, ...]:
    one, judged = pair
    turns = judged.standing is Standing.KEPT and bool(one.contested)
    return ORDER[judged.standing], not turns, gravity(one)


def _cell(key: str, worst: Iterable[Judged]) -> Cell:
    mine = [one for one in worst if one.finding.key == key]
    return Cell(key, tuple(sorted(mine, key=lambda one: ORDER[one.standing])))


def _flagged(judged: Iterable[Iterable[Judged]]) -> Iterable[Judged]:
    shown = (Standing.BREACH, Standing.ADVISORY, Standing.SIGNED)
    return dict.fromkeys(one for several in judged for one in several if one.standing in shown)


def _by_time(one: Judged) -> tuple[str, str]:
    return str(one.finding.start), one.finding.rule

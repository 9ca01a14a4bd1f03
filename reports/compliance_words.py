"""How compliance is told on paper: each finding with its figures, and no reason of a person's."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reports.privacy import discreet
from rota_desk.domain.said import day as day_words
from rota_desk.queries.compliance import Compliance
from rota_desk.queries.rule_words import breach_words, figure_words, weight_words
from rota_desk.queries.signed_off import SignedOff
from rota_desk.queries.standings import Judged, Standing
from rota_desk.rules.book import Covered, coverage

MARKS = {
    Standing.BREACH: "▲ breach",
    Standing.ADVISORY: "◆ advisory",
    Standing.SIGNED: "● signed off",
    Standing.UNKNOWN: "? cannot be judged",
    Standing.KEPT: "✓ kept",
    Standing.ABSENT: "– does not arise",
}
_JUDGED_HERE = ("conv-", "rd-", "wtr-", "con-", "jp-", "sas-", "afc-", "led-")
_STATES = ("modelled", "partial", "not modelled")
_AWAY = re.compile(r"\b(?:absence|special leave)\b", re.IGNORECASE)
_SPECIAL = re.compile(r"\bspecial\b")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in the words that are printed."""

    mark: str
    who: str
    when: str
    rule: str
    id: str
    clause: str
    contract: str
    severity: str
    measured: str
    limit: str
    what: str
    signed: str
    pack: str
    start: dt.datetime | None = None  # wall time, for what is sorted and counted on
    end: dt.datetime | None = None
    measured_figure: float | None = None
    limit_figure: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One clause over everybody: the worst measured, the limit, and how many stand how."""

    rule: str
    id: str
    clause: str
    contract: str
    limit: str
    worst: str
    whose: str
    stands: str


def careful(text: str) -> str:
    """A sentence of a rule without why somebody is away, or a word that could be read so."""
    return _SPECIAL.sub("particular", _AWAY.sub("unavailable time", discreet(text)))


def line_of(one: Judged) -> FindingLine:
    """A judged measure in words."""
    found = one.finding
    return FindingLine(
        mark=MARKS[one.standing],
        who=found.name,
        when=day_words(found.start.date()) if found.start else "",
        rule=breach_words(found.key),
        id=found.rule,
        clause=careful(found.clause),
        contract=found.contract,
        severity=weight_words(found),
        measured=figure_words(found.measured, found.unit),
        limit=figure_words(found.limit, found.unit),
        what=careful("; ".join(part for part in (found.message, found.contested) if part)),
        signed=careful(one.signed.sentence) if one.signed else "",
        pack=found.pack,
        start=found.start,
        end=found.end,
        measured_figure=found.measured,
        limit_figure=found.limit,
        unit=found.unit,
    )


def lines_of(found: Compliance, *standings: Standing) -> tuple[FindingLine, ...]:
    """People's findings that stand so, whoever is worst off first, then by time."""
    return tuple(
        line_of(one)
        for person in found.people
        for one in person.found
        if one.standing in standings
    )


def department_lines(found: Compliance) -> tuple[FindingLine, ...]:
    """What is found of sessions and rooms, by time."""
    by_time = sorted(found.department, key=lambda one: str(one.finding.start))
    return tuple(line_of(one) for one in by_time)


def rule_lines(found: Compliance) -> tuple[RuleLine, ...]:
    """Every clause that binds somebody, with its worst measure over all of them."""
    return tuple(_rule_line(results) for results in _by_clause(found).values())


def _by_clause(found: Compliance) -> dict[str, list[Judged]]:
    by_clause: dict[str, list[Judged]] = {}
    for place in range(len(found.rules)):
        for person in found.people:
            for one in person.cells[place].results:
                by_clause.setdefault(one.finding.rule, []).append(one)
    return by_clause


def _rule_line(results: list[Judged]) -> RuleLine:
    order = list(Standing)
    worst = min(results, key=lambda one: (order.index(one.standing), _from_limit(one)))
    counts = Counter(one.standing for one in results)
    told = worst.finding.measured is not None and worst.standing is not Standing.UNKNOWN
    return RuleLine(
        rule=breach_words(worst.finding.key),
        id=worst.finding.rule,
        clause=careful(worst.finding.clause),
        contract=worst.finding.contract,
        limit=figure_words(worst.finding.limit, worst.finding.unit),
        worst=figure_words(worst.finding.measured, worst.finding.unit) if told else "",
        whose=worst.finding.name if told else "",
        stands=" · ".join(f"{MARKS[one]} {counts[one]}" for one in Standing if counts[one]),
    )


def _from_limit(one: Judged) -> float:
    """How far from its limit: what is kept counts as nearest first, what is not as farthest."""
    measured, limit = one.finding.measured, one.finding.limit
    if measured is None or limit is None:
        return float("inf")
    apart = abs(measured - limit)
    return apart if one.standing is Standing.KEPT else -apart


def every_line(found: Compliance) -> Iterator[FindingLine]:
    """Each person's worst measure of each clause, kept ones included."""
    for person in found.people:
        for cell in person.cells:
            yield from (line_of(one) for one in cell.results)


def turning_lines(found: Compliance) -> tuple[FindingLine, ...]:
    """What is kept as the department reads the open points, and would not be if read otherwise."""
    return tuple(
        line_of(one)
        for person in found.people
        for cell in person.cells
        for one in cell.results
        if one.standing is Standing.KEPT and one.finding.contested
    )


def signed_words(one: SignedOff) -> tuple[str, str, str, str, str]:
    """A signature: what sort, for whom, which rule, when, and who and why."""
    why = careful(f"{one.by}: {one.reason}")
    return one.kind.value.capitalize(), one.name, one.what, one.when, why


def figures(found: Compliance) -> list[tuple[str, str]]:
    """The numbers to know first, each with its words."""
    breaches, advisories, signed = (
        sum(person.count(standing) for person in found.people)
        for standing in (Standing.BREACH, Standing.ADVISORY, Standing.SIGNED)
    )
    hit = sum(1 for one in found.people if one.count(Standing.BREACH))
    return [
        (str(breaches), "breach" if breaches == 1 else "breaches"),
        (str(advisories), "advisory" if advisories == 1 else "advisories"),
        (str(signed), "signed off by name"),
        (f"{hit} of {len(found.people)}", "people with a breach"),
        (str(len(found.department)), "found of sessions and rooms"),
        (str(len(_by_clause(found))), "clauses that bind somebody"),
    ]


def verdict(found: Compliance) -> str:
    """Say in a sentence how the rota stands and with whom to begin."""
    hit = [one for one in found.people if one.count(Standing.BREACH)]
    if not hit:
        return "Nobody's rota breaks a rule that is judged."
    count = hit[0].count(Standing.BREACH)
    begin = f"Begin with {hit[0].name} ({count} {'breach' if count == 1 else 'breaches'})"
    if len(hit) == 1:
        return f"{begin}."
    others = "1 other has" if len(hit) == 2 else f"{len(hit) - 1} others have"  # noqa: PLR2004
    return f"{begin}; {others} one too."


def covered_lines() -> tuple[tuple[str, str, str], ...]:
    """How far the rulebook's clauses on hours, rest, job plans and leave are judged.

    State, reason, clauses; those that are modelled need no reason.
    """
    by_reason: dict[tuple[str, str], list[str]] = {}
    for one in coverage():
        if _is_shown(one):
            why = "" if one.state == _STATES[0] else careful(one.why)
            by_reason.setdefault((one.state, why), []).append(one.id)
    order = sorted(by_reason, key=lambda pair: _STATES.index(pair[0]))
    return tuple((state, why, ", ".join(by_reason[state, why])) for state, why in order)


def _is_shown(one: Covered) -> bool:
    """Leave out record-keeping, and names that a careless reader could take for a reason."""
    return one.id.startswith(_JUDGED_HERE) and discreet(one.id) == one.id


def coverage_sentence() -> str:
    """How many clauses are judged, in part, and not, in a line for the foot of the page."""
    counts = Counter(one.state for one in coverage() if _is_shown(one))
    said = ", ".join(f"{counts[state]} {state}" for state in _STATES)
    return f"Clauses of the rulebook: {said}; named at the end"

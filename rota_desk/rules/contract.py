"""Contracts: dated figures with unit, clause and source, read from resources/contracts."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import cast

from resources import path, read_text
from rota_desk.errors import Refusal
from rota_desk.rules.clause import READ, Clause, read_by
from rota_desk.rules.figures import (
    FLAGGED,
    Definitions,
    Figure,
    Limit,
    Severity,
    Verdict,
    dates_in,
    figure_on,
    plain,
)
from rota_desk.rules.readings import RULEBOOK, Readings

__all__ = [
    "DESK",
    "Clause",
    "Contract",
    "Definitions",
    "Figure",
    "Limit",
    "Severity",
    "Terms",
    "Verdict",
    "codes",
    "figure_on",
    "load",
    "read_contract",
]

DESK = "DESK"  # local rules that bind everybody
_TABLES = (  # figures of no rule
    *("entitlement", "life_event", "on_call", "unsocial", "annualised", "delivery", "opt_out"),
    "lieu",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What one contract says about one rule on one day: id, clause, limits, definitions."""

    contract: str
    contract_name: str
    pack: str
    key: str
    id: str
    clause: str
    severity: Severity
    confidence: str
    limits: Mapping[str, Limit]
    means: Definitions
    since: dt.date
    contested: tuple[str, ...] = ()  # open points on which its verdicts may turn

    def limit(self, against: str = "") -> Limit | None:
        """Give one of the rule's limits; most rules have a single one, without a name."""
        return self.limits.get(against)

    @property
    def flags(self) -> bool:
        """Whether anything about it is ever flagged; what is only shown is not."""
        return any(limit.flagged is not Verdict.PASS for limit in self.limits.values())

    @property
    def main(self) -> Limit:
        """The limit that comes first in the contract's table."""
        return next(iter(self.limits.values()))


@dataclass(frozen=True, eq=False)
class Contract:
    """A set of terms that binds people: its rules and its dated figures."""

    code: str
    name: str
    version: str
    source: str
    definitions: Mapping[str, object]
    tables: Mapping[str, Mapping[str, object]]  # figures that no rule judges: leave, pay, a year
    clauses: tuple[Clause, ...]
    earlier: tuple[Mapping[str, object], ...] = ()  # versions that were, with their days
    _by_key: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    _known: dict[tuple[str, dt.date, Readings], tuple[Terms, ...]] = field(default_factory=dict)

    @property
    def entitlement(self) -> Mapping[str, object]:
        """What the contract says about leave; empty when it says nothing."""
        return self.tables.get("entitlement", {})

    @property
    def pack(self) -> str:
        """The label of this set of figures: version, and the last day on which one changed."""
        return self.pack_on(dt.date.max)

    def pack_on(self, day: dt.date) -> str:
        """Give the label of the figures in force on a day."""
        if not self.changes():
            return self.version
        return f"{self._version_on(day)}; figures of {self.epoch(day):%Y-%m-%d}"

    def _version_on(self, day: dt.date) -> str:
        since = self.epoch(day)
        older = [one for one in self.earlier if since < cast("dt.date", one["until"])]
        return str(older[0]["version"]) if older else self.version

    def pack_of(self, name: str, day: dt.date) -> str:
        """Give the label of the figures of one table that no rule judges, such as leave, on a day.

        A table changes on days of its own: Scotland's full-time week did in 2024 and 2026.
        """
        known = tuple(dates_in(self.tables.get(name, {})))
        since = max((one for one in known if one <= day), default=min(known, default=None))
        return f"{self._version_on(day)}; figures of {since:%Y-%m-%d}" if since else self.version

    def changes(self) -> tuple[dt.date, ...]:
        """Give the days on which a figure came into force, in order."""
        return _changes(self)

    def epoch(self, day: dt.date) -> dt.date:
        """Give the last change on or before a day; before the first, the first holds."""
        changes = self.changes()
        return max((one for one in changes if one <= day), default=min(changes, default=day))

    def terms(self, key: str, day: dt.date, readings: Readings = RULEBOOK) -> tuple[Terms, ...]:
        """Give what this contract says about a rule on a day, nothing when it does not bind."""
        clauses = self._by_key.get(key, ())
        if not clauses:
            return ()
        at = (key, self.epoch(day), readings)
        if at not in self._known:
            self._known[at] = tuple(
                self._resolve(clause.read(readings), at[1], readings)
                for clause in clauses
                if clause.since <= at[1]
            )
        return self._known[at]

    def means(self, day: dt.date, readings: Readings = RULEBOOK) -> Definitions:
        """Give the contract's definitions in force on a day."""
        return _definitions(self, self.epoch(day), readings)

    def _resolve(self, clause: Clause, day: dt.date, readings: Readings) -> Terms:
        limits = {
            name: limit
            for name, part in clause.parts()
            if (limit := _limit(part, clause, day)) is not None
        }
        return Terms(
            contract=self.code,
            contract_name=self.name,
            pack=self.pack_on(day),
            key=clause.key,
            id=clause.id,
            clause=clause.words("clause"),
            severity=clause.severity,
            confidence=clause.words("confidence"),
            limits=limits,
            means=self.means(day, readings),
            since=day,
            contested=clause.contested,
        )


@cache
def _changes(contract: Contract) -> tuple[dt.date, ...]:
    days = set(dates_in(contract.definitions))
    for clause in contract.clauses:
        days |= set(dates_in(clause.table))
    return tuple(sorted(days))


@cache
def _definitions(contract: Contract, day: dt.date, readings: Readings) -> Definitions:
    read = read_by(contract.definitions, readings)
    return Definitions(
        {name: figure_on(values, day) for name, values in read.items() if name != READ}
    )


def _limit(part: Mapping[str, object], clause: Clause, day: dt.date) -> Limit | None:
    at_least = "at_least" in part
    values = part.get("at_least") if at_least else part.get("at_most")
    if values is None:
        return None
    figure = figure_on(values, day)
    severity = Severity(str(part.get("severity", clause.severity)))
    flagged = part.get("verdict", clause.table.get("verdict", FLAGGED[severity]))
    reach = part.get("authorised_at_most")
    return Limit(
        value=plain(figure.value),
        unit=figure.unit,
        at_least=at_least,
        severity=severity,
        flagged=Verdict(str(flagged)),
        authorisable=bool(part.get("authorisable")) or reach is not None,
        authorised_to=None if reach is None else plain(figure_on(reach, day).value),
        under=bool(part.get("under")),
    )


@cache
def load(code: str) -> Contract:
    """Read a contract by its code; a code that is none is refused with those that exist."""
    if code not in codes():
        raise Refusal(f'There is no contract "{code}"; choose one of {", ".join(codes())}.')
    return read_contract(read_text("contracts", f"{code}.toml"))


@cache
def codes() -> tuple[str, ...]:
    """List the codes of the contracts that are kept, in alphabetical order."""
    return tuple(
        sorted(one.stem for one in path("contracts").glob("*.toml") if one.stem.isupper())
    )


def read_contract(text: str) -> Contract:
    """Read a contract from its words; figures with a point stay exact."""
    document = tomllib.loads(text, parse_float=Fraction)
    head = document.pop("contract")
    clauses = _inherited(head) if head.get("follows") else ()
    definitions = document.pop("definitions", None)
    tables = {name: document.pop(name) for name in _TABLES if name in document}
    clauses = (*clauses, *_clauses(document))
    parent = load(head["follows"]) if head.get("follows") else None
    by_key: dict[str, tuple[Clause, ...]] = {}
    for clause in clauses:
        by_key[clause.key] = (*by_key.get(clause.key, ()), clause)
    return Contract(
        code=head["code"],
        name=head["name"],
        version=head["version"],
        source=head.get("source", ""),
        definitions=definitions or (parent.definitions if parent else {}),
        tables={**(parent.tables if parent else {}), **tables},
        clauses=clauses,
        earlier=tuple(head.get("earlier", parent.earlier if parent else ())),
        _by_key=by_key,
    )


def _inherited(head: Mapping[str, object]) -> tuple[Clause, ...]:
    return load(str(head["follows"])).clauses


def _clauses(document: Mapping[str, object]) -> Iterator[Clause]:
    for room, tables in document.items():
        for name, table in cast("dict[str, object]", tables).items():
            several = table if isinstance(table, list) else [table]
            for one in several:
                yield Clause(f"{room}.{name}", cast("dict[str, object]", one))

"""Figures of a contract: dated values with their unit, limits, and what its words mean."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import cast

_TEXTS = ("clock", "codes")  # figures that are no numbers
_BASE = {"hours": 60, "minutes": 1}  # kept in minutes; every other unit is a plain count


class Severity(StrEnum):
    """How much a breach weighs, in the rulebook's words."""

    STATUTORY = "statutory"
    CONTRACT_HARD = "contract-hard"
    CONTRACT_AUTH = "contract-auth"
    CONTRACT_DUTY = "contract-duty"
    GUIDANCE = "guidance"
    LOCAL = "local"
    INFO = "info"


class Verdict(StrEnum):
    """What the engine says of a measure, gravest first."""

    BREACH = "breach"
    ADVISORY = "advisory"
    NOT_EVALUABLE = "not_evaluable"
    PASS = "pass"  # noqa: S105 - a verdict, no secret
    NOT_APPLICABLE = "not_applicable"


FLAGGED = {
    Severity.STATUTORY: Verdict.BREACH,
    Severity.CONTRACT_HARD: Verdict.BREACH,
    Severity.CONTRACT_AUTH: Verdict.BREACH,
    Severity.CONTRACT_DUTY: Verdict.ADVISORY,
    Severity.GUIDANCE: Verdict.ADVISORY,
    Severity.LOCAL: Verdict.ADVISORY,
    Severity.INFO: Verdict.PASS,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a contract, in force from a day; hours are kept in minutes."""

    since: dt.date
    value: Fraction
    unit: str
    text: str = ""  # for figures that are not numbers, such as 23:00


@dataclass(frozen=True, slots=True)
class Limit:
    """What a measure may at most, or must at least, be."""

    value: Fraction | int  # whole numbers as such, for they compare quicker
    unit: str
    at_least: bool
    severity: Severity
    flagged: Verdict
    authorisable: bool = False
    authorised_to: Fraction | int | None = None  # None: however far
    under: bool = False  # equality breaks it

    def met(self, measured: Fraction | int) -> bool:
        """Whether a measure keeps the limit; equality does, unless it must stay under."""
        if self.under and measured == self.value:
            return False
        return measured >= self.value if self.at_least else measured <= self.value

    def lifted(self, measured: Fraction | int) -> bool:
        """Whether a named authorisation reaches as far as this measure."""
        if not self.authorisable:
            return False
        return self.authorised_to is None or measured <= self.authorised_to


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a contract means by its words: long, late, night, weekend, plain time."""

    figures: Mapping[str, Figure]

    def says(self, name: str) -> bool:
        """Whether the contract says yes to something; silence is no."""
        return name in self.figures and bool(self.figures[name].value)

    def knows(self, name: str) -> bool:
        """Whether the contract defines something at all."""
        return name in self.figures

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of codes, none when the contract is silent."""
        return tuple(self.figures[name].text.split()) if name in self.figures else ()

    def minutes(self, name: str) -> int:
        """Give a length in minutes."""
        return int(self.figures[name].value)

    def number(self, name: str) -> Fraction:
        """Give a count or ratio, exactly."""
        return self.figures[name].value

    def clock(self, name: str) -> int:
        """Give a time of day in minutes after midnight; 24:00 is the day's end."""
        hours, _, minutes = self.figures[name].text.partition(":")
        return int(hours) * 60 + int(minutes)


def dates_in(node: object) -> Iterator[dt.date]:
    """Give each day on which a figure of a table came into force."""
    if isinstance(node, dict):
        for name in ("from", "since"):
            since = node.get(name)
            if isinstance(since, dt.date):
                yield since
        for part in node.values():
            yield from dates_in(part)
    elif isinstance(node, list):
        for part in node:
            yield from dates_in(part)


def figure_on(values: object, day: dt.date) -> Figure:
    """Pick the figure in force on a day; before the first, the first holds."""
    figures = sorted((_figure(value) for value in cast("list[object]", values)), key=_since)
    return max((one for one in figures if one.since <= day), key=_since, default=figures[0])


def _since(figure: Figure) -> dt.date:
    return figure.since


def _figure(value: object) -> Figure:
    table = cast("dict[str, object]", value)
    since, unit, given = cast("dt.date", table["from"]), str(table["unit"]), table["value"]
    if unit in _TEXTS:
        return Figure(since, Fraction(0), unit, str(given))
    number = Fraction(cast("int | str | Fraction", given)) * _BASE.get(unit, 1)
    return Figure(since, number, unit)


def plain(value: Fraction) -> Fraction | int:
    """Give a whole number as such."""
    return int(value) if value.denominator == 1 else value

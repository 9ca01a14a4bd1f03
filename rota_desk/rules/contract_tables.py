"""A contract's tables that no rule judges: on-call supplements, unsocial hours, delivery."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from rota_desk.domain.delivery import Tolerance
from rota_desk.domain.on_call_supplement import SupplementTerms
from rota_desk.domain.unsocial_hours import UnsocialTerms
from rota_desk.errors import Refusal
from rota_desk.rules.clause import READ, read_by
from rota_desk.rules.contract import Contract
from rota_desk.rules.figures import Definitions, figure_on
from rota_desk.rules.readings import RULEBOOK, Readings

_WORDS = {
    "on_call": "on-call supplements",
    "unsocial": "unsocial hours",
    "delivery": "delivered sessions",
    "annualised": "annualised hours",
    "opt_out": "opting out of the 48 hours",
}


@dataclass(frozen=True, slots=True)
class LifeEventTerms:
    """From how many days of notice on leave for a life-changing event has to be granted."""

    id: str
    clause: str
    confidence: str
    notice_days: int


def life_event_terms(contract: Contract, day: dt.date) -> LifeEventTerms | None:
    """Read what a contract says of such leave on a day; none where it says nothing."""
    table = contract.tables.get("life_event")
    if table is None:
        return None
    return LifeEventTerms(
        id=str(table["id"]),
        clause=str(table["clause"]),
        confidence=str(table["confidence"]),
        notice_days=int(figure_on(table["notice"], day).value),
    )


@dataclass(frozen=True, slots=True)
class LieuTerms:
    """What a public holiday gives that is worked: as many hours, or a standard working day."""

    id: str
    clause: str
    by_the_hour: bool


def lieu_terms(contract: Contract, day: dt.date) -> LieuTerms | None:
    """Read what a contract gives in lieu on a day; none where it says nothing."""
    table = contract.tables.get("lieu")
    if table is None:
        return None
    by_the_hour = bool(figure_on(table["by_the_hour"], day).value)
    return LieuTerms(str(table["id"]), str(table["clause"]), by_the_hour)


@dataclass(frozen=True, slots=True)
class OptOutTerms:
    """How an opt-out of the 48 hours is ended: by how much notice, at least and at most."""

    id: str
    clause: str
    least_days: int
    most_months: int

    def first_end(self, given: dt.date) -> dt.date:
        """The first day on which notice given on a day can have ended it."""
        return given + dt.timedelta(days=self.least_days)

    def last_end(self, given: dt.date) -> dt.date:
        """The last day on which it can; of a shorter month its last day."""
        years, month = divmod(given.month - 1 + self.most_months, 12)
        year = given.year + years
        return dt.date(year, month + 1, min(given.day, monthrange(year, month + 1)[1]))


def opt_out_terms(contract: Contract, day: dt.date) -> OptOutTerms:
    """Read how an opt-out is ended by the figures of a day."""
    table = _table(contract, "opt_out", RULEBOOK)
    return OptOutTerms(
        id=str(table["id"]),
        clause=str(table["clause"]),
        least_days=int(figure_on(table["notice"], day).value),
        most_months=int(figure_on(table["notice_at_most"], day).value),
    )


def supplement_terms(contract: Contract, day: dt.date) -> SupplementTerms:
    """Read bands of on-call frequency and the share of pay of each category."""
    table = _table(contract, "on_call", RULEBOOK)
    figures = _figures(table, day)
    return SupplementTerms(
        bands=tuple((name, figures.number(name)) for name in ("high", "medium")),
        rarest="low",
        shares={
            category: {band: own.number(band) for band in ("high", "medium", "low")}
            for category, own in _parts(table, day)
        },
    )


def unsocial_terms(
    contract: Contract, day: dt.date, readings: Readings = RULEBOOK
) -> UnsocialTerms:
    """Read when unsocial hours are, and what each band gets for them, in percent."""
    table = _table(contract, "unsocial", readings)
    figures = _figures(table, day)
    return UnsocialTerms(
        night_from=figures.clock("night_from"),
        night_to=figures.clock("night_to"),
        half_pays=figures.says("half_pays"),
        rates={
            band: (own.number("lower"), own.number("higher")) for band, own in _parts(table, day)
        },
    )


def tolerance(contract: Contract, day: dt.date) -> Tolerance:
    """Read how far delivered sessions may lie from expected ones."""
    figures = _figures(_table(contract, "delivery", RULEBOOK), day)
    return Tolerance(amber=figures.number("amber"), red=figures.number("red"))


def annualised_figure(contract: Contract, day: dt.date, name: str) -> Fraction:
    """Read one figure of annualised hours; hours are given in minutes."""
    return _figures(_table(contract, "annualised", RULEBOOK), day).number(name)


def _table(contract: Contract, name: str, readings: Readings) -> Mapping[str, object]:
    if name not in contract.tables:
        raise Refusal(f"{contract.code} says nothing about {_WORDS[name]}.")
    return read_by(contract.tables[name], readings)


def _figures(table: Mapping[str, object], day: dt.date) -> Definitions:
    return Definitions(
        {name: figure_on(value, day) for name, value in table.items() if isinstance(value, list)}
    )


def _parts(table: Mapping[str, object], day: dt.date) -> list[tuple[str, Definitions]]:
    return [
        (name, _figures(cast("Mapping[str, object]", value), day))
        for name, value in table.items()
        if isinstance(value, dict) and name != READ
    ]

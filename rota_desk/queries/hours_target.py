"""What a year and its quarters ask of somebody in hours, piece by piece of their service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models import Clinician
from rota_desk.domain.annualised import QUARTERS, YearTarget, contract_hours, quarters
from rota_desk.domain.leave_entitlement import LeaveTerms, entitlement
from rota_desk.queries.calendar_days import bank_holidays, half_holidays
from rota_desk.queries.leave_due import ServicePiece, service_pieces
from rota_desk.queries.leave_units import LeaveBasis
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import annualised_figure
from rota_desk.unit_of_work import Reading

Year = tuple[dt.date, dt.date]
HALF = Fraction(1, 2)
HOUR = 60


@dataclass(frozen=True, slots=True)
class TargetPiece:
    """A part of the year in which contract and service stay the same, and what a year of it asks.

    `leave_hours` is a whole year's leave and bank holidays of that part.
    """

    start: dt.date
    end: dt.date
    code: str
    weekly: Fraction
    weeks: Fraction
    leave_hours: Fraction
    year: YearTarget


@dataclass(frozen=True, slots=True)
class HoursTarget:
    """All pieces of somebody's year; each quarter asks a quarter of a year, by its days."""

    year: Year
    pieces: tuple[TargetPiece, ...]

    def between(self, start: dt.date, end: dt.date, *, gross: bool = False) -> Fraction:
        """Give what the days from `start` until before `end` ask, net of leave or gross."""
        total = Fraction(0)
        for begins, until in quarters(*self.year):
            for piece in self.pieces:
                first = max(start, begins, piece.start)
                days = (min(end, until, piece.end) - first).days
                if days > 0:
                    asked = piece.year.gross if gross else piece.year.net
                    total += asked / QUARTERS * days / (until - begins).days
        return total

    def on(self, day: dt.date) -> TargetPiece:
        """The piece in which a day lies; the last one where none does."""
        return next((one for one in self.pieces if one.start <= day < one.end), self.pieces[-1])

    def weekly(self, day: dt.date) -> Fraction:
        """The contract's hours a week on a day."""
        return self.on(day).weekly


def hours_target(
    person: Clinician, bases: Sequence[LeaveBasis], year: Year, *, holidays: Fraction
) -> HoursTarget:
    """Reckon what a leave year asks of somebody; no pieces where no contract counts by the year.

    `holidays` are the bank holidays observed in the year, in days.
    """
    return HoursTarget(year, tuple(_pieces(service_pieces(person, bases, year), holidays)))


def holidays_observed(read: Reading, year: Year) -> Fraction:
    """How many bank holidays a leave year has here, in days: six to ten, not always eight."""
    halves = half_holidays(read, start=year[0], end=year[1])
    return len(bank_holidays(read, start=year[0], end=year[1])) + len(halves) * HALF


def _pieces(pieces: Iterator[ServicePiece], observed: Fraction) -> Iterator[TargetPiece]:
    for piece in pieces:
        book, terms = load(piece.basis.code), piece.basis.terms
        if terms is None or "annualised" not in book.tables:
            continue
        weekly = terms.full_time_hours * piece.basis.share
        weeks = annualised_figure(book, piece.start, "weeks")
        leave = _leave(terms, piece, observed)
        year = contract_hours(weekly=weekly, leave_hours=leave, weeks=weeks)
        yield TargetPiece(piece.start, piece.end, book.code, weekly, weeks, leave, year)


def _leave(terms: LeaveTerms, piece: ServicePiece, observed: Fraction) -> Fraction:
    due = entitlement(
        terms, years=Fraction(piece.years), share=piece.basis.share, public_holidays=observed
    )
    return due.pool_hours or Fraction(0)


def limits(code: str, day: dt.date) -> tuple[Fraction, Fraction]:
    """From how many hours apart a balance is amber, and from how many red."""
    book = load(code)
    amber, red = (annualised_figure(book, day, name) / HOUR for name in ("amber", "red"))
    return amber, red

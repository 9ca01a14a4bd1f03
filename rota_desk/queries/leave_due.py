"""What contracts give in a leave year, line by line: service, share, starting and leaving."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from models import Clinician
from models.types import LeaveKind, LeaveUnit
from rota_desk.domain.leave_arithmetic import hundredths, plain_number
from rota_desk.queries.calendar_days import bank_holidays, half_holidays
from rota_desk.queries.holidays_worked import holidays_worked, lieu_days_owed
from rota_desk.queries.leave_units import LeaveBasis, basis_on, leave_bases, unit_of
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, day_words, span_words

Year = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)
GIVEN = frozenset({LeaveKind.ANNUAL, LeaveKind.STUDY, LeaveKind.LIEU})  # contracts speak of
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of what is given: "Entitlement", 16.2, and how it comes about."""

    text: str
    amount: Decimal
    detail: str


@dataclass(frozen=True, slots=True)
class LeaveDue:
    """What a person's contracts give of one kind in a leave year, in their own unit."""

    unit: LeaveUnit
    lines: tuple[DueLine, ...]
    entitlement: Decimal  # without bank holidays
    bank_holidays: Decimal | None  # with the leave; None where they are not pooled


@dataclass(frozen=True, slots=True)
class ServicePiece:
    """Days of the year in which nothing changes: one contract, one step of service."""

    start: dt.date
    end: dt.date
    basis: LeaveBasis
    years: int  # completed


def leave_dues(
    read: Reading, *, people: Collection[Clinician], kind: LeaveKind, year: Year
) -> dict[int, LeaveDue]:
    """What each person's contracts give; those of whom no contract speaks are left out."""
    if kind not in GIVEN:
        return {}
    bases = leave_bases(read, clinicians=[one.id for one in people], end=year[1])
    halves = half_holidays(read, start=year[0], end=year[1])
    holidays = dict.fromkeys(bank_holidays(read, start=year[0], end=year[1]), Fraction(1))
    holidays |= dict.fromkeys(halves, _HALF)
    pooling = str(setting(read, key="leave.bank_holidays"))
    if kind is LeaveKind.LIEU:
        return _in_lieu(read, people, bases, pooling, year)
    rounding = str(setting(read, key="leave.rounding"))
    found: dict[int, LeaveDue] = {}
    for person in people:
        pieces = tuple(service_pieces(person, bases.get(person.id, ()), year))
        if not pieces:
            continue
        unit = unit_of(bases[person.id], max(pieces[0].start, min(read.today, pieces[-1].end)))
        lines = list(_entitlement_lines(pieces, kind, unit, year))
        lines += _rounded(lines, rounding, unit)
        pooled = kind is LeaveKind.ANNUAL and _pools(pieces, pooling)
        line = _holiday_line(pieces, holidays, unit) if pooled else None
        found[person.id] = LeaveDue(
            unit=unit,
            lines=(*lines, line) if line else tuple(lines),
            entitlement=sum((one.amount for one in lines), Decimal(0)),
            bank_holidays=line.amount if line else None,
        )
    return found


def _in_lieu(
    read: Reading,
    people: Collection[Clinician],
    bases: Mapping[int, Sequence[LeaveBasis]],
    pooling: str,
    year: Year,
) -> dict[int, LeaveDue]:
    """What each is owed for bank holidays on the rota; whose are pooled keeps them in the pool."""
    names = bank_holidays(read, start=year[0], end=year[1])
    worked = holidays_worked(read, clinicians=[one.id for one in people], days=names)
    found: dict[int, LeaveDue] = {}
    for person in people:
        pieces = tuple(service_pieces(person, bases.get(person.id, ()), year))
        if not pieces or _pools(pieces, pooling):
            continue
        mine = bases[person.id]
        unit = unit_of(mine, max(pieces[0].start, min(read.today, pieces[-1].end)))
        owed = lieu_days_owed(worked.get(person.id, {}), mine, unit, names)
        lines = tuple(
            DueLine(_worked_words(one.day, read.today), hundredths(one.amount), one.said)
            for one in owed
        )
        if lines:
            total = sum((one.amount for one in lines), Decimal(0))
            found[person.id] = LeaveDue(unit, lines, total, None)
    return found


def _worked_words(day: dt.date, today: dt.date) -> str:
    """A bank holiday that gives time in lieu, and whether it is still to come."""
    return f"In lieu of {day_words(day)}{'' if day < today else ', to come'}"


def service_pieces(
    person: Clinician, bases: Sequence[LeaveBasis], year: Year
) -> Iterator[ServicePiece]:
    """The year cut where a contract begins or ends, and where a step of service is reached."""
    here = max(person.joined or year[0], year[0]), min(person.leaves or year[1], year[1])
    for basis in bases:
        start, end = max(basis.start, here[0]), min(basis.end, here[1])
        if basis.terms is None or start >= end:
            continue
        service = basis.service_from or person.joined or basis.start
        turns = sorted({start, *_steps(basis, service, start, end), end})
        for begins, until in pairwise(turns):
            yield ServicePiece(begins, until, basis, _completed(service, begins))


def _steps(basis: LeaveBasis, service: dt.date, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    if basis.terms is None:
        return
    for years, _days in basis.terms.days:
        turn = _years_after(service, int(years))
        if start < turn < end:
            yield turn


def _years_after(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def _completed(service: dt.date, day: dt.date) -> int:
    years = day.year - service.year
    return max(years - (_years_after(service, years) > day), 0)


def _entitlement_lines(
    pieces: Sequence[ServicePiece], kind: LeaveKind, unit: LeaveUnit, year: Year
) -> Iterator[DueLine]:
    of_year = (year[1] - year[0]).days
    for piece in pieces:
        basis, terms = piece.basis, piece.basis.terms
        if terms is None:
            continue
        annual = kind is LeaveKind.ANNUAL
        days = terms.days_after(Fraction(piece.years)) if annual else terms.study_days
        part = Fraction((piece.end - piece.start).days, of_year)
        worth = basis.per_day.get(unit, Fraction(1))
        whole = len(pieces) == 1
        when = "" if whole else f", {span_words(piece.start, piece.end - DAY)}"
        service = f" after {count_words(piece.years, 'year')}" if annual else ""
        said = [f"{_plain(days)} days a year{service} ({basis.code})"]
        said += [f"{_plain(worth)} a day"] if worth != 1 else []
        said += [f"{_plain(basis.share)} of full time"] if basis.share != 1 else []
        said += [f"{(piece.end - piece.start).days} of {of_year} days"] if part != 1 else []
        amount = hundredths(days * worth * basis.share * part)
        if amount or annual:
            yield DueLine(f"Entitlement{when}", amount, " × ".join(said))


def _rounded(lines: Sequence[DueLine], rounding: str, unit: LeaveUnit) -> list[DueLine]:
    total = sum((one.amount for one in lines), Decimal(0))
    up = Decimal(math.ceil(total * 2)) / 2
    if rounding != "half_up" or up == total:
        return []
    step = "half hour" if unit is LeaveUnit.HOURS else "half day"
    return [DueLine("Rounded up", up - total, f"to the {step}, by local policy")]


def _pools(pieces: Sequence[ServicePiece], pooling: str) -> bool:
    if pooling == "nobody":
        return False
    return pooling == "everybody" or any(piece.basis.share < 1 for piece in pieces)


def _holiday_line(
    pieces: Sequence[ServicePiece], holidays: Mapping[dt.date, Fraction], unit: LeaveUnit
) -> DueLine:
    """The bank holidays of the person's time, by their share, in their unit."""
    due, counted = Fraction(0), Fraction(0)
    for piece in pieces:
        share = piece.basis.share * piece.basis.per_day.get(unit, Fraction(1))
        days = sum(
            (part for day, part in holidays.items() if piece.start <= day < piece.end),
            Fraction(0),
        )
        counted, due = counted + days, due + days * share
    basis = basis_on([piece.basis for piece in pieces], pieces[-1].start)
    step = basis.terms.public_holiday_step if basis and basis.terms else None
    said = f"{_plain(counted)} observed, by share: {_plain(due)}"
    if step is not None and unit is LeaveUnit.DAYS:
        due, said = math.ceil(due / step) * step, f"{said}, rounded up to the half day"
    return DueLine("Bank holidays, pooled", hundredths(Fraction(due)), said)


def _plain(number: Fraction) -> str:
    return plain_number(Decimal(hundredths(number)))

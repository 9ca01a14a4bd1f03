"""A job plan's account: sessions planned, expected, delivered, lost, shifted, extra; balances."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import cast

from sqlalchemy import func, select

from models import ClinicalSession, Clinician, JobPlan
from rota_desk.domain.delivery import (
    Tolerance,
    Tone,
    credited,
    expected_linear,
    variance,
)
from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import (
    DAYS_A_WEEK,
    PaTerms,
    plan_totals,
)
from rota_desk.errors import Refusal
from rota_desk.queries.delivery_terms import terms_of
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.session_fates import Fates, session_fates
from rota_desk.queries.session_pieces import BESIDE, LOST, OUTCOMES, Fate, Piece
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
_ANY_PA = PaTerms(plain_minutes=240, premium_minutes=240, plain_from=0, plain_to=1440)


class Basis(StrEnum):
    """How the sessions expected so far are reckoned (rulebook, O-12)."""

    CALENDAR = "calendar"
    LINEAR = "linear"

    @property
    def other(self) -> Basis:
        """The reading that was not chosen."""
        return Basis.LINEAR if self is Basis.CALENDAR else Basis.CALENDAR


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the statement: a session, what became of it, and the balance after it."""

    piece: Piece
    expected: Fraction
    credit: Fraction
    balance: Fraction


@dataclass(frozen=True, slots=True)
class ActivitySum:
    """One activity over the period, in sessions."""

    what: str
    planned: Fraction
    expected: Fraction
    delivered: Fraction
    lost: Fraction
    shifted: Fraction
    extra: Fraction
    to_come: Fraction


@dataclass(frozen=True, slots=True)
class SessionStatement:
    """One person's account of sessions, from `start` until before `end`; counts are exact.

    A balance is what is credited less what is expected: below nothing, sessions are owed to the
    department. `until` is the day after the last one that has been reckoned.
    """

    clinician_id: int
    name: str
    grade: str
    contract: str
    start: dt.date
    end: dt.date
    until: dt.date
    since: dt.date  # where the opening balance begins
    basis: Basis
    weeks: Fraction  # available in a year
    a_year: Fraction  # sessions a year by the plan
    opening: Fraction
    entries: tuple[Entry, ...]
    sums: tuple[ActivitySum, ...]
    lost: tuple[tuple[str, Fraction], ...]  # why, and how many, most first
    expected: Fraction
    expected_otherwise: Fraction  # under the other reading of O-12
    credit: Fraction
    tolerance: Tolerance

    @property
    def closing(self) -> Fraction:
        """The balance at the end of what has been reckoned."""
        return self.opening + self.credit - self.expected

    @property
    def variance(self) -> Fraction | None:
        """How far the period's credit is from what it expects, as a share."""
        return variance(credit=self.credit, expected=self.expected)

    @property
    def tone(self) -> Tone:
        """Whether that is within the tolerance."""
        share = self.variance
        return Tone.FINE if share is None else self.tolerance.tone(share)

    @property
    def variance_otherwise(self) -> Fraction | None:
        """The variance under the other reading."""
        return variance(credit=self.credit, expected=self.expected_otherwise)

    @property
    def turns(self) -> bool:
        """Whether the verdict would be another under the other reading."""
        share = self.variance_otherwise
        return share is not None and self.tolerance.tone(share) is not self.tone

    def total(self, name: str) -> Fraction:
        """One column of the sums, added up: planned, delivered, lost, shifted, extra."""
        return sum((cast("Fraction", getattr(one, name)) for one in self.sums), Fraction(0))


def session_statement(
    read: Reading, *, clinician: int, start: dt.date, end: dt.date
) -> SessionStatement:
    """One person's statement; a refusal where no job plan or contract reckons in sessions."""
    person = read.get(Clinician, clinician)
    terms = terms_of(read, person, start, end)
    if terms is None:
        raise Refusal(
            f"The contract of {person.name} is not reckoned in sessions of a job plan. "
            "Choose a consultant or a specialty doctor."
        )
    if not _planned(read, clinician, start, end):
        raise Refusal(f"{person.name} has no job plan in these days. Write one in Job plans.")
    basis = Basis(str(setting(read, key="readings.expected_sessions")))
    since = since_when(read, start)
    until = max(start, min(end, read.today + DAY))
    known = session_fates(read, clinician=clinician, start=since, end=end)
    before, now = known.within(since, start), known.within(start, until)
    opening = credit_of(before.pieces)
    opening -= expected_between(before, since, min(start, until), terms.weeks, basis)
    pieces = known.within(start, end).pieces
    return SessionStatement(
        clinician_id=person.id,
        name=person.name,
        grade=person.grade,
        contract=terms.code,
        start=start,
        end=end,
        until=until,
        since=since,
        basis=basis,
        weeks=terms.weeks,
        a_year=_a_year(known.lines, terms.weeks),
        opening=opening,
        entries=_entries(pieces, opening, basis),
        sums=_sums(pieces),
        lost=_lost(pieces),
        expected=expected_between(now, start, until, terms.weeks, basis),
        expected_otherwise=expected_between(now, start, until, terms.weeks, basis.other),
        credit=credit_of(pieces),
        tolerance=terms.tolerance,
    )


def session_statements(
    read: Reading, *, start: dt.date, end: dt.date
) -> tuple[SessionStatement, ...]:
    """The statements of everybody who has a job plan reckoned in sessions, by group and name."""
    return tuple(
        session_statement(read, clinician=person.id, start=start, end=end)
        for person in read.all(select(Clinician).order_by(Clinician.group, Clinician.name))
        if _planned(read, person.id, start, end) and terms_of(read, person, start, end)
    )


def _planned(read: Reading, clinician: int, start: dt.date, end: dt.date) -> bool:
    plan = (
        select(JobPlan)
        .where(JobPlan.clinician_id == clinician, JobPlan.start < end)
        .where(JobPlan.end.is_(None) | (JobPlan.end > start))
    )
    return read.one(plan) is not None


def since_when(read: Reading, start: dt.date) -> dt.date:
    """The leave year's first day, or the first day that has a rota at all when that is later."""
    year, _ = leave_year(read, on=start)
    first = read.rows(select(func.min(ClinicalSession.start)))[0][0]
    return min(start, max(year, first.date())) if first is not None else start


def expected_between(
    fates: Fates, start: dt.date, until: dt.date, weeks: Fraction, basis: Basis
) -> Fraction:
    """Sessions expected from `start` until before `until`: by the calendar, or by weeks gone."""
    if start >= until:
        return Fraction(0)
    away = Fraction(len(fates.free), DAYS_A_WEEK)
    gone = max(Fraction((until - start).days, 7) - away, Fraction(0))
    if basis is Basis.LINEAR:
        year = _a_year(fates.lines, weeks)
        return expected_linear(year, weeks_gone=gone, weeks_available=weeks)
    unplaced = _a_year([one for one in fates.lines if one.weekday is None], weeks)
    flexible = expected_linear(unplaced, weeks_gone=gone, weeks_available=weeks)
    return sum((one.expected for one in fates.pieces), flexible)


def _a_year(lines: Sequence[PlanLine], weeks: Fraction) -> Fraction:
    """Sessions a year by the plan in force last, over all its activities."""
    newest = max((one.valid_from or dt.date.min for one in lines), default=dt.date.min)
    latest = [one for one in lines if (one.valid_from or dt.date.min) == newest]
    totals = plan_totals(latest, _ANY_PA, weeks)
    return sum(totals.sessions_per_year.values(), Fraction(0))


def credit_of(pieces: Sequence[Piece]) -> Fraction:
    """What counts towards the plan of these sessions."""
    return credited((OUTCOMES[one.fate], one.count) for one in pieces if one.fate in OUTCOMES)


def _entries(pieces: Sequence[Piece], opening: Fraction, basis: Basis) -> tuple[Entry, ...]:
    """Each session with the balance after it; by weeks gone, nothing is expected of one day."""
    entries: list[Entry] = []
    balance = opening
    for one in pieces:
        expected = one.expected if basis is Basis.CALENDAR else Fraction(0)
        credit = credit_of([one])
        balance += credit - expected
        entries.append(Entry(one, expected, credit, balance))
    return tuple(entries)


def _sums(pieces: Sequence[Piece]) -> tuple[ActivitySum, ...]:
    by_activity: dict[str, list[Piece]] = defaultdict(list)
    for one in pieces:
        by_activity[one.what].append(one)
    return tuple(_sum(what, by_activity[what]) for what in sorted(by_activity))


def _sum(what: str, pieces: Sequence[Piece]) -> ActivitySum:
    def of(*fates: Fate) -> Fraction:
        return sum((one.count for one in pieces if one.fate in fates), Fraction(0))

    return ActivitySum(
        what=what,
        planned=sum((one.count for one in pieces if one.planned), Fraction(0)),
        expected=sum((one.expected for one in pieces), Fraction(0)),
        delivered=of(Fate.DELIVERED),
        lost=of(*LOST),
        shifted=of(Fate.SHIFTED),
        extra=of(*BESIDE) - of(Fate.SHIFTED),
        to_come=of(Fate.TO_COME),
    )


def _lost(pieces: Sequence[Piece]) -> tuple[tuple[str, Fraction], ...]:
    """Why planned sessions were not worked, most first."""
    counts: Mapping[str, Fraction] = defaultdict(Fraction)
    kept = cast("defaultdict[str, Fraction]", counts)
    for one in pieces:
        if one.fate in LOST:
            kept[_cause(one)] += one.count
    return tuple(sorted(kept.items(), key=lambda pair: (-pair[1], pair[0])))


def _cause(one: Piece) -> str:
    """The heading a lost session is counted under."""
    return one.words if one.fate is Fate.AWAY else one.fate.value

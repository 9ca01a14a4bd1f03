"""What a contract makes of somebody's work: on-call band, hours out of hours, a year's balance."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from models import Activity, Assignment, ClinicalSession, Clinician, Contract
from models.types import ActivityKind
from rota_desk.domain.annualised import HoursSoFar, contract_hours
from rota_desk.domain.leave_entitlement import entitlement
from rota_desk.domain.on_call_supplement import SupplementTerms, effective_frequency
from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.domain.span import Span, midnight
from rota_desk.domain.unsocial_hours import UnsocialTerms, unsocial_hours
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.readings import readings
from rota_desk.queries.session_statement import since_when, terms_of
from rota_desk.queries.snapshot import snapshot
from rota_desk.rules.contract import Contract as Book
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import annualised_figure, supplement_terms, unsocial_terms
from rota_desk.rules.entitlement import leave_terms
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.rules.wording import length
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
AROUND = 13 * WEEK  # either side of today: who shares the on-call
LOOK_BACK = 4 * WEEK  # of unsocial hours
YEAR = 365
HOUR = 60
_BAND = re.compile(r"[Bb]and (\d)")


@dataclass(frozen=True, slots=True)
class TermLine:
    """One figure of a person's terms, in words; `turns` names the setting that would change it."""

    title: str
    words: str
    kind: str = ""  # warning, danger, or nothing
    turns: str = ""


def working_terms(read: Reading, *, clinician: int) -> tuple[TermLine, ...]:
    """Give what the contract in force makes of somebody's work; nothing where it says nothing."""
    person = read.get(Clinician, clinician)
    held = read.one(
        select(Contract)
        .where(Contract.clinician_id == person.id, Contract.start <= read.today)
        .where(Contract.end.is_(None) | (Contract.end > read.today))
        .order_by(Contract.start.desc())
    )
    if held is None:
        return ()
    book = load(held.code.value)
    found: list[TermLine] = []
    if "on_call" in book.tables:
        found += _on_call(read, person, supplement_terms(book, read.today))
    if "pa_plain" in book.definitions:
        found += _out_of_hours(read, person, book)
    if "unsocial" in book.tables:
        found += _unsocial(read, person, unsocial_terms(book, read.today, readings(read)))
    if "annualised" in book.tables:
        found += _annualised(read, person, held, book)
    return tuple(found)


def _on_call(read: Reading, person: Clinician, terms: SupplementTerms) -> Iterator[TermLine]:
    sharing = _sharing(read, person.id)
    if not sharing:
        return
    yield TermLine("On call", f"1 in {sharing}, shared by {sharing} people in these 26 weeks")
    weeks = terms_of(read, person, read.today, read.today + DAY)
    effective = effective_frequency(sharing, weeks.weeks) if weeks else Fraction(sharing)
    by_rota, by_effect = terms.band(Fraction(sharing)), terms.band(effective)
    own = by_effect if readings(read).of("on_call_band") == "effective" else by_rota
    turns = (
        ""
        if by_rota == by_effect
        else f"; {by_effect if own == by_rota else by_rota} if read otherwise (O-11)"
    )
    said = f"{own}; with leave covered 1 in {float(effective):.2f}, {by_effect}{turns}"
    yield TermLine("Band", said, turns="readings.on_call_band")
    shares = ", ".join(
        f"{category} {float(share[own]):g} %" for category, share in terms.shares.items()
    )
    yield TermLine("Supplement", f"of full-time basic pay, by category: {shares}")


def _sharing(read: Reading, clinician: int) -> int:
    """Count the people who take turns at the on-call that somebody does, around today.

    Whoever stands in now and then, for less than half of a fair share, is not counted.
    """
    around = (
        ClinicalSession.start >= midnight(read.today - AROUND),
        ClinicalSession.start < midnight(read.today + AROUND),
        Activity.kind == ActivityKind.ON_CALL,
    )
    mine = (
        select(ClinicalSession.activity_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(*around, Assignment.clinician_id == clinician)
    )
    found = read.rows(
        select(func.count(Assignment.id))
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(*around, ClinicalSession.activity_id.in_(mine))
        .group_by(Assignment.clinician_id)
    )
    turns = [row[0] for row in found]
    return sum(2 * count * len(turns) >= sum(turns) for count in turns)


def _out_of_hours(read: Reading, person: Clinician, book: Book) -> Iterator[TermLine]:
    today = read.today
    picture = snapshot(
        read, start=today, end=today + DAY, clinicians={person.id}, needs=(today, today)
    )
    terms = pa_terms(book.means(today, readings(read)))
    totals = plan_totals(picture.plan_lines, terms, Fraction(0))
    whole = totals.plain_hours + totals.premium_hours
    if whole:
        share = round(100 * totals.premium_hours / whole)
        premium = length(totals.premium_hours * HOUR)
        yield TermLine("Out of hours", f"{share} % of the job plan, {premium} a week")


def _unsocial(read: Reading, person: Clinician, terms: UnsocialTerms) -> Iterator[TermLine]:
    start, end = read.today - LOOK_BACK, read.today
    picture = snapshot(read, start=start, end=end, clinicians={person.id}, needs=(start, start))
    holidays = bank_holidays(read, start=start, end=end + DAY)
    hours = [
        unsocial_hours(one.start, one.end, zone=read.zone, terms=terms, holidays=holidays)
        for one in picture.duties
        if one.counts_as_work
    ]
    lower, higher = (sum((one[place] for one in hours), Fraction(0)) for place in (0, 1))
    rates = _rates(person.grade, terms)
    said = (
        f"{length(lower * HOUR)} of Saturday and weekday night{rates[0]}, "
        f"{length(higher * HOUR)} of Sunday and public holiday{rates[1]}, in the last four weeks"
    )
    yield TermLine("Unsocial hours", said, turns="readings.unsocial_half")


def _rates(grade: str, terms: UnsocialTerms) -> tuple[str, str]:
    found = _BAND.search(grade)
    if found is None:
        return "", ""
    band = found[1] if found[1] in terms.rates else "4-9"
    lower, higher = terms.rates[band]
    return f" (+{float(lower):g} %)", f" (+{float(higher):g} %)"


def _annualised(
    read: Reading, person: Clinician, held: Contract, book: Book
) -> Iterator[TermLine]:
    """The balance of rostered hours since the leave year, or the rota, began; without credits."""
    since = max(since_when(read, read.today), held.start, _first_day(read, person.id))
    days = (read.today - since).days
    leave = leave_terms(book, read.today, readings(read))
    weekly = (
        Fraction(held.weekly_hours)
        if held.weekly_hours
        else leave.full_time_hours * Fraction(held.wte)
    )
    years = Fraction((read.today - (held.service_from or held.start)).days, YEAR)
    pool = entitlement(leave, years=years, share=weekly / leave.full_time_hours).pool_hours
    if days <= 0 or pool is None:
        return
    net = contract_hours(
        weekly=weekly,
        leave_hours=pool,
        weeks=annualised_figure(book, read.today, "weeks"),
    ).net
    worked = HoursSoFar(_rostered(read, person.id, since))
    balance = worked.balance(net * days / YEAR)
    limits = [annualised_figure(book, read.today, name) / HOUR for name in ("amber", "red")]
    kind = "danger" if abs(balance) > limits[1] else "warning" if abs(balance) > limits[0] else ""
    sign = "+" if balance >= 0 else "−"
    yield TermLine(
        "Annualised balance",
        f"{sign}{length(abs(balance) * HOUR)} since {day_and_year(since)}: "
        f"{length(worked.worked * HOUR)} rostered of {length(net * days / YEAR * HOUR)} net; "
        "paid absence is not credited here",
        kind,
    )


def _first_day(read: Reading, clinician: int) -> dt.date:
    found = read.rows(
        select(func.min(ClinicalSession.start))
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(Assignment.clinician_id == clinician)
    )[0][0]
    return found.date() if found else read.today


def _rostered(read: Reading, clinician: int, since: dt.date) -> Fraction:
    picture = snapshot(
        read, start=since, end=read.today, clinicians={clinician}, needs=(since, since)
    )
    minutes = sum(
        Span(one.start, one.end).length(read.zone) // dt.timedelta(minutes=1)
        for one in picture.duties
        if one.counts_as_work
    )
    return Fraction(minutes, HOUR)

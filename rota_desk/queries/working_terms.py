"""What a contract makes of somebody's work: on-call band, hours out of hours, a year's balance."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy import select

from models import Clinician, Contract
from rota_desk.domain.delivery import Tone
from rota_desk.domain.programmed_activities import plan_totals
from rota_desk.domain.unsocial_hours import UnsocialTerms, unsocial_hours
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.hours_account import hours_accounts
from rota_desk.queries.hours_words import KINDS, hours, signed
from rota_desk.queries.on_call_terms import on_call_terms
from rota_desk.queries.readings import readings
from rota_desk.queries.snapshot import snapshot
from rota_desk.queries.term_line import TermLine
from rota_desk.rules.contract import Contract as Book
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import unsocial_terms
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.rules.wording import length
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
LOOK_BACK = 4 * WEEK  # of unsocial hours
HOUR = 60
_BAND = re.compile(r"[Bb]and (\d)")


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
        found += on_call_terms(read, person=person, book=book)
    if "pa_plain" in book.definitions:
        found += _out_of_hours(read, person, book)
    if "unsocial" in book.tables:
        found += _unsocial(read, person, unsocial_terms(book, read.today, readings(read)))
    if "annualised" in book.tables:
        found += _annualised(read, person)
    return tuple(found)


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
    parts = [
        unsocial_hours(one.start, one.end, zone=read.zone, terms=terms, holidays=holidays)
        for one in picture.duties
        if one.counts_as_work
    ]
    lower, higher = (sum((one[place] for one in parts), Fraction(0)) for place in (0, 1))
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


def _annualised(read: Reading, person: Clinician) -> Iterator[TermLine]:
    """The balance of the year so far, as the account of hours reckons it."""
    for one in hours_accounts(read, on=read.today, clinicians=(person.id,)):
        if one.until <= one.since:
            continue
        done = one.closing + one.asked_since
        yield TermLine(
            "Annualised balance",
            f"{signed(one.closing)} h since {day_and_year(one.since)}: {hours(done)} h counted of "
            f"{hours(one.asked_since)} h net; line by line under Hours",
            "" if one.tone is Tone.FINE else KINDS[one.tone],
        )

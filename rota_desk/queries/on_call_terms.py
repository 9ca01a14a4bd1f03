"""What a consultant's contract makes of their on-call: how often, which band, how many PAs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy import ColumnElement, func, select

from models import Activity, Assignment, ClinicalSession, Clinician
from models.types import ActivityKind
from rota_desk.domain.facts import PlanLine
from rota_desk.domain.on_call_supplement import effective_frequency, on_call_pas
from rota_desk.domain.programmed_activities import PaTerms, split_minutes
from rota_desk.domain.span import midnight
from rota_desk.queries.delivery_terms import terms_of
from rota_desk.queries.readings import readings
from rota_desk.queries.term_line import TermLine
from rota_desk.rules.contract import Contract as Book
from rota_desk.rules.contract_tables import supplement_terms
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
WEEKS = 26  # around today, of which sharing and work are taken
HALF = dt.timedelta(weeks=WEEKS // 2)
HOUR = 60


def on_call_terms(read: Reading, *, person: Clinician, book: Book) -> Iterator[TermLine]:
    """Give frequency, band, supplement and PAs; nothing where they are on no on-call."""
    sharing = _sharing(read, person.id)
    if not sharing:
        return
    yield TermLine("On call", f"1 in {sharing}, shared by {sharing} people in these 26 weeks")
    weeks = terms_of(read, person, read.today, read.today + DAY)
    terms = supplement_terms(book, read.today)
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
    pas = pa_terms(book.means(read.today, readings(read)))
    yield from _work(read, person.id, pas, sharing, weeks.weeks if weeks else None)


def _these_weeks(read: Reading, clinician: int) -> tuple[ColumnElement[bool], ...]:
    """The on-call of these weeks of the kinds in which somebody takes turns."""
    around = (
        ClinicalSession.start >= midnight(read.today - HALF),
        ClinicalSession.start < midnight(read.today + HALF),
        Activity.kind == ActivityKind.ON_CALL,
    )
    mine = (
        select(ClinicalSession.activity_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(*around, Assignment.clinician_id == clinician)
    )
    return (*around, ClinicalSession.activity_id.in_(mine))


def _sharing(read: Reading, clinician: int) -> int:
    """Count the people who take turns at the on-call that somebody does, around today.

    Whoever stands in now and then, for less than half of a fair share, is not counted.
    """
    found = read.rows(
        select(func.count(Assignment.id))
        .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(*_these_weeks(read, clinician))
        .group_by(Assignment.clinician_id)
    )
    turns = [row[0] for row in found]
    return sum(2 * count * len(turns) >= sum(turns) for count in turns)


def _work(
    read: Reading, clinician: int, terms: PaTerms, sharing: int, weeks: Fraction | None
) -> Iterator[TermLine]:
    """The work expected in a week of it, spread over each period, as PAs of each who shares."""
    plain = premium = Fraction(0)
    for start, end, expected in read.rows(
        select(ClinicalSession.start, ClinicalSession.end, Activity.on_call_hours)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(*_these_weeks(read, clinician))
    ):
        line = PlanLine(clinician, start.weekday(), start.time(), end.time(), "DCC")
        parts = split_minutes(line, terms)
        share = Fraction(expected or 0) * HOUR / sum(parts)
        plain += parts[0] * share / terms.plain_minutes / WEEKS
        premium += parts[1] * share / terms.premium_minutes / WEEKS
    if plain + premium:
        own = on_call_pas(plain_pas=plain, premium_pas=premium, on_rota=sharing)
        said = f"{float(own):.2f} PA a week of the work expected"
        if weeks is not None:
            more = on_call_pas(
                plain_pas=plain, premium_pas=premium, on_rota=sharing, weeks_available=weeks
            )
            said += f"; {float(more):.2f} with leave covered by colleagues"
        yield TermLine("On-call work", said)

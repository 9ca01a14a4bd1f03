"""Delivery before a day: sessions credited and expected since the leave year began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from models import Clinician
from rota_desk.domain.claim_case import Delivery
from rota_desk.queries.delivery_terms import terms_of
from rota_desk.queries.session_fates import session_fates
from rota_desk.queries.session_statement import (
    Basis,
    credit_of,
    expected_between,
    since_when,
)
from rota_desk.queries.settings import setting
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)


def delivery_before(
    read: Reading, *, clinician: int, days: Collection[dt.date]
) -> dict[dt.date, Delivery]:
    """How somebody stands against their plan before each of these days, days to come as today.

    Empty for whoever's contract reckons in no sessions.
    """
    person = read.get(Clinician, clinician)
    basis = Basis(str(setting(read, key="readings.expected_sessions")))
    years: dict[dt.date, list[dt.date]] = {}
    for day in sorted(set(days)):
        years.setdefault(since_when(read, day), []).append(day)
    return {
        day: one
        for since, asked in years.items()
        for day, one in _of_year(read, person, since, asked, basis)
    }


def _of_year(
    read: Reading, person: Clinician, since: dt.date, days: list[dt.date], basis: Basis
) -> Iterator[tuple[dt.date, Delivery]]:
    terms = terms_of(read, person, days[0], days[-1] + DAY)
    last = min(days[-1], read.today + DAY)
    if terms is None or last <= since:
        return
    known = session_fates(read, clinician=person.id, start=since, end=last)
    for day in days:
        until = min(day, last)
        now = known.within(since, until)
        expected = expected_between(now, since, until, terms.weeks, basis)
        yield day, Delivery(credit_of(now.pieces), expected, terms.tolerance.amber, since)

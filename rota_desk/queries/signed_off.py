"""What was signed off: limits authorised and findings accepted, by whom, why, until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from models import Authorisation, ClinicalSession, Waiver
from rota_desk.queries.rule_words import rule_words
from rota_desk.rules.finding import Finding
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_and_year, person_words

DAY = dt.timedelta(days=1)
MIDNIGHT = dt.time()


class SignedKind(StrEnum):
    """Whether a limit was lifted for somebody, or a single finding accepted."""

    AUTHORISED = "authorised"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class SignedOff:
    """One signature: what it is about, from when until when, by whom and why.

    Both days are included; `last` is None while nobody has set an end.
    """

    kind: SignedKind
    number: int
    rule: str
    clinician_id: int | None
    session_id: int | None
    name: str  # whom it is for
    first: dt.date
    last: dt.date | None
    by: str
    reason: str
    start: dt.datetime  # wall time; what begins before `end` and ends after `start` is meant
    end: dt.datetime | None

    @property
    def what(self) -> str:
        """The rule in words: "short rest (rd-rest-11)"."""
        return rule_words(self.rule)

    @property
    def when(self) -> str:
        """The days in words: "Mon 9 Nov 2026 until Fri 8 Jan 2027"."""
        first = day_and_year(self.first)
        if self.last is None:
            return f"from {first}, no end set"
        return first if self.first == self.last else f"{first} until {day_and_year(self.last)}"

    @property
    def sentence(self) -> str:
        """Who signed, why, and until when."""
        verb = "Authorised" if self.kind is SignedKind.AUTHORISED else "Accepted"
        return f"{verb} by {self.by}, {self.when}: {self.reason.rstrip('.')}."

    def is_about(self, finding: Finding) -> bool:
        """Whether it covers a finding."""
        if self.rule != finding.rule or finding.start is None or finding.end is None:
            return False
        if self.kind is SignedKind.AUTHORISED:
            begun = self.first <= finding.start.date()
            lasts = self.last is None or finding.start.date() <= self.last
            return self.clinician_id == finding.clinician_id and begun and lasts
        same_person = self.clinician_id in (None, finding.clinician_id)
        same_session = self.session_id is None or self.session_id in finding.session_ids
        meets = self.end is not None and finding.start < self.end and self.start < finding.end
        return same_person and same_session and meets


def signed_off(
    read: Reading, *, start: dt.date, end: dt.date, clinician: int | None = None
) -> tuple[SignedOff, ...]:
    """Everything signed that touches the days from `start` until before `end`, by its day."""
    found = (*_authorised(read), *_accepted(read))
    return tuple(
        sorted(
            (one for one in found if _touches(one, start, end) and _whose(one, clinician)),
            key=lambda one: (one.first, one.name, one.rule, one.number),
        )
    )


def _touches(one: SignedOff, start: dt.date, end: dt.date) -> bool:
    return one.first < end and (one.last is None or one.last >= start)


def _whose(one: SignedOff, clinician: int | None) -> bool:
    return clinician is None or one.clinician_id in (None, clinician)


def _authorised(read: Reading) -> list[SignedOff]:
    return [
        SignedOff(
            kind=SignedKind.AUTHORISED,
            number=one.id,
            rule=one.rule_id,
            clinician_id=one.clinician_id,
            session_id=None,
            name=_name(read, one.clinician_id, None),
            first=one.since,
            last=one.until,
            by=one.authorised_by,
            reason=one.reason,
            start=dt.datetime.combine(one.since, MIDNIGHT),
            end=dt.datetime.combine(one.until + DAY, MIDNIGHT) if one.until else None,
        )
        for one in read.all(select(Authorisation).order_by(Authorisation.id))
    ]


def _accepted(read: Reading) -> list[SignedOff]:
    return [
        SignedOff(
            kind=SignedKind.ACCEPTED,
            number=one.id,
            rule=one.rule_id,
            clinician_id=one.clinician_id,
            session_id=one.session_id,
            name=_name(read, one.clinician_id, one.session_id),
            first=one.start.date(),
            last=(one.end - dt.timedelta(minutes=1)).date(),
            by=one.waived_by,
            reason=one.reason,
            start=one.start,
            end=one.end,
        )
        for one in read.all(select(Waiver).order_by(Waiver.id))
    ]


def _name(read: Reading, clinician: int | None, session: int | None) -> str:
    if clinician is not None:
        return person_words(read, clinician)
    there = read.find(ClinicalSession, session) if session is not None else None
    return f"session of {day_and_year(there.start.date())}" if there else "everybody"

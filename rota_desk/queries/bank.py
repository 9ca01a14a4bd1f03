"""Requests to bank and agency: the queue with the evidence for each, and what may be asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, CoverRequest, Gap, WliClaim
from models.types import CoverRequestState, CoverVia, GapCause, GapState
from rota_desk.domain.claim_case import Check, Mark, Meets
from rota_desk.domain.cover_evidence import CoverCase, cover_evidence
from rota_desk.domain.cover_road import MAY, STATE_WORDS, VIA_WORDS, Bought
from rota_desk.domain.said import span
from rota_desk.domain.span import instant, midnight
from rota_desk.queries.claims import on_wall
from rota_desk.queries.cover import FELL
from rota_desk.queries.gap_words import CAUSES
from rota_desk.queries.sites import room_list
from rota_desk.queries.snapshot import CLAIMS_THAT_FELL
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class BankFacts:
    """A request as it stands in the queue; moments by the wall."""

    request_id: int
    reference: str
    session_id: int
    start: dt.datetime
    end: dt.datetime
    activity: str
    place: str
    via: CoverVia
    supplier: str
    asked_of: str
    grade: str
    cause: GapCause
    reason: str
    state: CoverRequestState
    requested_at: dt.datetime
    requested_by: str
    authorised_by: str
    order_number: str
    clinician_id: int | None
    who: str
    filled_at: dt.datetime | None
    timesheet_ref: str
    invoice_number: str
    passed_on: dt.date | None
    answer: str
    lead: dt.timedelta  # from asking until it starts, elapsed; below nothing when asked after
    took: dt.timedelta | None  # from asking until it was filled
    bought: Bought

    @property
    def when(self) -> str:
        """When it is: "Tue 10 Nov 08:30–17:00"."""
        return span(self.start, self.end)

    @property
    def what(self) -> str:
        """What it is, and where."""
        return f"{self.activity}, {self.place}" if self.place else self.activity

    @property
    def cause_words(self) -> str:
        """Why it was short, in words that may leave the desk."""
        return CAUSES[self.cause]

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        if self.passed_on is not None:
            return "Passed on"
        return "Worked" if self.bought.worked else STATE_WORDS[self.state]

    @property
    def via_words(self) -> str:
        """Through whom: "Bank", or the agency's name."""
        return VIA_WORDS[self.via] if self.via is CoverVia.BANK else self.supplier

    @property
    def next_step(self) -> str:
        """What has to be done with it now."""
        return self.bought.next_step

    @property
    def may(self) -> frozenset[str]:
        """The steps that can be taken from here."""
        if self.passed_on is not None:
            return frozenset()
        steps = {step for step, states in MAY.items() if self.state in states}
        if not self.bought.worked:
            return frozenset(steps - {"see the timesheet of", "see the invoice of", "pass on"})
        out = set() if self.bought.wants == "payment" else {"pass on"}
        if self.via is CoverVia.BANK:
            out.add("see the invoice of")
        if self.bought.timesheet_seen or self.bought.invoice_seen:
            out.add("cancel")
        return frozenset(steps - out)


@dataclass(frozen=True, slots=True)
class BankLine:
    """A request with every check that concerns it."""

    line: BankFacts
    checks: tuple[Check, ...]

    def count(self, mark: Mark) -> int:
        """How many checks say this."""
        return sum(one.mark is mark for one in self.checks)

    @property
    def asks(self) -> bool:
        """Whether somebody has to look at it: it has a cross or a question."""
        return (self.count(Mark.CROSS) + self.count(Mark.QUESTION)) > 0


@dataclass(frozen=True, slots=True)
class BankGap:
    """A gap that can be asked for, in words, and what its request begins with."""

    session_id: int
    words: str
    cause: GapCause
    asked: int  # requests that still wait for an answer


def bank_lines(
    read: Reading,
    *,
    requests: Collection[int] | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[BankLine, ...]:
    """Every request, or those whose shift begins from `start` until before `end`, by the shift."""
    asked = (
        select(CoverRequest, ClinicalSession)
        .join(ClinicalSession, ClinicalSession.id == CoverRequest.session_id)
        .order_by(ClinicalSession.start, CoverRequest.id)
    )
    if requests is not None:
        asked = asked.where(CoverRequest.id.in_(requests))
    if start is not None:
        asked = asked.where(ClinicalSession.start >= midnight(start))
    if end is not None:
        asked = asked.where(ClinicalSession.start < midnight(end))
    found = [(one, session) for one, session in read.rows(asked)]
    if not found:
        return ()
    around = _Around.of(read, found)
    return tuple(around.line(read, one, session) for one, session in found)


def bank_line(read: Reading, *, request: int) -> BankLine:
    """One request with its checks."""
    return bank_lines(read, requests=[read.get(CoverRequest, request).id])[0]


def bank_gaps(read: Reading) -> tuple[BankGap, ...]:
    """The open gaps from today on, the next first."""
    waiting = Counter(
        number
        for (number,) in read.rows(
            select(CoverRequest.session_id).where(
                CoverRequest.state.in_((CoverRequestState.REQUESTED, CoverRequestState.OFFERED))
            )
        )
    )
    found = read.rows(
        select(Gap, ClinicalSession, Activity.name)
        .join(ClinicalSession, ClinicalSession.id == Gap.session_id)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(Gap.state.in_((GapState.OPEN, GapState.LEFT_OPEN)))
        .where(ClinicalSession.start >= midnight(read.today), ClinicalSession.state.not_in(FELL))
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    return tuple(
        BankGap(
            session.id,
            f"{span(session.start, session.end)}  {name}"
            + (", asked already" if waiting[session.id] else ""),
            gap.cause,
            waiting[session.id],
        )
        for gap, session, name in found
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """Everything beside requests that their lines and checks name."""

    people: Mapping[int, Clinician]
    activities: Mapping[int, str]
    rooms: Mapping[int, str]
    on: frozenset[tuple[int, int]]  # session and clinician
    claims: Mapping[int, Sequence[Meets]]

    @classmethod
    def of(cls, read: Reading, found: Sequence[tuple[CoverRequest, ClinicalSession]]) -> _Around:
        """What surrounds these requests."""
        numbers = {session.id for _one, session in found}
        whose = {one.clinician_id for one, _session in found if one.clinician_id is not None}
        on = read.rows(
            select(Assignment.session_id, Assignment.clinician_id).where(
                Assignment.session_id.in_(numbers)
            )
        )
        claims: dict[int, list[Meets]] = defaultdict(list)
        for one in read.all(
            select(WliClaim)
            .where(WliClaim.clinician_id.in_(whose), WliClaim.state.not_in(CLAIMS_THAT_FELL))
            .order_by(WliClaim.start, WliClaim.id)
        ):
            claims[one.clinician_id].append(Meets(one.start, one.end, one.reference))
        return cls(
            {one.id: one for one in read.all(select(Clinician).where(Clinician.id.in_(whose)))},
            {one.id: one.name for one in read.all(select(Activity))},
            {one.room_id: f"{one.name}, {one.site}" for one in room_list(read)},
            frozenset((session, whom) for session, whom in on),
            claims,
        )

    def line(self, read: Reading, one: CoverRequest, session: ClinicalSession) -> BankLine:
        """A request with its names and checks."""
        bought = _bought(read, one, session)
        person = self.people.get(one.clinician_id or 0)
        asked = on_wall(read, one.requested_at) or read.wall
        facts = BankFacts(
            request_id=one.id,
            reference=one.reference,
            session_id=session.id,
            start=session.start,
            end=session.end,
            activity=self.activities[session.activity_id],
            place=self.rooms.get(session.room_id or 0, ""),
            via=one.via,
            supplier=one.supplier,
            asked_of=one.asked_of,
            grade=one.grade,
            cause=one.cause,
            reason=one.reason,
            state=one.state,
            requested_at=asked,
            requested_by=one.requested_by,
            authorised_by=one.authorised_by,
            order_number=one.order_number,
            clinician_id=one.clinician_id,
            who=person.name if person else "",
            filled_at=on_wall(read, one.filled_at),
            timesheet_ref=one.timesheet_ref,
            invoice_number=one.invoice_number,
            passed_on=one.passed_on,
            answer=one.answer,
            lead=session.start.replace(tzinfo=read.zone) - one.requested_at.replace(tzinfo=dt.UTC),
            took=None if one.filled_at is None else one.filled_at - one.requested_at,
            bought=bought,
        )
        case = CoverCase(
            bought=bought,
            start=session.start,
            end=session.end,
            requested_at=asked,
            order_number=one.order_number,
            authorised_by=one.authorised_by,
            who=facts.who or "Nobody",
            on_rota=(session.id, one.clinician_id or 0) in self.on,
            fell=session.state.value if session.state in FELL else "",
            also_paid=tuple(self.claims.get(one.clinician_id or 0, ())),
        )
        return BankLine(facts, cover_evidence(case))


def _bought(read: Reading, one: CoverRequest, session: ClinicalSession) -> Bought:
    minutes = instant(session.end, read.zone) - instant(session.start, read.zone)
    return Bought(
        via=one.via,
        state=one.state,
        ends=session.end,
        now=read.wall,
        session_hours=Decimal(minutes) / 60,
        rate=one.hourly_rate,
        agreed_hours=one.agreed_hours,
        timesheet_seen=one.timesheet_seen,
        timesheet_hours=one.timesheet_hours,
        invoice_seen=one.invoice_seen,
        invoice_amount=one.invoice_amount,
        passed=one.passed_on is not None,
    )

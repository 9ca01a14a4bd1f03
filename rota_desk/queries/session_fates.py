"""What became of each session of somebody's job plan, and of what was worked beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import or_, select

from models import Activity, Assignment, ClinicalSession, Clinician, WliClaim
from models.types import Accounting, AssignmentRole, AssignmentSource, SessionState
from rota_desk.domain.facts import Away, PlanLine
from rota_desk.domain.programmed_activities import DAYS_A_WEEK, OWN_TIME, occurrences
from rota_desk.domain.span import Span, midnight
from rota_desk.queries.calendar_days import bank_holidays
from rota_desk.queries.cover import FELL, counts
from rota_desk.queries.provision import SHORT_NOTICE
from rota_desk.queries.session_pieces import LEAVE, Fate, Piece
from rota_desk.queries.snapshot import CLAIMS_THAT_FELL, snapshot
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
NOT_WORKING = (AssignmentRole.SUPERNUMERARY, AssignmentRole.TRAINEE)


@dataclass(frozen=True, slots=True)
class _Worked:
    """A session somebody stands on, or that is theirs by plan."""

    session: ClinicalSession
    title: str
    sessions: Fraction
    assignment: Assignment | None

    @property
    def span(self) -> Span:
        """When it is, by the clock on the wall."""
        return Span(self.session.start, self.session.end)


ByDay = dict[dt.date, list[_Worked]]


@dataclass(frozen=True, slots=True)
class Fates:
    """Every session of a span with what became of it, by time; the plan's lines beside them."""

    pieces: tuple[Piece, ...]
    lines: tuple[PlanLine, ...]
    free: frozenset[dt.date]  # weekdays that are holidays or wholly in leave

    def within(self, start: dt.date, end: dt.date) -> Fates:
        """Those of the days from `start` until before `end`."""
        return Fates(
            tuple(one for one in self.pieces if start <= one.start.date() < end),
            tuple(one for one in self.lines if _holds(one, start, end)),
            frozenset(day for day in self.free if start <= day < end),
        )


@dataclass(slots=True)
class _Account:
    """All that is known of one person's sessions, and which of them are spoken for."""

    read: Reading
    clinician: int
    mine: ByDay
    owned: ByDay
    aways: Sequence[Away]
    holidays: dict[dt.date, str]
    claimed: set[int]
    uncounted: frozenset[str]  # activities that the plan has, and counts as no session
    now: dt.datetime
    used: set[int] = field(default_factory=set)

    def planned(self, line: PlanLine, span: Span) -> Piece:
        """Say what became of one date of a line."""
        fate, why = self._fate(line, span)
        return Piece(span.start, span.end, line.activity, Fraction(line.sessions), fate, why)

    def _fate(self, line: PlanLine, span: Span) -> tuple[Fate, str]:
        held = self._of_line(self.mine, line, span)
        away = self._away(span, held)
        if held is not None:
            self.used.add(held.session.id)
        if span.start.date() in self.holidays and held is None:
            return Fate.HOLIDAY, f"Bank holiday: {self.holidays[span.start.date()]}"
        if away:
            return Fate.AWAY, away
        if span.end > self.now:
            return Fate.TO_COME, ""
        if held is not None:
            return self._stands(held.session)
        if not line.sessions:  # time of the plan that counts for no session; nothing is lost
            return Fate.NOT_ROSTERED, ""
        return self._instead(line, span)

    def _instead(self, line: PlanLine, span: Span) -> tuple[Fate, str]:
        """Say what happened where the person does not stand on the line's own session."""
        near = _near(self.mine, span)
        stands = (one for one in near if one.session.state not in FELL)
        elsewhere = next((one for one in stands if _half(one.span, span)), None)
        if elsewhere is not None:
            self.used.add(elsewhere.session.id)
            return Fate.ELSEWHERE, f"Elsewhere: {elsewhere.title}"
        theirs = self._of_line(self.owned, line, span)
        if theirs is None:
            return Fate.NOT_ROSTERED, ""
        return self._left(theirs.session)

    def _stands(self, session: ClinicalSession) -> tuple[Fate, str]:
        if session.state in FELL:
            return self._left(session)
        return Fate.DELIVERED, ""

    def _left(self, session: ClinicalSession) -> tuple[Fate, str]:
        """Say what became of a session that is the person's by plan, and is not theirs now."""
        if session.state in (SessionState.CANCELLED, SessionState.CLOSED):
            told = session.state_at.date() if session.state_at else session.start.date()
            late = (session.start.date() - told).days < SHORT_NOTICE
            return (Fate.CANCELLED_LATE if late else Fate.CANCELLED), ""
        others = self.read.rows(
            select(Clinician.name)
            .join(Assignment, Assignment.clinician_id == Clinician.id)
            .where(Assignment.session_id == session.id, Clinician.id != self.clinician)
            .order_by(Assignment.id)
        )
        if others:
            return Fate.GIVEN, f"Worked by {', '.join(name for (name,) in others)}"
        return Fate.RELEASED, "Released" if session.state in FELL else "Not covered"

    def beside(self) -> Iterator[Piece]:
        """Give what was worked beside the plan: shifts paid back, extra, extra and paid."""
        for one in (one for several in self.mine.values() for one in several):
            stands = one.session.state not in FELL and one.session.id not in self.used
            counts = one.sessions and one.title not in self.uncounted
            if not stands or not counts or one.assignment is None or _is_standing(one.assignment):
                continue
            if one.session.end > self.now or self._away(one.span, one):
                continue
            fate = self._beside(one.assignment, one.session)
            yield Piece(
                one.session.start,
                one.session.end,
                one.title,
                one.sessions,
                fate,
                planned=False,
            )

    def _beside(self, held: Assignment, session: ClinicalSession) -> Fate:
        if session.id in self.claimed:
            return Fate.EXTRA_PAID
        shifted = held.accounting is Accounting.TIME_SHIFTED
        return Fate.SHIFTED if shifted else Fate.EXTRA

    def _of_line(self, among: ByDay, line: PlanLine, span: Span) -> _Worked | None:
        """The session made from a line for that date; else one of its activity at that time."""
        near = _near(among, span)
        exact = [one for one in near if one.session.job_plan_line_id == line.line_id]
        alike = [one for one in near if one.title == line.activity and one.span.overlaps(span)]
        return next((one for one in (*exact, *alike) if _on_day(one, span)), None)

    def is_free(self, day: dt.date) -> bool:
        """Whether a day is a holiday or mostly in leave."""
        return day in self.holidays or bool(self._away(Span.of_day(day), None))

    def _away(self, span: Span, held: _Worked | None) -> str:
        """Why the person is away for half the time or more; empty when they are not."""
        for away in self.aways:
            kept = held is not None and held.session.id in away.excluded_session_ids
            if away.kind in LEAVE and not kept and _half(Span(away.start, away.end), span):
                return LEAVE[away.kind]
        return ""


def session_fates(read: Reading, *, clinician: int, start: dt.date, end: dt.date) -> Fates:
    """Each session of a person's plan and beside it from `start` until before `end`."""
    picture = snapshot(read, start=start, end=end, clinicians={clinician}, needs=(start, start))
    lines = tuple(one for one in picture.plan_lines if one.category not in OWN_TIME)
    account = _account(read, clinician, lines, picture.aways, start=start, end=end)
    pieces = [
        account.planned(line, Span(opens, closes))
        for line in lines
        if line.weekday is not None
        for opens, closes in occurrences(line, start, end - DAY)
    ]
    pieces += account.beside()
    counted = sorted((one for one in pieces if one.count), key=lambda one: (one.start, one.what))
    free = frozenset(day for day in _weekdays(start, end) if account.is_free(day))
    return Fates(tuple(counted), lines, free)


def _account(
    read: Reading,
    clinician: int,
    lines: Sequence[PlanLine],
    aways: Sequence[Away],
    *,
    start: dt.date,
    end: dt.date,
) -> _Account:
    claims = select(WliClaim.session_id).where(
        WliClaim.clinician_id == clinician,
        WliClaim.session_id.is_not(None),
        WliClaim.state.not_in(CLAIMS_THAT_FELL),
    )
    counted = {one.activity for one in lines if one.sessions}
    return _Account(
        read=read,
        clinician=clinician,
        mine=_by_day(_mine(read, clinician, start, end)),
        owned=_by_day(_owned(read, clinician, lines, start, end)),
        aways=aways,
        holidays=bank_holidays(read, start=start, end=end),
        claimed={number for (number,) in read.rows(claims)},
        uncounted=frozenset({one.activity for one in lines} - counted),
        now=read.wall,
    )


def _mine(read: Reading, clinician: int, start: dt.date, end: dt.date) -> Iterator[_Worked]:
    """The sessions somebody stands on and counts for."""
    found = read.rows(
        select(ClinicalSession, Activity, Assignment)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .join(Assignment, Assignment.session_id == ClinicalSession.id)
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
        .where(Assignment.clinician_id == clinician, Assignment.role.not_in(NOT_WORKING), counts())
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for session, activity, held in found:
        yield _Worked(session, activity.name, Fraction(activity.sessions), held)


def _owned(
    read: Reading, clinician: int, lines: Sequence[PlanLine], start: dt.date, end: dt.date
) -> Iterator[_Worked]:
    """The sessions that are somebody's by plan, whoever stands on them."""
    numbers = [one.line_id for one in lines if one.line_id is not None]
    theirs = or_(
        ClinicalSession.owner_id == clinician, ClinicalSession.job_plan_line_id.in_(numbers)
    )
    found = read.rows(
        select(ClinicalSession, Activity)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .where(ClinicalSession.start >= midnight(start), ClinicalSession.start < midnight(end))
        .where(theirs)
        .order_by(ClinicalSession.start, ClinicalSession.id)
    )
    for session, activity in found:
        yield _Worked(session, activity.name, Fraction(activity.sessions), None)


def _by_day(found: Iterable[_Worked]) -> ByDay:
    sorted_out: ByDay = {}
    for one in found:
        sorted_out.setdefault(one.session.start.date(), []).append(one)
    return sorted_out


def _near(among: ByDay, span: Span) -> list[_Worked]:
    """What starts on a span's date, or on the date before."""
    day = span.start.date()
    return [*among.get(day, ()), *among.get(day - DAY, ())]


def _half(one: Span, of: Span) -> bool:
    """Whether a span takes at least half of another's time."""
    common = one.common(of)
    return common is not None and common.clock_length * 2 >= of.clock_length


def _is_standing(held: Assignment) -> bool:
    """Whether it is the department's pattern: that stands in for what it displaces, no more."""
    return held.source is AssignmentSource.PATTERN and held.accounting is Accounting.PLANNED


def _on_day(one: _Worked, span: Span) -> bool:
    return one.session.start.date() == span.start.date()


def _holds(line: PlanLine, start: dt.date, end: dt.date) -> bool:
    begun = line.valid_from is None or line.valid_from < end
    return begun and (line.valid_to is None or line.valid_to > start)


def _weekdays(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    while start < end:
        if start.weekday() < DAYS_A_WEEK:
            yield start
        start += DAY

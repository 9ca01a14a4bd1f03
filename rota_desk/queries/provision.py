"""Where cover falls short or over, why, since when, and what was tried."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Clinician, Department, Gap, GapAction
from models.types import GapActionKind, GapCause, GapState, Slot
from rota_desk.domain.span import instant
from rota_desk.queries.day_cover import day_covers
from rota_desk.queries.gap_words import CAUSES, cause_words
from rota_desk.queries.settings import count_setting
from rota_desk.queries.standing import Rota, Session, standing_rota
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

SLOTS = {
    Slot.AM: "AM",
    Slot.PM: "PM",
    Slot.EVENING: "evening",
    Slot.NIGHT: "night",
    Slot.DAY: "",
}
WEEKS_OF_CAUSES = 12
SHORT_NOTICE = 7  # days


@dataclass(frozen=True, slots=True)
class ShortLine:
    """One session that is short, with its line of the ledger."""

    session_id: int
    when: str  # "Tue 10 Nov PM"
    start: dt.datetime
    end: dt.datetime
    what: str
    place: str
    need: int
    have: int
    cause: str
    known_days: int | None  # notice: days from knowing of it until it stands
    known_on: dt.date | None
    tried: str
    asked: str  # what is asked of the reader, or empty


@dataclass(frozen=True, slots=True)
class OverLine:
    """One session with more people than wanted."""

    session_id: int
    when: str
    start: dt.datetime
    what: str
    place: str
    need: int
    have: int
    why: str


@dataclass(frozen=True, slots=True)
class DayProvision:
    """Need and have of an activity on a day; short and over never cancel out."""

    activity: str
    day: dt.date
    need: int
    have: int
    short: int
    over: int


@dataclass(frozen=True, slots=True)
class Service:
    """How much of an activity's need is filled over the period."""

    name: str
    have: int
    need: int

    @property
    def percent(self) -> Decimal:
        """Filled places in percent, to one decimal; 100 when nothing is needed."""
        return percent(self.have, self.need)


@dataclass(frozen=True, slots=True)
class ProvisionReport:
    """The judgement of a period, worst first, and the ledger behind it."""

    department: str
    lead: str
    manager: str
    start: dt.date
    end: dt.date  # half-open
    filled_percent: Decimal
    target_percent: Decimal
    short: int  # places nobody fills
    over: int
    hours_short: Decimal
    known_late: tuple[int, int]  # of so many short sessions, known less than 7 days ahead
    lines: tuple[ShortLine, ...]
    over_lines: tuple[OverLine, ...]
    by_service: tuple[Service, ...]
    causes: tuple[tuple[str, int], ...]  # of the last 12 weeks
    asks: tuple[str, ...]
    days: tuple[DayProvision, ...]


def percent(part: int, whole: int) -> Decimal:
    """A share in percent, to one decimal; 100 when the whole is nothing."""
    if whole == 0:
        return Decimal(100).quantize(Decimal("0.1"))
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"))


def provision(read: Reading, *, start: dt.date, end: dt.date) -> ProvisionReport:
    """Need against have from `start` until before `end`, with causes and what was tried."""
    rota = standing_rota(read, start=start, end=end)
    ledger = {gap.session_id: gap for gap in read.all(select(Gap))}
    tried = _tried(read, ledger.values())
    short = [one for one in rota.sessions if _missing(rota, one) > 0]
    lines = tuple(
        _short_line(read, rota, one, ledger.get(one.id), tried)
        for one in _worst_first(rota, short)
    )
    days = tuple(_days(read, rota))
    need, filled = sum(one.need for one in days), sum(one.need - one.short for one in days)
    late = sum(line.known_days is not None and line.known_days < SHORT_NOTICE for line in lines)
    department = read.one(select(Department))
    return ProvisionReport(
        department=department.name if department else "",
        lead=department.lead if department else "",
        manager=department.manager if department else "",
        start=start,
        end=end,
        filled_percent=percent(filled, need),
        target_percent=Decimal(count_setting(read, key="cover.target_percent")),
        short=sum(one.short for one in days),
        over=sum(one.over for one in days),
        hours_short=_hours(read, rota, short),
        known_late=(late, len(lines)),
        lines=lines,
        over_lines=tuple(_over_lines(rota)),
        by_service=tuple(_services(days)),
        causes=tuple(_causes(read, end)),
        asks=tuple(dict.fromkeys(line.asked for line in lines if line.asked)),
        days=days,
    )


def _missing(rota: Rota, session: Session) -> int:
    return session.wanted - rota.counted(session.id) if rota.stands(session) else 0


def _worst_first(rota: Rota, short: Iterable[Session]) -> list[Session]:
    return sorted(short, key=lambda one: (-_missing(rota, one), one.start, one.id))


def _hours(read: Reading, rota: Rota, short: Iterable[Session]) -> Decimal:
    """Clinical time that nobody covers, in elapsed hours."""
    minutes = sum(
        (instant(one.end, read.zone) - instant(one.start, read.zone)) * _missing(rota, one)
        for one in short
    )
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def _short_line(
    read: Reading, rota: Rota, session: Session, gap: Gap | None, tried: Mapping[int, str]
) -> ShortLine:
    known = _wall_day(read, gap.known_at) if gap else None
    return ShortLine(
        session_id=session.id,
        when=when_words(session),
        start=session.start,
        end=session.end,
        what=session.name,
        place=session.place,
        need=session.wanted,
        have=rota.counted(session.id),
        cause=_cause(gap),
        known_days=(session.start.date() - known).days if known else None,
        known_on=known,
        tried=tried.get(session.id, "Nobody asked yet."),
        asked=_asked(session, gap, read.today),
    )


def when_words(session: Session) -> str:
    """When a session stands: "Tue 10 Nov PM"."""
    return f"{day_words(session.start.date())} {SLOTS[session.slot]}".strip()


def _cause(gap: Gap | None) -> str:
    known = cause_words(gap.cause, gap.cause_text) if gap else ""
    return known or CAUSES[GapCause.UNKNOWN]


def _asked(session: Session, gap: Gap | None, today: dt.date) -> str:
    """What is asked of the reader: a decision that is due, on what, by when."""
    if gap is None or gap.decide_by is None or gap.state is GapState.CLOSED:
        return ""
    matter = gap.decision.rstrip(".") or f"Decide on {session.title}, {when_words(session)}"
    if gap.decide_by < today:
        return f"{matter}: overdue since {day_words(gap.decide_by)}."
    return f"{matter} by {day_words(gap.decide_by)}."


def _tried(read: Reading, gaps: Iterable[Gap]) -> dict[int, str]:
    """What was tried for each session, in the order it happened."""
    session_of = {gap.id: gap.session_id for gap in gaps}
    names = {person.id: person.name for person in read.all(select(Clinician))}
    said: dict[int, list[str]] = defaultdict(list)
    for action in read.all(select(GapAction).order_by(GapAction.at, GapAction.id)):
        if action.gap_id in session_of:
            whom = names.get(action.clinician_id or 0, action.whom)
            said[session_of[action.gap_id]].append(_action_words(read, action, whom))
    return {session: " ".join(parts) for session, parts in said.items()}


def _action_words(read: Reading, action: GapAction, whom: str) -> str:
    day = day_words(_wall_day(read, action.at))
    words = {
        GapActionKind.ASKED: f"{whom} asked {day}",
        GapActionKind.OFFERED: f"Offered to {whom} {day}",
        GapActionKind.BANK_REQUESTED: f"Bank {day}",
        GapActionKind.AGENCY_REQUESTED: f"Agency {day}",
        GapActionKind.ESCALATED: f"Escalated to {whom} {day}",
        GapActionKind.DECIDED: f"Decided {day}",
        GapActionKind.NOTED: f"Noted {day}",
    }[action.kind]
    answer = action.answer.strip().rstrip(".")
    return f"{words}: {answer}." if answer else f"{words}, awaiting answer."


def _wall_day(read: Reading, stamp: dt.datetime) -> dt.date:
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).date()


def _over_lines(rota: Rota) -> Iterator[OverLine]:
    for one in rota.sessions:
        have = rota.counted(one.id)
        if rota.stands(one) and have > one.wanted > 0:
            yield OverLine(
                session_id=one.id,
                when=when_words(one),
                start=one.start,
                what=one.name,
                place=one.place,
                need=one.wanted,
                have=have,
                why=one.note,
            )


def _days(read: Reading, rota: Rota) -> Iterator[DayProvision]:
    activities = {
        one.id: (one.order, one.name) for one in read.all(select(Activity)) if one.needs_cover
    }
    covers = [
        one
        for one in day_covers(read, rota)
        if one.activity_id in activities and (one.need or one.have)
    ]
    for one in sorted(covers, key=lambda one: (activities[one.activity_id], one.day)):
        name = activities[one.activity_id][1]
        yield DayProvision(name, one.day, one.need, one.have, one.short, one.over)


def _services(days: Iterable[DayProvision]) -> Iterator[Service]:
    sums: dict[str, list[int]] = {}
    for one in days:
        line = sums.setdefault(one.activity, [0, 0])
        line[0] += one.need - one.short
        line[1] += one.need
    for name, (filled, need) in sums.items():
        if need:
            yield Service(name, filled, need)


def _causes(read: Reading, end: dt.date) -> list[tuple[str, int]]:
    """How often each cause opened a gap on a session of the last twelve weeks."""
    since = end - dt.timedelta(weeks=WEEKS_OF_CAUSES)
    stood = {one.id for one in standing_rota(read, start=since, end=end).sessions}
    counted = Counter(
        CAUSES[gap.cause] for gap in read.all(select(Gap)) if gap.session_id in stood
    )
    return counted.most_common()

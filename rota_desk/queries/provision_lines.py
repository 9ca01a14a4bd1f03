"""The lines of under- and over-provision: each place that is short or over, with its story."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import Activity, Clinician, Gap, GapAction, Site
from models.types import GapActionKind, GapCause, GapState, Slot
from rota_desk.domain.cover_count import Mix, Place
from rota_desk.domain.span import instant
from rota_desk.domain.times import span_on
from rota_desk.queries.asks import WAITS, answer_words
from rota_desk.queries.day_cover import DayCover
from rota_desk.queries.gap_causes import Cause, derived_causes
from rota_desk.queries.gap_words import CAUSES, cause_words
from rota_desk.queries.provision_only import hours_between
from rota_desk.queries.standing import Rota, Session
from rota_desk.unit_of_work import Reading
from rota_desk.words import day_words

SLOTS = {
    Slot.AM: "AM",
    Slot.PM: "PM",
    Slot.EVENING: "evening",
    Slot.NIGHT: "night",
    Slot.DAY: "",
}
NO_SESSION = "No session planned for this need"


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A session that is short, a need without a session, or a grade or skill that is missing."""

    session_id: int | None  # None: a need for which no session is planned
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
    requirement_id: int | None = None  # the line of the requirements, where it asks for more
    whom: str = ""  # the grade or skill that is missing
    derived: bool = False  # nobody said why; the records tell
    decide_by: dt.date | None = None  # until when what is asked is due

    @property
    def counts(self) -> bool:
        """Whether it is a session of the rota that has too few people."""
        return self.session_id is not None and not self.whom


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
class _Known:
    """What the ledger and the records know of the sessions."""

    ledger: Mapping[int, Gap]
    tried: Mapping[int, str]
    derived: Mapping[int, Cause]
    works: Mapping[int, Activity]
    sites: Mapping[int, str]


def short_lines(
    read: Reading, rota: Rota, covers: Sequence[DayCover], *, of_some: bool = False
) -> Iterator[tuple[ShortLine, Decimal]]:
    """Every line of the covers that is short, worst first, with the hours that nobody covers.

    `of_some` counts the hours of a grade or skill, as long as nothing else is told.
    """
    ledger = {gap.session_id: gap for gap in read.all(select(Gap))}
    told = {place.session_id for cover in covers for place in cover.places}
    short = [one for one in rota.sessions if one.id in told and missing(rota, one) > 0]
    known = _Known(
        ledger=ledger,
        tried=_tried(read, ledger.values()),
        derived=derived_causes(read, rota, [one for one in short if _unsaid(ledger, one)]),
        works={one.id: one for one in read.all(select(Activity))},
        sites={one.id: one.name for one in read.all(select(Site))},
    )
    found = [_of_session(read, rota, one, known) for one in short]
    for cover in covers:
        if known.works[cover.activity_id].needs_cover:
            found += [_of_need(read, cover, one, known) for one in cover.unplanned]
            found += [
                (line, hours if of_some else Decimal(0))
                for line, hours in _of_mixes(read, rota, cover, known)
            ]
    return iter(sorted(found, key=_worst_first))


def missing(rota: Rota, session: Session) -> int:
    """How many people a session still wants; 0 where it needs no cover or fell."""
    if not (session.needs_cover and rota.stands(session)):
        return 0
    return max(0, session.wanted - rota.counted(session.id))


def over_lines(
    rota: Rota, covers: Sequence[DayCover], *, of_some: bool = False
) -> Iterator[OverLine]:
    """Each session with people beyond what is needed and wanted; `of_some` of a grade or skill."""
    over = {place.session_id: place.over for cover in covers for place in cover.places}
    if of_some:
        yield from _over_of_some(rota, covers)
    for one in rota.sessions:
        if over.get(one.id):
            have = rota.counted(one.id)
            yield OverLine(
                session_id=one.id,
                when=when_words(one.start.date(), one.slot),
                start=one.start,
                what=one.name,
                place=one.place,
                need=have - over[one.id],
                have=have,
                why=one.note,
            )


def _over_of_some(rota: Rota, covers: Sequence[DayCover]) -> Iterator[OverLine]:
    """Where more of a grade or skill stand than are asked for, and more people than wanted."""
    sessions = {one.id: one for one in rota.sessions}
    for mix in (mix for cover in covers for mix in cover.mixes if mix.over):
        first = sessions[mix.session_ids[0]]
        yield OverLine(
            session_id=first.id,
            when=when_words(first.start.date(), mix.asked.slot),
            start=first.start,
            what=first.name,
            place=first.place,
            need=mix.have - mix.over,
            have=mix.have,
            why=f"{mix.asked.whom}: more than are asked for",
        )


def when_words(day: dt.date, slot: Slot) -> str:
    """When a session stands: "Tue 10 Nov PM"."""
    return f"{day_words(day)} {SLOTS[slot]}".strip()


def _worst_first(found: tuple[ShortLine, Decimal]) -> tuple[object, ...]:
    """Sessions before needs without one, and of each what leaves most hours uncovered."""
    line, hours = found
    missing = line.have - line.need
    return not line.counts, -hours, missing, line.start, line.session_id or 0, line.what


def _hours(read: Reading, start: dt.datetime, end: dt.datetime, people: int) -> Decimal:
    """Clinical time that nobody covers, in elapsed hours."""
    return Decimal((instant(end, read.zone) - instant(start, read.zone)) * people) / 60


def _unsaid(ledger: Mapping[int, Gap], session: Session) -> bool:
    gap = ledger.get(session.id)
    return gap is None or (gap.cause is GapCause.UNKNOWN and not gap.cause_text)


def _of_session(
    read: Reading, rota: Rota, session: Session, known: _Known
) -> tuple[ShortLine, Decimal]:
    gap = known.ledger.get(session.id)
    since = _wall_day(read, gap.known_at) if gap else None
    line = ShortLine(
        session_id=session.id,
        when=when_words(session.start.date(), session.slot),
        start=session.start,
        end=session.end,
        what=session.name,
        place=session.place,
        need=session.wanted,
        have=rota.counted(session.id),
        cause=_cause(gap, known.derived.get(session.id)),
        known_days=(session.start.date() - since).days if since else None,
        known_on=since,
        tried=known.tried.get(session.id, "Nobody asked yet."),
        asked=_asked(session, gap, read.today),
        derived=session.id in known.derived,
        decide_by=gap.decide_by if gap else None,
    )
    return line, _hours(read, session.start, session.end, line.need - line.have)


def _of_need(
    read: Reading, cover: DayCover, place: Place, known: _Known
) -> tuple[ShortLine, Decimal]:
    work = known.works[cover.activity_id]
    start, end = span_on(cover.day, work.starts, work.ends)
    whom = place.asked.whom if place.asked else ""
    line = ShortLine(
        session_id=None,
        when=when_words(cover.day, place.slot),
        start=start,
        end=end,
        what=work.name,
        place=known.sites.get(place.site_id or 0, ""),
        need=place.wanted,
        have=0,
        cause=f"{NO_SESSION}: {whom}" if whom else NO_SESSION,
        known_days=None,
        known_on=None,
        tried="",
        asked="",
        requirement_id=place.asked.id if place.asked else None,
        whom=whom,
    )
    return line, _hours(read, start, end, place.wanted)


def _of_mixes(
    read: Reading, rota: Rota, cover: DayCover, known: _Known
) -> Iterator[tuple[ShortLine, Decimal]]:
    """Where people stand, but not the grade or skill asked for; with the hours they lack."""
    left = cover.lacking
    for mix in cover.mixes:
        short = min(mix.lacking, left)
        if short:
            left -= short
            spans = [(one.start, one.end) for one in rota.sessions if one.id in mix.session_ids]
            yield _of_mix(rota, cover, mix, short, known), hours_between(read, spans) * short


def _of_mix(rota: Rota, cover: DayCover, mix: Mix, short: int, known: _Known) -> ShortLine:
    work, asked = known.works[cover.activity_id], mix.asked
    there = [one for one in rota.sessions if one.id in mix.session_ids]
    first = there[0] if there else None
    usual = span_on(cover.day, work.starts, work.ends)
    return ShortLine(
        session_id=first.id if first else None,
        when=when_words(cover.day, asked.slot),
        start=first.start if first else usual[0],
        end=max((one.end for one in there), default=usual[1]),
        what=work.name,
        place=known.sites.get(asked.site_id or 0, ""),
        need=mix.have + short,
        have=mix.have,
        cause=_lack_words(mix),
        known_days=None,
        known_on=None,
        tried="",
        asked="",
        requirement_id=asked.id,
        whom=asked.whom,
    )


def _lack_words(mix: Mix) -> str:
    """Who is missing among those who are there: "No ST with ALS among 3 there"."""
    if not mix.people:
        return f"Nobody there: no {mix.asked.whom} either"
    said = "No" if not mix.have else f"{mix.have} of {mix.asked.minimum}"
    return f"{said} {mix.asked.whom} among {mix.people} there"


def _cause(gap: Gap | None, derived: Cause | None) -> str:
    if derived is not None:
        return cause_words(*derived)
    known = cause_words(gap.cause, gap.cause_text) if gap else ""
    return known or CAUSES[GapCause.UNKNOWN]


def _asked(session: Session, gap: Gap | None, today: dt.date) -> str:
    """What is asked of the reader: a decision that is due, on what, by when."""
    if gap is None or gap.decide_by is None or gap.state is GapState.CLOSED:
        return ""
    when = when_words(session.start.date(), session.slot)
    what, late = f"{session.title}, {when}", gap.decide_by < today
    due = f"{'overdue since' if late else 'by'} {day_words(gap.decide_by)}."
    if gap.decision:
        return f"{what}: {gap.decision.rstrip('.')}; {'' if late else 'decide '}{due}"
    return f"Decide on {what}{':' if late else ''} {due}"


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
    answer = answer_words(read, action).strip().rstrip(".")
    return f"{words}, {answer}." if answer == WAITS else f"{words}: {answer}."


def _wall_day(read: Reading, stamp: dt.datetime) -> dt.date:
    return stamp.replace(tzinfo=dt.UTC).astimezone(read.zone).date()

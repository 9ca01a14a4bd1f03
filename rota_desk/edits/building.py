"""Building a period of sessions from job plans, patterns, cover requirements and leave."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, Clinician, Gap, PlanException
from models.types import AssignmentSource, GapCause, SessionSource
from rota_desk import progress
from rota_desk.edits.assignments import new_uid
from rota_desk.edits.following import PlanMove, follow
from rota_desk.edits.gaps import settle_gaps
from rota_desk.errors import Refusal
from rota_desk.planning.cycle import each_day
from rota_desk.planning.diary import Diary
from rota_desk.planning.draw import Drawn, draw_extra, draw_line, draw_rolling
from rota_desk.planning.shortfall import draw_shortfalls
from rota_desk.queries.building import Ground, displacements, ground, standing_work
from rota_desk.queries.cover import counts
from rota_desk.queries.plan_exceptions import plan_exceptions
from rota_desk.queries.plan_flexible import flexible_counts
from rota_desk.queries.planned_sessions import Place, planned_sessions
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, span_words

SHADOWED = "Whoever stands there does not count as cover"
LONGEST = dt.timedelta(weeks=53)
SOURCES = {
    SessionSource.PLAN: AssignmentSource.PLAN,
    SessionSource.PATTERN: AssignmentSource.PATTERN,
}


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """Somebody who could not be placed where plan or pattern puts them, or nobody at all."""

    session: int
    day: dt.date
    start: dt.datetime
    activity: str
    who: str  # empty when the post is vacant, or nobody is asked for by name
    why: str
    gap: bool = True  # False: nobody has to stand in


@dataclass(frozen=True, slots=True)
class BuildAnswer:
    """What building a period made, what was there already, and who could not be placed."""

    first: dt.date
    last: dt.date
    sessions: int
    assignments: int
    gaps: int
    kept: int  # sessions that were there already, left as they are
    not_placed: tuple[NotPlaced, ...]
    exceptions: tuple[str, ...] = ()  # one-off changes to plans that were obeyed
    flexible: tuple[str, ...] = ()  # what stands on no day of a plan, with its count
    moves: tuple[PlanMove, ...] = ()  # what was there already and follows its plan, or stays


def build_period(
    work: UnitOfWork,
    *,
    first: dt.date,
    last: dt.date,
    uid: Callable[[], str] = new_uid,
    at: dt.datetime | None = None,
) -> BuildAnswer:
    """Create the sessions of a period, both days included, and place people on them.

    Whoever is on approved leave, absent or unavailable is not placed; the session stays, as a gap
    with its cause. What is there already follows its plan where that has changed; what was done
    by hand stays. `at` is when it counts as built (UTC).
    """
    _refuse_odd_period(first, last)
    progress.at(0, "Reading plans, patterns and leave")
    base = ground(work, first=first, last=last)
    progress.at(10, "Drawing the period")
    shifts, plans = drawn_work(base)
    there = planned_sessions(work, base=base, drawn=by_place(plans))
    moves = follow(work, there, uid)
    drawn = [*shifts, *plans]
    fresh = [one for one in drawn if not _is_there(base, there.settled, one)]
    standing = standing_work(work, first=first, last=last) if moves else base.standing
    short = list(_short(base, standing, fresh))
    with progress.part(20, 95):
        made = make(work, [*fresh, *short], uid, at or work.stamp)
    count = len(made.sessions)
    work.label = f"Build {span_words(first, last)}: {count_words(count, 'session')}"
    return BuildAnswer(
        first=first,
        last=last,
        sessions=count,
        assignments=made.assignments,
        gaps=made.gaps,
        kept=len(drawn) - len(fresh),
        not_placed=made.not_placed,
        exceptions=tuple(
            f"{one.owner}, {one.words}" for one in plan_exceptions(work, first=first, last=last)
        ),
        flexible=tuple(f"{one.owner}, {one.words}" for one in flexible_counts(work) if one.behind),
        moves=moves,
    )


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of drawn needs."""

    sessions: tuple[ClinicalSession, ...]
    assignments: int
    gaps: int
    not_placed: tuple[NotPlaced, ...]


def make(
    work: UnitOfWork, drawn: Sequence[Drawn], uid: Callable[[], str], moment: dt.datetime
) -> Made:
    """Make sessions of drawn needs, with those who can stand there, and the gaps."""
    progress.at(0, f"Keeping {count_words(len(drawn), 'session')}")
    sessions = [_session(one) for one in drawn]
    with progress.part(0, 50):
        work.add_all(sessions)
    _note_built(work, drawn, sessions)
    assignments = list(_assignments(drawn, sessions, uid, moment))
    gaps = list(_gaps(drawn, sessions, moment))
    with progress.part(50, 95):
        work.add_all(assignments)
    with progress.part(95, 100):
        work.add_all(gaps)
        besides = _settle_uncounted(work, sessions, {one.session_id for one in gaps})
    return Made(
        tuple(sessions),
        len(assignments),
        len(gaps) + besides,
        tuple(_not_placed(work, drawn, sessions)),
    )


def by_place(plans: Iterable[Drawn]) -> dict[Place, Drawn]:
    """What the lines of plans want, by line and day."""
    return {(one.need.line_id, one.need.day): one for one in plans if one.need.line_id is not None}


def _is_there(base: Ground, settled: frozenset[Place], one: Drawn) -> bool:
    if one.need.line_id is not None:
        return (one.need.line_id, one.need.day) in settled
    return base.there(one.need)


def _note_built(
    work: UnitOfWork, drawn: Sequence[Drawn], sessions: Sequence[ClinicalSession]
) -> None:
    """Let each one-off change know its session, so that building again leaves it as it is."""
    for one, session in zip(drawn, sessions, strict=True):
        if one.need.exception_id is not None:
            work.get(PlanException, one.need.exception_id).session_id = session.id
    work.flush()


def _refuse_odd_period(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise Refusal("The last day lies before the first. Choose the period again.")
    if last - first > LONGEST:
        raise Refusal("That is more than a year. Build it in parts.")


def drawn_work(base: Ground) -> tuple[list[Drawn], list[Drawn]]:
    """What patterns want, and what plans want with whoever is left for them, in order of time."""
    diary = Diary()
    diary.note(base.away, base.first, base.last)
    shifts = [
        one
        for rolling in base.rolling
        for one in draw_rolling(rolling, base.first, base.last, diary, base.required)
    ]
    diary.note(displacements(base, shifts), base.first, base.last)
    plans = [
        one
        for line in base.lines
        for one in draw_line(line, base.first, base.last, diary, base.holidays)
    ]
    plans += [draw_extra(one, diary) for one in base.extras]
    plans.sort(key=lambda one: (one.need.start, one.need.line_id or 0))
    return shifts, plans


def _short(
    base: Ground, standing: Mapping[tuple[int, dt.date], int], fresh: Iterable[Drawn]
) -> Iterator[Drawn]:
    """What the cover requirements want beyond what stands and what is made."""
    wanted: Counter[tuple[int, dt.date]] = Counter(standing)
    for one in fresh:
        wanted[one.need.activity_id, one.need.day] += one.need.wanted
    days = each_day(base.first, base.last)
    yield from draw_shortfalls(base.requirements, base.works, days, base.holidays, wanted)


def _session(drawn: Drawn) -> ClinicalSession:
    need = drawn.need
    return ClinicalSession(
        activity_id=need.activity_id,
        start=need.start,
        end=need.end,
        slot=need.slot,
        room_id=need.room_id,
        cover_wanted=need.wanted,
        source=need.source,
        owner_id=need.owner_id,
        job_plan_line_id=need.line_id,
    )


def _assignments(
    drawn: Sequence[Drawn],
    sessions: Sequence[ClinicalSession],
    uid: Callable[[], str],
    moment: dt.datetime,
) -> Iterator[Assignment]:
    for one, session in zip(drawn, sessions, strict=True):
        for clinician in one.standing:
            yield Assignment(
                session_id=session.id,
                clinician_id=clinician,
                uid=uid(),
                source=_source(one),
                changed_at=moment,
            )


def _source(drawn: Drawn) -> AssignmentSource:
    if drawn.need.exception_id is not None:
        return AssignmentSource.EXCEPTION
    return SOURCES[drawn.need.source]


def _settle_uncounted(
    work: UnitOfWork, sessions: Sequence[ClinicalSession], known: Collection[int]
) -> int:
    """Open the gaps where somebody stands who does not count as cover; answers how many."""
    there = (one.id for one in sessions)
    found = work.rows_among(
        select(Assignment.session_id).where(~counts()), Assignment.session_id, there
    )
    beside = {row[0] for row in found} - set(known)
    short = [one for one in sessions if one.id in beside]
    settle_gaps(work, sessions=short, text=SHADOWED)
    return len(work.among(Gap, Gap.session_id, (one.id for one in short)))


def _gaps(
    drawn: Sequence[Drawn], sessions: Sequence[ClinicalSession], moment: dt.datetime
) -> Iterator[Gap]:
    for one, session in zip(drawn, sessions, strict=True):
        if not one.short:
            continue
        why = one.hindrances[0] if one.hindrances else None
        yield Gap(
            session_id=session.id,
            cause=why.cause if why else GapCause.TEMPLATE_HOLE,
            cause_text=why.text if why else "No plan or pattern puts anybody here",
            clinician_id=why.clinician_id if why else None,
            known_at=(why.known_at if why else None) or moment,
        )


def _not_placed(
    work: UnitOfWork, drawn: Sequence[Drawn], sessions: Sequence[ClinicalSession]
) -> Iterator[NotPlaced]:
    titles = {one.id: one.name for one in work.all(select(Activity))}
    names = {one.id: one.name for one in work.all(select(Clinician))}
    for one, session in zip(drawn, sessions, strict=True):
        reasons = [(each.clinician_id, each.text) for each in one.hindrances]
        if one.short and not reasons:
            reasons = [(None, "No plan or pattern puts anybody here")]
        for clinician, why in reasons:
            yield NotPlaced(
                session=session.id,
                day=one.need.day,
                start=one.need.start,
                activity=titles[one.need.activity_id],
                who=names.get(clinician, "") if clinician is not None else "",
                why=why,
                gap=one.short > 0,
            )

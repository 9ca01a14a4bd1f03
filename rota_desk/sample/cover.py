"""What became of the sample's gaps: covered, given to others, stood down, or still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from models import (
    Assignment,
    ClinicalSession,
    CoverRequest,
    Gap,
    GapAction,
    Permission,
    RoomBooking,
    SixFourTwoDecision,
)
from models.base import Base
from models.types import (
    Accounting,
    ActivityKind,
    AssignmentSource,
    BookingKind,
    CoverRequestState,
    GapActionKind,
    GapCause,
    GapState,
    Milestone,
    SessionState,
)
from rota_desk.domain.span import midnight
from rota_desk.planning.diary import Diary
from rota_desk.queries.building import away_spans
from rota_desk.sample.board import Board
from rota_desk.sample.scene import Scene

OTHERS = ("Stoma clinic", "Respiratory bronchoscopy", "Urology cystoscopy", "Capsule reading")
ROOMED = (ActivityKind.LIST, ActivityKind.CLINIC)
SIX_WEEKS, FOUR_WEEKS, TWO_WEEKS = 6, 4, 2
ASKED_WITHIN = 3  # weeks: nearer gaps have been asked about
TAKEN_BY_COLLEAGUE = 0.62  # share of released lists that a colleague takes
LENT_OUT = 0.8  # above this, another service has the room
STOOD_DOWN = 0.97  # up to this, a past list without cover was stood down
ALWAYS_FOUND = ("OC", "OW", "CW")  # a consultant for the ward and the night is always found
TO_THE_BANK = 0.5
BANK_REFUSES = 0.4
DAY = dt.timedelta(days=1)
AROUND = 9 * DAY
WEEK = dt.timedelta(weeks=1)


def make_board(scene: Scene, first: dt.date, last: dt.date) -> Board:
    """The board of a period as it stands, with the days around it that rest depends on."""
    work = scene.work
    diary = Diary()
    diary.note(away_spans(work, first=first - AROUND, last=last + AROUND), first, last + DAY)
    begin, until = midnight(first - AROUND), midnight(last + AROUND + DAY)
    there = (ClinicalSession.start >= begin, ClinicalSession.start < until)
    board = Board(
        scene=scene,
        diary=diary,
        sessions={one.id: one for one in work.all(select(ClinicalSession).where(*there))},
        codes={one.id: one for one in scene.activities.values()},
    )
    placed = select(Assignment).join(ClinicalSession).where(*there).order_by(Assignment.id)
    board.note(work.all(placed))
    return board


def settle_gaps(scene: Scene) -> None:
    """Give each gap its story, the older the more likely that it was closed."""
    board = make_board(scene, scene.anchor.first, scene.anchor.last)
    skilled = _skilled(scene)
    found = scene.work.all(select(Gap).order_by(Gap.id))
    fresh: list[Base] = []
    for gap in found:
        fresh += _story(scene, board, skilled, gap)
    scene.work.add_all(fresh)
    scene.work.flush()


def _skilled(scene: Scene) -> dict[int, list[int]]:
    """Who may do what; shifts of the wards are for those who hold such a post."""
    able: dict[int, list[int]] = {}
    for one in scene.work.all(select(Permission).order_by(Permission.id)):
        able.setdefault(one.activity_id, []).append(one.clinician_id)
    wards = [
        person.id for person in scene.people.values() if person.grade.startswith(("F", "IMT"))
    ]
    for code in ("LD", "NT", "SD"):
        able[scene.activities[code].id] = wards
    return able


def _story(scene: Scene, board: Board, skilled: dict[int, list[int]], gap: Gap) -> Iterator[Base]:
    session = board.sessions[gap.session_id]
    weeks = (session.start.date() - scene.anchor.monday) // WEEK
    roomed = board.activity(session).kind in ROOMED
    chance = scene.dice.random()
    if gap.cause is GapCause.MOVED and roomed:
        yield from _released(scene, board, skilled, gap, weeks=weeks, chance=chance)
    elif weeks < SIX_WEEKS and chance < _closed_share(board.code(session), weeks, roomed=roomed):
        yield from _covered(scene, board, skilled, gap)
    elif roomed and weeks < 0 and chance < STOOD_DOWN:
        _stand_down(scene, session, gap, "No cover found; patients moved to other lists")
    elif weeks < 0:
        gap.state, gap.decision = GapState.CLOSED, "Ran short; the ward team was told"
        yield _noted(scene, gap, GapActionKind.ESCALATED, "Dr M Okafor", "Run short, keep asking")
    elif weeks < ASKED_WITHIN:
        yield from _asked(scene, board, skilled, gap)


def _closed_share(code: str, weeks: int, *, roomed: bool) -> float:
    if code in ALWAYS_FOUND:
        return STOOD_DOWN
    if weeks < 0:
        return 0.72 if roomed else 0.93
    return 0.35 if roomed else 0.6


def _released(
    scene: Scene,
    board: Board,
    skilled: dict[int, list[int]],
    gap: Gap,
    *,
    weeks: int,
    chance: float,
) -> Iterator[Base]:
    """The lists of whoever is on the wards: released at six weeks, used by others, or closed."""
    session = board.sessions[gap.session_id]
    if weeks >= SIX_WEEKS:
        return
    if chance < TAKEN_BY_COLLEAGUE:
        covered = list(_covered(scene, board, skilled, gap))
        if covered:
            session.state = SessionState.REALLOCATED
            session.state_reason, session.state_by = gap.cause_text, scene.coordinator
            session.state_at = scene.anchor.moment(session.start.date() - 30 * DAY, "11:00")
            yield from covered
            yield from _decided(scene, session, weeks, "Offered, taken by a colleague")
            return
    session.state = SessionState.RELEASED
    session.state_reason, session.state_by = gap.cause_text, scene.coordinator
    session.state_at = scene.anchor.moment(session.start.date() - 42 * DAY, "10:00")
    gap.state, gap.decision = GapState.CLOSED, "Released at six weeks"
    yield from _decided(scene, session, weeks, "Released to other services")
    if chance > LENT_OUT and session.room_id is not None:
        yield RoomBooking(
            room_id=session.room_id,
            kind=BookingKind.OTHER_SERVICE,
            start=session.start,
            end=session.end,
            title=OTHERS[session.id % len(OTHERS)],
            booked_by=scene.deputy,
        )


def _decided(scene: Scene, session: ClinicalSession, weeks: int, decision: str) -> Iterator[Base]:
    yield _decision(scene, session, Milestone.SIX, "Released")
    if weeks <= FOUR_WEEKS:
        yield _decision(scene, session, Milestone.FOUR, decision)
    if weeks <= TWO_WEEKS:
        last = "Closed" if session.state is SessionState.RELEASED else "Locked"
        yield _decision(scene, session, Milestone.TWO, last)


def _decision(
    scene: Scene, session: ClinicalSession, milestone: Milestone, decision: str
) -> SixFourTwoDecision:
    monday = session.start.date() - session.start.weekday() * DAY
    return SixFourTwoDecision(
        session_id=session.id,
        milestone=milestone,
        meeting_day=monday - int(milestone.value) * WEEK,
        decision=decision,
        decided_by=scene.manager,
    )


def _covered(
    scene: Scene, board: Board, skilled: dict[int, list[int]], gap: Gap
) -> Iterator[Base]:
    """Somebody who is free, rested and may do it; whoever gives up SPA has it time-shifted."""
    session = board.sessions[gap.session_id]
    able = [
        number
        for number in skilled.get(session.activity_id, [])
        if number != gap.clinician_id and _serves(scene, number, session.start.date())
    ]
    scene.dice.shuffle(able)
    whom = next((number for number in able if board.fits(number, session)), None)
    if whom is None:
        return
    given_up = board.met(whom, session.start, session.end)
    for one in given_up:
        board.busy[whom].remove(one)
        scene.work.remove(one)
    placed = Assignment(
        session_id=session.id,
        clinician_id=whom,
        uid=scene.uid(),
        source=AssignmentSource.COVER,
        accounting=Accounting.TIME_SHIFTED if given_up else Accounting.PLANNED,
        changed_at=_known(scene, gap) + 2 * DAY,
    )
    board.note([placed])
    gap.state, gap.decision = GapState.FILLED, "Covered by a colleague"
    yield placed
    yield _noted(scene, gap, GapActionKind.ASKED, "", "Yes", clinician=whom, after=1)


def _serves(scene: Scene, number: int, day: dt.date) -> bool:
    person = next(one for one in scene.people.values() if one.id == number)
    begun = person.joined is None or person.joined <= day
    return begun and (person.leaves is None or day < person.leaves)


def _stand_down(scene: Scene, session: ClinicalSession, gap: Gap, why: str) -> None:
    session.state, session.state_reason = SessionState.CANCELLED, why
    session.state_by = scene.coordinator
    session.state_at = max(
        scene.anchor.moment(session.start.date() - 9 * DAY, "15:30"), _known(scene, gap)
    )
    gap.state, gap.decision = GapState.CLOSED, "Stood down"


def _asked(scene: Scene, board: Board, skilled: dict[int, list[int]], gap: Gap) -> Iterator[Base]:
    """An open gap of the next weeks: people asked, some of them twice, the bank asked for some."""
    session = board.sessions[gap.session_id]
    able = [
        number
        for number in skilled.get(session.activity_id, [])
        if number != gap.clinician_id and _serves(scene, number, session.start.date())
    ]
    answers = ("No, on leave", "No, clinic that day", "Will say tomorrow")
    turns = scene.dice.randrange(1, 3) if session.start < _soon(scene) else scene.dice.randrange(3)
    for turn in range(min(turns, len(able))):
        whom = able[(session.id + turn) % len(able)]
        yield _noted(
            scene, gap, GapActionKind.ASKED, "", answers[turn], clinician=whom, after=turn + 1
        )
    if board.activity(session).kind not in ROOMED and scene.dice.random() < TO_THE_BANK:
        refused = scene.dice.random() < BANK_REFUSES
        yield _noted(scene, gap, GapActionKind.BANK_REQUESTED, "Bank", "", after=2)
        yield _bank(scene, session, gap, refused=refused)
        if refused:
            gap.cause, gap.cause_text = GapCause.BANK_REFUSED, "No bank doctor took the shift"
    gap.decide_by = session.start.date() - 2 * DAY


def _bank(scene: Scene, session: ClinicalSession, gap: Gap, *, refused: bool) -> CoverRequest:
    return CoverRequest(
        session_id=session.id,
        supplier="Bank",
        requested_at=min(_known(scene, gap) + 2 * DAY, scene.anchor.ago(0, "08:30")),
        grade="SHO",
        reason=gap.cause_text,
        hourly_rate=Decimal("48.00"),
        state=CoverRequestState.REFUSED if refused else CoverRequestState.REQUESTED,
        requested_by=scene.coordinator,
    )


def _noted(
    scene: Scene,
    gap: Gap,
    kind: GapActionKind,
    whom: str,
    answer: str,
    *,
    clinician: int | None = None,
    after: int = 1,
) -> GapAction:
    """Something tried so many days after the gap was known, never later than this morning."""
    names = {one.id: one.name for one in scene.people.values()}
    return GapAction(
        gap_id=gap.id,
        kind=kind,
        at=_tried_at(scene, gap, after),
        by=scene.coordinator if gap.id % 4 else scene.deputy,
        clinician_id=clinician,
        whom=names[clinician] if clinician is not None else whom,
        answer=answer,
    )


def _tried_at(scene: Scene, gap: Gap, after: int) -> dt.datetime:
    """Open gaps are tried in the last days, the others soon after they were known."""
    known = _known(scene, gap)
    if gap.state is GapState.OPEN:
        known = max(known, scene.anchor.ago(2 + gap.id % 9, "09:40"))
    return min(known + after * DAY, scene.anchor.ago(0, "08:20"))


def _soon(scene: Scene) -> dt.datetime:
    return scene.anchor.moment(scene.anchor.day(2, 0), "00:00")


def _known(scene: Scene, gap: Gap) -> dt.datetime:
    return min(gap.known_at, scene.anchor.ago(0, "08:10"))

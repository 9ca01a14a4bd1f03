"""What the sample's people were told: versions of the rota, and what changed after each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models import Activity, Assignment, ClinicalSession, PublishedChange, SessionStep
from models.types import ActivityKind, AskOutcome, GapActionKind, GapCause, SessionState
from rota_desk.edits.assignments import (
    hand_over,
    move_assignment,
    remove_assignment,
    swap_assignments,
)
from rota_desk.edits.gaps import record_gap_action
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import cancel_session
from rota_desk.sample.author import Author
from rota_desk.sample.board import Board, make_board
from rota_desk.sample.lists import book_as_in_life, run_as_in_life
from rota_desk.sample.scene import Scene
from rota_desk.words import person_words

DAY = dt.timedelta(days=1)
LEFT = 7  # each so many lists ahead was not booked full when the last version was told


@dataclass(frozen=True, slots=True)
class Telling:
    """A version: which weeks (from this one), and how many days before today it was made."""

    weeks: tuple[int, int]
    ago: int
    note: str = ""


def tell_the_past(author: Author, scene: Scene) -> None:
    """Publish the weeks up to this one in versions, with the changes that came between."""
    monday = (scene.anchor.today - scene.anchor.monday).days
    _tell(author, scene, Telling((-13, -10), monday + 13 * 7 + 43))
    _tell(author, scene, Telling((-9, -6), monday + 9 * 7 + 42))
    _change(author, scene, -12, monday + 12 * 7, 4)
    _tell(author, scene, Telling((-13, -10), monday + 12 * 7 - 2, "Changes of the first week"))
    _tell(author, scene, Telling((-5, -2), monday + 5 * 7 + 38, "Late: leave answers were owed"))
    _change(author, scene, -8, monday + 8 * 7, 3)
    _tell(author, scene, Telling((-1, 1), monday + 7 + 42))
    _change(author, scene, -4, monday + 4 * 7, 4)
    _change(author, scene, 0, 9, 3)
    _book_lists(author, scene)
    _tell(author, scene, Telling((-1, 1), 7, "Changes up to last week"))
    _close_the_past(author, scene)


def _tell(author: Author, scene: Scene, telling: Telling) -> None:
    first = scene.anchor.day(telling.weeks[0], 0)
    last = scene.anchor.day(telling.weeks[1], 6)
    with author.at(scene.anchor.ago(telling.ago, "16:10")) as work:
        publish(work, first=first, last=last, note=telling.note)


def _change(author: Author, scene: Scene, week: int, ago: int, count: int) -> None:
    """Make a few ordinary changes to a published week, each with its reason."""
    changes: tuple[tuple[str, Callable[[Board, list[Assignment]], None]], ...] = (
        ("Colleague unavailable at short notice", _hand_one_over),
        ("Swapped at their own wish, both agreed", _swap_two),
        ("Moved to the emergency list", _move_one),
        ("Room without a nurse", _cancel_one),
    )
    for turn, (reason, change) in enumerate(changes[:count]):
        moment = scene.anchor.ago(ago - turn % 2, f"{9 + turn}:{12 + 7 * turn}".zfill(5))
        with author.at(moment, reason=reason) as work:
            first = scene.anchor.day(week, 0)
            board = make_board(scene, first, first + 6 * DAY)
            change(board, _ordinary(scene, week))
            for told in work.all(select(PublishedChange).where(PublishedChange.at == work.stamp)):
                if turn % 2:
                    told.told_at = work.stamp + dt.timedelta(hours=2)
                    told.told_by, told.told_how = work.who, "by bleep"
                    told.agreed_by = person_words(work, told.clinician_id or 0)


def _ordinary(scene: Scene, week: int) -> list[Assignment]:
    """The lists of a week with somebody on them, in a shuffled but settled order."""
    first = dt.datetime.combine(scene.anchor.day(week, 0), dt.time())
    found = list(
        scene.work.all(
            select(Assignment)
            .join(ClinicalSession, ClinicalSession.id == Assignment.session_id)
            .join(Activity, Activity.id == ClinicalSession.activity_id)
            .where(ClinicalSession.start >= first, ClinicalSession.start < first + 5 * DAY)
            .where(Activity.code == "EN", ClinicalSession.state == SessionState.PLANNED)
            .where(Assignment.sequence == 0)
            .order_by(Assignment.id)
        )
    )
    scene.dice.shuffle(found)
    return found


def _hand_one_over(board: Board, found: list[Assignment]) -> None:
    work = board.scene.work
    for placed in found:
        session = board.sessions[placed.session_id]
        whom = _stand_in(board, session, placed.clinician_id)
        if whom is not None:
            hand_over(work, assignment=placed.id, clinician=whom)
            return


def _stand_in(board: Board, session: ClinicalSession, instead_of: int) -> int | None:
    """Somebody of the endoscopists who is wholly free then."""
    for key in ("obi", "marsh", "quill", "abara", "patel", "tarrant", "okafor", "iyer"):
        number = board.scene.person(key)
        free = not board.met(number, session.start, session.end)
        if number != instead_of and free and board.fits(number, session):
            return number
    return None


def _swap_two(board: Board, found: list[Assignment]) -> None:
    for one in found:
        for other in found:
            if one.clinician_id != other.clinician_id and _can_swap(board, one, other):
                swap_assignments(
                    board.scene.work, first=one.id, second=other.id, consent="Both, by e-mail"
                )
                return


def _can_swap(board: Board, one: Assignment, other: Assignment) -> bool:
    mine, theirs = board.sessions[one.session_id], board.sessions[other.session_id]
    if mine.start.date() == theirs.start.date():
        return False
    free = (
        not board.met(one.clinician_id, theirs.start, theirs.end),
        not board.met(other.clinician_id, mine.start, mine.end),
    )
    fits = board.fits(one.clinician_id, theirs) and board.fits(other.clinician_id, mine)
    return all(free) and fits


def _move_one(board: Board, found: list[Assignment]) -> None:
    """Move somebody to an uncovered list at the same time; their own list stays behind."""
    work = board.scene.work
    covered = {one.session_id for rows in board.busy.values() for one in rows}
    for placed in found:
        here = board.sessions[placed.session_id]
        for there in board.sessions.values():
            same = there.start == here.start and there.activity_id == here.activity_id
            if same and there.id not in covered and there.state is SessionState.PLANNED:
                move_assignment(work, assignment=placed.id, to_session=there.id)
                return
    remove_assignment(work, assignment=found[0].id, cause=GapCause.MOVED, text="Ward cover")


def _cancel_one(board: Board, found: list[Assignment]) -> None:
    cancel_session(
        board.scene.work, session=found[0].session_id, reason="No endoscopy nurse that morning"
    )


def _book_lists(author: Author, scene: Scene) -> None:
    """Fill the lists up to next week; of some that are ahead a place is still free."""
    with author.at(scene.anchor.ago(7, "15:40"), label="Lists booked"):
        for session, capacity in _lists(scene):
            if capacity:
                session.points = capacity - scene.dice.choice((0, 0, 1, 1, 2, 3, 5))
                session.points -= _has_a_place_left(scene, session)
                book_as_in_life(session, capacity)


def _has_a_place_left(scene: Scene, session: ClinicalSession) -> bool:
    return session.id % LEFT == 0 and session.start.date() > scene.anchor.today


def _lists(scene: Scene) -> Iterator[tuple[ClinicalSession, int]]:
    """The lists and clinics up to next week, with how many points their room holds."""
    until = dt.datetime.combine(scene.anchor.monday, dt.time()) + 14 * DAY
    rooms = {room.id: room.points_capacity for room in scene.rooms.values()}
    done = {
        one.id
        for one in scene.activities.values()
        if one.kind in {ActivityKind.LIST, ActivityKind.CLINIC} and one.needs_cover
    }
    for session in scene.work.all(
        select(ClinicalSession)
        .where(ClinicalSession.activity_id.in_(done), ClinicalSession.start < until)
        .order_by(ClinicalSession.id)
    ):
        yield session, rooms.get(session.room_id or 0, 0)


def _close_the_past(author: Author, scene: Scene) -> None:
    """Mark what was done as run, and book the last places of the lists ahead."""
    until = dt.datetime.combine(scene.anchor.monday, dt.time())
    with author.at(scene.anchor.ago(0, "07:40"), label="Weeks closed as worked") as work:
        covered = {one.session_id for one in work.all(select(Assignment))}
        ran: list[SessionStep] = []
        for session, capacity in _lists(scene):
            if capacity and session.start < until:
                run_as_in_life(session)
            elif capacity and _has_a_place_left(scene, session):
                session.points = (session.points or 0) + 1
                book_as_in_life(session, capacity)
            standing = session.state in {SessionState.PLANNED, SessionState.REALLOCATED}
            if session.start < until and standing and session.id in covered:
                session.state = SessionState.RUN
                ran.append(_ran(scene, session))
        work.add_all(ran)


def _ran(scene: Scene, session: ClinicalSession) -> SessionStep:
    """The step of a session that was worked, written at its end."""
    return SessionStep(
        session_id=session.id, state=SessionState.RUN, at=session.end, by=scene.coordinator
    )


def ask_about(author: Author, scene: Scene, session: int, ago: int) -> None:
    """Log that two colleagues were asked for a gap."""
    with author.at(scene.anchor.ago(ago, "08:31")) as work:
        for key, answer, outcome in (
            ("obi", "If the clinic can start late; rings back", None),
            ("marsh", "Own list that afternoon", AskOutcome.DECLINED),
        ):
            record_gap_action(
                work,
                session=session,
                kind=GapActionKind.ASKED,
                clinician=scene.person(key),
                answer=answer,
                outcome=outcome,
            )

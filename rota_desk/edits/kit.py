"""Movable equipment: what there is, and what it was promised to; a clash is shown."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from models import ClinicalSession, Kit, Room, RoomBooking
from rota_desk.edits.assignments import session_words
from rota_desk.errors import Refusal
from rota_desk.exchange.kit import settle_promises
from rota_desk.unit_of_work import UnitOfWork


def add_kit(work: UnitOfWork, *, name: str, room: int) -> int:
    """Add a movable thing and the room in which it is kept; answers its number."""
    work.get(Room, room)
    _refuse_taken(work, name)
    there = Kit(name=name.strip(), room_id=room)
    work.add(there)
    work.label = f"Add equipment {there.name}"
    return there.id


def change_kit(work: UnitOfWork, *, kit: int, name: str, room: int) -> None:
    """Rename a movable thing, or keep it in another room."""
    there = work.get(Kit, kit)
    work.get(Room, room)
    _refuse_taken(work, name, but=kit)
    there.name, there.room_id = name.strip(), room
    work.label = f"Change equipment {there.name}"


def remove_kit(work: UnitOfWork, *, kit: int) -> None:
    """Take a movable thing off the list; what it was promised to does without."""
    there = work.get(Kit, kit)
    work.label = f"Remove equipment {there.name}"
    work.remove(there)


def promise_kit(
    work: UnitOfWork,
    *,
    kit: Sequence[int],
    session: int | None = None,
    booking: int | None = None,
) -> None:
    """Promise a session or a booking these things and no others."""
    if session is not None:
        words = session_words(work, work.get(ClinicalSession, session))
    elif booking is not None:
        words = work.get(RoomBooking, booking).title
    else:
        raise Refusal("Choose a session or a booking for the equipment.")
    for one in kit:
        work.get(Kit, one)
    settle_promises(work, kit=kit, session=session, booking=booking)
    work.label = f"Equipment for {words}"


def _refuse_taken(work: UnitOfWork, name: str, but: int | None = None) -> None:
    if not name.strip():
        raise Refusal("Give the equipment a name, such as C-arm 1.")
    if ";" in name:
        raise Refusal("A name holds no semicolon; several things are told apart by it.")
    there = work.one(select(Kit).where(Kit.name == name.strip()))
    if there is not None and there.id != but:
        raise Refusal(f"There is equipment called {name.strip()} already. Choose another name.")

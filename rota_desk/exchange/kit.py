"""Movable equipment in exchange files: names in one cell, a semicolon between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from models import Kit, KitUse
from rota_desk.exchange.table import NotTaken, Taking
from rota_desk.intake.columns import Column
from rota_desk.unit_of_work import Reading, UnitOfWork

MUCH = 10_000
KEPT_HERE = Column("kit", "movable equipment kept in it, a semicolon between", most=MUCH)
PROMISED = Column("kit", "movable equipment promised to it, a semicolon between", most=MUCH)


def kept_in_rooms(read: Reading) -> dict[int, str]:
    """What is kept in each room, as its cell says it."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in read.all(select(Kit).order_by(Kit.name)):
        found[one.room_id].append(one.name)
    return {room: "; ".join(names) for room, names in found.items()}


def promised(read: Reading, *, bookings: bool) -> dict[int, str]:
    """What was promised to each session, or to each booking, as its cell says it."""
    of = KitUse.booking_id if bookings else KitUse.session_id
    found: dict[int, list[str]] = defaultdict(list)
    for number, name in read.rows(
        select(of, Kit.name)
        .join(Kit, Kit.id == KitUse.kit_id)
        .where(of.is_not(None))
        .order_by(Kit.name)
    ):
        found[number].append(name)
    return {number: "; ".join(names) for number, names in found.items()}


def keep_in_room(row: Taking) -> None:
    """Keep what a room's cell names in it, once the room is there; what is new is made."""
    names = _names(row)

    def then(room: int) -> None:
        there = {one.name: one for one in row.work.all(select(Kit))}
        for name in names:
            if name in there:
                there[name].room_id = room
            else:
                row.work.add(Kit(name=name, room_id=room))

    if row.has("kit"):
        row.then.append(then)


def promise(row: Taking, *, bookings: bool) -> None:
    """Promise a session or a booking what its cell names, once it is there."""
    if not row.has("kit"):
        return
    there = {one.name: one.id for one in row.work.all(select(Kit))}
    unknown = next((name for name in _names(row) if name not in there), None)
    if unknown is not None:
        raise NotTaken(f'the desk has no equipment called "{unknown}": import rooms first.', "kit")
    kit = [there[name] for name in _names(row)]
    if not kit and row.number is None:
        return
    row.then.append(
        lambda number: settle_promises(
            row.work,
            kit=kit,
            session=None if bookings else number,
            booking=number if bookings else None,
        )
    )


def settle_promises(
    work: UnitOfWork, *, kit: Sequence[int], session: int | None, booking: int | None
) -> None:
    """Let a session, or a booking, have these things and no others."""
    mine = KitUse.session_id == session if session is not None else KitUse.booking_id == booking
    there = {one.kit_id: one for one in work.all(select(KitUse).where(mine))}
    for number, one in there.items():
        if number not in kit:
            work.remove(one)
    work.add_all(
        [
            KitUse(kit_id=number, session_id=session, booking_id=booking)
            for number in dict.fromkeys(kit)
            if number not in there
        ]
    )


def _names(row: Taking) -> list[str]:
    return [name for name in (one.strip() for one in row.text("kit").split(";")) if name]

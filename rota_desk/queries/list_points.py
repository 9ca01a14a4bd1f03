"""How points are counted in this department: what each procedure takes, what training keeps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from models import Activity, ClinicalSession, Room
from rota_desk.domain.points import Procedure, capacity_of, tariff
from rota_desk.queries.readings import readings
from rota_desk.queries.settings import count_setting, setting
from rota_desk.unit_of_work import Reading

EIGHT_OF_TWELVE = Fraction(8, 12)  # O-18, the other reading of the training list


def training_share(read: Reading) -> Fraction:
    """The share of a list's points that a training list keeps, unless its room says a number."""
    if readings(read).of("list_points") == "eight":
        return EIGHT_OF_TWELVE
    return Fraction(count_setting(read, key="rooms.training_percent"), 100)


def procedures(read: Reading) -> dict[str, Procedure]:
    """What is done on lists, by code, with its points."""
    return tariff(str(setting(read, key="rooms.procedures")))


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What is booked on a list, what it may hold, and what was done."""

    title: str
    case_mix: str
    points: int | None
    done: int | None
    capacity: int | None
    training: bool


def list_facts(read: Reading, *, session: int) -> ListFacts:
    """One list with its cases, points and capacity."""
    there = read.get(ClinicalSession, session)
    room = read.find(Room, there.room_id) if there.room_id is not None else None
    return ListFacts(
        title=read.get(Activity, there.activity_id).name,
        case_mix=there.case_mix,
        points=there.points,
        done=there.points_done,
        capacity=capacity_of(
            room.points_capacity if room else 0,
            training=there.training,
            share=training_share(read),
            typed=room.training_points if room else None,
        ),
        training=there.training,
    )

"""The sample's department: sites, rooms, activities, rates and cover requirements."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from models import (
    Activity,
    CoverRequirement,
    Department,
    Kit,
    KitUse,
    RateBand,
    RateCard,
    Room,
    RoomBooking,
    Site,
)
from models.types import ActivityKind, BookingKind, Category, Repeat, RoomKind, Slot
from rota_desk.domain.said import DAYS
from rota_desk.edits.distances import set_distance
from rota_desk.sample.facts import rows, table
from rota_desk.sample.scene import Scene


def lay_places(scene: Scene) -> None:
    """Make the department, where it works and what is done there."""
    facts = table("department")
    _lay_department(scene, facts["department"])
    for site in facts["site"]:
        scene.sites[site["code"]] = scene.work.add(_site(site))
    for way in facts["distance"]:
        _lay_way(scene, way)
    rooms = [_room(scene, room) for room in facts["room"]]
    scene.work.add_all(rooms)
    scene.rooms = {room.code: room for room in rooms}
    kit = [Kit(name=one["name"], room_id=scene.rooms[one["room"]].id) for one in facts["kit"]]
    scene.work.add_all(kit)
    for one in facts["repeating"]:
        _lay_repeating(scene, one, {each.name: each.id for each in kit})
    activities = [_activity(row, order) for order, row in enumerate(rows("activities"), start=1)]
    scene.work.add_all(activities)
    scene.activities = {activity.code: activity for activity in activities}
    for requirement in facts["requirement"]:
        scene.work.add_all(_requirements(scene, requirement))
    _lay_rates(scene, facts["rates"])


def _lay_department(scene: Scene, facts: dict[str, Any]) -> None:
    scene.coordinator, scene.deputy = facts["coordinator"], facts["deputy"]
    scene.manager = facts["manager"]
    scene.work.add(
        Department(
            name=facts["name"],
            zone=facts["zone"],
            nation=facts["nation"],
            lead=facts["lead"],
            manager=facts["manager"],
        )
    )


def _site(facts: dict[str, Any]) -> Site:
    return Site(
        code=facts["code"],
        name=facts["name"],
        outlying=facts.get("outlying", False),
    )


def _lay_way(scene: Scene, facts: dict[str, Any]) -> None:
    one, other = (scene.sites[code].id for code in facts["between"])
    miles, minutes = Decimal(str(facts["miles"])), facts["minutes"]
    set_distance(scene.work, first=one, second=other, miles=miles, minutes=minutes)


def _room(scene: Scene, facts: dict[str, Any]) -> Room:
    return Room(
        site_id=scene.sites[facts["site"]].id,
        code=facts["code"],
        name=facts["name"],
        kind=RoomKind(facts["kind"]),
        points_capacity=facts.get("points", 0),
        equipment=facts.get("equipment", ""),
        hours=facts.get("hours", ""),
        training_points=facts.get("training"),
    )


def _lay_repeating(scene: Scene, facts: dict[str, Any], kit: dict[str, int]) -> None:
    """A room that others have again and again, from the sample's first week on."""
    day = scene.anchor.first + dt.timedelta(days=DAYS.index(facts["day"]))
    booking = RoomBooking(
        room_id=scene.rooms[facts["room"]].id,
        kind=BookingKind(facts["kind"]),
        start=dt.datetime.combine(day, dt.time.fromisoformat(facts["from"])),
        end=dt.datetime.combine(day, dt.time.fromisoformat(facts["until"])),
        title=facts["title"],
        booked_by=facts["by"],
        repeats=Repeat(facts["repeats"]),
    )
    scene.work.add(booking)
    promised = facts.get("kit", [])
    scene.work.add_all([KitUse(kit_id=kit[name], booking_id=booking.id) for name in promised])


def _activity(row: dict[str, str], order: int) -> Activity:
    return Activity(
        code=row["code"],
        name=row["name"],
        kind=ActivityKind(row["kind"]),
        category=Category(row["category"]),
        slot=Slot(row["slot"]),
        starts=dt.time.fromisoformat(row["starts"]),
        ends=dt.time.fromisoformat(row["ends"]),
        tint=row["tint"],
        sessions=Decimal(row["sessions"]),
        pas=Decimal(row["pas"]),
        hours=Decimal(row["hours"]),
        room_kind=RoomKind(row["room_kind"]) if row["room_kind"] else None,
        needs_permission=row["needs_permission"] == "yes",
        needs_cover=row["needs_cover"] == "yes",
        cover_wanted=int(row["cover_wanted"]),
        on_call_hours=Decimal(row["on_call_hours"]) if row["on_call_hours"] else None,
        on_call_episodes=int(row["on_call_episodes"]) if row["on_call_episodes"] else None,
        clinic_code=row["clinic_code"],
        order=order,
    )


def _requirements(scene: Scene, facts: dict[str, Any]) -> list[CoverRequirement]:
    named = [int(day) - 1 for day in facts.get("days", "")]
    weekdays: list[int | None] = [*named] or [None]
    return [
        CoverRequirement(
            activity_id=scene.activities[facts["activity"]].id,
            slot=Slot(facts["slot"]),
            start=scene.anchor.plans_start,
            minimum=facts["minimum"],
            target=facts.get("target"),
            weekday=weekday,
            bank_holiday=facts.get("bank_holiday", False),
            grade=facts.get("grade", ""),
            skill=facts.get("skill", ""),
            site_id=scene.sites[facts["site"]].id if "site" in facts else None,
        )
        for weekday in weekdays
    ]


def _lay_rates(scene: Scene, facts: dict[str, Any]) -> None:
    """Keep two cards, so that a claim can be reckoned with the one that was in force then."""
    began = dt.date(scene.anchor.leave_year.year - 1, 4, 1)
    change = scene.anchor.leave_year
    cards = (("earlier", began, change), ("present", change, None))
    for which, start, end in cards:
        card = RateCard(
            name=facts["name"],
            valid_from=start,
            valid_to=end,
            approved_by=facts["approved_by"],
            source=facts["source"],
        )
        scene.work.add(card)
        scene.work.add_all([_band(card.id, band) for band in facts[which]])


def _band(card: int, facts: list[str]) -> RateBand:
    day_class, starts, ends, amount = facts
    return RateBand(
        rate_card_id=card,
        day_class=day_class,
        starts=dt.time.fromisoformat(starts),
        ends=dt.time.fromisoformat(ends),
        unit="hour",
        amount=Decimal(amount),
    )

"""The sample's hours by hand: time in lieu earned, taken and paid, and a balance brought in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from models.types import HoursKind
from rota_desk.edits.hours import post_hours
from rota_desk.sample.author import Author
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene


def lay_hours_by_hand(author: Author, scene: Scene) -> None:
    """Write each line on the day after it was worked."""
    for facts in table("leave")["hours"]:
        day = scene.anchor.today - dt.timedelta(days=facts["ago"])
        with author.at(scene.anchor.ago(facts["ago"] - 1, "09:10"), label="Write hours") as work:
            post_hours(
                work,
                clinician=scene.person(facts["who"]),
                kind=HoursKind(facts["kind"]),
                day=day,
                hours=Decimal(facts["hours"]),
                reason=facts["reason"],
            )

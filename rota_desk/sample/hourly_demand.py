"""The sample's round-the-clock service: the hours it needs, and whose shifts meet them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from models import HourlyDemand
from models.hourly_demand import BANK_HOLIDAY
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene

SATURDAY = 5
HALVES = 48  # of a day


def lay_hourly_demand(scene: Scene) -> None:
    """Say what the ward's calls need by the hour, and who answers them."""
    facts = table("department")["demand"]
    for code in facts["met_by"]:
        scene.activities[code].service = facts["service"]
    scene.work.add_all(list(_rows(scene, facts)))


def _rows(scene: Scene, facts: dict[str, Any]) -> Iterator[HourlyDemand]:
    for weekday in range(BANK_HOLIDAY + 1):
        kind = "weekdays" if weekday < SATURDAY else "weekends"
        steps = facts["holidays" if weekday == BANK_HOLIDAY else kind]
        for half in range(HALVES):
            clock = f"{half // 2:02}:{half % 2 * 30:02}"
            named = [people for since, people in steps if since <= clock]
            if half % 2 == 0 or any(since == clock for since, _ in steps):
                yield HourlyDemand(
                    service=facts["service"],
                    weekday=weekday,
                    starts=dt.time.fromisoformat(clock),
                    people=Decimal(str(named[-1])),
                    start=scene.anchor.plans_start,
                )

"""Where and when the desk stands: the department's zone and its present day."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Here:
    """The department's clock."""

    zone: ZoneInfo
    today: dt.date


def here(read: Reading) -> Here:
    """The department's zone and day."""
    return Here(read.zone, read.today)

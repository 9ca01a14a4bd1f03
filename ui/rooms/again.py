"""The fields that say how often a booking or closure comes again, and until when."""

import datetime as dt
from collections.abc import Callable
from typing import TypedDict

from models.types import Repeat
from rota_desk.domain.repeating import place_in_month
from ui.widgets.form import Form

PLACES = ("first", "second", "third", "fourth", "fifth")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL = dt.timedelta(weeks=12)


class Again(TypedDict):
    """How often something comes again, and its last day, where it has one."""

    repeats: Repeat
    until: dt.date | None


def again_fields(
    form: Form, first: dt.date, repeats: Repeat = Repeat.NEVER, until: dt.date | None = None
) -> Callable[[], Again]:
    """Ask how often it comes again, and until when; answers what reads the fields."""
    place = f"{PLACES[place_in_month(first) - 1]} {WEEKDAYS[first.weekday()]}"
    words = {
        Repeat.NEVER: "Not",
        Repeat.WEEKLY: "Every week",
        Repeat.FORTNIGHTLY: "Every other week",
        Repeat.MONTHLY: f"Every {place} of the month",
    }
    often = form.choice("Comes again", tuple(words.items()), repeats)
    ends = form.check("Until a last day", value=until is not None)
    last = form.day("Last day", until or first + USUAL)

    def read() -> Again:
        chosen = often.value() or Repeat.NEVER
        stops = ends.value() and chosen is not Repeat.NEVER
        return {"repeats": chosen, "until": last.value() if stops else None}

    return read

"""What makes a shift long, late or a night, and to which date it belongs."""

from dataclasses import dataclass
from functools import lru_cache

from rota_desk.domain.span import DAY
from rota_desk.domain.timeline import Stretch


@dataclass(frozen=True, slots=True)
class Nights:
    """When night is, in minutes after midnight, and how many of its minutes make a night.

    Goes by the clock on the wall: a clock change makes no shift a night.
    """

    start: int
    end: int
    holds: int

    def are(self, shift: Stretch) -> bool:
        """Whether enough of a shift falls into the night, however long it is."""
        return self.minutes(shift) >= self.holds

    def minutes(self, shift: Stretch) -> int:
        """Count a shift's minutes between the night's start and end."""
        begins = shift.wall_start % DAY
        return _night_minutes(begins, begins + shift.template, self.start, self.end)


@lru_cache(maxsize=4096)
def _night_minutes(begins: int, ends: int, night_from: int, night_to: int) -> int:
    """Count the minutes of every night in a span of minutes from a first midnight."""
    return sum(
        max(0, min(ends, (day + 1) * DAY + night_to) - max(begins, day * DAY + night_from))
        for day in range(-1, ends // DAY + 1)
    )


@dataclass(frozen=True, slots=True)
class ShiftKinds:
    """A contract's classes of shift, in minutes and minutes after the first date's midnight."""

    long_over: int
    late_after: int
    nights: Nights
    late_start_before: int = 2 * DAY
    late_end_by: int = 3 * DAY

    def is_long(self, shift: Stretch) -> bool:
        """Whether it is rostered to last more than the figure; exactly that is not long."""
        return shift.template > self.long_over

    def is_night(self, shift: Stretch) -> bool:
        """Whether it is a night by the contract's definition."""
        return self.nights.are(shift)

    def is_late(self, shift: Stretch) -> bool:
        """Whether it is long, ends late in the evening and is not a night."""
        start, end = (at - shift.day * DAY for at in (shift.wall_start, shift.wall_end))
        in_bounds = start < self.late_start_before and self.late_after < end <= self.late_end_by
        return in_bounds and self.is_long(shift) and not self.is_night(shift)

    def day_of(self, stretch: Stretch) -> int:
        """Number the date it belongs to: its first, or the one before for an early night."""
        day, minute = divmod(stretch.wall_start, DAY)
        if minute < self.nights.end and not stretch.on_call and self.is_night(stretch):
            return day - 1
        return day

"""Breaks that a shift's length asks for, and the share of them that was missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class BreakSteps:
    """From which lengths breaks are due, in minutes; `third_from` is for paid nights alone.

    A paid night starts within `night_from` and `night_to` (minutes after midnight) and lasts at
    least `night_holds`; it is not the night of the safety rules.
    """

    minutes: int  # of one break
    over: int
    second_over: int | None = None
    third_from: int | None = None
    night_from: int = 0
    night_to: int = 0
    night_holds: int = 0

    def due(self, starts_at: int, length: int) -> int:
        """Count the breaks of a shift by its start, in minutes after midnight, and its length."""
        if self.third_from is not None and length >= self.third_from:
            in_time = self.night_from <= starts_at < self.night_to
            if in_time and length >= self.night_holds:
                return 3
        steps = (self.over, self.second_over)
        return sum(step is not None and length > step for step in steps)


def missed_share(shifts: Iterable[tuple[int, int]], *, of_breaks: bool) -> Fraction | None:
    """Give the share missed, from breaks due and taken on each shift; None when none were due.

    Of shifts with any break missed, or of all breaks (an open point of the rulebook, O-9).
    """
    owed = [(due, min(taken, due)) for due, taken in shifts if due]
    if not owed:
        return None
    if of_breaks:
        due = sum(one for one, _ in owed)
        return Fraction(due - sum(taken for _, taken in owed), due)
    return Fraction(sum(taken < due for due, taken in owed), len(owed))

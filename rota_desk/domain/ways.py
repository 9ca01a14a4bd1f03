"""How far apart sites are, asked by their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Ways:
    """Every known way, asked by the numbers of two sites in either order."""

    miles_by_pair: Mapping[tuple[int, int], Decimal]
    minutes_by_pair: Mapping[tuple[int, int], int]
    usual_minutes: int

    def miles(self, first: int, second: int) -> Decimal | None:
        """Miles from door to door; none at all at one site, None where nobody has said."""
        if first == second:
            return Decimal(0)
        return self.miles_by_pair.get((min(first, second), max(first, second)))

    @property
    def longest(self) -> int:
        """Minutes that the longest way takes, for whoever asks whether any takes time at all."""
        return max(self.usual_minutes, *self.minutes_by_pair.values(), 0)

    def minutes(self, first: int, second: int) -> int:
        """Minutes from door to door; the usual ones where nobody has said."""
        if first == second:
            return 0
        return self.minutes_by_pair.get(
            (min(first, second), max(first, second)), self.usual_minutes
        )


UNKNOWN = Ways({}, {}, 0)
"""Nothing is known of any way."""

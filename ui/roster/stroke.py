"""A stroke of the brush over the grid: every cell it passes, each once."""

from collections.abc import Callable

from ui.roster.spot import Spot


class Stroke:
    """The cells of a stroke so far, in order; a quick hand leaves none out.

    `place_of` tells the line and column of a spot, `spot_at` the spot there in a half.
    """

    def __init__(
        self,
        place_of: Callable[[Spot], tuple[int, int]],
        spot_at: Callable[[tuple[int, int], str], Spot | None],
    ) -> None:
        self._place_of, self._spot_at = place_of, spot_at
        self._spots: list[Spot] = []

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The cells passed; none where no stroke was begun."""
        return tuple(self._spots)

    def begin(self, spot: Spot | None) -> None:
        """Begin a stroke at a cell; off the rows there is none."""
        self._spots = [spot] if spot else []

    def draw_to(self, spot: Spot) -> None:
        """Go on to a cell, with all that lie between."""
        line, column = self._place_of(self._spots[-1])
        to_line, to_column = self._place_of(spot)
        steps = max(abs(to_line - line), abs(to_column - column))
        there = {self._place_of(one) for one in self._spots}
        for step in range(1, steps + 1):
            share = step / steps
            at = (
                round(line + (to_line - line) * share),
                round(column + (to_column - column) * share),
            )
            between = self._spot_at(at, self._spots[0].half)
            if between is not None and at not in there:
                self._spots.append(between)
                there.add(at)

    def end(self) -> tuple[Spot, ...]:
        """End the stroke; answers its cells."""
        spots, self._spots = self.spots, []
        return spots

"""Windows that overlap are one finding: the fullest of them speaks."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

Window = tuple[int, Fraction | int]  # where it starts, what it holds


def fullest(windows: Iterable[Window], width: int, limit: Fraction | int) -> Iterator[Window]:
    """Give the fullest window of each overlapping group above a limit, or the fullest of all."""
    known = list(windows)
    over = sorted([one for one in known if one[1] > limit])
    if not over:
        yield from sorted(known, key=_emptiest_last)[:1]
        return
    group = [over[0]]
    for window in over[1:]:
        if window[0] >= group[-1][0] + width:
            yield min(group, key=_emptiest_last)
            group = []
        group.append(window)
    yield min(group, key=_emptiest_last)


def _emptiest_last(window: Window) -> tuple[Fraction | int, int]:
    """Order by what windows hold; of equals the last begins with a duty, not before it."""
    return -window[1], -window[0]

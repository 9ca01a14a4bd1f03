"""Work over time: how many minutes of it any window holds, each minute counted once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from operator import sub

Minutes = int | Fraction
_MANY = 40  # edges; fewer are walked no slower


@dataclass(frozen=True)
class WorkProfile:
    """A line that rises with work: `edges` are moments, `done` the minutes worked until each.

    An on-call period rises evenly by its expected work, so a window that cuts it takes a share.
    """

    edges: tuple[int, ...]
    done: tuple[Minutes, ...]
    even: bool = field(default=False, compare=False)  # from edge to edge all is work or nothing

    def until(self, moment: int) -> Minutes:
        """Count minutes of work before a moment, exactly."""
        index = bisect_right(self.edges, moment) - 1
        if index < 0:
            return 0
        if index == len(self.edges) - 1 or self.edges[index] == moment:
            return self.done[index]
        return self._within(index, moment)

    def between(self, start: int, end: int) -> Minutes:
        """Count minutes of work in a window."""
        return self.until(end) - self.until(start)

    def windows(self, width: int, *, over: Minutes) -> Iterator[tuple[int, Minutes]]:
        """Give each window of a width that starts or ends at an edge, as start and work.

        The line bends only at edges, so the fullest window of all is among them. Where many hold
        more than `over`, those that hold less may be left out.
        """
        if self.even and len(self.edges) >= _MANY:
            yield from self._windows_at_once(width, floor(over))
            return
        starts = sorted({*self.edges, *(edge - width for edge in self.edges)})
        before, after = self.at(starts), self.at([start + width for start in starts])
        yield from zip(starts, map(sub, after, before), strict=True)

    def _windows_at_once(self, width: int, over: int) -> Iterator[tuple[int, Minutes]]:
        """Give them in columns: the line is flat or rises by a minute each minute."""
        import numpy as np

        edges, done = np.array(self.edges), np.array(self.done)
        starts = np.unique(np.concatenate((edges, edges - width)))
        before, after = (np.interp(one, edges, done) for one in (starts, starts + width))
        work = (after - before).astype(np.int64)
        fuller = work > over
        kept = fuller if fuller.any() else slice(None)
        yield from zip(starts[kept].tolist(), work[kept].tolist(), strict=True)

    def at(self, moments: Sequence[int]) -> list[Minutes]:
        """Count minutes of work before each of some ascending moments, in one walk."""
        found: list[Minutes] = []
        edges, done, last = self.edges, self.done, len(self.edges) - 1
        index = -1
        for moment in moments:
            while index < last and edges[index + 1] <= moment:
                index += 1
            if index < 0:
                found.append(0)
            elif index == last or done[index + 1] == done[index]:
                found.append(done[index])
            else:
                found.append(self._within(index, moment))
        return found

    def _within(self, index: int, moment: int) -> Minutes:
        """Count minutes of work up to a moment between an edge and the next."""
        edge, done = self.edges[index], self.done[index]
        gain, width = self.done[index + 1] - done, self.edges[index + 1] - edge
        past = moment - edge
        return done + (past if gain == width else Fraction(gain) * past / width)


def lay_work(pieces: Iterable[tuple[int, int, int]]) -> WorkProfile:
    """Lay pieces of work (start, end, minutes of work in it) one over another.

    Where pieces overlap the densest counts, for nobody works a minute twice.
    """
    known = [piece for piece in pieces if piece[2] > 0 and piece[1] > piece[0]]
    if _one_after_the_other(known):
        return _laid_in_order(known)
    edges = sorted({moment for start, end, _ in known for moment in (start, end)})
    gains: list[Minutes] = [0] * len(edges)
    place = {moment: index for index, moment in enumerate(edges)}
    for start, end, work in known:
        for index in range(place[start], place[end]):
            width = edges[index + 1] - edges[index]
            whole = work >= end - start
            gain = width if whole else Fraction(work * width, end - start)
            gains[index] = max(gains[index], gain)
    return WorkProfile(tuple(edges), tuple(_summed(gains)))


def _one_after_the_other(pieces: list[tuple[int, int, int]]) -> bool:
    """Whether all of each piece is work, and each ends before the next starts."""
    until = pieces[0][0] if pieces else 0
    for start, end, work in pieces:
        if start < until or work != end - start:
            return False
        until = end
    return True


def _laid_in_order(pieces: list[tuple[int, int, int]]) -> WorkProfile:
    edges: list[int] = []
    done: list[Minutes] = []
    total = 0
    for start, end, work in pieces:
        if not edges or edges[-1] != start:
            edges.append(start)
            done.append(total)
        total += work
        edges.append(end)
        done.append(total)
    return WorkProfile(tuple(edges), tuple(done), even=True)


def _summed(gains: list[Minutes]) -> Iterator[Minutes]:
    total: Minutes = 0
    for gain in gains:
        yield total
        total += gain

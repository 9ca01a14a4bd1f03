"""Runs: duties on dates that follow one another without a free date between."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter, gt

from rota_desk.domain.timeline import Stretch

_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Run:
    """Duties of consecutive dates; `days` numbers each date once."""

    days: tuple[int, ...]
    stretches: tuple[Stretch, ...]

    @property
    def length(self) -> int:
        """How many dates the run has."""
        return len(self.days)

    @property
    def first(self) -> Stretch:
        """The duty with which it begins."""
        return self.stretches[0]

    @property
    def last(self) -> Stretch:
        """The duty that ends last."""
        return max(self.stretches, key=_END)


DayOf = Callable[[Stretch], int]


def runs(
    stretches: Iterable[Stretch],
    day_of: DayOf,
    *,
    last_of: DayOf | None = None,
    bridges: Collection[int] = (),
) -> Iterator[Run]:
    """Give each maximal run; one date without any of these duties ends it.

    Stretches come by start. `last_of` names the last date of a duty that counts for several;
    `bridges` are dates that neither count nor end a run.
    """
    known, days = _by_day(stretches, day_of)
    if not known:
        return
    last = days if last_of is None else list(map(max, days, map(last_of, known)))
    until = list(accumulate(last, max))
    begun = 0
    for place, (reached, day) in enumerate(zip(until, days[1:], strict=False), start=1):
        if day > reached + 1 and not _bridged(reached + 1, day, bridges):
            yield Run(_dates(days[begun:place], last[begun:place]), tuple(known[begun:place]))
            begun = place
    yield Run(_dates(days[begun:], last[begun:]), tuple(known[begun:]))


def _bridged(first: int, beyond: int, bridges: Collection[int]) -> bool:
    return bool(bridges) and all(day in bridges for day in range(first, beyond))


def _dates(days: list[int], last: list[int]) -> tuple[int, ...]:
    """Number each date once from first days, in order, to last ones."""
    if days == last:
        return tuple(dict.fromkeys(days))
    return tuple(
        sorted({date for day, end in zip(days, last, strict=True) for date in range(day, end + 1)})
    )


def _by_day(stretches: Iterable[Stretch], day_of: DayOf) -> tuple[list[Stretch], list[int]]:
    """Put stretches in the order of the dates they count for; most are in it already."""
    known = list(stretches)
    days = list(map(day_of, known))
    if any(map(gt, days, days[1:])):
        order = sorted(range(len(known)), key=lambda place: (days[place], known[place].start))
        return [known[place] for place in order], [days[place] for place in order]
    return known, days

"""Runs: duties on dates that follow one another without a free date between."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
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
    days: list[int] = []
    members: list[Stretch] = []
    for first, stretch in _by_day(stretches, day_of):
        if days and first > days[-1] + 1 and not _bridged(days[-1] + 1, first, bridges):
            yield Run(tuple(days), tuple(members))
            days, members = [], []
        members.append(stretch)
        if last_of is None:
            if not days or first > days[-1]:
                days.append(first)
            continue
        last = max(first, last_of(stretch))
        days += range(max(first, days[-1] + 1) if days else first, last + 1)
    if days:
        yield Run(tuple(days), tuple(members))


def _bridged(first: int, beyond: int, bridges: Collection[int]) -> bool:
    return bool(bridges) and all(day in bridges for day in range(first, beyond))


def _by_day(stretches: Iterable[Stretch], day_of: DayOf) -> list[tuple[int, Stretch]]:
    """Put stretches in the order of the dates they count for; most are in it already."""
    known = list(stretches)
    days = list(map(day_of, known))
    dated = list(zip(days, known, strict=True))
    if any(map(gt, days, days[1:])):
        dated.sort(key=lambda one: (one[0], one[1].start))
    return dated

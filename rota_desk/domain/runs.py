"""Runs: duties on dates that follow one another without a free date between."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from rota_desk.domain.timeline import Stretch


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
        return max(self.stretches, key=lambda one: one.end)


DayOf = Callable[[Stretch], int]


def runs(
    stretches: Iterable[Stretch],
    day_of: DayOf,
    *,
    last_of: DayOf | None = None,
    bridges: Collection[int] = (),
) -> Iterator[Run]:
    """Give each maximal run; one date without any of these duties ends it.

    `last_of` names the last date of a duty that counts for several; `bridges` are dates that
    neither count nor end a run.
    """
    days: list[int] = []
    members: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (day_of(one), one.start)):
        first = day_of(stretch)
        if days and not all(day in bridges for day in range(days[-1] + 1, first)):
            yield Run(tuple(days), tuple(members))
            days, members = [], []
        last = first if last_of is None else max(first, last_of(stretch))
        days += [day for day in range(first, last + 1) if not days or day > days[-1]]
        members.append(stretch)
    if days:
        yield Run(tuple(days), tuple(members))

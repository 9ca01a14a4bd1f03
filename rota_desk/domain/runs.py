"""Runs: duties on dates that follow one another without a free date between."""

from collections.abc import Callable, Iterable, Iterator
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


def runs(stretches: Iterable[Stretch], day_of: Callable[[Stretch], int]) -> Iterator[Run]:
    """Give each maximal run; one date without any of these duties ends it."""
    days: list[int] = []
    members: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (day_of(one), one.start)):
        day = day_of(stretch)
        if days and day > days[-1] + 1:
            yield Run(tuple(days), tuple(members))
            days, members = [], []
        if not days or day != days[-1]:
            days.append(day)
        members.append(stretch)
    if days:
        yield Run(tuple(days), tuple(members))

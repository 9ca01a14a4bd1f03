"""Which contract, with which figures, binds somebody on which days."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import DESK, Contract

_NEVER = dt.date.max
Books = Callable[[str], Contract]


@dataclass(frozen=True, slots=True)
class Segment:
    """The days on which one contract, with one set of figures, binds somebody."""

    contract: Contract
    start: dt.date
    end: dt.date
    whole: bool = field(default=False)  # nothing else binds within the horizon

    def holds(self, day: dt.date) -> bool:
        """Whether what begins on a day is held against these figures."""
        return self.whole or self.start <= day < self.end


def within(timeline: Timeline, day: dt.date) -> dt.date:
    """Bring a day into the horizon: windows and plans may begin before it."""
    return min(
        max(day, timeline.first), max(timeline.first, timeline.beyond - dt.timedelta(days=1))
    )


def segments(timeline: Timeline, on: dt.date, books: Books) -> Iterator[Segment]:
    """Give the desk's own rules, and each contract held within the horizon."""
    yield Segment(books(DESK), on, _NEVER, whole=True)
    held = timeline.person.contracts
    for one in held:
        start, end = one.start or dt.date.min, one.end or _NEVER
        known = max(start, timeline.first), min(end, max(timeline.beyond, on))
        if known[0] < known[1] or len(held) == 1:
            yield from _by_epoch(books(one.code), start, end, timeline)


def _by_epoch(
    contract: Contract, start: dt.date, end: dt.date, timeline: Timeline
) -> Iterator[Segment]:
    """Cut a contract's days where one of its figures changes within the horizon."""
    inside = (timeline.first, timeline.beyond)
    cuts = [day for day in contract.changes() if inside[0] < day < inside[1] and start < day < end]
    first = max(start, timeline.first)
    if not cuts:
        everything = start <= timeline.first and end >= timeline.beyond
        yield Segment(contract, first, end, whole=everything)
        return
    for begins, ends in zip([first, *cuts], [*cuts, end], strict=True):
        yield Segment(contract, begins, ends)

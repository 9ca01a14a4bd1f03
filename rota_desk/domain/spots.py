"""Spots: whose duties, and on which dates, something may be wrong with."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rota_desk.domain.numbers import Ints


@dataclass(frozen=True, eq=False)
class Spots:
    """Stretches of dates, both included, each of one person, that show all of what is suspected.

    What lies elsewhere may be left out when the suspicion is looked into. `however_read`: they
    show it under every reading of the open points.
    """

    who: Ints
    first_day: Ints
    last_day: Ints
    however_read: bool = False

    def on(self, place: int, days: Ints) -> Ints:
        """Give the places of those of a person's dates, in order, that lie in their spots."""
        who, begins, ends = self._sorted
        first, last = who.searchsorted((place, place + 1)).tolist()
        opened = begins[first:last].searchsorted(days, side="right")
        held: Ints = (opened > ends[first:last].searchsorted(days)).nonzero()[0]
        return held

    @cached_property
    def _sorted(self) -> tuple[Ints, Ints, Ints]:
        """Whose spots they are, and each person's first and last dates, each in order."""
        firsts = np.lexsort((self.first_day, self.who))
        lasts = np.lexsort((self.last_day, self.who))
        return self.who[firsts], self.first_day[firsts], self.last_day[lasts]


def spots(
    who: Ints,
    first_day: Ints,
    last_day: Ints,
    *,
    also: Ints | None = None,
    however_read: bool = False,
) -> Spots:
    """Mark stretches of dates, and of whoever is named `also` the whole horizon."""
    if also is None or not len(also):
        return Spots(who, first_day, last_day, however_read)
    far = np.full(len(also), 2**40)
    return Spots(
        np.concatenate((who, also)),
        np.concatenate((first_day, -far)),
        np.concatenate((last_day, far)),
        however_read,
    )

"""Spots: whose duties, and on which dates, something may be wrong with."""

from dataclasses import dataclass

import numpy as np

from rota_desk.domain.numbers import Ints


@dataclass(frozen=True, eq=False)
class Spots:
    """Stretches of dates, both included, each of one person, that show all of what is suspected.

    What lies elsewhere may be left out when the suspicion is looked into.
    """

    who: Ints
    first_day: Ints
    last_day: Ints

    def on(self, place: int, days: Ints) -> Ints:
        """Give the places of those of a person's dates, in order, that lie in their spots."""
        mine = self.who == place
        begins, ends = np.sort(self.first_day[mine]), np.sort(self.last_day[mine])
        opened = np.searchsorted(begins, days, side="right")
        return np.flatnonzero(opened > np.searchsorted(ends, days))


def spots(who: Ints, first_day: Ints, last_day: Ints, *, also: Ints | None = None) -> Spots:
    """Mark stretches of dates, and of whoever is named `also` the whole horizon."""
    if also is None or not len(also):
        return Spots(who, first_day, last_day)
    far = np.full(len(also), 2**40)
    parts = (who, also), (first_day, -far), (last_day, far)
    return Spots(*(np.concatenate(part) for part in parts))

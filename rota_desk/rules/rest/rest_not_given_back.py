"""Rest that was cut short and is not given back at once."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from rota_desk.domain.timeline import Rest, Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, duties_of, sentences


class RestNotGivenBack(PersonRule):
    """Daily rest was short and the next rest does not make up for it.

    Measures:   what a rest between two shifts lacks of the daily rest, less what the rest after
                the second shift has above it.
    Leaves out: weekly rest; rest given back later than at once, which is for the two to agree.
    """

    key = "rest.rest_not_given_back"
    reach = dt.timedelta(days=4)
    says = sentences("{measured} of rest lost from {span} is not given back in the next rest")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield what is still owed after each short rest."""
        due = terms.means.minutes("daily_rest")
        for short, following in pairwise(rota.rests(across_on_call=True)):
            if short.length < due:
                yield _owed(short, following, due)


def _owed(short: Rest, following: Rest, due: int) -> Measure:
    given = max(0, following.length - due)
    owed = max(0, due - short.length - given)
    seen = following.seen or not owed
    return Measure(
        short.starts,
        short.ends,
        owed if seen else None,
        duties=duties_of(short.before, short.after),
    )

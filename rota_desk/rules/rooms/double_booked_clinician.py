"""One person in two places at once."""

from collections.abc import Iterator
from itertools import chain

from rota_desk.domain.facts import Duty, DutyKind
from rota_desk.domain.overlaps import clock_minutes, common_time, overlapping
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import Measure, PersonRule, sentences


class DoubleBookedClinician(PersonRule):
    """Two duties of one person share time.

    Measures:   the minutes that two duties of the same kind share, by the clock on the wall.
    Leaves out: an on-call period beside a shift, which is allowed; travel between sites.
    """

    key = "rooms.double_booked_clinician"
    says = sentences("{note} overlap by {measured}, {span}")

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each pair of duties that overlap."""
        for one, other in chain.from_iterable(
            overlapping(duty for duty in rota.duties if duty.kind == kind) for kind in DutyKind
        ):
            start, end = common_time(one, other)
            yield Measure(
                start,
                end,
                clock_minutes(start, end),
                duties=(one, other),
                note=f"{_said(one)} and {_said(other)}",
            )


def _said(duty: Duty) -> str:
    return duty.activity or ("on-call" if duty.kind == DutyKind.ON_CALL else "a shift")

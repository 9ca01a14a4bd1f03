"""A session with nobody, or too few."""

from collections.abc import Iterator

from rota_desk.domain.facts import Need
from rota_desk.domain.snapshot import Snapshot
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, DepartmentRule, Measure, sentences


class UncoveredSession(DepartmentRule):
    """A session that stands has fewer people than it wants.

    Measures:   people wanted less people assigned; somebody on leave is not cover.
    Leaves out: sessions that were cancelled, released or closed.
    """

    key = "cover.uncovered_session"
    says = sentences("{note}, {span}")

    def measure(self, rota: Snapshot, terms: Terms) -> Iterator[Measure]:
        """Yield each session that is short."""
        for need in rota.needs:
            if need.stands and need.have < need.wanted:
                yield Measure(
                    need.start,
                    need.end,
                    need.wanted - need.have,
                    about=About(
                        session_ids=(need.session_id,), room_id=need.room_id, name=need.activity
                    ),
                    note=_said(need),
                )


def _said(need: Need) -> str:
    counted = f"{need.activity or 'session'} has {need.have} of {need.wanted}"
    return f"{counted} ({need.cause})" if need.cause else counted

"""A claim for an extra session that lies in planned time."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from rota_desk.domain.facts import ClaimFacts
from rota_desk.domain.overlaps import clock_minutes
from rota_desk.domain.programmed_activities import occurrences
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, Measure, PersonRule, sentences

_PLANNED = ("DCC", "SPA", "APA")


class ClaimInPlannedTime(PersonRule):
    """A claimed extra session overlaps the claimant's own job plan.

    Measures:   the minutes that the claim and a job-plan line of that week share.
    Leaves out: external duties and private work; whether the planned work was cancelled.
    """

    key = "claims.claim_in_planned_time"
    reach = dt.timedelta(days=2)
    says = sentences(
        "claim {note} in planned time, {span}",
        time_shift="claim {note} in planned time that is to be worked later, {span}",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each piece of planned time that a claim covers."""
        for claim in rota.claims:
            if claim.stands:
                yield from _overlaps(rota, claim)


def _overlaps(rota: Timeline, claim: ClaimFacts) -> Iterator[Measure]:
    first, last = claim.start.date() - dt.timedelta(days=1), claim.end.date()
    lines = (line for line in rota.plan_lines if line.category in _PLANNED)
    for line, (opens, closes) in chain.from_iterable(
        ((line, span) for span in occurrences(line, first, last)) for line in lines
    ):
        start, end = max(opens, claim.start), min(closes, claim.end)
        if start < end:
            yield Measure(
                start,
                end,
                clock_minutes(start, end),
                "time_shift" if claim.time_shifted else "",
                about=About(claim_id=claim.claim_id),
                note=f"{claim.reference} ({line.activity or line.category})".strip(),
            )

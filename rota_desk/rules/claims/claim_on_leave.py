"""A claim for an extra session on a day of leave."""

import datetime as dt
from collections.abc import Iterator

from rota_desk.domain.facts import Away, AwayKind, ClaimFacts
from rota_desk.domain.overlaps import clock_minutes
from rota_desk.domain.span import midnight
from rota_desk.domain.timeline import Timeline
from rota_desk.rules.contract import Terms
from rota_desk.rules.rule import About, Measure, PersonRule, sentences

# A sickness is an absence here: what people read never says more.
_WORDS = {
    AwayKind.ANNUAL_LEAVE: "annual leave",
    AwayKind.STUDY_LEAVE: "study leave",
    AwayKind.PROFESSIONAL_LEAVE: "professional leave",
    AwayKind.SPECIAL_LEAVE: "special leave",
    AwayKind.SICK: "absence",
}


class ClaimOnLeave(PersonRule):
    """A claimed extra session lies on a day on which the claimant was on leave or absent.

    Measures:   the minutes of the claim, if leave or absence touches a date it touches.
    Leaves out: time off in lieu, rest and non-working days.
    """

    key = "claims.claim_on_leave"
    reach = dt.timedelta(days=2)
    says = sentences(
        "claim {note}, {span}",
        annual="claim {note}, {span}: ask what local policy says",
    )

    def measure(self, rota: Timeline, terms: Terms) -> Iterator[Measure]:
        """Yield each claim on a day away."""
        for claim in rota.claims:
            for away in rota.aways:
                if claim.stands and away.kind in _WORDS and _same_day(claim, away):
                    yield Measure(
                        claim.start,
                        claim.end,
                        clock_minutes(claim.start, claim.end),
                        "annual" if away.kind == AwayKind.ANNUAL_LEAVE else "",
                        about=About(claim_id=claim.claim_id),
                        note=f"{claim.reference} on a day of {_WORDS[away.kind]}".strip(),
                    )


def _same_day(claim: ClaimFacts, away: Away) -> bool:
    opens = midnight(claim.start.date())
    last = (claim.end - dt.timedelta(minutes=1)).date()
    return away.start < midnight(last + dt.timedelta(days=1)) and away.end > opens

"""Who could fill a gap, as lines of the inspector."""

from dataclasses import dataclass

from rota_desk.queries.cover_candidates import Candidate, Fit, cover_candidates, reason_line
from ui.bridge import Bridge

KINDS = {
    Fit.FITS: "good",
    Fit.SWAP: "warning",
    Fit.WOULD_BREACH: "danger",
    Fit.AT_LIMIT: "danger",
}
LIKELY = frozenset({Fit.FITS, Fit.WOULD_BREACH})
SHOWN = 20


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One person for one session: the group they fall in, and the words beside the name."""

    session: int
    clinician: int
    name: str
    group: str
    kind: str  # good, warning, danger, neutral
    words: str
    likely: bool  # free and allowed, though it may break a rule
    busy: bool  # at work then; it would take a swap


def candidates_for(bridge: Bridge, session: int) -> tuple[CandidateLine, ...]:
    """The people the desk suggests for a session, best first."""
    found = bridge.ask(cover_candidates, session=session)
    return tuple(_line(session, one) for one in found[:SHOWN])


def _line(session: int, one: Candidate) -> CandidateLine:
    return CandidateLine(
        session=session,
        clinician=one.clinician_id,
        name=one.name,
        group=one.fit.value,
        kind=KINDS.get(one.fit, "neutral"),
        likely=one.fit in LIKELY,
        busy=one.fit is Fit.SWAP,
        words=f"{one.grade}: {reason_line(one)}" if one.grade else reason_line(one),
    )

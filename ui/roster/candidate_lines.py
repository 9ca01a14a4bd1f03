"""Who could fill a gap, asked of the desk and put into lines; no word of Qt."""

from rota_desk.desk import Desk
from rota_desk.queries.cover_candidates import Candidate, Fit, cover_candidates, reason_line
from rota_desk.queries.cover_swaps import TRADES
from ui.roster.candidates import CandidateLine, Lines

KINDS = {
    Fit.FITS: "good",
    Fit.SWAP: "warning",
    Fit.WOULD_BREACH: "danger",
    Fit.AT_LIMIT: "danger",
}
LIKELY = frozenset({Fit.FITS, Fit.WOULD_BREACH})
SHOWN = 20


def candidates_for(desk: Desk, session: int) -> Lines:
    """The people the desk suggests for a session, best first."""
    found = desk.ask(cover_candidates, session=session)
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
        trades=one.fit in TRADES,
        words=f"{one.grade}: {reason_line(one)}" if one.grade else reason_line(one),
    )

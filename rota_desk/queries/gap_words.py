"""Why a session is uncovered, in the words of every screen and every paper."""

from models.types import GapCause

CAUSES = {
    GapCause.LEAVE: "Leave",
    GapCause.STUDY_LEAVE: "Study leave",
    GapCause.ABSENCE: "Unavailable at short notice",
    GapCause.VACANCY: "Vacancy",
    GapCause.TEMPLATE_HOLE: "Nobody in the plan",
    GapCause.ROOM_LOST: "Room lost",
    GapCause.BANK_REFUSED: "Bank could not fill",
    GapCause.MOVED: "Moved to other work",
    GapCause.UNKNOWN: "Cause not recorded",
}


def cause_words(cause: GapCause | None, text: str | None) -> str:
    """A cause with what is known of it, nothing said twice; empty where neither is known.

    An absence never says whose or why: these words reach paper.
    """
    if cause is None or cause is GapCause.UNKNOWN:
        return text or ""
    said = CAUSES[cause]
    if not text or cause is GapCause.ABSENCE:
        return said
    return text if text.casefold().endswith(f" {said.casefold()}") else f"{said}: {text}"

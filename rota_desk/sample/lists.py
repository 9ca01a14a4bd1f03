"""How full the sample's endoscopy lists are: cases, training lists, and what was done."""

from __future__ import annotations

from models import ClinicalSession
from rota_desk.domain.list_run import MINUTE
from rota_desk.domain.points import mix_words

TRAINING = 9  # each so many lists, one is a training list
UNDONE = 4  # each so many lists of the past, one does a point less than was booked
LATE = (0, 5, 10, 0, 12, 20, 5, 0, 35)  # minutes after its time, from list to list
EARLY = (0, 10, 0, -15, 20, 45, 5)  # minutes before its end; below none: it ran over
TURNOVER = 4  # minutes between two cases
KEEPS = 0.6  # of a list's points while a trainee operates


def book_as_in_life(session: ClinicalSession, capacity: int) -> None:
    """Give a list cases for its points, and now and then a trainee."""
    if session.id % TRAINING == 0:
        session.training = True
        session.points = int(capacity * KEEPS) - session.id % 2
    cases = _cases(session.points or 0)
    session.case_mix = mix_words({code: count for code, count in cases.items() if count})


def _cases(points: int) -> dict[str, int]:
    double = points // 3  # two thirds of the points are colonoscopies
    return {"COL": double, "OGD": points - 2 * double}


def run_as_in_life(session: ClinicalSession) -> None:
    """Say of a list of the past what was done, and when it began and ended."""
    points, undone = session.points or 0, session.id % UNDONE == 0
    session.points_done = points - undone
    _time_as_in_life(session, sum(_cases(points).values()) - undone)


def _time_as_in_life(session: ClinicalSession, cases: int) -> None:
    """Let a list begin and end about its times: now and then late, or over early."""
    late, early = LATE[session.id % len(LATE)], EARLY[session.id % len(EARLY)]
    session.began = session.start + late * MINUTE
    session.ended = session.end - early * MINUTE
    session.cases_done = cases
    gaps = TURNOVER * max(0, cases - 1)
    session.touch_minutes = max(0, (session.ended - session.began) // MINUTE - gaps)

"""Proposing cover for a quarter: 60 people with a year in the file, 120 gaps."""

import datetime as dt
import statistics
import time
from pathlib import Path

import pytest
from build import found
from sqlalchemy import insert
from year_of_duties import MONDAY, _session, a_year_of_duties

from models import ClinicalSession
from models.base import Base
from rota_desk.desk import Desk
from rota_desk.proposing import begin
from rota_desk.queries.cover_candidates import cover_candidates

PEOPLE, GAPS, DAYS = 60, 120, 91
GOAL = 3.0  # times what the cover finder takes to be asked of each gap alone
QUICK = 0.1  # of the whole: judging the others again after one line was changed


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_a_quarter_is_proposed_in_little_more_than_asking_gap_by_gap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, free, _ = a_year_of_duties(tmp_path / "year", people=PEOPLE, years=1)
    _more_gaps(desk, free)
    single = statistics.median(_timed(lambda: desk.ask(cover_candidates, session=free), 9))
    begun = time.process_time()
    proposed = begin(desk, start=MONDAY, end=MONDAY + dt.timedelta(days=DAYS))
    whole = time.process_time() - begun
    line = next(one for one in proposed.lines() if one.instead)
    who = line.instead[0].clinician_id
    begun = time.process_time()
    proposed.choose(line.place, who)
    again = time.process_time() - begun
    desk.close()
    with capsys.disabled():
        print(
            f"\n{GAPS} gaps of {PEOPLE} people over {DAYS} days: {whole:.1f} s, "
            f"{whole / (single * GAPS):.1f} × one at a time ({single * 1000:.0f} ms each); "
            f"again after one line: {again * 1000:.0f} ms"
        )
    assert len(proposed.places) == len(proposed.takings) == GAPS
    assert whole < GOAL * single * GAPS
    assert again < QUICK * whole


def _more_gaps(desk: Desk, free: int) -> None:
    like = found(desk, ClinicalSession, free)
    assert like is not None
    with desk.database.session() as session:
        session.connection().execute(
            insert(Base.metadata.tables[ClinicalSession.__tablename__]),
            [
                _session(like, MONDAY + dt.timedelta(days=3 + number * (DAYS - 3) // GAPS))
                for number in range(GAPS - 1)
            ],
        )
        session.commit()


def _timed(ask: object, times: int) -> list[float]:
    assert callable(ask)
    took = []
    for _ in range(times):
        begun = time.process_time()
        ask()
        took.append(time.process_time() - begun)
    return took

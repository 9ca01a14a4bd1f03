"""Finding cover for one session: a department of sixty with a year in the file."""

import statistics
import time
from pathlib import Path

import pytest
from year_of_duties import MONDAY, a_year_of_duties

from rota_desk.queries.cover_candidates import cover_candidates

PEOPLE, ROUNDS, GOAL = 60, 15, 16.0  # people, rounds, milliseconds


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_candidates_for_a_session_are_found_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, session, _ = a_year_of_duties(tmp_path / "year", people=PEOPLE, years=1)
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        found = desk.ask(cover_candidates, session=session)
        times.append((time.process_time() - begun) * 1000)
    desk.close()
    with capsys.disabled():
        print(
            f"\n{len(found)} candidates asked for with their verdicts, {MONDAY:%d %b}: "
            f"{statistics.median(times):.0f} ms (goal {GOAL:.0f} ms for their verdicts)"
        )
    assert len(found) == PEOPLE
    assert statistics.median(times) < GOAL * 20

"""Who could take a session: the groups, and the words for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import (
    MONDAY,
    a_clinic,
    a_clinician,
    a_desk,
    a_list,
    a_long_day,
    a_night,
    a_resident,
    approved_leave,
)

from rota_desk.desk import Desk
from rota_desk.queries.cover_candidates import Fit, cover_candidates

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def test_candidates_stand_in_groups_best_first_with_the_reason(desk: Desk) -> None:
    free = a_resident(desk, "Dr N Said")
    tired, busy, away = (a_resident(desk, f"Dr {name}") for name in ("C Rowan", "E Voss", "H Bo"))
    a_night(desk, MONDAY - dt.timedelta(days=1), on=[tired])
    a_clinic(desk, TUESDAY, on=[busy])
    approved_leave(desk, away, TUESDAY)
    session = a_long_day(desk, TUESDAY)
    found = desk.ask(cover_candidates, session=session.id)
    assert [(one.clinician_id, one.fit) for one in found] == [
        (free.id, Fit.FITS),
        (tired.id, Fit.WOULD_BREACH),
        (busy.id, Fit.SWAP),
        (away.id, Fit.AWAY),
    ]
    reasons = {one.name: one.reason for one in found}
    assert reasons["Dr H Bo"] == "away until Wed 11 Nov 00:00"
    assert reasons["Dr E Voss"] == "on Clinic 09:00 – 13:00"
    assert "46 h" in reasons["Dr C Rowan"]
    assert found[1].rested == "rested 23 h"


def test_who_is_there_already_or_has_left_is_no_candidate(desk: Desk) -> None:
    there = a_clinician(desk)
    a_clinician(desk, "Dr M Okafor", leaves=MONDAY)
    session = a_list(desk, on=[there])
    assert desk.ask(cover_candidates, session=session.id) == ()

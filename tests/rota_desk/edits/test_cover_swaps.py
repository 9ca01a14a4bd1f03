"""A gap filled by a swap: one takes it and gives up another, both checked, in one act."""

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
    a_gap,
    a_list,
    a_long_day,
    a_night,
    a_resident,
    every,
)

from models import Assignment, ClinicalSession, Clinician, Gap, GapAction, Swap
from models.types import AskOutcome, GapState
from rota_desk.desk import Desk
from rota_desk.edits.swaps import cover_by_swap
from rota_desk.errors import Refusal
from rota_desk.queries.cover_swaps import CoverSwap, cover_swaps

DAY = dt.timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.close()


def who_stands(desk: Desk) -> list[tuple[int, int, str]]:
    return sorted(
        (one.session_id, one.clinician_id, one.source.value) for one in every(desk, Assignment)
    )


def told(desk: Desk, session: ClinicalSession, whom: Clinician | None = None) -> list[CoverSwap]:
    number = whom.id if whom else None
    return list(desk.ask(cover_swaps, session=session.id, clinician=number))


def test_whoever_is_busy_gives_up_what_somebody_free_takes(desk: Desk) -> None:
    busy, free = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    clinic = a_clinic(desk, TUESDAY, on=[busy])
    gap = a_list(desk, TUESDAY)
    a_gap(desk, gap)
    (swap,) = told(desk, gap)
    assert swap.words == "Dr A Patel gives up Clinic, Tue 10 Nov 09:00–13:00 to Dr M Okafor"
    assert (swap.clinician_id, swap.taker) == (busy.id, free.id)
    before = who_stands(desk)
    consents = {busy.id: "by phone", free.id: "by e-mail"}
    done = desk.do(
        cover_by_swap,
        session=gap.id,
        assignment=swap.assignment,
        taker=free.id,
        consents=consents,
    )
    assert done.label == (
        "Dr A Patel takes Endoscopy list, Tue 10 Nov and gives up Clinic, Tue 10 Nov "
        "to Dr M Okafor"
    )
    assert who_stands(desk) == sorted([(clinic.id, free.id, "swap"), (gap.id, busy.id, "swap")])
    assert [one.state for one in every(desk, Gap)] == [GapState.FILLED]
    assert [(one.outcome, one.answer) for one in every(desk, GapAction)] == [
        (AskOutcome.ACCEPTED, "by phone, gives up Clinic, Tue 10 Nov")
    ]
    assert [one.consent for one in every(desk, Swap)] == [
        "so that Dr A Patel takes Endoscopy list, Tue 10 Nov"
    ]
    desk.undo()
    assert who_stands(desk) == before
    assert (every(desk, Swap), every(desk, GapAction)) == ([], [])
    desk.redo()
    assert who_stands(desk) != before


def test_nothing_is_done_before_both_agreed(desk: Desk) -> None:
    busy, free = a_clinician(desk), a_clinician(desk, "Dr M Okafor")
    a_clinic(desk, TUESDAY, on=[busy])
    gap = a_list(desk, TUESDAY)
    (swap,), before = told(desk, gap), who_stands(desk)
    with pytest.raises(Refusal, match="Say how Dr M Okafor agreed"):
        desk.do(
            cover_by_swap,
            session=gap.id,
            assignment=swap.assignment,
            taker=free.id,
            consents={busy.id: "by phone"},
        )
    assert who_stands(desk) == before


def test_a_tired_doctor_takes_it_by_giving_up_the_night_before(desk: Desk) -> None:
    tired, rested = a_resident(desk), a_resident(desk, "Dr D Said")
    night = a_night(desk, TUESDAY, on=[tired])
    gap = a_long_day(desk, TUESDAY + DAY)
    a_long_day(desk, TUESDAY + DAY, on=[])
    found = [one for one in told(desk, gap, tired) if one.taker is not None]
    assert [(one.name, one.taker_name) for one in found] == [(tired.name, rested.name)]
    assert night.id in {one.session_id for one in every(desk, Assignment)}


def test_asked_for_one_person_a_need_that_moves_is_told_last_and_kept_as_a_gap(
    desk: Desk,
) -> None:
    busy = a_clinician(desk)
    clinic = a_clinic(desk, TUESDAY, on=[busy])
    gap = a_list(desk, TUESDAY)
    assert told(desk, gap) == []
    (swap,) = told(desk, gap, busy)
    assert swap.words == "Dr A Patel gives up Clinic, Tue 10 Nov 09:00–13:00"
    assert swap.reasons[1] == "Nobody takes what is given up: that becomes the gap."
    desk.do(
        cover_by_swap,
        session=gap.id,
        assignment=swap.assignment,
        consents={busy.id: "by phone"},
    )
    open_now = {one.session_id for one in every(desk, Gap) if one.state is GapState.OPEN}
    assert open_now == {clinic.id}

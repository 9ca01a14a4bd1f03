"""What-if: a copy to try things on, put on the real rota as one step or thrown away."""

import datetime as dt

import pytest
from build import MONDAY, every
from trying import People, gap_on_tuesday, placed

from models import Assignment, AuditEntry, ClinicalSession, Publication
from models.types import AbsenceKind
from reports.rota_documents import weekly_rota_document
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.edits.absences import record_absence
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.edits.filling import fill_cell
from rota_desk.edits.publishing import publish
from rota_desk.edits.sessions import remove_session
from rota_desk.edits.what_if import apply_what_if
from rota_desk.errors import Refusal
from rota_desk.progress import telling
from rota_desk.what_if import WhatIf, begin, kept

TUESDAY = MONDAY + dt.timedelta(days=1)


def test_what_is_tried_touches_nothing_until_it_is_applied_and_then_is_one_step(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    before = placed(desk)
    patel = next(one for one in every(desk, Assignment) if one.clinician_id == 1)
    tried.desk.do(remove_assignment, assignment=patel.id)
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    tried.desk.do(
        fill_cell, clinician=people["S Quill"].id, day=MONDAY, slot=None, code="CL", over=True
    )
    assert placed(desk) == before
    entries = len(every(desk, AuditEntry))
    desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)
    assert placed(desk) == placed(tried.desk)
    assert len(every(desk, AuditEntry)) == entries + 1
    assert desk.can_undo.startswith("Apply the what-if “One fewer”")
    desk.undo()
    assert placed(desk) == before
    desk.redo()
    assert placed(desk) == placed(tried.desk)


def test_new_records_take_numbers_the_real_rota_has_not_used_meanwhile(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    quill, rowan = people["S Quill"].id, people["Dr C Rowan"].id
    friday = MONDAY + dt.timedelta(days=11)
    tried.desk.do(fill_cell, clinician=quill, day=friday, slot=None, code="CL")
    desk.do(fill_cell, clinician=rowan, day=friday, slot=None, code="LD")  # the same numbers
    desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)
    codes = {
        one.clinician_id
        for one in every(desk, Assignment)
        for session in every(desk, ClinicalSession)
        if session.id == one.session_id and session.start.date() == friday
    }
    assert codes == {quill, rowan}


def test_where_the_real_rota_moved_meanwhile_it_says_so_and_applies_nothing(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    patel = next(one for one in every(desk, Assignment) if one.clinician_id == 1)
    tried.desk.do(hand_over, assignment=patel.id, clinician=people["S Quill"].id)
    desk.do(hand_over, assignment=patel.id, clinician=people["Dr E Voss"].id)  # meanwhile
    before = placed(desk)
    assert tried.moved() == (
        "Endoscopy list, Mon 9 Nov, Dr A Patel: removed from the real rota since",
    )
    with pytest.raises(Refusal, match="The real rota has moved since: Endoscopy list"):
        desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)
    assert placed(desk) == before


def test_a_gap_filled_on_both_sides_is_not_filled_twice(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(assign, session=session, clinician=people["Dr M Okafor"].id)
    assert tried.moved() == (
        "Endoscopy list, Tue 10 Nov, S Quill: changed on the real rota since",
    )


def test_a_session_removed_meanwhile_takes_nobody_with_it(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    desk.do(remove_session, session=session)
    with pytest.raises(Refusal, match="The real rota has moved since"):
        desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)


def test_nothing_changed_is_nothing_to_apply(desk: Desk, tried: WhatIf) -> None:
    with pytest.raises(Refusal, match="Nothing was changed in this what-if yet"):
        desk.do(apply_what_if, changes=tried.changes(), name=tried.name, since=tried.since)


def test_it_is_never_published_printed_or_read_by_the_command_line(
    tried: WhatIf, capsys: pytest.CaptureFixture[str]
) -> None:
    week = MONDAY + dt.timedelta(days=7)
    with pytest.raises(Refusal, match="nothing of it is published"):
        tried.desk.do(publish, first=MONDAY, last=week)
    with pytest.raises(Refusal, match="nothing of it is printed or sent"):
        weekly_rota_document(tried.desk, start=MONDAY, end=week, format="pdf")
    assert every(tried.desk, Publication) == []
    path = str(tried.path)
    tried.close()
    assert (
        run(["--database", path, "check", "rota", "--from", str(MONDAY), "--to", str(week)]) == 2
    )
    assert "what-if" in capsys.readouterr().err


def test_it_is_kept_when_closed_and_gone_when_thrown_away(desk: Desk, people: People) -> None:
    what_if = begin(desk, "Christmas / with one fewer")
    session = gap_on_tuesday(what_if.desk)
    what_if.desk.do(assign, session=session, clinician=people["S Quill"].id)
    what_if.close()
    (name, path), *_ = kept(desk)
    assert name == "Christmas with one fewer"
    again = WhatIf(desk, path)
    assert (session, people["S Quill"].id) in placed(again.desk)
    assert again.changes()
    again.throw_away()
    assert kept(desk) == ()
    assert [one.name for one in path.parent.iterdir() if "whatif" in one.name] == []
    assert (session, people["S Quill"].id) not in placed(desk)


def test_two_of_one_name_and_a_what_if_of_a_what_if_are_refused(desk: Desk, tried: WhatIf) -> None:
    with pytest.raises(Refusal, match="There is a what-if of that name already"):
        begin(desk, "One fewer")
    with pytest.raises(Refusal, match="This is a what-if already"):
        begin(tried.desk, "Deeper")


def test_both_are_told_side_by_side(people: People, tried: WhatIf) -> None:
    session = gap_on_tuesday(tried.desk)
    tried.desk.do(assign, session=session, clinician=people["S Quill"].id)
    both = tried.beside_real(start=MONDAY, end=MONDAY + dt.timedelta(days=7))
    cover = {one.what: (one.real, one.tried, one.more) for one in both.cover}
    assert cover["Endoscopy list"] == ("5 of 6", "6 of 6", 1)
    assert [(one.what, one.real, one.tried) for one in both.hours] == [("S Quill", "0 h", "4 h")]
    assert [one.message[:14] for one in both.lost] == ["Endoscopy list"]
    assert both.gained == ()
    assert both.duties == ()


def test_fairness_is_told_beside_each_ones_share(
    desk: Desk, people: People, tried: WhatIf
) -> None:
    night = next(
        one.id for one in every(desk, ClinicalSession) if one.end.date() > one.start.date()
    )
    held = next(one.id for one in every(desk, Assignment) if one.session_id == night)
    tried.desk.do(hand_over, assignment=held, clinician=people["Dr C Rowan"].id)
    both = tried.beside_real(start=MONDAY, end=MONDAY + dt.timedelta(days=7))
    assert [(one.what, one.real, one.tried, one.mark) for one in both.duties] == [
        ("Dr C Rowan, nights", "0 of 0.5", "1 of 0.5", "▲"),
        ("Dr E Voss, nights", "1 of 0.5", "0 of 0.5", "▼"),
        ("Dr E Voss, long days", "1 of 2 ▼", "2 of 2.5", "▲"),  # one of them ran into the night
    ]


def test_a_gap_that_somebodys_leave_made_is_told_by_who_was_put_on_it(
    desk: Desk, people: People
) -> None:
    patel = next(one for one in every(desk, Assignment) if one.clinician_id == 1)
    desk.do(record_absence, clinician=1, first=MONDAY, last=MONDAY, kind=AbsenceKind.SICKNESS)
    tried = begin(desk, "Sick")
    tried.desk.do(assign, session=patel.session_id, clinician=people["S Quill"].id)
    desk.do(assign, session=patel.session_id, clinician=people["Dr M Okafor"].id)  # meanwhile
    assert tried.moved() == ("Endoscopy list, Mon 9 Nov, S Quill: changed on the real rota since",)
    tried.throw_away()


def test_a_copy_that_is_stopped_leaves_no_what_if_behind(desk: Desk, people: People) -> None:
    del people  # the ward is copied
    told: list[str] = []

    def stop_at_the_second(_percent: int, doing: str) -> None:
        told.append(doing)
        if len(told) == 2:
            raise Refusal("Stopped.")

    with telling(stop_at_the_second), pytest.raises(Refusal, match="Stopped"):
        begin(desk, "One fewer")
    assert told == ["Copying the rota", "Opening the copy"]
    assert kept(desk) == ()
    begin(desk, "One fewer").throw_away()

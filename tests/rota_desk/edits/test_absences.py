"""Absence: recorded in one line, never named, closed with a talk."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import TODAY

from models import Absence, AbsenceTold, Assignment, AuditEntry, Gap
from models.types import AbsenceKind, GapCause, GapState
from rota_desk.desk import Desk
from rota_desk.edits.absences import (
    close_absence,
    free_absence,
    note_absence,
    record_absence,
    record_all_sent_to_esr,
    record_return_talk,
    record_sent_to_esr,
    remove_absence,
    see_fit_note,
    tell_of_absence,
    tick_absence_told,
)
from rota_desk.errors import Refusal
from rota_desk.queries.absences import absence_list
from rota_desk.queries.leave_balance import leave_balance
from rota_desk.queries.restricted_absences import absence_reason

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = build.a_desk(tmp_path)
    build.a_department(desk)
    yield desk
    desk.close()


def test_off_sick_from_today_frees_the_first_week_and_never_says_why(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    for days in (-1, 0, 6, 7):
        build.a_list(desk, TODAY + DAY * days, on=[patel])
    done = desk.do(record_absence, clinician=patel.id, first=TODAY, reason_code="S25")
    assert len(build.every(desk, Assignment)) == 2
    gaps = [(gap.cause, gap.cause_text, gap.state) for gap in build.every(desk, Gap)]
    assert gaps == [(GapCause.ABSENCE, "Unavailable", GapState.OPEN)] * 2
    assert done.label == "Dr A Patel unavailable from Tue 10 Nov"
    assert build.every(desk, AuditEntry)[-1].label == done.label


def test_the_list_never_says_why_and_the_restricted_question_does(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(
        record_absence, clinician=patel.id, first=TODAY, reason_code="S25", note="private words"
    ).value
    (line,) = desk.ask(absence_list)
    assert "S25" not in repr(line)
    assert "private words" not in repr(line)
    assert "sickness" not in repr(line)
    reason = desk.ask(absence_reason, absence=absence)
    facts = (reason.kind, reason.reason_code, reason.note)
    assert facts == (AbsenceKind.SICKNESS, "S25", "private words")


def test_an_open_absence_goes_on_and_frees_more(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, TODAY + 9 * DAY, on=[patel])
    absence = desk.do(record_absence, clinician=patel.id, first=TODAY).value
    assert desk.ask(absence_list)[0].still_rostered == 1
    assert desk.do(free_absence, absence=absence, through=TODAY + 10 * DAY).value == 1
    assert desk.ask(absence_list)[0].still_rostered == 0


def test_closing_brings_them_back_and_sets_the_talk(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.a_list(desk, TODAY, on=[patel])
    back = build.a_list(desk, TODAY + 3 * DAY, on=[patel])
    absence = desk.do(record_absence, clinician=patel.id, first=TODAY).value
    assert desk.do(close_absence, absence=absence, last=TODAY + DAY).value == 1
    assert [one.session_id for one in build.every(desk, Assignment)] == [back.id]
    (there,) = build.every(desk, Absence)
    assert there.return_talk_due == dt.date(2026, 11, 16)  # Thu, Fri, Mon
    assert there.fit_note_due is None


def test_a_note_is_due_from_the_eighth_day(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    desk.do(record_absence, clinician=patel.id, first=dt.date(2026, 11, 6))
    seven = dt.date(2026, 11, 8)
    desk.do(record_absence, clinician=khan.id, first=dt.date(2026, 11, 2), last=seven)
    due = [one.fit_note_due for one in build.every(desk, Absence)]
    assert due == [dt.date(2026, 11, 13), None]


def test_those_to_be_told_are_ticked_one_by_one(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(
        record_absence, clinician=patel.id, first=TODAY, tell=("Unit sister", "Unit sister", "")
    ).value
    desk.do(tell_of_absence, absence=absence, whom="Dr M Okafor")
    first, second = build.every(desk, AbsenceTold)
    desk.do(tick_absence_told, told=first.id)
    assert [(one.whom, one.told) for one in desk.ask(absence_list)[0].told] == [
        ("Unit sister", True),
        ("Dr M Okafor", False),
    ]
    desk.do(tick_absence_told, told=first.id, done=False)
    assert build.every(desk, AbsenceTold)[0].told_at is None
    with pytest.raises(Refusal, match="on the list already"):
        desk.do(tell_of_absence, absence=absence, whom=second.whom.upper())


def test_the_list_says_what_is_to_be_done_until_nothing_is(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(
        record_absence, clinician=patel.id, first=TODAY - 9 * DAY, last=TODAY - 8 * DAY
    ).value
    (line,) = desk.ask(absence_list)
    assert line.due == ("talk on return by Thu 5 Nov 2026", "send to ESR")
    assert line.overdue
    desk.do(record_return_talk, absence=absence)
    desk.do(record_sent_to_esr, absence=absence)
    assert desk.ask(absence_list) == ()
    assert len(desk.ask(absence_list, settled=True)) == 1


def test_an_absence_before_the_start_or_years_ahead_is_a_slip_of_the_year(desk: Desk) -> None:
    patel = build.a_clinician(desk, joined=dt.date(2025, 8, 11))
    with pytest.raises(Refusal, match="Dr A Patel starts on Mon 11 Aug 2025"):
        desk.do(record_absence, clinician=patel.id, first=dt.date(2016, 11, 10))
    for first, last in ((dt.date(2031, 11, 10), None), (TODAY, dt.date(2029, 4, 1))):
        with pytest.raises(Refusal, match="is too far ahead"):
            desk.do(record_absence, clinician=patel.id, first=first, last=last)
    assert build.every(desk, Absence) == []


def test_a_talk_before_the_return_is_no_talk_on_return(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(
        record_absence, clinician=patel.id, first=TODAY - DAY, last=TODAY + DAY
    ).value
    with pytest.raises(Refusal) as refused:
        desk.do(record_return_talk, absence=absence)
    assert str(refused.value) == (
        "Dr A Patel is away until Wed 11 Nov 2026. Note the talk once it was held on return,"
        " or correct the last day."
    )


def test_nonsense_is_refused_in_words(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(record_absence, clinician=patel.id, first=TODAY).value
    with pytest.raises(Refusal, match="ends before it begins"):
        desk.do(record_absence, clinician=patel.id, first=TODAY, last=TODAY - DAY)
    with pytest.raises(Refusal, match="unavailable from Tue 10 Nov 2026 already"):
        desk.do(record_absence, clinician=patel.id, first=TODAY + DAY)
    with pytest.raises(Refusal, match="cannot end before that"):
        desk.do(close_absence, absence=absence, last=TODAY - DAY)
    with pytest.raises(Refusal, match="still open"):
        desk.do(record_return_talk, absence=absence)
    gone = build.a_clinician(desk, "Dr G One", leaves=TODAY)
    with pytest.raises(Refusal, match="no longer here"):
        desk.do(record_absence, clinician=gone.id, first=TODAY)


def test_an_absence_recorded_by_mistake_is_removed_whole(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    later = build.a_list(desk, TODAY + DAY, on=[patel])
    absence = desk.do(record_absence, clinician=patel.id, first=TODAY, tell=("Sister",)).value
    desk.do(remove_absence, absence=absence)
    assert build.every(desk, Absence) == []
    assert [one.session_id for one in build.every(desk, Assignment)] == [later.id]
    desk.undo()
    assert len(build.every(desk, AbsenceTold)) == 1


def test_one_line_records_an_absence_and_says_whom_it_may_mean(desk: Desk) -> None:
    rowan = build.a_resident(desk)
    build.a_clinician(desk, "Dr A Patel")
    build.a_clinician(desk, "Dr M Patel")
    number = desk.do(note_absence, said="rowan off sick from today").value
    absence = build.found(desk, Absence, number)
    assert absence is not None
    assert (absence.clinician_id, absence.first_day, absence.last_day) == (rowan.id, TODAY, None)
    with pytest.raises(Refusal, match='"patel" may be Dr A Patel, Dr M Patel'):
        desk.do(note_absence, said="patel today")
    with pytest.raises(Refusal, match='Nobody here is called "nobody"'):
        desk.do(note_absence, said="nobody today")
    with pytest.raises(Refusal, match="Say who"):
        desk.do(note_absence, said="off sick today")


def test_a_fit_note_gives_the_leave_back_it_covers(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    build.an_allowance(desk, patel, "10")
    build.approved_leave(desk, patel, TODAY - dt.timedelta(days=4), TODAY)
    absence = build.an_absence(desk, patel, TODAY - dt.timedelta(days=1), TODAY)
    before = desk.ask(leave_balance, clinician=patel.id).left
    desk.do(see_fit_note, absence=absence.id)
    assert desk.ask(leave_balance, clinician=patel.id).left == before + 2
    with pytest.raises(Refusal, match="up to today"):
        desk.do(see_fit_note, absence=absence.id, day=TODAY + dt.timedelta(days=1))


def test_after_thirty_days_digital_services_are_to_be_told(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    for days, told in ((29, False), (30, True)):
        absence = build.an_absence(desk, patel, TODAY - days * DAY)
        (line,) = desk.ask(absence_list)
        assert ("over 30 days: tell digital services" in line.due) == told
        desk.do(remove_absence, absence=absence.id)


def test_several_absences_are_sent_to_esr_as_one_step(desk: Desk) -> None:
    patel, khan = build.a_clinician(desk), build.a_clinician(desk, "Dr S Khan")
    numbers = [build.an_absence(desk, one, TODAY - DAY, TODAY).id for one in (patel, khan)]
    desk.do(record_sent_to_esr, absence=numbers[0], day=TODAY - DAY)
    done = desk.do(record_all_sent_to_esr, absences=numbers)
    assert (done.value, done.label) == (1, "1 absence sent to ESR")
    assert [one.sent_to_esr for one in build.every(desk, Absence)] == [TODAY - DAY, TODAY]
    with pytest.raises(Refusal, match="All of these were sent to ESR already"):
        desk.do(record_all_sent_to_esr, absences=numbers)
    desk.undo()
    assert [one.sent_to_esr for one in build.every(desk, Absence)] == [TODAY - DAY, None]


def test_an_absence_sent_while_it_was_open_is_sent_again_with_its_last_day(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(record_absence, clinician=patel.id, first=TODAY - 3 * DAY).value
    desk.do(record_sent_to_esr, absence=absence)
    desk.do(close_absence, absence=absence, last=TODAY - DAY)
    assert desk.ask(absence_list)[0].due == ("talk on return by Thu 12 Nov 2026", "send to ESR")
    desk.do(record_sent_to_esr, absence=absence)
    desk.do(close_absence, absence=absence, last=TODAY - DAY)  # the same last day once more
    assert build.every(desk, Absence)[0].sent_to_esr == TODAY


def test_a_fit_note_that_nobody_saw_is_asked_for_after_the_return_too(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    absence = desk.do(record_absence, clinician=patel.id, first=TODAY - 12 * DAY).value
    desk.do(close_absence, absence=absence, last=TODAY - DAY)
    desk.do(record_return_talk, absence=absence)
    desk.do(record_sent_to_esr, absence=absence)
    (line,) = desk.ask(absence_list)
    assert (line.due, line.overdue) == (("fit note due since Thu 5 Nov 2026",), True)
    desk.do(see_fit_note, absence=absence)
    assert desk.ask(absence_list) == ()


def test_a_last_day_does_not_reach_into_the_next_absence_or_another_year(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    first = desk.do(
        record_absence, clinician=patel.id, first=TODAY - 9 * DAY, last=TODAY - 8 * DAY
    ).value
    desk.do(record_absence, clinician=patel.id, first=TODAY - 4 * DAY, last=TODAY - 3 * DAY)
    with pytest.raises(Refusal, match="unavailable from Fri 6 Nov 2026 already"):
        desk.do(close_absence, absence=first, last=TODAY - 4 * DAY)
    with pytest.raises(Refusal, match="too far ahead"):
        desk.do(close_absence, absence=first, last=TODAY.replace(year=2062))


def test_a_talk_on_return_is_not_due_on_christmas_day(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    first, last = dt.date(2026, 12, 21), dt.date(2026, 12, 22)
    desk.do(record_absence, clinician=patel.id, first=first, last=last)
    due = [one.return_talk_due for one in build.every(desk, Absence)]
    assert due == [dt.date(2026, 12, 29)]  # Wed 23, Thu 24; Friday and Monday are holidays

"""The log keeps every word; a correction stands beside what was said."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import build
import pytest
from build import NOW, TODAY

from models import LogEntry
from models.types import LogCategory
from rota_desk.clock import Clock
from rota_desk.desk import Desk
from rota_desk.edits.log import (
    bring_forward,
    close_log,
    correct_log,
    finish_reminder,
    hand_log,
    put_off_log,
    reopen_log,
    write_log,
)
from rota_desk.edits.sessions import remove_session
from rota_desk.errors import Refusal
from rota_desk.queries.log_book import Standing, log_book, log_history
from rota_desk.queries.open_log import open_log, reminders

DAY = dt.timedelta(days=1)


class Ticking(Clock):
    """A clock that goes on a minute at each edit that looks at it."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> dt.datetime:
        return self.moment

    def wait(self, minutes: int) -> None:
        self.moment += dt.timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def desk(tmp_path: Path, clock: Ticking) -> Iterator[Desk]:
    opened = build.a_desk(tmp_path, clock)
    build.a_department(opened)
    yield opened
    opened.close()


def told(desk: Desk, standing: Standing = Standing.OPEN, **wanted: str) -> list[str]:
    return [one.text for one in desk.ask(log_book, standing=standing, **wanted).lines]  # type: ignore[arg-type]


def test_an_entry_is_tied_to_its_session_and_person_and_is_its_writers_own(desk: Desk) -> None:
    patel = build.a_clinician(desk)
    session = build.a_list(desk, TODAY, on=[patel])
    desk.do(
        write_log,
        text="  Porter late ",
        category=LogCategory.LATENESS,
        session=session.id,
        clinician=patel.id,
        due=TODAY + DAY,
    )
    (line,) = desk.ask(open_log).open
    assert (line.text, line.who, line.about, line.owner, line.day, line.overdue) == (
        "Porter late",
        "Dr A Patel",
        "Endoscopy list, Tue 10 Nov 08:30",
        "K Lowe",
        TODAY,
        False,
    )


def test_a_correction_stands_beside_what_was_said(desk: Desk, clock: Ticking) -> None:
    first = desk.do(write_log, text="Room 2 is shut", owner="T Ferris").value
    clock.wait(30)
    second = desk.do(correct_log, entry=first, text="Room 3 is shut").value
    (line,) = desk.ask(open_log).open
    assert (line.entry_id, line.text, line.owner, line.corrected) == (
        second,
        "Room 3 is shut",
        "T Ferris",
        1,
    )
    assert [one.text for one in build.every(desk, LogEntry)] == [
        "Room 2 is shut",
        "Room 3 is shut",
    ]
    assert [(f"{one.at:%H:%M}", one.words) for one in desk.ask(log_history, entry=second)] == [
        ("08:12", "written: note, “Room 2 is shut”"),
        ("08:42", "put right: note, “Room 3 is shut”"),
    ]
    with pytest.raises(Refusal, match="corrected since"):
        desk.do(close_log, entry=first)
    with pytest.raises(Refusal, match="says already"):
        desk.do(correct_log, entry=second, text="Room 3 is shut")


def test_closing_and_reopening_keep_the_word_of_each(desk: Desk, clock: Ticking) -> None:
    entry = desk.do(write_log, text="Bank rang").value
    for step, word in ((close_log, "filled"), (reopen_log, "cancelled again")):
        clock.wait(5)
        desk.do(step, entry=entry, word=word)
    assert told(desk) == ["Bank rang"]
    assert [one.words for one in desk.ask(log_history, entry=entry)][1:] == [
        "closed: filled",
        "reopened: cancelled again",
    ]
    with pytest.raises(Refusal, match="is open"):
        desk.do(reopen_log, entry=entry, word="x")
    desk.do(close_log, entry=entry)
    with pytest.raises(Refusal, match="closed already"):
        desk.do(close_log, entry=entry)
    with pytest.raises(Refusal, match="Say in a word"):
        desk.do(reopen_log, entry=entry, word=" ")
    with pytest.raises(Refusal, match="Reopen it first"):
        desk.do(hand_log, entry=entry, owner="T Ferris")
    assert told(desk, Standing.DONE) == ["Bank rang"]


def test_an_entry_is_put_off_and_handed_over_with_both_named(desk: Desk) -> None:
    entry = desk.do(write_log, text="Locker keys", due=TODAY).value
    assert told(desk, Standing.DUE) == ["Locker keys"]
    desk.do(put_off_log, entry=entry, due=TODAY + DAY, word="caretaker away")
    desk.do(hand_log, entry=entry, owner="T Ferris")
    assert (told(desk, Standing.DUE), told(desk, Standing.MINE, owner="K Lowe")) == ([], [])
    assert [one.words for one in desk.ask(log_history, entry=entry)][1:] == [
        "due moved: from on Tue 10 Nov to on Wed 11 Nov: caretaker away",
        "handed over: from K Lowe to T Ferris",
    ]
    for refused, facts in (
        (put_off_log, {"due": TODAY - DAY}),
        (put_off_log, {"due": TODAY + DAY}),
        (hand_log, {"owner": "T Ferris"}),
        (hand_log, {"owner": " "}),
    ):
        with pytest.raises(Refusal):
            desk.do(refused, entry=entry, **facts)  # type: ignore[arg-type]


def test_the_log_is_found_by_any_word_and_by_what_it_is_about(desk: Desk) -> None:
    khan = build.a_clinician(desk, "Dr S Khan")
    desk.do(write_log, text="Rang about Friday", category=LogCategory.CALL, clinician=khan.id)
    desk.do(write_log, text="Lift out of order", category=LogCategory.PROBLEM)
    assert told(desk, said="khan fri") == ["Rang about Friday"]
    found = desk.ask(log_book, category=LogCategory.PROBLEM)
    assert [one.text for one in found.lines] == ["Lift out of order"]
    assert found.counts[Standing.ALL] == 1


def test_an_entry_outlives_the_session_it_is_about(desk: Desk) -> None:
    session = build.a_list(desk, TODAY + DAY)
    entry = desk.do(write_log, text="Scope broken", session=session.id).value
    desk.do(remove_session, session=session.id)
    (line,) = desk.ask(open_log).open
    assert (line.entry_id, line.about, line.session_id) == (entry, "a session that is gone", None)
    desk.undo()
    assert desk.ask(open_log).open[0].session_id == session.id


def test_a_bring_forward_date_is_done_once(desk: Desk) -> None:
    number = desk.do(bring_forward, due=TODAY + 3 * DAY, text="Job plan review").value
    assert [one.text for one in desk.ask(reminders)] == ["Job plan review"]
    desk.do(finish_reminder, reminder=number)
    assert desk.ask(reminders) == ()
    with pytest.raises(Refusal, match="seen to on Tue 10 Nov 2026"):
        desk.do(finish_reminder, reminder=number)


def test_nothing_is_written_without_words(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Write what was said"):
        desk.do(write_log, text="  ")
    with pytest.raises(Refusal, match="thought of"):
        desk.do(bring_forward, due=TODAY, text="")

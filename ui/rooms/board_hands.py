"""What is decided at the board: by letter, by menu, by button, through the same edits."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.types import Milestone
from rota_desk.domain.six_four_two import Sitting
from rota_desk.edits.notices import send_notice
from rota_desk.edits.six_four_two import (
    UNUSED,
    close_in_meeting,
    close_meeting,
    confirm_the_rest,
    give_in_meeting,
    hold_meeting,
    keep_in_meeting,
    lend_in_meeting,
    lock_in_meeting,
    release_in_meeting,
    reopen_meeting,
    sign_for_change,
    take_decision_back,
    wait_in_meeting,
)
from rota_desk.queries.board_lines import Ask, BoardLine
from rota_desk.queries.change_notice import pending_notice
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words
from ui.rooms.room_forms import effect_words
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.rooms.board_screen import BoardScreen


class BoardHands:
    """Decisions of the meeting."""

    def __init__(self, screen: "BoardScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    # A letter each.

    def keep(self) -> None:
        """Keep the session, whether somebody is on it or is still to be found."""
        line = self._screen.line
        if line is not None:
            note = "Cover is sought" if line.ask is Ask.EMPTY else ""
            self._decide(keep_in_meeting, note=note)

    def release(self) -> Form | None:
        """Release the session; why is asked only where the rota does not say it."""
        line = self._screen.line
        if line is None:
            return None
        if line.why:
            self._decide(release_in_meeting, reason=line.why)
            return None
        return self._words("Release the session", "Release", "Reason", release_in_meeting)

    def close(self) -> Form | None:
        """Close the session."""
        return self._words(
            "Close the session", "Close it", "Reason", close_in_meeting, value=UNUSED
        )

    def wait(self) -> Form | None:
        """Offer a released session on until the next milestone."""
        return self._words(
            "Offer it on",
            "Offer on",
            "Offered to",
            wait_in_meeting,
            key="note",
            value="All services",
        )

    def lock(self) -> None:
        """Lock the list as it stands."""
        self._decide(lock_in_meeting)

    def give(self) -> Form | None:
        """Give the session to somebody; what this would bring stands in the form."""
        line = self._screen.line
        if line is None:
            return None
        form = Form(f"Give {line.title} to", "Give", self._bridge, self._screen)
        people = [(one.id, one.name) for one in self._bridge.ask(look_up).people]
        who = form.choice("Person", people)
        session, at = line.session_id, self._at(line)

        def look() -> None:
            number = who.value()
            if number is not None:
                done = self._bridge.preview(
                    give_in_meeting, session=session, at=at, clinician=number
                )
                form.effect(*effect_words(done))

        def submit() -> bool:
            number = who.value()
            if number is None:
                form.trouble("Choose a person from the list.")
                return False
            return self._decide(give_in_meeting, clinician=number)

        who.widget.currentTextChanged.connect(lambda _text: look())  # type: ignore[attr-defined]  # a combo box
        form.open_then(submit)
        return form

    def lend(self) -> Form | None:
        """Give the session's room to another service."""
        return self._words(
            "Give the room to a service",
            "Give the room",
            "Service",
            lend_in_meeting,
            key="service",
        )

    def take_back(self) -> None:
        """Take the decision off the record."""
        self._decide(take_decision_back)

    def confirm(self) -> None:
        """Keep, or lock, every used session of the column that is still undecided."""
        week = self._screen.week
        if week is None:
            return
        sessions = [one.session_id for one in week.to_confirm]
        at = Sitting(self._screen.meeting, week.milestone)
        self._bridge.do(confirm_the_rest, sessions=sessions, at=at)

    def open(self) -> Form | None:
        """Do the next step: confirm the used ones, sign a change, or the usual decision."""
        screen = self._screen
        if screen.change is not None:
            return self.sign()
        line = screen.line
        if line is None:
            self.confirm()
            return None
        if line.ask is Ask.RELEASED:
            two = screen.week is not None and screen.week.milestone is Milestone.TWO
            return self.close() if two else self.give()
        return self.give() if line.ask is Ask.EMPTY else None

    def sign(self) -> Form | None:
        """Ask who allows a change after the lock, and why."""
        change = self._screen.change
        if change is None:
            return None
        form = Form("Sign for a change after the lock", "Sign", self._bridge, self._screen)
        form.note(f"{change.title}: {change.what}")
        by = form.line("Allowed by", hint="Somebody other than you")
        why = form.line("Reason")
        form.open_then(
            lambda: (
                self._bridge.do(
                    sign_for_change,
                    session=change.session_id,
                    approver=by.value(),
                    reason=why.value(),
                )
                is not None
            )
        )
        return form

    # The meeting itself.

    def hold(self) -> Form:
        """Ask who chairs the meeting and who is there."""
        board, day = self._screen.board, self._screen.meeting
        form = Form("The meeting", "Save", self._bridge, self._screen)
        chair = form.line("Chair", board.chair if board else "", "Theatre manager")
        present = form.text("Present", board.present if board else "")
        note = form.text("Note", board.note if board else "")
        form.open_then(
            lambda: (
                self._bridge.do(
                    hold_meeting,
                    day=day,
                    chair=chair.value(),
                    present=present.value(),
                    note=note.value(),
                )
                is not None
            )
        )
        return form

    def notify(self) -> Form:
        """Ask for the days of a change notice; what it would say stands in the form."""
        today = self._bridge.ask(look_up).today
        form = Form("Send a change notice", "Keep as sent", self._bridge, self._screen)
        first = form.day("First day", today)
        last = form.day("Last day", today + dt.timedelta(weeks=6))

        def look() -> None:
            days = {"first": first.value(), "last": last.value()}
            count = len(self._bridge.ask(pending_notice, **days).changes)
            form.effect(f"{count_words(count, 'clinic')} changed since the last notice.")

        def submit() -> bool:
            begin, until = first.value(), last.value()
            if self._bridge.do(send_notice, first=begin, last=until) is None:
                return False
            self._screen.frame.go("reports", report="change-notice", first=begin, last=until)
            return True

        for field in (first, last):
            field.widget.dateChanged.connect(lambda _day: look())  # type: ignore[attr-defined]  # a date field
        form.open_then(submit)
        look()
        return form

    def end(self) -> None:
        """Close the meeting, or open it again."""
        board = self._screen.board
        closed = board is not None and board.closed is not None
        self._bridge.do(reopen_meeting if closed else close_meeting, day=self._screen.meeting)

    def _at(self, _line: BoardLine) -> Sitting:
        week = self._screen.week
        milestone = week.milestone if week else Milestone.SIX
        return Sitting(self._screen.meeting, milestone)

    def _decide(self, edit: Callable[..., None], **facts: object) -> bool:
        """Do a decision about the session under the cursor, and go to the next open one."""
        line = self._screen.line
        if line is None:
            return False
        done = self._bridge.do(edit, session=line.session_id, at=self._at(line), **facts)
        if done is not None:
            self._screen.after_decision(line.session_id)
        return done is not None

    def _words(  # noqa: PLR0917 - the words of one small form
        self,
        title: str,
        done: str,
        label: str,
        edit: Callable[..., None],
        key: str = "reason",
        value: str = "",
    ) -> Form | None:
        if self._screen.line is None:
            return None
        form = Form(title, done, self._bridge, self._screen)
        said = form.line(label, value)
        form.open_then(lambda: self._decide(edit, **{key: said.value()}))
        return form

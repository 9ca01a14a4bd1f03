"""What the coordinator does in the Log; each act is about the entry under the cursor."""

import datetime as dt
from typing import TYPE_CHECKING

from rota_desk.edits.log import (
    close_log,
    correct_log,
    finish_reminder,
    hand_log,
    put_off_log,
    reopen_log,
)
from rota_desk.queries.log_book import CATEGORIES
from rota_desk.queries.look_up import look_up
from ui.frame import Subject
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form
from ui.widgets.log_form import log_form, reminder_form

if TYPE_CHECKING:
    from ui.log.log_screen import LogScreen

DAY = dt.timedelta(days=1)


class LogHands:
    """Writing, correcting, closing, handing over."""

    def __init__(self, screen: "LogScreen") -> None:
        self._screen, self._bridge = screen, screen.frame.bridge

    def add(self) -> Form:
        """Write an entry."""
        return log_form(self._bridge, self._screen, self._bridge.ask(look_up), Subject())

    def remind(self) -> Form:
        """Note something to be thought of on a day."""
        return reminder_form(self._bridge, self._screen, self._bridge.ask(look_up), Subject())

    def correct(self) -> Form | None:
        """Put an entry right; what was said is kept beside it."""
        line, bridge = self._screen.line, self._bridge
        if line is None:
            return None
        form = Form("Put right", "Keep", bridge, self._screen)
        text = form.text("What is right", line.text)
        category = form.choice("About", tuple(CATEGORIES.items()), line.category)
        form.note("What was said before is kept, and can be read on the right.")

        def submit() -> bool:
            done = bridge.do(
                correct_log, entry=line.entry_id, text=text.value(), category=category.value()
            )
            if done is not None:
                self._screen.keep(done.value)
            return done is not None

        form.open_then(submit)
        return form

    def close(self) -> Form | None:
        """Close an entry with a word of how it ended, or see to a bring-forward date."""
        reminder = self._screen.reminder
        if reminder is not None:
            self._bridge.do(finish_reminder, reminder=reminder.reminder_id)
            return None
        line, bridge = self._screen.line, self._bridge
        if line is None:
            return None
        form = Form("Close the entry", "Close it", bridge, self._screen)
        word = form.line("How it ended", hint="May stay empty")
        form.open_then(
            lambda: bridge.do(close_log, entry=line.entry_id, word=word.value()) is not None
        )
        return form

    def reopen(self) -> Form | None:
        """Open a closed entry again."""
        line = self._screen.line
        if line is None:
            return None
        return ask_reason(
            "Open it again",
            "Open it",
            self._bridge,
            self._screen,
            lambda word: self._bridge.do(reopen_log, entry=line.entry_id, word=word) is not None,
        )

    def put_off(self) -> Form | None:
        """Look at an entry again on another day."""
        line, bridge = self._screen.line, self._bridge
        if line is None:
            return None
        form = Form("Look at it again", "Keep", bridge, self._screen)
        day = form.day("On", line.due or bridge.ask(look_up).today + DAY)
        none = form.check("On no day")
        word = form.line("Why", hint="May stay empty")

        def submit() -> bool:
            due = None if none.value() else day.value()
            done = bridge.do(put_off_log, entry=line.entry_id, due=due, word=word.value())
            return done is not None

        form.open_then(submit)
        return form

    def hand(self) -> Form | None:
        """Hand an entry to somebody else."""
        line, bridge = self._screen.line, self._bridge
        if line is None:
            return None
        form = Form("Hand over", "Hand over", bridge, self._screen)
        owner = form.line("To", hint="A name as they sign")
        word = form.line("Why", hint="May stay empty")

        def submit() -> bool:
            done = bridge.do(hand_log, entry=line.entry_id, owner=owner.value(), word=word.value())
            return done is not None

        form.open_then(submit)
        return form

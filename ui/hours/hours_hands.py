"""What is written into an account of hours, and taken out of it."""

from typing import TYPE_CHECKING

from models.types import HoursKind
from rota_desk.edits.hours import post_hours, take_hours_back
from rota_desk.queries.hours_lines import POSTED
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.hours.hours_screen import HoursScreen


class HoursHands:
    """The acts of the Hours screen: each is about the person or the line under the cursor."""

    def __init__(self, screen: "HoursScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def post(self) -> Form | None:
        """Write a line by hand."""
        account = self._screen.line
        if account is None:
            return None
        form = Form(f"Write hours: {account.name}", "Write", self._bridge, self._screen)
        kind = form.choice("What", list(POSTED.items()), HoursKind.TOIL_EARNED)
        day = form.day("Day", self._screen.today)
        hours = form.amount("Hours")
        reason = form.line("What for", hint="stayed with the emergency list")
        form.note("To put right downwards, write the hours below nothing: -2.")

        def submit() -> bool:
            what, many = kind.value(), hours.value()
            if what is None or many is None:
                form.trouble("Choose what it is and give the hours as a number, such as 1.5.")
                return False
            done = self._bridge.do(
                post_hours,
                clinician=account.clinician_id,
                kind=what,
                day=day.value(),
                hours=many,
                reason=reason.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def take_back(self) -> Form | None:
        """Take the line under the cursor back."""
        posting = self._screen.posting
        if posting is None:
            return None
        return ask_reason(
            "Take a line of hours back",
            "Take back",
            self._bridge,
            self._screen,
            lambda reason: (
                self._bridge.do(take_hours_back, posting=posting, reason=reason) is not None
            ),
            hint="written twice",
        )

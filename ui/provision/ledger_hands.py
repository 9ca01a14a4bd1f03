"""What can be done with a line of the ledger of gaps."""

import datetime as dt
from typing import TYPE_CHECKING

from models.types import GapActionKind
from rota_desk.edits.requirements import plan_for_need
from rota_desk.queries.gap_story import gap_story
from rota_desk.queries.look_up import look_up
from rota_desk.queries.provision import ShortLine
from ui.widgets.bank_form import bank_form
from ui.widgets.escalate_form import escalate_form
from ui.widgets.form import Form
from ui.widgets.gap_forms import cause_form, leave_open_form, tried_form

if TYPE_CHECKING:
    from ui.provision.provision_screen import ProvisionScreen

WITHOUT = (
    "No session is planned for this need, so nothing can be written about it yet."
    " Plan it first (Ctrl+Shift+P)."
)


class LedgerHands:
    """The doings of the ledger, each for the line under the cursor."""

    def __init__(self, screen: "ProvisionScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def _session(self) -> tuple[ShortLine, int] | None:
        """The line and its session; says why not where a need has no session."""
        line = self._screen.line
        if line is None:
            return None
        if line.session_id is None:
            self._screen.frame.say(WITHOUT, "warning")
            return None
        return line, line.session_id

    def plan(self) -> int | None:
        """Plan the session that a need asks for; it is a gap with its own line from then on."""
        line = self._screen.line
        if line is None or line.session_id is not None or line.requirement_id is None:
            return None
        done = self._bridge.do(
            plan_for_need,
            requirement=line.requirement_id,
            day=line.start.date(),
            people=line.need,
        )
        return done.value if done else None

    def cause(self) -> Form | None:
        """Say why the session is short."""
        if (found := self._session()) is None:
            return None
        line, session = found
        return cause_form(
            self._bridge,
            self._screen,
            session=session,
            title=f"Why uncovered: {_named(line)}",
            story=self._bridge.ask(gap_story, session=session),
        )

    def asked(self) -> Form | None:
        """Log who was asked, and what they said."""
        if (found := self._session()) is None:
            return None
        line, session = found
        return tried_form(
            self._bridge,
            self._screen,
            self._bridge.ask(look_up),
            session=session,
            title=f"Who was asked: {_named(line)}",
            kind=GapActionKind.ASKED,
            clinician=None,
        )

    def leave_open(self) -> Form | None:
        """Decide to leave it open, and until when."""
        if (found := self._session()) is None:
            return None
        line, session = found
        before = line.start.date() - dt.timedelta(days=1)
        return leave_open_form(
            self._bridge,
            self._screen,
            session=session,
            title=f"Leave open: {_named(line)}",
            day=max(self._bridge.ask(look_up).today, before),
        )

    def escalate(self) -> Form | None:
        """Go up the ladder for it."""
        found = self._session()
        return escalate_form(self._bridge, self._screen, found[1]) if found else None

    def bank(self) -> Form | None:
        """Ask bank or agency for it."""
        found = self._session()
        return bank_form(self._bridge, self._screen, session=found[1]) if found else None


def _named(line: ShortLine) -> str:
    return f"{line.what}, {line.when}"

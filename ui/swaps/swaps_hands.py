"""What is done with a swap: consents, doing it, declining, withdrawing."""

from typing import TYPE_CHECKING

from rota_desk.edits.assignments import hand_over, swap_assignments
from rota_desk.edits.swaps import accept_swap, consent_swap, decline_swap, withdraw_swap
from rota_desk.errors import Refusal
from rota_desk.queries.swaps import SwapLine
from rota_desk.words import count_words
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.swaps.swaps_screen import SwapsScreen

WAYS = ("by e-mail", "by phone", "by bleep", "in person", "by text message")


class SwapsHands:
    """The acts of the Swaps screen: each is about the swap under the cursor."""

    def __init__(self, screen: "SwapsScreen") -> None:
        self.screen = screen
        self.bridge = screen.frame.bridge

    def consent(self) -> Form | None:
        """Ask who agreed and how."""
        line = self.screen.line
        if line is None or not line.is_open:
            return None
        waiting = [(one.clinician_id, one.name) for one in line.waits_for]
        if not waiting:
            self.screen.frame.say("Both have agreed. Do the swap (Ctrl+Shift+M).", "notice")
            return None
        form = Form("Somebody agreed", "Note it", self.bridge, self.screen)
        who = form.choice("Who", waiting, waiting[0][0])
        how = form.choice("How", [(one, one.capitalize()) for one in WAYS], WAYS[0])

        def submit() -> bool:
            person, way = who.value(), how.value()
            if person is None or way is None:
                form.trouble("Choose who agreed and how from the lists.")
                return False
            done = self.bridge.do(consent_swap, swap=line.number, clinician=person, how=way)
            return done is not None

        form.open_then(submit)
        return form

    def effect(self, line: SwapLine) -> tuple[str, str]:
        """What the swap would bring for both, tried and taken back."""
        mine, theirs = line.first.assignment, line.second.assignment
        if mine is None or line.hindered or not line.is_open:
            return "", "soft"
        if line.second.session_id is None:
            whom = line.second.clinician_id
            tried = self.bridge.preview_first(hand_over, assignment=mine, clinician=whom)
        else:
            tried = self.bridge.preview_first(swap_assignments, first=mine, second=theirs or 0)
        if isinstance(tried, Refusal):
            return f"▲ {tried}", "danger"
        gained, lost = [one.message for one in tried.brought], len(tried.cleared)
        cleared = f" It clears {count_words(lost, 'finding')}." if lost else ""
        if not gained:
            return f"✓ Fits both: no new finding.{cleared}", "good"
        return f"◆ {'; '.join(gained)}{cleared}", "warning"

    def accept(self) -> Form | None:
        """Show what it brings for both, and do it."""
        line = self.screen.line
        if line is None or not line.is_open:
            return None
        form = Form("Do the swap", "Swap", self.bridge, self.screen)
        for side in (line.first, line.second):
            gives = side.title or "nothing back"
            form.note(f"{side.name} gives {gives}; agreed: {side.agreed or 'not yet'}", "")
        missing = {
            side.clinician_id: form.line(f"{side.name} agreed", hint="by e-mail, by phone …")
            for side in line.waits_for
        }
        words, kind = (f"▲ {line.hindered}", "danger") if line.hindered else self.effect(line)
        form.note(words, kind)

        def submit() -> bool:
            said = {person: field.value() for person, field in missing.items()}
            return self.bridge.do(accept_swap, swap=line.number, consents=said) is not None

        form.open_then(submit)
        return form

    def decline(self) -> Form | None:
        """Ask who declined and why."""
        line = self.screen.line
        if line is None or not line.is_open:
            return None
        form = Form("Somebody declined", "Note it", self.bridge, self.screen)
        sides = [(one.clinician_id, one.name) for one in (line.second, line.first)]
        who = form.choice("Who", sides, sides[0][0])
        why = form.line("Reason", hint="Away that week")

        def submit() -> bool:
            person = who.value()
            if person is None:
                form.trouble("Choose who declined from the list.")
                return False
            done = self.bridge.do(
                decline_swap, swap=line.number, clinician=person, why=why.value()
            )
            return done is not None

        form.open_then(submit)
        return form

    def withdraw(self) -> Form | None:
        """Ask why, and take the request back."""
        line = self.screen.line
        if line is None or not line.is_open:
            return None
        return ask_reason(
            f"Withdraw the swap of {line.first.name} and {line.second.name}",
            "Withdraw",
            self.bridge,
            self.screen,
            lambda why: self.bridge.do(withdraw_swap, swap=line.number, why=why) is not None,
            hint="No longer needed",
        )

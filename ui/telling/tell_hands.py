"""What is done with the list: ticks, reasons, drafts of messages."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from models.publication import COULD_NOT_WAIT
from reports.tell_drafts import tell_drafts
from rota_desk.edits.told import (
    THEMSELVES,
    give_reason,
    note_agreement,
    take_agreement_back,
    tick_told,
    untick_told,
)
from rota_desk.errors import Refusal
from rota_desk.queries.tell_list import TellLine
from rota_desk.words import count_words
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.telling.tell_screen import TellScreen

WAYS = ("by phone", "by bleep", "by e-mail", "by text message", "in person")
AGREED = ((THEMSELVES, "They agreed"), (COULD_NOT_WAIT, "It could not wait"))
NOT_ASKED, NOT_AGREED = ("", "Not asked"), ("", "Neither: take away what is noted")


class TellHands:
    """The acts of the screen: each is about the selected lines."""

    def __init__(self, screen: "TellScreen") -> None:
        self.screen = screen
        self.bridge = screen.frame.bridge
        self.last = (WAYS[0], "")

    @property
    def chosen(self) -> tuple[TellLine, ...]:
        """The selected lines."""
        return self.screen.table.selected()

    def tick(self) -> Form | None:
        """Ask how they were told, and tick the selected lines."""
        chosen = self.chosen
        if not chosen:
            return None
        form = Form(f"Told of {_counted(chosen)}", "Tick as told", self.bridge, self.screen)
        how = form.choice("How", [(one, one.capitalize()) for one in WAYS], self.last[0])
        agreed = form.choice("The change", (NOT_ASKED, *AGREED), self.last[1])
        form.note("A change after publishing needs the doctor's agreement, save in an emergency.")

        def submit() -> bool:
            way, answer = how.value(), agreed.value()
            if way is None or answer is None:
                form.trouble("Choose how they were told from the list.")
                return False
            self.last = way, answer
            return self._tick(chosen)

        form.open_then(submit)
        return form

    def agree(self) -> Form | None:
        """Ask whether they agreed to the selected changes, and note it."""
        chosen = self.chosen
        if not chosen:
            return None
        form = Form(f"Agreement to {_counted(chosen)}", "Note it", self.bridge, self.screen)
        options = (*AGREED, NOT_AGREED) if any(one.agreed_by for one in chosen) else AGREED
        agreed = form.choice("The change", options, THEMSELVES)
        form.note("A change after publishing needs the doctor's agreement, save in an emergency.")

        def submit() -> bool:
            answer = agreed.value()
            if answer is None:
                form.trouble("Choose from the list.")
                return False
            numbers = tuple(one.change for one in chosen)
            if not answer:
                return self.bridge.do(take_agreement_back, changes=numbers) is not None
            done = self.bridge.do(note_agreement, changes=numbers, agreed_by=answer)
            return done is not None

        form.open_then(submit)
        return form

    def tick_again(self) -> None:
        """Tick the selected lines the way of the last tick."""
        if self.chosen:
            self._tick(self.chosen)

    def _tick(self, chosen: tuple[TellLine, ...]) -> bool:
        how, agreed = self.last
        numbers = tuple(one.change for one in chosen)
        done = self.bridge.do(tick_told, changes=numbers, how=how, agreed_by=agreed)
        return done is not None

    def untick(self) -> None:
        """Take the ticks of the selected lines away."""
        if self.chosen:
            self.bridge.do(untick_told, changes=tuple(one.change for one in self.chosen))

    def give_reason(self) -> Form | None:
        """Say why, for the selected lines that have no reason yet."""
        chosen = self.chosen
        if not chosen:
            return None
        numbers = tuple(one.change for one in chosen)
        return ask_reason(
            f"Why did {_counted(chosen)} come about?",
            "Keep",
            self.bridge,
            self.screen,
            lambda why: self.bridge.do(give_reason, changes=numbers, reason=why) is not None,
            hint="Sickness cover",
        )

    def save_drafts(self) -> None:
        """Ask for a folder, and write a draft for each person there."""
        chosen = QFileDialog.getExistingDirectory(self.screen, "Folder for the drafts")
        if chosen:
            self.write_drafts(Path(chosen))

    def write_drafts(self, folder: Path) -> None:
        """Write the drafts of the selected lines, or of all untold when only one is selected."""
        untold = tuple(one for one in self.screen.lines if one.untold)
        lines = self.chosen if len(self.chosen) > 1 else untold or self.chosen
        try:
            made = tell_drafts(self.bridge.desk, lines)
            for one in made:
                (folder / one.file_name).write_bytes(one.content)
        except OSError as error:
            self.screen.frame.say(f"The drafts cannot be written: {error.strerror}.", "danger")
        except Refusal as refusal:
            self.screen.frame.say(str(refusal), "warning")
        else:
            left = len({one.clinician_id for one in lines}) - len(made)
            said = f"{count_words(len(made), 'draft')} saved; open each to send it."
            more = f" {count_words(left, 'person', 'people')} without an address." if left else ""
            self.screen.frame.say(said + more, "warning" if left else "good")


def _counted(chosen: tuple[TellLine, ...]) -> str:
    who = {one.who for one in chosen}
    whom = f" for {next(iter(who))}" if len(who) == 1 else ""
    return f"{count_words(len(chosen), 'change')}{whom}"

"""What is done with a version: compare, restore as a draft, print, go to its days."""

from typing import TYPE_CHECKING

from rota_desk.edits.restoring import restore_version
from rota_desk.errors import Refusal
from rota_desk.queries.version_changes import Comparison, Differs, compare_versions
from rota_desk.queries.versions import VersionLine
from rota_desk.words import count_words, moment_words, span_words
from ui.roster.effect import effect_words
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.roster.versions_screen import VersionsScreen

NAMED = 6  # lines of the difference in the form
WIDE = 720  # pixels of the form, where the screen has them: most lines stay whole


class VersionsHands:
    """The acts of the Versions screen: each is about the version under the cursor."""

    def __init__(self, screen: "VersionsScreen") -> None:
        self.screen = screen
        self.bridge = screen.frame.bridge

    def compare(self) -> Form | None:
        """Ask with which version, or with the rota now."""
        line = self.screen.line
        if line is None:
            return None
        form = Form(f"Compare v{line.number}", "Compare", self.bridge, self.screen)
        form.note(f"{span_words(line.first, line.last)}, told {moment_words(line.made)}.")
        others = [one for one in self.screen.lines if one.shares_days_with(line)]
        options = [(0, "The rota now"), *((one.number, _told(one)) for one in others)]
        there = self.screen.other if self.screen.other in dict(options) else 0
        other = form.choice("With", options, there)
        left = len(self.screen.lines) - 1 - len(others)
        if left:
            rest = count_words(left, "other version tells", "other versions tell")
            form.note(f"{rest} of other days: there is nothing to compare.")

        def submit() -> bool:
            chosen = other.value()
            if chosen is None:
                form.trouble("Choose a version from the list.")
                return False
            self.screen.compare_with(chosen)
            return True

        form.open_then(submit)
        return form

    def restore(self) -> Form | None:
        """Show what restoring would change, and do it as one step when it is wanted."""
        line = self.screen.line
        if line is None:
            return None
        tried = self.bridge.preview(restore_version, number=line.number)
        if isinstance(tried, Refusal):
            self.screen.frame.say(str(tried), "warning")
            return None
        form = Form(f"Restore v{line.number} as a draft", "Restore", self.bridge, self.screen)
        self._say_what(form, line, self._ahead(line))
        form.note(*effect_words(tried) if tried.judged else (LATER, "soft"))
        reason = form.line("Why", hint=f"v{line.number} restored")

        def submit() -> bool:
            with self.bridge.because(reason.value()):
                return self.bridge.do(restore_version, number=line.number) is not None

        form.open_then(submit)
        return form

    def _ahead(self, line: VersionLine) -> Comparison:
        return self.bridge.ask(compare_versions, before=line.number, ahead=True)

    def _say_what(self, form: Form, line: VersionLine, found: Comparison) -> None:
        form.setMinimumWidth(min(WIDE, form.screen().availableGeometry().width() // 2))
        form.note(f"The rota from today on becomes what v{line.number} told. What would change:")
        lines = found.of_the_rota
        for one in lines[:NAMED]:
            form.note(f"{one.who}: {one.now or 'nothing'}  →  {one.was or 'nothing'}", "")
        more = len(lines) - NAMED
        if more > 0:
            form.note(f"and {count_words(more, 'line')} more under What differs (F7).")
        if found.of(Differs.BOOKED):
            form.note("What was booked on lists since stays as it is.")
        if found.not_kept:
            form.note(found.not_kept, "warning")

    def print(self) -> None:
        """Show the weekly rota of the version in Reports, as it was told."""
        line = self.screen.line
        if line is not None:
            days = {"first": line.first, "last": line.last}
            self.screen.frame.go("reports", report="weekly-rota", version=line.number, **days)

    def show_on_rota(self) -> None:
        """Go to the day of a difference, or to the first day of the version."""
        line, found = self.screen.line, self.screen.difference
        if found is not None:
            person, session = found.clinician_id, found.session_id
            self.screen.frame.go("rota", day=found.day, clinician=person, session=session)
        elif line is not None:
            self.screen.frame.go("rota", day=line.first)


def _told(one: VersionLine) -> str:
    note = f", “{one.note}”" if one.note else ""
    return f"{one.words}, told {moment_words(one.made)}{note}"


LATER = "It is a large change: its findings are told on the Rota afterwards."

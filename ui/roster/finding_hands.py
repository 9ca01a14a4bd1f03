"""What the coordinator does with a finding on the Rota: mend it, turn it, ask why not."""

from typing import TYPE_CHECKING

from rota_desk.rules.finding import Finding
from ui.mending import MendSeeker

if TYPE_CHECKING:
    from rota_desk.queries.mends import Mend
    from ui.roster.roster_screen import RosterScreen
    from ui.roster.why_form import WhyForm
    from ui.widgets.mend_form import MendForm


class FindingHands:
    """The findings of the cell under the cursor, the one that was chosen first.

    They are there from the first sheet on; what is done with them is imported when it is done.
    """

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.seeker = MendSeeker(screen.bridge, screen.frame.tasks, screen)
        self._chosen: Finding | None = None
        self._at = (-1, -1)

    def choose(self, finding: Finding) -> None:
        """Keep a finding in view while the cursor stays on the cell it led to."""
        self._chosen, self._at = finding, self._place()

    def _place(self) -> tuple[int, int]:
        index = self.screen.grid.currentIndex()
        return index.row(), index.column()

    def here(self) -> tuple[Finding, ...]:
        """The findings of the cell, the chosen one first."""
        place = self._place()
        found = self.screen.model.findings(*place)
        if self._chosen is None or self._at != place or self._chosen not in self.screen.findings:
            return tuple(found)
        return (self._chosen, *(one for one in found if one != self._chosen))

    @property
    def finding(self) -> Finding | None:
        """The finding that is looked at."""
        found = self.here()
        return found[0] if found else None

    def mend(self) -> "MendForm | None":
        """Ask which mend to do."""
        from ui.widgets.mend_form import MendForm

        finding = self.finding
        if finding is None:
            return None
        form = MendForm(finding, self.screen.bridge, self.screen, self.do)
        self.seeker.found.connect(form.show_mends)
        self.seeker.seek(finding)
        return form

    def do(self, mend: "Mend") -> bool:
        """Do a mend as one step; where people were told, the reason is asked."""
        from rota_desk.edits.mending import put_right

        self.screen.grid.setFocus()  # the button goes with the inspector's news; the cursor stays
        return self.screen.hands.change(put_right, mend=mend)

    def turn(self, setting: str) -> None:
        """Go to the setting that would turn the verdict."""
        self.screen.frame.go("settings", setting=setting)

    def why(self) -> "WhyForm | None":
        """Ask why a person cannot be rostered."""
        from ui.roster.why_form import WhyForm

        spot = self.screen.spot
        return None if spot is None else WhyForm(self.screen, spot)

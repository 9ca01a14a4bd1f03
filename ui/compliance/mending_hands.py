"""What the coordinator does with a finding in Compliance: mend it, or turn how it is read."""

from typing import TYPE_CHECKING

from rota_desk.edits.mending import put_right
from rota_desk.queries.mends import Mend
from rota_desk.queries.standings import Standing
from rota_desk.rules.finding import Finding
from ui.mending import MendSeeker
from ui.widgets.mend_form import MendForm

if TYPE_CHECKING:
    from ui.compliance.compliance_screen import ComplianceScreen

MENDED = (Standing.BREACH, Standing.ADVISORY)


class MendingHands:
    """The measure that is looked at, while it is flagged."""

    def __init__(self, screen: "ComplianceScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge
        self.reason = ""
        self.seeker = MendSeeker(self._bridge, screen.frame.tasks, screen)

    @property
    def finding(self) -> Finding | None:
        """The flagged finding that is looked at."""
        one = self._screen.judged
        return one.finding if one is not None and one.standing in MENDED else None

    def look(self) -> None:
        """Look for what would clear it, while the window goes on."""
        finding = self.finding
        if finding is None:
            self.seeker.stop()
            return
        self._screen.side.wait_for_mends(finding)
        self.seeker.seek(finding)

    def mend(self) -> MendForm | None:
        """Ask which mend to do."""
        finding = self.finding
        if finding is None:
            return None
        form = MendForm(finding, self._bridge, self._screen, self.do)
        self.seeker.found.connect(form.show_mends)
        self.seeker.seek(finding)
        return form

    def do(self, mend: Mend) -> bool:
        """Do a mend as one step; where people were told, a line asks why, and stops nobody."""
        self._screen.matrix.setFocus()
        with self._bridge.because(self.reason):
            return self._bridge.do(put_right, mend=mend) is not None

    def forget_reason(self, reason: str) -> None:
        """A reason that was undone holds for nothing that follows."""
        self.reason = "" if self.reason == reason else self.reason

    def keep_reason(self, reason: str) -> None:
        """Remember the reason for the mends that follow; the cursor goes back to its cell."""
        self.reason = reason or self.reason
        self._screen.matrix.setFocus()

    def turn(self, setting: str) -> None:
        """Go to the setting that would turn the verdict."""
        self._screen.frame.go("settings", setting=setting)

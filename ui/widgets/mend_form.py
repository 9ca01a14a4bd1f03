"""The keyboard's way to a mend: choose one of those that were tried, and do it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from rota_desk.queries.mends import Mend
from rota_desk.rules.finding import Finding
from ui.bridge import Bridge
from ui.widgets.form import Form

WIDE = 84  # letters
LINES = 6  # shown without scrolling


class MendForm(Form):
    """Lists what would clear a finding; Enter does the chosen one, Ctrl+Z takes it back."""

    def __init__(
        self,
        finding: Finding,
        bridge: Bridge,
        parent: QWidget,
        then: Callable[[Mend], bool],
    ) -> None:
        super().__init__("What would clear it", "Do it", bridge, parent)
        self.finding = finding
        self._then = then
        self._mends: tuple[Mend, ...] = ()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * WIDE)
        self.note(f"{finding.name}: {finding.message}")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.press())
        self.add("Mends", self.list)
        self.list.setFixedHeight(LINES * (self.fontMetrics().height() + 8))
        self.effect("Looking for what would clear it …")
        self.done_button.setEnabled(False)
        self.open_then(self._do)

    def show_mends(self, finding: Finding, mends: Sequence[Mend]) -> None:
        """Offer the mends of the finding this form is about."""
        if finding != self.finding:
            return
        self._mends = tuple(mends)
        self.list.clear()
        self.list.addItems([f"{mend.kind.capitalize()}: {mend.words}" for mend in mends])
        self.list.setCurrentRow(0 if mends else -1)
        self.done_button.setEnabled(bool(mends))
        if mends:
            self.effect("Each was tried: it clears this and brings nothing worse.", "good")
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.effect("No single change of this person's duties clears it.", "warning")

    def _do(self) -> bool:
        row = self.list.currentRow()
        if not 0 <= row < len(self._mends):
            self.trouble("Choose one of the mends.")
            return False
        return self._then(self._mends[row])

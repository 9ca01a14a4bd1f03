"""The head of the Rota screen: period, views, version, publish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from rota_desk.queries.rota_sheet import RotaSheet
from rota_desk.words import count_words
from ui.roster.period import LENGTHS, Period
from ui.widgets.segments import segments
from ui.widgets.words import Button, button, restyle
from ui.widgets.wrap import Wrap


@dataclass(frozen=True, slots=True)
class HeadActs:
    """What the buttons of the head do."""

    earlier: Callable[[], object]
    later: Callable[[], object]
    today: Callable[[], object]
    pick_day: Callable[[], object]
    length: Callable[[int], object]
    findings: Callable[[], object]
    reason: Callable[[], object]
    add: Callable[[], object]
    publish: Callable[[], object]
    brush: Callable[[], object]
    sieve: Callable[[], object]
    versions: Callable[[], object]


class RotaHead(QWidget):
    """Period on the left, state in the middle, publish on the right."""

    def __init__(self, acts: HeadActs) -> None:
        super().__init__()
        self.setObjectName("screen_head")
        self._version = ""  # in all its words
        self._tight = False  # large text leaves no room for what also stands in a menu
        self.title = button("", acts.pick_day, "quiet", says="Choose a day (Ctrl+G)")
        self.title.setProperty("role", "quiet")
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.version = button("", acts.versions, says="What people were told (Ctrl+Shift+V)")
        self.version.setProperty("chip", "neutral")
        self.found = button("", acts.findings, says="Show the findings (F7)")
        self.reason = button("", acts.reason, says="The reason kept with changes after publishing")
        self.brush = button("", acts.brush, says="Put the brush down (Esc)")
        self.brush.setProperty("chip", "notice")
        self.brush.hide()
        self.sieve = button("", acts.sieve, says="Show every row, follow nobody (Ctrl+Shift+K)")
        self.sieve.setProperty("chip", "notice")
        self.sieve.hide()
        self.publish = button("Publish …", acts.publish, "primary", says="Publish (Ctrl+Shift+P)")
        self._lengths = _parts(LENGTHS, self._length(acts))
        self.add = button("Add …", acts.add, says="Add a session (Ctrl+N)")
        self._lay(acts)

    def _lay(self, acts: HeadActs) -> None:
        line = self._line = Wrap()
        line.setContentsMargins(12, 8, 12, 8)
        line.add(
            button("←", acts.earlier, says="Earlier (Alt+Left)"),
            button("Today", acts.today, says="Today (Alt+Home)"),
            button("→", acts.later, says="Later (Alt+Right)"),
            self.title,
            segments([part for part in self._lengths.buttons() if isinstance(part, QPushButton)]),
            self.version,
            self.found,
            self.reason,
            self.brush,
            self.sieve,
        )
        line.spring()
        line.add(self.add, self.publish)
        self.setLayout(line)

    def _length(self, acts: HeadActs) -> Callable[[str], object]:
        return lambda key: acts.length(int(key))

    def tell(self, period: Period, sheet: RotaSheet, reason: str) -> None:
        """Show the period, its version and what has changed since."""
        self.title.setText(period.words)
        self.title.setAccessibleName(f"Period {period.words}; choose a day")
        _check(self._lengths, str(period.days))
        self._version = version_words(sheet)
        self.version.setAccessibleName(f"{version_words(sheet)}; open it in Versions")
        changed = count_words(sheet.changes, "change")
        self.publish.setText(f"Publish {changed} …" if sheet.changes else "Publish …")
        self.reason.setVisible(bool(reason))
        self.reason.setText(f"Reason: {reason}")
        self._fit()

    def tell_brush(self, doing: str) -> None:
        """Show what the brush paints, empty when it is down."""
        self.brush.setText(f"✎ {doing} · Esc ends it")
        self.brush.setVisible(bool(doing))
        self._make_room()

    def tell_sieve(self, shown: str) -> None:
        """Show which rows are shown and who is followed, empty when all and nobody."""
        self.sieve.setText(f"{shown}  ×")
        self.sieve.setVisible(bool(shown))
        self._make_room()

    def _make_room(self) -> None:
        """Leave the version out beside a brush or a sieve: Publish says the changes too."""
        beside = not self.brush.isHidden() or not self.sieve.isHidden()
        self.version.setHidden(self._tight or beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the version in few words where only they keep the head in one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Publish says the changes too: they go first where the line has no room."""
        short = self._version.partition(" · ")[0]
        for said in (self._version, short, self._version):
            self.version.setText(said)
            if self._line.sizeHint().width() <= self.width():
                return

    def shrink(self, *, tight: bool) -> None:
        """Leave out what also stands in a menu where text is large."""
        self._tight = tight
        for part in (self.add, self.found):
            part.setVisible(not tight)
        self._make_room()

    def await_findings(self) -> None:
        """Say that nobody has looked at the rules yet."""
        self.found.setText("… looking at the rules")
        self.found.setAccessibleName("Looking at the rules; show the findings")

    def tell_findings(self, grave: int, other: int) -> None:
        """Show how many findings the period has."""
        text = f"▲ {grave}   ◆ {other}" if grave or other else "✓ no findings"
        self.found.setText(text)
        self.found.setAccessibleName(f"{grave} breaches, {other} other findings; show them")
        self.found.setProperty("chip", "danger" if grave else "warning" if other else "good")
        restyle(self.found)


def version_words(sheet: RotaSheet) -> str:
    """The version in words: "Published v14 · 3 changes since", "Not published"."""
    if not sheet.version:
        return "Not published yet"
    since = f" · {count_words(sheet.changes, 'change')} since" if sheet.changes else ""
    return f"Published v{sheet.version}{since}"


def _parts(
    options: Sequence[tuple[int, str, str]], chosen: Callable[[str], object]
) -> QButtonGroup:
    group = QButtonGroup()
    for days, text, named in options:
        part = Button(text)
        part.setObjectName(str(days))
        part.setAccessibleName(f"Show {named}")
        part.setToolTip(f"Show {named}")
        group.addButton(part)
    group.buttonClicked.connect(lambda part: chosen(part.objectName()))
    return group


def _check(group: QButtonGroup, key: str) -> None:
    for part in group.buttons():
        part.setChecked(part.objectName() == key)

"""Everybody's nights, weekends, holidays, on-calls and long days, line by line with the grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.domain.shares import KINDS, share_mark, share_words
from ui.roster.sheet_model import Line

if TYPE_CHECKING:
    from rota_desk.queries.fairness import Fairness, ShareLine

Index = QModelIndex | QPersistentModelIndex
SHORT = {"Bank holidays": "Holidays"}  # what stands over a narrow column


@dataclass(frozen=True, slots=True)
class Share:
    """One person's duties of one kind beside their share."""

    count: int
    usual: Fraction
    most: Fraction  # the longest bar of the kind

    @property
    def apart(self) -> Fraction:
        """How many more than the share; fewer below 0."""
        return self.count - self.usual

    @property
    def mark(self) -> str:
        """A shape where they are a whole duty or more away from the share."""
        return share_mark(self.count, self.usual)

    @property
    def words(self) -> str:
        """The figures: "5 of 3.2 ▲"."""
        return share_words(self.count, self.usual)


class FairnessModel(QAbstractTableModel):
    """A line for each line of the grid, a column for each kind, and last Christmas."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Fairness | None = None
        self._lines: tuple[Line, ...] = ()
        self._by_person: dict[int, ShareLine] = {}
        self._most: tuple[Fraction, ...] = ()

    def show(self, lines: Sequence[Line], found: "Fairness | None") -> None:
        """Show the figures of these lines."""
        self.beginResetModel()
        self._lines, self.found = tuple(lines), found
        told = found.lines if found else ()
        self._by_person = {one.clinician_id: one for one in told}
        self._most = tuple(
            max(
                (max(Fraction(one.counts[at]), one.usual[at]) for one in told), default=Fraction(1)
            )
            for at in range(len(KINDS))
        )
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The kinds, and last Christmas."""
        return 0 if parent is not None and parent.isValid() else len(KINDS) + 1

    def is_band(self, line: int) -> bool:
        """Whether a line only names a group."""
        return self._lines[line].row is None

    def person(self, line: int) -> "ShareLine | None":
        """The figures of a line's person, if there are any."""
        row = self._lines[line].row
        return self._by_person.get(row.key) if row is not None else None

    def share(self, index: Index) -> Share | None:
        """One person's duties of one kind."""
        one = self.person(index.row())
        at = index.column()
        if one is None or at >= len(KINDS):
            return None
        return Share(one.counts[at], one.usual[at], self._most[at] or Fraction(1))

    def christmas(self, line: int) -> str:
        """Whether they worked last Christmas, as far as a rota of it is kept."""
        one = self.person(line)
        if one is None or self.found is None:
            return ""
        return ("✓" if one.christmas else "–") if self.found.christmas_kept else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, aloud and in its tip."""
        if role == Qt.ItemDataRole.DisplayRole:
            share = self.share(index)
            return share.words if share else self.christmas(index.row())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._spoken(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The kinds."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < len(KINDS):
            return SHORT.get(KINDS[section], KINDS[section])
        return "Xmas"

    def _spoken(self, index: Index) -> str | None:
        one, share = self.person(index.row()), self.share(index)
        if one is None or self.found is None:
            return None
        if share is None:
            worked = "worked" if one.christmas else "did not work"
            kept = worked if self.found.christmas_kept else "no rota is kept of"
            return f"{one.name}: {kept} Christmas {self.found.last_christmas}"
        more = float(abs(share.apart))
        side = "more" if share.apart > 0 else "fewer"
        apart = f"{more:.1f} {side} than the share" if more else "as the share"
        kind = KINDS[index.column()].lower()
        share_words = f"{float(share.usual):.1f}, at {float(one.weight):.0%} among {one.peers}"
        return f"{one.name}: {share.count} {kind}, {apart} of {share_words}"

"""A table of frozen records: columns say how each is shown; sorts, selects, reads aloud."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from ui.style.theme import Look
from ui.widgets.first_column import FirstColumn
from ui.widgets.fitting import kept_columns, squeezed
from ui.widgets.followed import Followed
from ui.widgets.ordering import ordered
from ui.widgets.typed_name import TypedName

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
SAMPLE = 200  # records whose words are measured for the width of a column
INSET = 8  # pixels before the words of the first column, beside those of any
PADDING = 18  # pixels beside the words of a cell
PART = 0.6  # of its width: what a column of words keeps where there is room for nothing else
UNSORTED = -1  # a column that is none: records stand as they were given


def _nothing(_record: object) -> str:
    return ""


def _nobody(_record: object) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its heading, what it says of a record, and how wide it is.

    `width` is the widest it begins with: a column of short words takes less. `least` is how
    narrow it may become so that all columns fit the window; none is: it keeps what it needs.
    `kind` may answer danger, warning, notice, good or soft for the colour of the words (the
    words themselves must say it too); `sort` orders where the words would not. `spare` columns
    are left out of a window too narrow for all, the highest first: the panel beside has them.
    Where even that does not do, words without a `least` give a part of theirs; figures never do.
    """

    title: str
    text: Callable[[R], str]
    width: int = 120
    right: bool = False
    kind: Callable[[R], str] = _nothing
    sort: Callable[[R], Any] | None = None
    tip: Callable[[R], str] = _nothing
    least: int = 0
    spare: int = 0


class RecordModel(QAbstractTableModel, Generic[R]):
    """Frozen records as Qt reads them, in the order of one column or as they were given.

    They are put in order here and not by Qt's proxy, which asks Python at each comparison: 100,000
    lines took it ten seconds and more.
    """

    def __init__(self, columns: Sequence[Column[R]], look: Look) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.records: tuple[R, ...] = ()
        self.cut: frozenset[int] = frozenset()  # columns narrower than their words
        self._order: list[int] = []  # the place of each line's record
        self._by, self._turned = UNSORTED, Qt.SortOrder.AscendingOrder
        self._look = look
        self.marked: Callable[[R], bool] = _nobody  # of the person who is highlighted
        self.named: Callable[[str], bool] = _nobody  # words in which they are named

    def show(self, records: Sequence[R]) -> None:
        """Show other records."""
        self.beginResetModel()
        self.records = tuple(records)
        self._arrange()
        self.endResetModel()

    def tell_again(self) -> None:
        """Let the same records be read again: a column has come to say something else."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.sort(self._by, self._turned)

    def record_at(self, row: int) -> R:
        """The record that is shown in a line."""
        return self.records[self._order[row]]

    def is_marked(self, row: int) -> bool:
        """Whether a line is of the person who is highlighted."""
        return self.marked(self.record_at(row))

    def row_of(self, record: R) -> int:
        """The line in which a record is shown."""
        return self._order.index(self.records.index(record))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the lines by a column; by none, as they were given. What is selected stays so."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = [self._order[index.row()] for index in held]
        self._by, self._turned = column, order
        self._arrange()
        rows = {place: row for row, place in enumerate(self._order)} if held else {}
        now = [
            self.index(rows[place], index.column())
            for place, index in zip(places, held, strict=True)
        ]
        self.changePersistentIndexList(held, now)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._order = list(range(len(self.records)))
        if 0 <= self._by < len(self.columns):
            keys = [_key(self.columns[self._by], record) for record in self.records]
            backwards = self._turned is Qt.SortOrder.DescendingOrder
            self._order = ordered(keys, backwards=backwards)

    def turn(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of records."""
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one cell shows, and how it is read aloud."""
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self.record_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            lit = ", highlighted" if index.column() == 0 and self.marked(record) else ""
            return f"{column.title}: {column.text(record) or 'empty'}{lit}"
        if role == Qt.ItemDataRole.FontRole and self.named(column.text(record)):
            return _bold()
        if role == Qt.ItemDataRole.ToolTipRole:
            said = column.text(record) if column.least or index.column() in self.cut else ""
            return column.tip(record) or said or None
        if role == Qt.ItemDataRole.ForegroundRole:
            kind = column.kind(record)
            return QColor(getattr(self._look.theme, kind)) if kind else None
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else None
            return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        return None


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _key(column: Column[R], record: R) -> Any:  # noqa: ANN401 - whatever a column is ordered by
    return column.sort(record) if column.sort else column.text(record).casefold()


class RecordTable(QTableView, Generic[R]):
    """A table of records of one kind.

    `chosen` brings the record under the cursor (or None); `opened` brings the record that was
    entered with Enter or a double click.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[R]], look: Look) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._look = look
        self._model: RecordModel[R] = RecordModel(columns, look)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setSortingEnabled(True)
        self._model.sort(UNSORTED)
        self.horizontalHeader().setSortIndicator(UNSORTED, Qt.SortOrder.AscendingOrder)
        self.setItemDelegateForColumn(0, FirstColumn(self, look, self._model.is_marked))
        self._typed = TypedName()
        self._measured = self._unseen = False
        self._wide: list[int] = []  # what each column would have with room enough
        self._fitting = self._by_hand = False
        self.horizontalHeader().sectionResized.connect(self._resized)
        self._size()
        look.changed.connect(self._size)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def show_records(self, records: Sequence[R]) -> None:
        """Show these records; the cursor stays on the record it was on, or on its place."""
        before, place = self.record(), self.currentIndex().row()
        self._model.show(records)
        self._unseen = not self.isVisible()  # nobody sees the widths: measured when it is shown
        if not self._unseen:
            self._measure()
        if before in self._model.records:
            self.choose(before)
        elif self._model.records and place >= 0:
            self.selectRow(min(place, len(self._model.records) - 1))
        else:
            self.chosen.emit(None)

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns; widths are measured anew where headings differ."""
        before = [one.title for one in self._model.columns]
        if before != [one.title for one in columns]:
            self._measured = False
        self._model.turn(columns)

    def mark(self, followed: Followed, people: Callable[[R], Iterable[int | None]]) -> None:
        """Mark the lines of the person who is highlighted: a bar, and their name in bold."""
        self._model.marked = lambda record: followed.among(people(record))
        self._model.named = followed.names
        followed.changed.connect(self.viewport().update)

    def record(self) -> R | None:
        """The record under the cursor."""
        row = self.currentIndex().row()
        return self._model.record_at(row) if 0 <= row < len(self._model.records) else None

    def selected(self) -> tuple[R, ...]:
        """Every selected record, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.record_at(row) for row in rows)

    def record_at(self, row: int) -> R:
        """The record that is shown in a line."""
        return self._model.record_at(row)

    def records(self) -> tuple[R, ...]:
        """All records shown."""
        return self._model.records

    def choose(self, record: R) -> None:
        """Put the cursor on a record."""
        self.selectRow(self._model.row_of(record))

    def selectRow(self, row: int) -> None:
        """Select one line and no other, whatever keys are held (Qt's own toggles under Ctrl)."""
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _size(self, _theme: object = None) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.pixels(28))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fit()

    def _measure(self) -> None:
        """Give the columns what the words of these records need."""
        if self._model.records and not self._measured:
            self._fit()
        elif self._model.records and not self._by_hand:
            self._grow()

    def _fit(self) -> None:
        """Give each column what its words need, up to its width; once, then it is the reader's."""
        self._measured = bool(self._model.records)
        self._by_hand = False
        self._wide = []
        for column in self._model.columns:
            widest = self._look.pixels(column.width) + PADDING
            self._wide.append(min(widest, self._needed(column)) if self._measured else widest)
        self._squeeze()

    def _grow(self) -> None:
        """Widen the columns whose words have come to need more; none becomes narrower."""
        needed = [
            min(self._look.pixels(one.width) + PADDING, self._needed(one))
            for one in self._model.columns
        ]
        if any(need > wide for need, wide in zip(needed, self._wide, strict=True)):
            self._wide = [max(pair) for pair in zip(needed, self._wide, strict=True)]
            self._squeeze()

    def _squeeze(self) -> None:
        """Let the columns that may give way do so, as far as the window is too narrow for all."""
        columns = self._model.columns
        leasts = [self._look.pixels(one.least) + PADDING if one.least else 0 for one in columns]
        room = self.viewport().width()
        kept = kept_columns(self._wide, leasts, [one.spare for one in columns], room)
        wanted = [self._wide[at] for at in kept]
        fitting = [leasts[at] for at in kept]
        if sum(squeezed(wanted, fitting, room)) > room:
            fitting = [leasts[at] or self._part(at) for at in kept]
        widths = squeezed(wanted, fitting, room)
        pairs = zip(kept, wanted, widths, strict=True)
        self._model.cut = frozenset(at for at, before, now in pairs if now < before)
        self._fitting = True
        for place in range(len(columns)):
            self.setColumnHidden(place, place not in kept)
        for place, wide in zip(kept, widths, strict=True):
            self.setColumnWidth(place, wide)
        self._fitting = False

    def _part(self, place: int) -> int:
        """How narrow a column may become that gave no least: its heading stays whole."""
        column = self._model.columns[place]
        if column.right:
            return 0
        edge = INSET if place == 0 else 0
        heading = self.horizontalHeader().fontMetrics().horizontalAdvance(column.title)
        return max(edge + PADDING + heading + 8, round(self._wide[place] * PART))

    def _resized(self, place: int, _before: int, _now: int) -> None:
        """A column the reader made wider or narrower: from now on all stay as they are."""
        shown = [at for at in range(len(self._model.columns)) if not self.isColumnHidden(at)]
        if not self._fitting and place in shown[:-1]:  # the last one takes what is left
            self._by_hand = True

    def showEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Measure what came while it was hidden."""
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self._measure()

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Fit the columns to the new width, unless the reader chose their widths."""
        fitting, self._fitting = self._fitting, True  # what Qt does now is not the reader's hand
        super().resizeEvent(event)
        self._fitting = fitting
        if not self._by_hand and len(self._wide) == len(self._model.columns):
            self._squeeze()

    def _needed(self, column: Column[R]) -> int:
        texts = [column.text(record) for record in self._model.records[:SAMPLE]]
        words, heading = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        longest = max((words.horizontalAdvance(text) for text in texts), default=0)
        edge = INSET if column is self._model.columns[0] else 0
        return edge + PADDING + max(longest, heading.horizontalAdvance(column.title) + 8)

    def tell_again(self) -> None:
        """Read the same records again, where a column has come to say something else."""
        if self._model.records:
            self._model.tell_again()

    def fit_again(self) -> None:
        """Give the columns what their words need now, after they have come to say more."""
        self._fit()

    def _tell(self) -> None:
        self.chosen.emit(self.record())

    def _open(self) -> None:
        if (record := self.record()) is not None:
            self.opened.emit(record)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next line of whose first column a word begins with what is typed.

        "ob" finds Dr T Obi.
        """
        said, count = self._model.columns[0].text, len(self._model.records)
        names = [said(self.record_at(row)) for row in range(count)]
        row = self._typed.row_of(search, names, self.currentIndex().row())
        if row is not None:
            self.selectRow(row)

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Enter opens the record; Tab leaves the table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        super().keyPressEvent(event)

"""A table of another program: which of its columns is which, what would change, one import."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget

from rota_desk.edits.exchange import (
    Difference,
    TableRecorded,
    apply_exchange,
    keep_table_mapping,
)
from rota_desk.errors import Problem, Refusal
from rota_desk.exchange.tables import PROFILES, TABLES, table_of
from rota_desk.intake.raw_table import RawTable, raw_tables
from rota_desk.intake.table_file import TablePlan, heading_of, read_table
from rota_desk.intake.table_mapping import TableMapping, kept_table_mapping
from rota_desk.queries.look_up import Named, look_up
from rota_desk.words import count_words
from ui.frame import Frame
from ui.intake.settling import Settling
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, column
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

KINDS = tuple(one.kind for one in (*TABLES, *PROFILES) if one.put is not None)
ACTIVITY_COLUMNS = ("activity", "assignment_type")
SAMPLES, LOOKED_AT = 3, 200  # words shown of a column, rows they are sought in
CHANGES: tuple[Column[Difference], ...] = (
    Column("Row", lambda one: str(one.row), 60, right=True, sort=lambda one: one.row),
    Column("Record", lambda one: one.record, 300),
    Column("Column", lambda one: one.column, 140),
    Column("At the desk", lambda one: one.before, 200),
    Column("In the file", lambda one: one.after, 200),
)
PROBLEMS: tuple[Column[Problem], ...] = (
    Column("Row", lambda one: str(one.row or ""), 60, right=True, sort=lambda one: one.row),
    Column("Column", lambda one: one.column, 120),
    Column("Found", lambda one: one.text, 180),
    Column("What can be done", lambda one: one.message, 520, tip=lambda one: one.message),
)


class TablePage(QWidget):
    """The columns of a file beside the desk's own, and what the file would change."""

    def __init__(self, frame: Frame, finished: Callable[[], None]) -> None:
        super().__init__()
        self.frame, self._finished = frame, finished
        self.raw: tuple[RawTable, ...] = ()
        self.told: TableRecorded | None = None
        self._meant: dict[str, dict[str, str]] = {}
        self.kind = QComboBox()
        self.headings = Settling("Which column is", (), new_words="As it is called")
        self.meanings = Settling("What stands for", (), new_words="As it is written")
        self.changes: RecordTable[Difference] = RecordTable("Changes", CHANGES, frame.look)
        self.problems: RecordTable[Problem] = RecordTable("Problems", PROBLEMS, frame.look)
        self.head = Head("Import a table")
        self.summary = words("", "soft", wrap=True)
        self.tabs = QTabWidget()
        self.import_button = button("Import", self.apply, "primary")
        self._lay()

    def _lay(self) -> None:
        self.kind.setAccessibleName("What the table holds")
        self.kind.addItems([one.replace("-", " ") for one in KINDS])
        self.kind.currentIndexChanged.connect(self._turn)
        self.tabs.setAccessibleName("What the table says")
        again = button("Look again as settled", self.look)
        self.head.add(words("It holds"), self.kind, again, self.import_button)
        self.head.add(button("Leave it", self._finished))
        for part in (self.headings, self.meanings, self.changes, self.problems):
            self.tabs.addTab(part, "")
        told = boxed(column(self.summary, edge=16))
        self.setLayout(column(self.head, told, self.tabs, gap=0))

    def read(self, path: Path, kind: str = "") -> None:
        """Read a file off the window's thread; it holds `kind` where that is known."""
        self.frame.tasks.start(
            f"Reading {path.name}",
            lambda progress: raw_tables(path, progress.at),
            lambda raw: self.show_file(raw, kind),
            lambda sentence: self.frame.say(sentence, "danger"),
        )

    def show_file(self, raw: tuple[RawTable, ...], kind: str = "") -> None:
        """Show a file's columns; unless its kind is known, it is what it has most columns of."""
        self.raw = raw
        best = kind if kind in KINDS else max(KINDS, key=self._likeness)
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(KINDS.index(best))
        self.kind.blockSignals(False)
        self._turn()
        self.headings.begin()

    def _likeness(self, kind: str) -> tuple[float, int]:
        """How much of a kind's columns the file has, by its headings."""
        table, there = table_of(kind), {heading_of(one) for one in self._table(kind).headings}
        ours = {heading_of(table.headings.get(one.name, one.name)) for one in table.columns}
        alike = sum(len(there.intersection(one.also)) > 0 for one in table.columns)
        return (len(ours & there) + alike) / len(ours), len(ours & there) + alike

    def _table(self, kind: str) -> RawTable:
        """The sheet called like the kind, else the first."""
        return next((one for one in self.raw if one.sheet.casefold() == kind), self.raw[0])

    @property
    def chosen_kind(self) -> str:
        """The kind of table that is chosen."""
        return KINDS[max(self.kind.currentIndex(), 0)]

    def _turn(self, _index: int = 0) -> None:
        """Offer the columns of the kind, with what was settled for this source before."""
        if not self.raw:
            return
        kind, raw = self.chosen_kind, self._table(self.chosen_kind)
        kept = self.frame.bridge.ask(kept_table_mapping, kind=kind, file=raw.file)
        columns = [one for one in table_of(kind).columns if not one.told]
        self.headings.know(
            [Named(place, one.says, one.name) for place, one in enumerate(columns, 1)]
        )
        numbers = {one.name: place for place, one in enumerate(columns, 1)}
        by_heading = {heading_of(theirs): ours for theirs, ours in kept.columns.items()}
        called = {name: place for place, one in enumerate(columns, 1) for name in one.also}
        known = numbers.keys() | {heading_of(one) for one in table_of(kind).headings.values()}
        chosen: dict[str, int | None] = {}
        unsure: dict[str, str] = {}
        for place, heading in enumerate(raw.headings):
            settled = by_heading.get(heading_of(heading), "")
            if settled in numbers:
                chosen[heading] = numbers[settled]
            elif heading_of(heading) in known:
                chosen[heading] = None
            elif (theirs := called.get(heading_of(heading))) and theirs not in chosen.values():
                chosen[heading] = theirs
            elif heading:
                unsure[heading] = _samples(raw, place)
        self.headings.show_words(chosen, unsure)
        self._meant = {name: dict(told) for name, told in kept.words.items()}
        self._offer_meanings(())
        self.look()

    def mapping(self) -> TableMapping:
        """What is settled about the columns and words of the file."""
        columns = [one.name for one in table_of(self.chosen_kind).columns if not one.told]
        settled = self.headings.settled()
        named = {
            heading: columns[number - 1]
            for heading, number in settled.items()
            if number is not None
        }
        left_out = {heading: "" for heading in self.headings.words() if heading not in settled}
        codes = {one.id: one.code for one in self.activities}
        for word, number in self.meanings.settled().items():
            if number is not None:
                for name in ACTIVITY_COLUMNS:
                    self._meant.setdefault(name, {})[word] = codes[number]
        return TableMapping({**named, **left_out}, self._meant)

    @property
    def activities(self) -> tuple[Named, ...]:
        """The desk's activities, which unknown words may stand for."""
        return self.frame.bridge.ask(look_up).activities

    def _offer_meanings(self, unknown: Sequence[str]) -> None:
        self.meanings.know(self.activities)
        self.meanings.show_words({}, dict.fromkeys(unknown, "no activity of that name"))

    def _reading(self) -> Callable[[], TablePlan]:
        """How the file is read as it is settled now; whoever calls it need not be the window."""
        kind, raw = self.chosen_kind, self._table(self.chosen_kind)
        table, mapping = table_of(kind), self.mapping()
        renamed = {theirs: ours for ours, theirs in table.headings.items()}
        return lambda: read_table(
            raw,
            kind,
            table.columns,
            renamed={**renamed, **mapping.columns},
            worded=mapping.words,
        )

    def _plan(self) -> TablePlan | Refusal:
        """Read the file beside the window, which shows how far it is and can stop it."""
        if not self.raw:
            return Refusal("Choose a file first.")
        try:
            return self.frame.bridge.ask_long("Reading the table", self._reading())
        except Refusal as refusal:
            return refusal

    def look(self) -> None:
        """Say what an import would add and change; nothing is recorded."""
        kind = self.chosen_kind
        plan = self._plan()
        done = plan if isinstance(plan, Refusal) else self._preview(plan)
        if kind != self.chosen_kind:
            self._turn()  # another kind was chosen while this one was read
            return
        if isinstance(done, Refusal):
            self.told = None
            self._tell(str(done), TableRecorded(self.chosen_kind))
            return
        self.told = done
        told = (
            f"{done.added} would be added, {done.changed} changed, {done.same} stay as they are; "
            f"{done.not_in_file} at the desk are not in the file and are left alone. "
            "Nothing is recorded yet."
        )
        beside = f" Also made: {', '.join(done.made_beside)}." if done.made_beside else ""
        self._tell(told + beside, done)
        self._offer_meanings(_unknown_activities(done.problems))
        self._title(done)

    def _preview(self, plan: TablePlan) -> TableRecorded | Refusal:
        seen = self.frame.bridge.preview(apply_exchange, plans=(plan,))
        return seen if isinstance(seen, Refusal) else seen.value[0]

    def _tell(self, sentence: str, done: TableRecorded) -> None:
        self.summary.setText(sentence)
        self.changes.show_records(done.differences)
        self.problems.show_records(done.problems)
        self._title(done)

    def _title(self, done: TableRecorded) -> None:
        found = count_words(len(done.problems), "problem")
        left_out = len(self.headings.words()) - len(self.headings.settled())
        to_settle = f", {left_out} left out" if left_out else ""
        titles = (
            f"Columns {len(self.headings.words())}{to_settle}",
            f"Words to settle {len(self.meanings.words())}",
            f"Changes {len(done.differences)}",
            f"▲ {found}" if done.problems else "✓ No problems",
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setTabVisible(1, bool(self.meanings.words()))
        file = self.raw[0].file if self.raw else ""
        self.head.tell(f"Import {file}", count_words(done.added + done.changed, "record"))
        self.import_button.setEnabled(bool(self.told and (done.added or done.changed)))

    def apply(self) -> None:
        """Record the table in one step; what was settled is kept for its next file."""
        plan = self._plan()
        if isinstance(plan, Refusal):
            self.frame.say(str(plan), "danger")
            return
        mapping = self.mapping()
        if mapping != TableMapping():
            self.frame.bridge.do(
                keep_table_mapping, kind=plan.kind, file=plan.file, mapping=mapping
            )
        done = self.frame.bridge.do(apply_exchange, plans=(plan,))
        if done is not None:
            one = done.value[0]
            self.frame.say(f"{plan.kind}: {one.added} added, {one.changed} changed.", "good")
            self._finished()


def _samples(raw: RawTable, place: int) -> str:
    """The first different words of a column."""
    there = dict.fromkeys(cells[place] for _, cells in raw.rows[:LOOKED_AT] if place < len(cells))
    return ", ".join([one[:20] for one in there if one][:SAMPLES]) or "empty"


def _unknown_activities(problems: Sequence[Problem]) -> tuple[str, ...]:
    """The words of a file that no activity of the desk is called."""
    return tuple(dict.fromkeys(one.text for one in problems if "no activity" in one.message))

"""Room use: the measures, the map of the week, tables, and lists against who waits."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout

from rota_desk.domain.times import monday_of
from rota_desk.edits.demand import forget_demand, keep_demand
from rota_desk.queries.endoscopy import Capacity, DemandOf, ListLine
from rota_desk.queries.look_up import look_up
from rota_desk.queries.room_use import RoomUse, Use
from rota_desk.queries.room_use_map import FAR, UseMap
from rota_desk.queries.room_use_page import RoomUsePage, room_use_page
from rota_desk.words import count_words, day_and_year, span_words
from ui.frame import Frame, Screen, Subject
from ui.room_use.columns import LISTS, demand_columns, ran_measures, share_words, use_columns
from ui.room_use.room_use_actions import ROOM_USE_ACTIONS, VIEWS
from ui.tasks import Progress, Task
from ui.widgets.form import Form, day_field, qt_day, shown_day
from ui.widgets.head import Head
from ui.widgets.heat import Heat, HeatCell, HeatView, Warmth
from ui.widgets.layouts import boxed, column, scrolled
from ui.widgets.measures import Measures
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

WEEKS, AHEAD = 13, 6  # what is looked back at, and the lists ahead
LEAST = 150  # pixels of a table at least; where the window is lower, the page scrolls
WEEK, DAY = dt.timedelta(weeks=1), dt.timedelta(days=1)
MAP, ROOMS, SERVICES, OWNERS, LIST, DEMAND = range(len(VIEWS))
Wanted = tuple[dt.date, dt.date, bool]  # first day, the day after the last, the map by week
Answer = tuple[Wanted, RoomUsePage]


class RoomUseScreen(Screen):
    """A quarter of every room: what ran, what was given up, what lists hold, who waits."""

    ACTIONS = ROOM_USE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.found: RoomUse | None = None
        self.held: Capacity | None = None
        self._by_week = False
        self._wanted: Wanted | None = None
        self._asked: Task[Answer] | None = None
        self.head = Head("Room use")
        monday = monday_of(frame.bridge.ask(look_up).today)
        past = (monday - WEEKS * WEEK, monday - DAY)
        self._days = {False: past, True: (monday, monday + AHEAD * WEEK - DAY)}  # True: of lists
        self._of_lists = False
        self.first, self.last = day_field(past[0], "First day"), day_field(past[1], "Last day")
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.refresh())
        self.head.add(
            button("←", lambda: self.turn(-1), says="Earlier (Alt+Left)"),
            self.first,
            words("to"),
            self.last,
            button("→", lambda: self.turn(1), says="Later (Alt+Right)"),
            button("Paste who waits …", self.paste, says="Ctrl+Shift+V"),
            button("Print", self.report, "primary", says="Room use (Ctrl+P)"),
        )
        look = frame.look
        self.map = HeatView("Use by room and part of the week", look)
        self.tables: tuple[RecordTable[Use], ...] = tuple(
            RecordTable(f"Use by {name}", use_columns(Fraction(1)), look)
            for name in ("room", "service", "consultant")
        )
        self.lists: RecordTable[ListLine] = RecordTable("Endoscopy lists", LISTS, look)
        self.demand: RecordTable[DemandOf] = RecordTable("Who waits", demand_columns(()), look)
        self.lists.opened.connect(lambda _line: self.to_rota())
        self._lay()

    def _lay(self) -> None:
        self._measures = Measures()
        self._parts = QButtonGroup(self)
        parts = [
            button(view, self._chooser(place), "part", says=f"Alt+{place + 1}")
            for place, view in enumerate(VIEWS)
        ]
        joined = segments(parts)
        for place, part in enumerate(parts):
            self._parts.addButton(part, place)
        parts[0].setChecked(True)
        self._by = button("By week", self.turn_map, "link", says="Weeks or parts (Alt+W)")
        self._about = words("", "soft", wrap=True)
        line = Wrap()
        line.setContentsMargins(16, 6, 16, 6)
        line.add(joined, self._by)
        self._shown = QStackedWidget()
        for one in (self.map, *self.tables, self.lists, self.demand):
            self._shown.addWidget(one)
        self._about.setContentsMargins(16, 0, 16, 6)
        self.frame.look.changed.connect(self._make_room)
        self._make_room()
        inside = column(self._measures, boxed(line), self._about, self._shown, gap=0)
        inside.setStretch(3, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        area = scrolled(boxed(inside))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the tables, which come into view
        lines.addWidget(area, 1)
        self.setFocusProxy(self.map)

    def _make_room(self, _theme: object = None) -> None:
        """Keep a few lines in view; the page scrolls to them."""
        self._shown.setMinimumHeight(self.frame.look.pixels(LEAST))

    def _chooser(self, place: int) -> Callable[[], None]:
        return lambda: self.show_view(place)

    # What is shown.

    @property
    def counted(self) -> dt.date | None:
        """The day of the table of who waits, where there is one."""
        return self.held.counted if self.held else None

    def subject(self) -> Subject:
        """The list under the cursor."""
        line = self.lists.record() if self._shown.currentWidget() is self.lists else None
        return Subject(session=line.session_id if line else None)

    def refresh(self) -> None:
        """Measure the days chosen, off the window's thread; what is shown stays meanwhile."""
        start, end = shown_day(self.first), shown_day(self.last) + DAY
        if end <= start:
            self.frame.say("The last day lies before the first. Choose another.", "warning")
            return
        bridge, wanted = self.frame.bridge, (start, end, self._by_week)

        def measured(progress: Progress) -> Answer:
            progress.at(0)  # other days may have been turned to while this one waited
            return wanted, bridge.ask(room_use_page, start=start, end=end, by_week=wanted[2])

        if self._asked is not None:
            self._asked.cancel()
        self._wanted = wanted
        self._asked = self.frame.tasks.start("Measuring rooms", measured, self._show, quiet=True)

    def _show(self, answer: Answer) -> None:
        """Show what was measured, unless other days were turned to meanwhile."""
        wanted, page = answer
        if wanted != self._wanted:
            return
        start, end, _by_week = wanted
        self.found, self.held = page.use, page.held
        found, held = page.use, page.held
        self.map.show_heat(heat_of(page.by_part, found.target))
        for table, lines in zip(
            self.tables, (found.by_room, found.by_service, found.by_owner), strict=True
        ):
            table.show_columns(use_columns(found.target))
            table.show_records(lines)
        self.lists.show_records(held.lists)
        self.demand.show_columns(demand_columns(held.heads))
        self.demand.show_records(held.demand)
        self.head.tell("Room use", span_words(start, end - DAY))
        self._tell_measures(found)
        self._rest()
        self._tell_view()

    def _rest(self) -> None:
        """Rest on the first line of the table shown, where the cursor is on none."""
        shown = self._shown.currentWidget()
        if isinstance(shown, RecordTable) and shown.records() and shown.record() is None:
            shown.selectRow(0)

    def _tell_measures(self, found: RoomUse) -> None:
        whole, target = found.whole, share_words(found.target)
        told = (
            ("Use", share_words(whole.use), f"{whole.run} run of {whole.past} past, aim {target}"),
            (
                "Dropped in time",
                share_words(whole.in_time_share),
                f"{whole.in_time} of {whole.dropped}, {found.due} days' notice",
            ),
            ("Reused", share_words(whole.reused_share), f"{whole.reused} of {whole.dropped}"),
            ("Double-booked", str(whole.double), "sessions in a room held by others"),
            ("Points", share_words(whole.points_share), f"booked, {whole.points_done} done"),
            ("Training", str(whole.training), "lists, which hold less"),
            *ran_measures(whole.ran, found.spare),
        )
        self._measures.show_measures([(f"{name}: {value}", said) for name, value, said in told])

    def _tell_view(self) -> None:
        place = self._shown.currentIndex()
        self._by.setVisible(place == MAP)
        self._by.setText("By part of the week" if self._by_week else "By week")
        self._about.setText(self._said(place))

    def _said(self, place: int) -> str:
        if self.held is None or place not in {LIST, DEMAND}:
            return (
                "Sessions run ÷ planned of those past; plain: at the target, stripes: below,"
                " crossed: more than ten in a hundred below."
                if place == MAP
                else "In time and reused: of those dropped. Points: of what the lists may hold."
            )
        held = self.held
        if place == LIST:
            lists = count_words(len(held.lists), "list")
            return f"{lists}: {held.capacity} points, {held.booked} booked, {held.free} free."
        if held.counted is None:
            return "Nothing yet. Copy a table of counts, then Paste who waits (Ctrl+Shift+V)."
        weeks = held.weeks_to_clear
        clears = f", {float(weeks):.1f} weeks like these" if weeks is not None else ""
        return f"Counted {day_and_year(held.counted)}: {held.wanted} points wait{clears}."

    def show_view(self, place: int) -> None:
        """Show the map or one of the tables; lists and demand look ahead, the others back."""
        self._parts.button(place).setChecked(True)
        self._shown.setCurrentIndex(place)
        if (place in {LIST, DEMAND}) is not self._of_lists:
            self._days[self._of_lists] = (shown_day(self.first), shown_day(self.last))
            self._of_lists = not self._of_lists
            self._show_days(*self._days[self._of_lists])
        self._rest()
        self._tell_view()
        (self.map, *self.tables, self.lists, self.demand)[place].setFocus()

    def _show_days(self, first: dt.date, last: dt.date) -> None:
        for field, day in ((self.first, first), (self.last, last)):
            field.blockSignals(True)
            field.setDate(qt_day(day))
            field.blockSignals(False)
        self.refresh()

    def turn_map(self) -> None:
        """Turn the map from parts of the week to weeks, or back."""
        self._by_week = not self._by_week
        self.refresh()

    def turn(self, step: int) -> None:
        """Go as many days on, or back, as are shown."""
        first, last = shown_day(self.first), shown_day(self.last)
        by = step * (last - first + DAY)
        self._show_days(first + by, last + by)

    # What is done.

    def paste(self) -> Form:
        """Take a table of counts; one that tells who the patients are is refused."""
        bridge = self.frame.bridge
        form = Form("Who waits", "Keep the counts", bridge, self)
        day = form.day("Counted on", bridge.ask(look_up).today)
        table = form.text("Table", hint="Procedure, under 6 weeks, 6 to 13, over 13 …")
        form.note("Counts only: procedures down, waits across. Nothing that tells who they are.")

        def submit() -> bool:
            done = bridge.do(keep_demand, day=day.value(), text=table.value())
            if done is not None:
                self.show_view(DEMAND)
            return done is not None

        form.open_then(submit)
        return form

    def forget(self) -> None:
        """Take the last table of who waits away."""
        if self.counted is not None:
            self.frame.bridge.do(forget_demand, day=self.counted)

    def report(self, name: str = "room-use") -> None:
        """Turn to the printed page of these days."""
        first, last = shown_day(self.first), shown_day(self.last)
        self.frame.go("reports", report=name, first=first, last=last)

    def to_rota(self) -> None:
        """Turn to the Rota at the list under the cursor."""
        line = self.lists.record()
        if line is not None:
            self.frame.go("rota", day=line.start.date(), session=line.session_id)


def heat_of(found: UseMap, target: Fraction) -> Heat:
    """The map as cells with their words and their warmth."""
    return Heat(
        heads=found.heads,
        names=tuple(line.name for line in found.lines),
        cells=tuple(tuple(_cell(one, target) for one in line.cells) for line in found.lines),
    )


def _cell(one: Use, target: Fraction) -> HeatCell:
    if one.use is None:
        aloud = f"{count_words(one.planned, 'session')} to come" if one.planned else "none planned"
        return HeatCell("–", aloud, Warmth.NOTHING)
    aloud = f"{one.run} run of {one.past}, {share_words(one.use)}"
    if one.use >= target:
        return HeatCell(share_words(one.use), aloud, Warmth.MET)
    warmth = Warmth.FAR if one.use < target - FAR else Warmth.BELOW
    return HeatCell(share_words(one.use), f"{aloud}, below the target", warmth)

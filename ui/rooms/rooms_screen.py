"""The Rooms screen: a day or a week of every room."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from rota_desk.domain.room_time import Holding
from rota_desk.domain.times import monday_of
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rooms import RoomDiary, room_diary
from rota_desk.words import count_words, day_and_year, span_words
from ui.frame import Frame, Screen, Subject
from ui.rooms.room_actions import ROOM_ACTIONS
from ui.rooms.room_grid import RoomGrid, RoomSpot
from ui.rooms.room_hands import RoomHands
from ui.rooms.room_inspector import RoomInspector
from ui.rooms.room_model import RoomModel
from ui.widgets.doings import Act
from ui.widgets.empty import Empty
from ui.widgets.followed import FollowedChip
from ui.widgets.head import Head
from ui.widgets.segments import segments
from ui.widgets.words import button

WEEK = 7
MENU = (
    "rooms.book",
    "rooms.change",
    "rooms.move",
    "rooms.remove",
    "rooms.remove_all",
    "rooms.points",
    "rooms.training",
    "rooms.ran",
    "rooms.kit",
    "rooms.release",
    "rooms.take",
    "rooms.offer",
    "rooms.offered",
    "rooms.end",
    "rooms.close",
    "rooms.facts",
    "rooms.rota",
)


class RoomsScreen(Screen):
    """Who holds which room, when; what clashes, what was released, what is free."""

    ACTIONS = ROOM_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.day: dt.date = frame.bridge.ask(look_up).today
        self.days = 1
        self.model = RoomModel(frame.followed)
        self.grid = RoomGrid(self.model, frame.look)
        self.hands: RoomHands = RoomHands(self)
        self.side = RoomInspector(self._go_to, self.hands.place)
        self.head = Head("Rooms")
        self._day_part = button("Day", lambda: self.show_days(1), "part", says="Alt+1")
        self._week_part = button("Week", lambda: self.show_days(WEEK), "part", says="Alt+2")
        self.head.add(
            FollowedChip(frame.followed),
            button("←", lambda: self.step(-1), says="Earlier (Alt+Left)"),
            button("Today", self.go_today, says="Today (Alt+Home)"),
            button("→", lambda: self.step(1), says="Later (Alt+Right)"),
            segments((self._day_part, self._week_part)),
            button("Find free …", self.hands.find, says="Find a free room (Ctrl+F)"),
            button("Book …", self.hands.book, "primary", says="Book a room (Ctrl+N)"),
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        self._stage = QStackedWidget()
        self._stage.addWidget(self.grid)
        self._stage.addWidget(
            Empty(
                "Rooms",
                "Who is where, hour by hour: sessions, bookings, what stands empty and what "
                "clashes. Say first which sites and rooms there are.",
                ("Sites and rooms …", lambda: frame.go("settings", page="Sites and rooms")),
            )
        )
        lines.addWidget(self._stage, 1)
        self.setFocusProxy(self.grid)
        self._listen()

    def _listen(self) -> None:
        grid = self.grid
        grid.moved.connect(self.inspect)
        grid.opened.connect(self.hands.open)
        grid.hovered.connect(self.hands.hover)
        grid.dropped.connect(self.hands.drop)
        grid.customContextMenuRequested.connect(self._menu)

    @property
    def spot(self) -> RoomSpot | None:
        """The room, day and holding under the cursor."""
        return self.grid.spot()

    def subject(self) -> Subject:
        """Whoever stands on the session under the cursor, the highlighted one before others."""
        held = self.spot.holding if self.spot else None
        if held is None:
            return Subject()
        followed = self.frame.followed
        lit = followed.person if followed.among(held.clinicians) else None
        return Subject(lit or next(iter(held.clinicians), None), held.session_id)

    def mark_followed(self) -> None:
        """Mark the sessions of whoever is highlighted now."""
        self.grid.viewport().update()

    def inspector(self) -> RoomInspector:
        """The right-hand side."""
        return self.side

    def refresh(self) -> None:
        """Ask for the diary again; the cursor stays on its block."""
        before = self.spot
        start = monday_of(self.day) if self.days == WEEK else self.day
        diary = self.frame.bridge.ask(room_diary, start=start, days=self.days)
        self.model.show(diary)
        self._stage.setCurrentIndex(0 if diary.rooms else 1)
        self.grid.size_rows()
        self._tell_head(diary)
        there = before is not None and self.grid.go_to(
            before.line.room_id, before.day, before.holding
        )
        if not there:
            self.grid.first_room()
        self.inspect()

    def _tell_head(self, diary: RoomDiary) -> None:
        first, last = diary.days[0].day, diary.days[-1].day
        said = day_and_year(first) if first == last else span_words(first, last)
        parts = [said]
        if diary.clashes:
            parts.append(f"▲ {count_words(len(diary.clashes), 'clash', 'clashes')}")
        if diary.released:
            parts.append(f"{len(diary.released)} released")
        if diary.roomless:
            parts.append(f"{len(diary.roomless)} without a room")
        self.head.tell("Rooms", " · ".join(parts))
        self._day_part.setChecked(self.days == 1)
        self._week_part.setChecked(self.days == WEEK)

    def inspect(self) -> None:
        """Show what stands under the cursor."""
        self.side.tell(self.spot, self.model.diary, self._offers())

    def _offers(self) -> list[Act]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        fitting = [specs[name] for name in MENU if specs[name].enabled(self)]
        return [
            (spec.text.replace("&", ""), spec.shortcut, self._runner(spec.id)) for spec in fitting
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    def _menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        for text, _key, run in self._offers():
            menu.addAction(text).triggered.connect(lambda _on=False, run=run: run())
        menu.popup(self.grid.viewport().mapToGlobal(point))

    def show_days(self, days: int) -> None:
        """Show one day, or the week around it."""
        if self.spot is not None:
            self.day = self.spot.day
        self.days = days
        self.refresh()

    def step(self, by: int) -> None:
        """Go so many days or weeks on."""
        self.day += dt.timedelta(days=by * self.days)
        self.refresh()

    def go_today(self) -> None:
        """Go to the present day."""
        self.day = self.frame.bridge.ask(look_up).today
        self.refresh()

    def next_clash(self) -> None:
        """Go to the next clash of the days shown, round and round."""
        diary, spot = self.model.diary, self.spot
        if diary is None or not diary.clashes:
            self.frame.say("No clash in these days.", "good")
            return
        places = [(one.room_id, one.start) for one in diary.clashes]
        here = (spot.line.room_id, spot.moment) if spot else None
        number = (places.index(here) + 1) % len(places) if here in places else 0
        clash = diary.clashes[number]
        line = next(one for one in diary.rooms if one.room_id == clash.room_id)
        holding = next(
            (
                one
                for cell in line.cells
                for one in cell.holdings
                if one.takes and one.clash and one.start <= clash.start < one.end
            ),
            None,
        )
        self.grid.go_to(clash.room_id, clash.start.date(), holding)

    def _go_to(self, one: Holding) -> None:
        self.grid.go_to(one.room_id, one.start.date(), one)
        self.grid.setFocus()

    def show_on_rota(self) -> None:
        """Turn to the Rota at the session under the cursor."""
        spot = self.spot
        if spot is not None and spot.holding is not None:
            self.frame.go("rota", day=spot.day, session=spot.holding.session_id)

    def on_offer(self) -> None:
        """Turn to the printed list of what stands empty in the six weeks from the day shown."""
        last = self.day + dt.timedelta(days=6 * WEEK - 1)
        self.frame.go("reports", report="rooms-on-offer", first=self.day, last=last)

    def focus_on(self, **where: object) -> None:
        """Go to a day (`day`) and a room (`room`)."""
        day, room = where.get("day"), where.get("room")
        if isinstance(day, dt.date):
            self.day = day
            self.refresh()
        if isinstance(room, int):
            self.grid.go_to(room, self.day)

"""What the coordinator does with rooms: by mouse, by key, by menu, through the same edits."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from rota_desk.desk import Done
from rota_desk.domain.room_time import Holding, HoldingKind
from rota_desk.domain.said import day, span
from rota_desk.edits.bookings import cancel_booking, move_booking
from rota_desk.edits.list_points import mark_training
from rota_desk.edits.rooms import (
    move_session_in_rooms,
    offer_released_session,
    offer_room_to_service,
    put_session_in_room,
    release_session,
    take_released_session,
)
from rota_desk.edits.sessions import close_session
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rooms import Roomless
from rota_desk.queries.sites import room_list
from ui.rooms.list_forms import kit_form, points_form
from ui.rooms.room_forms import (
    book_form,
    choice_form,
    close_form,
    correct_form,
    effect_words,
    find_form,
    move_form,
)
from ui.rooms.room_grid import Drop
from ui.rooms.run_form import ran_form
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form
from ui.widgets.room_form import room_form

if TYPE_CHECKING:
    from ui.rooms.rooms_screen import RoomsScreen


class RoomHands:
    """Edits of the Rooms screen."""

    def __init__(self, screen: "RoomsScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def book(self) -> Form:
        """Book a room, at the cursor to begin with."""
        names = self._bridge.ask(look_up)
        return book_form(self._bridge, self._screen, names, self._screen.spot)

    def find(self) -> Form:
        """Look for a free room."""
        diary = self._screen.model.diary
        lines = diary.rooms if diary else ()
        sites = tuple(dict.fromkeys((line.site_id, line.site) for line in lines))
        today = self._bridge.ask(look_up).today
        return find_form(self._bridge, self._screen, sites, self._screen.spot, today)

    def open(self) -> Form | None:
        """Correct a booking, move a session, or book free time."""
        spot = self._screen.spot
        if spot is None or spot.holding is None:
            return self.book() if spot else None
        if spot.holding.kind in (HoldingKind.ONE_OFF, HoldingKind.OTHER_SERVICE):
            return self.correct()
        return self.take() if spot.holding.kind is HoldingKind.RELEASED else self.move()

    def correct(self) -> Form | None:
        """Correct whom the booking under the cursor is for."""
        spot = self._screen.spot
        if spot is None or spot.holding is None or spot.holding.booking_id is None:
            return None
        return correct_form(self._bridge, self._screen, spot.holding)

    def move(self) -> Form | None:
        """Move what stands under the cursor by its form."""
        spot = self._screen.spot
        if spot is None or spot.holding is None:
            return None
        one = spot.holding
        return move_form(
            self._bridge,
            self._screen,
            self._bridge.ask(look_up),
            spot,
            look=lambda room, start: self.effect(one, room, start),
            then=lambda room, start: self._carry(one, room, start),
        )

    def effect(self, one: Holding, room: int, start: dt.datetime) -> tuple[str, str]:
        """What moving a holding there would bring."""
        if one.session_id is not None:
            return effect_words(
                self._bridge.preview(
                    move_session_in_rooms, session=one.session_id, room=room, start=start
                )
            )
        number, of = one.booking_id or 0, one.start.date()
        return effect_words(
            self._bridge.preview(move_booking, booking=number, room=room, start=start, day=of)
        )

    def drop(self, drop: Drop) -> None:
        """Let a carried holding go where it was dropped."""
        one = drop.holding
        if drop.start == one.start and drop.room.room_id == one.room_id:
            return
        if self._carry(one, drop.room.room_id, drop.start):
            self._screen.grid.go_to(drop.room.room_id, drop.start.date(), one)

    def _carry(self, one: Holding, room: int, start: dt.datetime) -> bool:
        done: Done[None] | None
        if one.session_id is not None:
            session = one.session_id
            done = self._bridge.do(move_session_in_rooms, session=session, room=room, start=start)
        else:
            number, day = one.booking_id or 0, one.start.date()
            done = self._bridge.do(move_booking, booking=number, room=room, start=start, day=day)
        return done is not None

    def remove(self) -> None:
        """Cancel a booking, open a closed room, or take a session out of its room."""
        spot = self._screen.spot
        one = spot.holding if spot else None
        if one is None:
            return
        if one.booking_id is not None:
            day = one.start.date() if one.repeats else None
            self._bridge.do(cancel_booking, booking=one.booking_id, day=day)
        elif one.session_id is not None:
            self._bridge.do(put_session_in_room, session=one.session_id, room=None)

    def remove_all(self) -> None:
        """Cancel every time of a booking or closure that comes again."""
        spot = self._screen.spot
        one = spot.holding if spot else None
        if one is not None and one.booking_id is not None:
            self._bridge.do(cancel_booking, booking=one.booking_id)

    def equip(self) -> Form | None:
        """Promise movable equipment to the block under the cursor."""
        spot = self._screen.spot
        one = spot.holding if spot else None
        return kit_form(self._bridge, self._screen, one) if one is not None else None

    def fill(self) -> Form | None:
        """Say what is booked on the list under the cursor."""
        number = self._session(HoldingKind.SESSION)
        return points_form(self._bridge, self._screen, number) if number is not None else None

    def ran(self) -> Form | None:
        """Say when the session under the cursor began and ended, and how many cases were done."""
        number = self._session(HoldingKind.SESSION)
        return ran_form(self._bridge, self._screen, number) if number is not None else None

    def train(self) -> None:
        """Turn the list under the cursor into a training list, or back."""
        spot, number = self._screen.spot, self._session(HoldingKind.SESSION)
        if number is not None and spot is not None and spot.holding is not None:
            self._did(mark_training, session=number, training=not spot.holding.training)

    def facts(self) -> Form | None:
        """Correct the facts of the room under the cursor."""
        spot = self._screen.spot
        if spot is None:
            return None
        rooms = self._bridge.ask(room_list)
        chosen = next(one for one in rooms if one.room_id == spot.line.room_id)
        return room_form(self._bridge, self._screen, chosen)

    def release(self) -> Form | None:
        """Release the session under the cursor, with a reason."""
        number = self._session(HoldingKind.SESSION)
        if number is None:
            return None
        return ask_reason(
            "Release the session",
            "Release",
            self._bridge,
            self._screen,
            lambda reason: self._did(release_session, session=number, reason=reason),
            hint="Annual leave, study leave …",
        )

    def take(self) -> Form | None:
        """Give the released session under the cursor to somebody."""
        number = self._session(HoldingKind.RELEASED)
        if number is None:
            return None
        people = [(one.id, one.name) for one in self._bridge.ask(look_up).people]
        return choice_form(
            "Give the released session to",
            "Give",
            "Person",
            options=people,
            bridge=self._bridge,
            parent=self._screen,
            then=lambda who: self._did(take_released_session, session=number, clinician=who),
        )

    def offered(self) -> Form | None:
        """Keep to whom the released session was offered, and what they said."""
        number = self._session(HoldingKind.RELEASED)
        if number is None:
            return None
        form = Form("Offered to", "Keep it", self._bridge, self._screen)
        whom = form.line("Offered to", hint="General surgery, or a colleague")
        answer = form.line("Answer", hint="Will say by Friday")
        form.open_then(
            lambda: self._did(
                offer_released_session, session=number, whom=whom.value(), answer=answer.value()
            )
        )
        return form

    def end(self) -> Form | None:
        """Close the released session: nobody took it."""
        number = self._session(HoldingKind.RELEASED)
        if number is None:
            return None
        return ask_reason(
            "Close the released session",
            "Close it",
            self._bridge,
            self._screen,
            lambda reason: self._did(close_session, session=number, reason=reason),
            hint="Nobody took it",
        )

    def offer(self) -> Form | None:
        """Book the released session's room for another service."""
        number = self._session(HoldingKind.RELEASED)
        if number is None:
            return None
        form = Form("Offer the room to a service", "Give the room", self._bridge, self._screen)
        service = form.line("Service", hint="General surgery")
        form.open_then(
            lambda: self._did(offer_room_to_service, session=number, service=service.value())
        )
        return form

    def close(self) -> Form | None:
        """Close the room under the cursor for some time."""
        spot = self._screen.spot
        return close_form(self._bridge, self._screen, spot) if spot else None

    def place(self, chosen: Roomless | None = None) -> Form | None:
        """Put a session without a room into the one under the cursor, or another."""
        diary = self._screen.model.diary
        waiting = diary.roomless if diary else ()
        if not waiting:
            self._screen.frame.say("Every session that needs a room has one.", "good")
            return None
        form = Form("Put a session in a room", "Put in", self._bridge, self._screen)
        options = [
            (one.session_id, f"{span(one.start, one.end)}  {one.title}, {one.who}")
            for one in waiting
        ]
        first = chosen.session_id if chosen else waiting[0].session_id
        session = form.choice("Session", options, first)
        rooms = [(one.id, one.name) for one in self._bridge.ask(look_up).rooms]
        spot = self._screen.spot
        room = form.choice("Room", rooms, spot.line.room_id if spot else None)

        def look() -> None:
            which, where = session.value(), room.value()
            if which is not None and where is not None:
                done = self._bridge.preview(put_session_in_room, session=which, room=where)
                form.effect(*effect_words(done))

        for field in (session, room):
            field.widget.currentTextChanged.connect(lambda _text: look())  # type: ignore[attr-defined]  # a combo box

        def submit() -> bool:
            which, where = session.value(), room.value()
            if which is None or where is None:
                form.trouble("Choose a session and a room from the lists.")
                return False
            return self._did(put_session_in_room, session=which, room=where)

        form.open_then(submit)
        look()
        return form

    def hover(self, drop: Drop) -> None:
        """Say what dropping here would bring, before it is dropped."""
        grid, one = self._screen.grid, drop.holding
        words, kind = self.effect(one, drop.room.room_id, drop.start)
        grid.warned = kind == "danger"
        place = f"{drop.room.name}, {day(drop.start.date())} {drop.start:%H:%M}"
        self._screen.frame.say(f"{place}: {words}", kind)

    def _session(self, kind: HoldingKind) -> int | None:
        spot = self._screen.spot
        one = spot.holding if spot else None
        return one.session_id if one is not None and one.kind is kind else None

    def _did(self, edit: Callable[..., object], **facts: object) -> bool:
        return self._bridge.do(edit, **facts) is not None

"""The Rota's forms: add a session, choose a person, move, retime, go to a day."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.types import Slot
from rota_desk.edits.sessions import add_session, retime_session
from rota_desk.queries.look_up import LookUp
from rota_desk.queries.rota_sheet import Entry
from ui.bridge import Bridge
from ui.roster.spot import Spot
from ui.widgets.form import Form

SLOTS = (
    (Slot.AM, "Morning"),
    (Slot.PM, "Afternoon"),
    (Slot.EVENING, "Evening"),
    (Slot.NIGHT, "Night"),
    (Slot.DAY, "Whole day"),
)


def add_session_form(
    bridge: Bridge, parent: QWidget, names: LookUp, day: dt.date, slot: Slot
) -> Form:
    """Ask for a session to add; the activity's own times unless others are given."""
    form = Form("Add a session", "Add session", bridge, parent)
    activity = form.choice(
        "Activity", [(one.id, f"{one.code}  {one.name}") for one in names.activities]
    )
    when = form.day("Day", day)
    part = form.choice("Part of the day", [(None, "As the activity"), *SLOTS], _half(slot))
    room = form.choice("Room", [(None, "No room"), *((one.id, one.words) for one in names.rooms)])
    wanted = form.line("People needed", hint="As the activity")

    def submit() -> bool:
        number, count = activity.value(), wanted.value()
        if number is None:
            form.trouble("Choose an activity from the list.")
            return False
        if count and not count.isdigit():
            form.trouble("People needed is a whole number, or empty.")
            return False
        done = bridge.do(
            add_session,
            activity=number,
            day=when.value(),
            slot=part.value(),
            room=room.value(),
            cover_wanted=int(count) if count else None,
        )
        return done is not None

    form.open_then(submit)
    return form


def _coded(names: LookUp) -> list[tuple[int, str]]:
    return [(one.id, f"{one.code}  {one.name}") for one in names.activities]


def _half(slot: Slot) -> Slot | None:
    return slot if slot in {Slot.AM, Slot.PM} else None


def person_form(
    title: str,
    bridge: Bridge,
    parent: QWidget,
    *,
    done: str,
    names: LookUp,
    then: Callable[[int], bool],
    effect: Callable[[int], tuple[str, str]],
    more: Callable[[Form], object] = lambda _form: None,
) -> Form:
    """Ask for a person; what the choice would bring stands under the field at once.

    `more` adds further fields.
    """
    form = Form(title, done, bridge, parent)
    who = form.choice("Person", [(one.id, one.name) for one in names.people])
    more(form)

    def look() -> None:
        number = who.value()
        form.effect(*(effect(number) if number is not None else ("", "soft")))

    def submit() -> bool:
        number = who.value()
        if number is None:
            form.trouble("Choose a person from the list.")
            return False
        return then(number)

    who.widget.currentTextChanged.connect(look)  # type: ignore[attr-defined]  # a combo box
    form.open_then(submit)
    return form


def move_form(
    bridge: Bridge,
    parent: QWidget,
    names: LookUp,
    spot: Spot,
    then: Callable[[int, dt.date, str], bool],
) -> Form:
    """The keyboard's way to carry an entry: to whom, to which day, and how."""
    entry = spot.entry
    title = f"Move {entry.title}" if entry else "Move"
    form = Form(title, "Go on", bridge, parent)
    here = entry.clinician_id if entry else None
    who = form.choice("To", [(one.id, one.name) for one in names.people], here)
    day = form.day("Day", spot.day)
    how = form.choice("How", [("move", "Move"), ("copy", "Copy")], "move")

    def submit() -> bool:
        number, mode = who.value(), how.value()
        if number is None or mode is None:
            form.trouble("Choose a person from the list.")
            return False
        return then(number, day.value(), mode)

    form.open_then(submit)
    return form


def retime_form(bridge: Bridge, parent: QWidget, entry: Entry) -> Form:
    """Ask for other times of a session; an end before the start is on the next day."""
    form = Form(f"Times of {entry.title}", "Change times", bridge, parent)
    starts = form.clock("Starts", entry.start.time())
    ends = form.clock("Ends", entry.end.time())

    def submit() -> bool:
        start = dt.datetime.combine(entry.start.date(), starts.value())
        end = dt.datetime.combine(entry.start.date(), ends.value())
        if end <= start:
            end += dt.timedelta(days=1)
        number = entry.session_id or 0
        return bridge.do(retime_session, session=number, start=start, end=end) is not None

    form.open_then(submit)
    return form


def day_form(
    bridge: Bridge, parent: QWidget, day: dt.date, then: Callable[[dt.date], object]
) -> Form:
    """Ask for a day to go to."""
    form = Form("Go to a day", "Go", bridge, parent)
    field = form.day("Day", day)

    def submit() -> bool:
        then(field.value())
        return True

    form.open_then(submit)
    return form

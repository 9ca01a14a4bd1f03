"""The forms of what a block has with it: movable equipment, cases and points of a list."""

from PySide6.QtWidgets import QWidget

from rota_desk.domain.points import NotCases, Procedure, cases_of, points_of, what_fits
from rota_desk.domain.room_time import Holding
from rota_desk.edits.kit import promise_kit
from rota_desk.edits.list_points import fill_list
from rota_desk.queries.list_points import list_facts, procedures
from rota_desk.queries.sites import kit_list
from rota_desk.words import count_words
from ui.bridge import Bridge
from ui.rooms.room_forms import effect_words
from ui.widgets.form import Form


def kit_form(bridge: Bridge, parent: QWidget, one: Holding) -> Form:
    """Tick the equipment that a session or a booking is promised; a clash shows at once."""
    form = Form(f"Equipment for {one.title}", "Promise it", bridge, parent)
    every = bridge.ask(kit_list)
    ticks = [
        (kit.kit_id, form.check(f"{kit.name}, kept in {kit.room}", value=kit.name in one.kit))
        for kit in every
    ]
    if not every:
        form.note("There is no movable equipment yet. Add it under Settings, Sites and rooms.")

    def chosen() -> list[int]:
        return [number for number, tick in ticks if tick.value()]

    def look() -> None:
        done = bridge.preview(
            promise_kit, kit=chosen(), session=one.session_id, booking=one.booking_id
        )
        form.effect(*effect_words(done))

    for _number, tick in ticks:
        tick.widget.toggled.connect(lambda _on: look())  # type: ignore[attr-defined]  # a check box

    def submit() -> bool:
        done = bridge.do(promise_kit, kit=chosen(), session=one.session_id, booking=one.booking_id)
        return done is not None

    form.open_then(submit)
    look()
    return form


def points_form(bridge: Bridge, parent: QWidget, session: int) -> Form:
    """Ask for the cases of a list, or its points alone; what still fits is said meanwhile."""
    known, there = bridge.ask(procedures), bridge.ask(list_facts, session=session)
    form = Form(f"Cases and points of {there.title}", "Keep", bridge, parent)
    cases = form.line("Cases", there.case_mix, "4 COL + 3 OGD")
    booked = form.line("Points without cases", "" if there.case_mix else _typed(there.points), "9")
    finished = form.line("Points done in the end", _typed(there.done), "9")
    form.note("Counts only: nobody's name or number belongs here.")

    def look() -> None:
        try:
            mix = cases_of(cases.value(), known)
        except NotCases as said:
            form.effect(str(said), "danger")
            return
        points = points_of(mix, known) if mix else _number(booked.value())
        form.effect(*fit_words(points, there.capacity, known))

    for field in (cases, booked):
        field.widget.textChanged.connect(lambda _text: look())  # type: ignore[attr-defined]  # a line

    def submit() -> bool:
        if any(text and not text.isdecimal() for text in (booked.value(), finished.value())):
            form.trouble("Points are whole numbers.")
            return False
        points = _number(booked.value())
        done = bridge.do(
            fill_list,
            session=session,
            cases=cases.value(),
            booked=points,
            done=_number(finished.value()),
        )
        return done is not None

    form.open_then(submit)
    look()
    return form


def fit_words(
    points: int | None, capacity: int | None, known: dict[str, Procedure]
) -> tuple[str, str]:
    """How full a list is and what still fits whole, with the kind of its colour."""
    if points is None:
        return "No points yet.", "soft"
    if capacity is None:
        return f"{count_words(points, 'point')}; this room counts none.", "soft"
    left = capacity - points
    said = f"{points} of {capacity} points."
    if left < 0:
        return f"{said} {count_words(-left, 'point')} over.", "danger"
    fits = ", ".join(one.words for one in what_fits(left, known))
    return (f"{said} Still fits: {fits}." if fits else f"{said} Full."), "good"


def _typed(points: int | None) -> str:
    return "" if points is None else str(points)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None

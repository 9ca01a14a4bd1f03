"""Doing by hand, on the real rota, the nearest to what no longer fits it."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from rota_desk.desk import Done
from rota_desk.edits.assignments import assign, hand_over, remove_assignment
from rota_desk.errors import Refusal
from rota_desk.queries.what_if_act import Act, Nearest
from rota_desk.queries.what_if_parts import Part
from rota_desk.words import count_words
from ui.bridge import Bridge
from ui.widgets.form import Form

FINDINGS = 3  # told by name
Edit = Callable[..., Any]


class RealWindow(Protocol):
    """The real rota's window, as far as something is shown or done there."""

    bridge: Bridge

    def go(self, place: str, **focus: object) -> None: ...  # noqa: D102 - as Frame says
    def raise_(self) -> None: ...  # noqa: D102
    def activateWindow(self) -> None: ...  # noqa: D102 - Qt's name


class NearestHands:
    """What Enter does on a line that does not fit: one edit, seen before, or a look there."""

    def __init__(self, real: RealWindow, on: QWidget, done: Callable[[], object]) -> None:
        self._real, self._on, self._done = real, on, done

    def act(self, part: Part) -> Form | None:
        """Open the nearest act; where none is left, show the place on the real rota."""
        near = part.nearest
        if near is None:
            return None
        if near.act is Act.SHOW:
            self.show(near)
            return None
        return self._form(part, near)

    def show(self, near: Nearest) -> None:
        """Bring the real window forward, with the cursor where it is about."""
        where = {"day": near.day, "session": near.session_id, "clinician": near.clinician_id}
        if near.session_id is not None:
            del where["clinician"]
        self._real.go(near.place, **{key: one for key, one in where.items() if one is not None})
        self._real.raise_()
        self._real.activateWindow()

    def _form(self, part: Part, near: Nearest) -> Form:
        form = Form(
            f"{near.title.removesuffix(' …')}: {near.session}",
            _button(near.act),
            self._real.bridge,
            self._on,
        )
        form.note(part.told)
        form.note("This is done on the real rota, at once, as a step of its own.", "strong")
        places = [(one.assignment_id, one.name) for one in near.stands]
        place = form.choice("In place of", places, places[0][0]) if len(places) > 1 else None

        def facts() -> dict[str, int]:
            number = place.value() if place is not None else places[0][0] if places else None
            return _facts(near, number or 0)

        def look() -> None:
            form.effect(*brought_words(self._real.bridge.preview(EDITS[near.act], **facts())))

        def submit() -> bool:
            if self._real.bridge.do(EDITS[near.act], **facts()) is None:
                return False
            self._done()
            return True

        if place is not None:
            place.widget.currentTextChanged.connect(lambda _text: look())  # type: ignore[attr-defined]  # a combo box
        form.open_then(submit)
        look()
        return form


EDITS: dict[Act, Edit] = {
    Act.PUT_ON: assign,
    Act.HAND_OVER: hand_over,
    Act.TAKE_OFF: remove_assignment,
}


def _facts(near: Nearest, assignment: int) -> dict[str, int]:
    """What the edit is about."""
    whom, session = near.clinician_id or 0, near.session_id or 0
    if near.act is Act.PUT_ON:
        return {"session": session, "clinician": whom}
    if near.act is Act.HAND_OVER:
        return {"assignment": assignment, "clinician": whom}
    return {"assignment": assignment}


def _button(act: Act) -> str:
    return {Act.PUT_ON: "Put on", Act.HAND_OVER: "Hand over", Act.TAKE_OFF: "Take off"}[act]


def brought_words(done: Done[Any] | Refusal) -> tuple[str, str]:
    """Which findings an edit would bring, and how many would go; and its kind."""
    if isinstance(done, Refusal):
        return str(done), "danger"
    told = [f"▲ {one.name}: {one.message}" for one in done.gained[:FINDINGS]]
    more = len(done.gained) - len(told)
    head = f"{count_words(len(done.gained), 'new finding')}, {len(done.lost)} gone."
    said = "\n".join([head, *told, *([f"and {more} more"] if more else [])])
    return said, "warning" if done.gained else "good"

"""What falls due, as the deadline strip shows it."""

from collections.abc import Callable, Sequence

from rota_desk.queries.due import Deadline
from rota_desk.queries.first_steps import FirstSteps
from ui.frame import Frame
from ui.widgets.strip import Due

KINDS = {"overdue": "danger", "due": "warning", "soon": "notice", "ok": "good"}


def dues(frame: Frame, found: Sequence[Deadline]) -> tuple[Due, ...]:
    """Deadlines as they stand on the strip, in their order."""
    return tuple(_due(frame, one) for one in found)


def first_due(told: FirstSteps, show: Callable[[], object]) -> tuple[Due, ...]:
    """The chip of the first steps, until anything stands on the rota."""
    if told.begun or told.next is None:
        return ()
    return (Due(told.words, "notice", show, f"Next: {told.next.title}. {told.next.why}"),)


def _due(frame: Frame, one: Deadline) -> Due:
    state = f"{one.title}: {one.state}" if one.state in {"overdue", "due"} else one.title
    return Due(state, KINDS.get(one.state, "neutral"), _going(frame, one), one.detail)


def _going(frame: Frame, one: Deadline) -> Callable[[], None]:
    if one.place == "rota":
        return lambda: frame.go(one.place, day=one.due)
    if one.clinician_id is not None:
        return lambda: frame.go(one.place, clinician=one.clinician_id)
    return lambda: frame.go(one.place)

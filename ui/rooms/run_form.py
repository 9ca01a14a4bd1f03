"""The form of how a list ran: its times and counts, with what they come to."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from rota_desk.domain.list_run import nearest
from rota_desk.edits.list_run import record_run
from rota_desk.intake.times import read_time
from rota_desk.queries.room_ran import ran_facts, ran_words
from ui.bridge import Bridge
from ui.widgets.form import Field, Form


def ran_form(bridge: Bridge, parent: QWidget, session: int) -> Form:
    """Ask when a list began and ended, and for counts; what is left empty is not known."""
    there = bridge.ask(ran_facts, session=session)
    form = Form(f"How {there.title} ran", "Keep", bridge, parent)
    began = form.line("First case began", _clock(there.began), f"{there.start:%H:%M}")
    ended = form.line("Last case ended", _clock(there.ended), f"{there.end:%H:%M}")
    cases = form.line("Cases done", _typed(there.cases), "9")
    touch = form.line("Minutes with a case under way", _typed(there.touch), "200")
    form.note("Times and counts only: nobody's name or number belongs here.")

    def times() -> tuple[dt.datetime | None, dt.datetime | None]:
        return _at(began, there.start), _at(ended, there.end)

    def look() -> None:
        said = ran_words(there.start, there.end, *times(), there.spare)
        form.effect(said or "Not known yet.", "" if said else "soft")

    for field in (began, ended):
        field.widget.textChanged.connect(lambda _text: look())  # type: ignore[attr-defined]  # a line

    def submit() -> bool:
        if any(field.value() and read_time(field.value()) is None for field in (began, ended)):
            form.trouble("Write times like 08:45.")
            return False
        if any(one.value() and not one.value().isdecimal() for one in (cases, touch)):
            form.trouble("Cases and minutes are whole numbers.")
            return False
        start, end = times()
        done = bridge.do(
            record_run,
            session=session,
            began=start,
            ended=end,
            cases=_number(cases),
            touch=_number(touch),
        )
        return done is not None

    form.open_then(submit)
    look()
    return form


def _at(field: Field[str], near: dt.datetime) -> dt.datetime | None:
    clock = read_time(field.value())
    return nearest(near, clock) if clock is not None else None


def _clock(moment: dt.datetime | None) -> str:
    return "" if moment is None else f"{moment:%H:%M}"


def _typed(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(field: Field[str]) -> int | None:
    return int(field.value()) if field.value().isdecimal() else None

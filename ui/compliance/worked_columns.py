"""The columns of hours really worked, beside what was planned."""

from rota_desk.domain.call_times import calls_words
from rota_desk.queries.restricted_actual_hours import ActualLine
from rota_desk.rules.wording import length
from rota_desk.words import day_words
from ui.widgets.table import Column


def _worked(one: ActualLine) -> str:
    return f"{one.start:%H:%M} – {one.end:%H:%M}" if one.start and one.end else "not recorded"


def _longer(one: ActualLine) -> str:
    """By how much it was longer or shorter than planned: "+45 min"."""
    more = one.minutes_over
    if not more:
        return "" if more is None else "as planned"
    return f"{'+' if more > 0 else '−'}{length(abs(more))}"


def _missed(one: ActualLine) -> str:
    return "" if one.number is None or one.on_call else str(one.breaks_missed)


def _calls(one: ActualLine) -> str:
    if one.number is None or not one.on_call:
        return ""
    return calls_words(one.calls) or "none"


WORKED: tuple[Column[ActualLine], ...] = (
    Column("Who", lambda one: one.name, 150, least=80),
    Column(
        "Day",
        lambda one: day_words(one.planned_start.date()),
        90,
        sort=lambda one: one.planned_start,
    ),
    Column("Duty", lambda one: one.activity, 170, least=85),
    Column(
        "Planned", lambda one: f"{one.planned_start:%H:%M} – {one.planned_end:%H:%M}", 120, spare=1
    ),
    Column("Worked", _worked, 130, kind=lambda one: "" if one.number else "soft"),
    Column("Longer by", _longer, 110, sort=lambda one: one.minutes_over or 0),
    Column("Breaks missed", _missed, 110, right=True, spare=3),
    Column("Calls", _calls, 220, tip=_calls, least=60, spare=2),
)

"""What the palette of this window finds for typed words."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence

from rota_desk.queries.look_up import LookUp, Named
from rota_desk.words import day_words
from ui.actions import ActionSpec
from ui.goals import Goal, fitting, understood
from ui.settings.titles import TITLES

if TYPE_CHECKING:
    from ui.main_window import MainWindow

AnySpec = ActionSpec[Any]


def goals_for(window: "MainWindow", names: LookUp, text: str) -> tuple[Goal, ...]:
    """What fits the words typed: a day, people, rooms, sites, actions; before typing actions."""
    typed = understood(text, names.today)
    day, half = typed.day, typed.half
    goals: list[Goal] = []
    if day is not None and not typed.words:
        goals.append(_goal(f"{day:%A} {day.day} {day:%B %Y}", "Day", window, day=day, half=half))
    goals += [
        _goal(one.name, "Person", window, one, clinician=one.id, day=day, half=half)
        for one in names.people
    ]
    goals += [_room(one, window, day or names.today) for one in names.rooms]
    goals += [_site(one, window, day) for one in names.sites]
    acts = tuple(
        Goal(plain(spec.text), "Action", _keys(spec), _runner(window, spec, target))
        for spec, target in window.specs()
    )
    if window.place_now != "settings":
        acts = (*acts, *(_page(title, window) for title in TITLES))
    acting = fitting(acts, tuple(text.casefold().split()))
    return (*fitting(goals, typed.words), *acting) if text.strip() else acting


def _goal(
    title: str, kind: str, window: "MainWindow", who: Named | None = None, **focus: object
) -> Goal:
    """A day or a person: with a day its cell, without one how they are reached."""
    day, half = focus.get("day"), str(focus.get("half") or "")
    reach, also = (who.reach, who.also) if who is not None else ("", "")
    where = f"{day_words(day)} {half}".strip() if isinstance(day, dt.date) else half or reach
    return Goal(title, kind, where, lambda: window.go("rota", **focus), f"{reach} {also}")


def _page(title: str, window: "MainWindow") -> Goal:
    """A page of Settings, from any other place."""
    return Goal(
        f"Settings: {title.lower()}", "Place", "", lambda: window.go("settings", page=title)
    )


def _room(room: Named, window: "MainWindow", day: dt.date) -> Goal:
    """A room on a day, today where none is typed."""
    return Goal(
        room.name, "Room", day_words(day), lambda: window.go("rooms", room=room.id, day=day)
    )


def _site(site: Named, window: "MainWindow", day: dt.date | None) -> Goal:
    """A site: the rows of the rota that work there."""
    where = day_words(day) if day is not None else "who works there"
    return Goal(site.name, "Site", where, lambda: window.go("rota", site=site.id, day=day))


def _runner(window: "MainWindow", spec: AnySpec, target: object) -> Callable[[], object]:
    return lambda: (
        spec.run(target) if spec.enabled(target) else window.say(not_here(spec), "notice")
    )


def _keys(spec: AnySpec) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in spec.shortcuts())


def plain(text: str) -> str:
    """An action's words without the mark of its menu key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


NOTHING = {
    "edit.undo": "There is nothing to undo.",
    "edit.redo": "There is nothing to do again.",
}


def not_here(spec: AnySpec) -> str:
    """Say of an action that it cannot be done now: a key never does nothing without a word."""
    named = plain(spec.text).removesuffix("…").strip()
    return NOTHING.get(spec.id, f"{named}: not here. Go first to what it should be done to.")

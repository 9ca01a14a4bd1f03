"""The form of a room's facts: what it is, when it is open, what a list in it holds."""

from PySide6.QtWidgets import QWidget

from models.types import RoomKind
from rota_desk.edits.sites import add_room, change_room
from rota_desk.queries.sites import RoomFacts, site_list
from ui.bridge import Bridge
from ui.widgets.form import Form

KINDS = tuple((kind, kind.value.capitalize()) for kind in RoomKind)


def room_form(bridge: Bridge, parent: QWidget, chosen: RoomFacts | None) -> Form:
    """Ask for a room's facts; site and code stay once they are given."""
    form = Form("Correct the room" if chosen else "Add a room", "Save", bridge, parent)
    sites = [(one.site_id, one.name) for one in bridge.ask(site_list)]
    first = sites[0][0] if sites else None
    site = form.choice("Site", sites, chosen.site_id if chosen else first)
    site.widget.setEnabled(chosen is None)
    code = form.line("Code", chosen.code if chosen else "", "E1")
    code.widget.setEnabled(chosen is None)
    name = form.line("Name", chosen.name if chosen else "", "Endoscopy 1")
    kind = form.choice("Kind", KINDS, chosen.kind if chosen else RoomKind.CLINIC)
    hours = form.line("Open", chosen.hours if chosen else "", "Mon-Fri 08:00-18:00; Sat 9-13")
    points = form.line("Points a list", str(chosen.points_capacity) if chosen else "0")
    trains = chosen.training_points if chosen else None
    training = form.line("Of a training list", "" if trains is None else str(trains), "the share")
    equipment = form.line("Equipment", chosen.equipment if chosen else "")
    form.note("No hours: the rooms' day of the settings. What can be moved is listed by itself.")

    def submit() -> bool:
        home, sort, typed = site.value(), kind.value(), training.value()
        whole = points.value().isdigit() and (not typed or typed.isdigit())
        if home is None or sort is None or not whole:
            form.trouble("Choose a site and a kind; points are a whole number.")
            return False
        number, fewer = int(points.value()), int(typed) if typed else None
        if chosen is None:
            done = bridge.do(
                add_room,
                site=home,
                code=code.value(),
                name=name.value(),
                kind=sort,
                points_capacity=number,
                equipment=equipment.value(),
                hours=hours.value(),
                training_points=fewer,
            )
            return done is not None
        changed = bridge.do(
            change_room,
            room=chosen.room_id,
            name=name.value(),
            kind=sort,
            points_capacity=number,
            equipment=equipment.value(),
            opened=chosen.opened,
            closed_from=chosen.closed_from,
            hours=hours.value(),
            training_points=fewer,
        )
        return changed is not None

    form.open_then(submit)
    return form

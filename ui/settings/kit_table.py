"""The movable equipment: what there is, and the room where each piece is kept."""

from rota_desk.edits.kit import add_kit, change_kit, remove_kit
from rota_desk.queries.sites import KitFacts, kit_list, room_list
from ui.frame import Frame
from ui.widgets.form import Form
from ui.widgets.table import Column, RecordTable

COLUMNS: tuple[Column[KitFacts], ...] = (
    Column("Equipment", lambda k: k.name, 240),
    Column("Kept in", lambda k: k.room, 240),
)


class KitTable(RecordTable[KitFacts]):
    """Each piece by name; Enter corrects it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("Movable equipment", COLUMNS, frame.look)
        self._frame = frame
        self.setMinimumHeight(130)
        self.opened.connect(self.correct)

    def refresh(self) -> None:
        """Show what there is now."""
        self.show_records(self._frame.bridge.ask(kit_list))

    def correct(self, chosen: KitFacts | None) -> Form | None:
        """Correct a piece of equipment."""
        if chosen is None:
            self._frame.say("Choose a piece of equipment first.", "warning")
            return None
        return self.form(chosen)

    def form(self, chosen: KitFacts | None) -> Form:
        """Ask for a piece's name and room."""
        bridge = self._frame.bridge
        title = "Correct the equipment" if chosen else "Add equipment"
        form = Form(title, "Save", bridge, self)
        name = form.line("Name", chosen.name if chosen else "", "C-arm 1")
        rooms = [(one.room_id, f"{one.name}, {one.site}") for one in bridge.ask(room_list)]
        room = form.choice("Kept in", rooms, chosen.room_id if chosen else None)

        def submit() -> bool:
            where = room.value()
            if where is None:
                form.trouble("Choose the room in which it is kept.")
                return False
            if chosen is None:
                return bridge.do(add_kit, name=name.value(), room=where) is not None
            done = bridge.do(change_kit, kit=chosen.kit_id, name=name.value(), room=where)
            return done is not None

        form.open_then(submit)
        return form

    def remove(self) -> None:
        """Take the chosen piece off the list."""
        chosen = self.record()
        if chosen is not None:
            self._frame.bridge.do(remove_kit, kit=chosen.kit_id)

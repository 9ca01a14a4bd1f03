"""The page of sites and rooms."""

from rota_desk.edits.sites import add_site, change_site, remove_room
from rota_desk.queries.sites import RoomFacts, SiteFacts, room_list, site_list
from ui.frame import Frame
from ui.settings.distances_table import DistancesTable
from ui.settings.kit_table import KitTable
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.room_form import room_form
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

ROOM_COLUMNS: tuple[Column[RoomFacts], ...] = (
    Column("Code", lambda r: r.code, 60),
    Column("Room", lambda r: r.name, 140),
    Column("Site", lambda r: r.site, 150),
    Column("Kind", lambda r: r.kind.value, 90),
    Column(
        "Points",
        lambda r: str(r.points_capacity or ""),
        60,
        right=True,
        sort=lambda r: r.points_capacity,
    ),
    Column("Open", lambda r: r.hours or "the rooms' day", 170),
    Column("Equipment", lambda r: r.equipment, 160),
)
SITE_COLUMNS: tuple[Column[SiteFacts], ...] = (
    Column("Code", lambda s: s.code, 60),
    Column("Site", lambda s: s.name, 240),
    Column("Kind", lambda s: "outlying, earns mileage" if s.outlying else "", 180),
)


class RoomsPage(Page):
    """Hospitals and rooms: what there is to book."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Sites and rooms",
            "What there is to book, and how far apart it lies. A room that was used is kept.",
        )
        self._frame = frame
        look = frame.look
        self.sites: RecordTable[SiteFacts] = RecordTable("Sites", SITE_COLUMNS, look)
        self.rooms: RecordTable[RoomFacts] = RecordTable("Rooms", ROOM_COLUMNS, look)
        self.distances = DistancesTable(frame)
        self.kit = KitTable(frame)
        self.sites.setMinimumHeight(130)
        self.rooms.setMinimumHeight(280)
        self.sites.opened.connect(self.change_site)
        self.rooms.opened.connect(self.change_room)
        self.lines.addWidget(self.sites)
        self.lines.addLayout(
            row(
                button("Add a site …", lambda: self.site_form(None)),
                button("Correct …", lambda: self.change_site(self.sites.record())),
                None,
            )
        )
        self.lines.addWidget(words("Distances between sites", "heading"))
        self.lines.addWidget(self.distances)
        self.lines.addLayout(
            row(
                button(
                    "Correct the distance …",
                    lambda: self.distances.correct(self.distances.record()),
                ),
                None,
            )
        )
        self.lines.addWidget(words("Rooms", "heading"))
        self.lines.addWidget(self.rooms, 1)
        self.lines.addLayout(
            row(
                button("Add a room …", lambda: self.room_form(None), "primary"),
                button("Correct …", lambda: self.change_room(self.rooms.record())),
                button("Remove", self.remove),
                None,
            )
        )
        self.lines.addWidget(words("Equipment that is moved from room to room", "heading"))
        self.lines.addWidget(self.kit)
        self.lines.addLayout(
            row(
                button("Add equipment …", lambda: self.kit.form(None)),
                button("Correct …", lambda: self.kit.correct(self.kit.record())),
                button("Remove", self.kit.remove),
                None,
            )
        )

    def refresh(self) -> None:
        """Show what stands now."""
        self.sites.show_records(self._frame.bridge.ask(site_list))
        self.distances.refresh()
        self.rooms.show_records(self._frame.bridge.ask(room_list))
        self.kit.refresh()

    def add(self) -> Form:
        """Ask for a room; for a site or equipment where the cursor is in that list."""
        if self.sites.hasFocus() or not self.sites.records():
            return self.site_form(None)
        return self.kit.form(None) if self.kit.hasFocus() else self.room_form(None)

    def correct(self) -> object:
        """Correct the room, site, distance or equipment under the cursor."""
        if self.sites.hasFocus():
            return self.change_site(self.sites.record())
        if self.distances.hasFocus():
            return self.distances.correct(self.distances.record())
        if self.kit.hasFocus():
            return self.kit.correct(self.kit.record())
        return self.change_room(self.rooms.record())

    def change_site(self, chosen: SiteFacts | None) -> Form | None:
        """Correct the chosen site."""
        return self.site_form(chosen) if chosen is not None else None

    def change_room(self, chosen: RoomFacts | None) -> Form | None:
        """Correct the chosen room."""
        return self.room_form(chosen) if chosen is not None else None

    def site_form(self, chosen: SiteFacts | None) -> Form:
        """Ask for a site's facts."""
        bridge = self._frame.bridge
        form = Form("Correct the site" if chosen else "Add a site", "Save", bridge, self)
        code = form.line("Code", chosen.code if chosen else "", "N")
        code.widget.setEnabled(chosen is None)
        name = form.line("Name", chosen.name if chosen else "", "North")
        outlying = form.check(
            "Outlying: going there earns mileage", value=bool(chosen and chosen.outlying)
        )

        def submit() -> bool:
            called, far = name.value(), outlying.value()
            if chosen is None:
                made = bridge.do(add_site, code=code.value(), name=called, outlying=far)
                return made is not None
            done = bridge.do(change_site, site=chosen.site_id, name=called, outlying=far)
            return done is not None

        form.open_then(submit)
        return form

    def room_form(self, chosen: RoomFacts | None) -> Form:
        """Ask for a room's facts."""
        return room_form(self._frame.bridge, self, chosen)

    def remove(self) -> None:
        """Remove the chosen room, if it was never used."""
        chosen = self.rooms.record()
        if chosen is not None:
            self._frame.bridge.do(remove_room, room=chosen.room_id)

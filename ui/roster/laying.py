"""How the parts of the Rota screen lie, and what joins them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollBar, QVBoxLayout
from shiboken6 import isValid

from rota_desk.queries.first_steps import first_steps
from ui.roster.rota_head import HeadActs
from ui.widgets.layouts import boxed, row

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen


def head_acts(screen: "RosterScreen") -> HeadActs:
    """What the buttons over the grid do."""
    return HeadActs(
        earlier=lambda: screen.step(-1),
        later=lambda: screen.step(1),
        today=screen.go_today,
        pick_day=screen.pick_day,
        length=screen.show_days,
        findings=screen.toggle_findings,
        reason=lambda: screen.hands.ask_reason(),
        add=lambda: screen.hands.add(),
        publish=lambda: screen.hands.publish(),
        brush=lambda: screen.painter.stop(),
        sieve=screen.sifting.clear,
        versions=lambda: screen.hands.show_version(),
    )


def lay(screen: "RosterScreen") -> None:
    """Put the parts in their places."""
    screen.head.publish.setVisible(not screen.bridge.desk.trying)
    body = screen.body
    body.addWidget(boxed(row(screen.grid, screen.fair, gap=0)))
    body.addWidget(screen.panel)
    body.setStretchFactor(0, 1)
    body.setChildrenCollapsible(False)
    screen.steps.hide()
    lines = QVBoxLayout(screen)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(screen.head)
    lines.addWidget(screen.steps, 1)
    lines.addWidget(body, 1)
    lines.addWidget(screen.reasons)  # below: what comes and goes above would move every row
    lines.addLayout(row(screen.cover, screen.fair.foot, gap=0))
    screen.setFocusProxy(screen.grid)


def show_beginning(screen: "RosterScreen") -> None:
    """Show the first steps in the grid's place while nobody and nothing stands on the rota."""
    told = None if screen.sheet.rows else screen.bridge.ask(first_steps)
    begins = told is not None and not told.begun and not screen.names.people
    if told is not None and begins:
        screen.steps.tell(told)
    if begins is not screen.steps.isHidden():
        return
    screen.steps.setVisible(begins)
    screen.body.setVisible(not begins)
    screen.cover.setVisible(not begins)
    screen.setFocusProxy(screen.steps.table if begins else screen.grid)


def join(screen: "RosterScreen") -> None:
    """Let what is done in one part act in the others."""
    grid = screen.grid
    screen.frame.look.changed.connect(screen.shrink)
    grid.moved.connect(screen.moved)
    grid.escaped.connect(screen.let_go)
    grid.brushed.connect(lambda spots: screen.painter.brushing(spots))
    grid.stroked.connect(lambda spots: screen.painter.paint(spots))
    grid.person_hovered.connect(lambda *over: screen.carrying.person_over(*over))
    grid.person_dropped.connect(lambda *onto: screen.carrying.drop_person(*onto))
    screen.bridge.refused.connect(screen.refused)
    grid.opened.connect(lambda spot: screen.codes.open(spot))
    grid.typed.connect(lambda *typed: screen.codes.begin(*typed))
    grid.hovered.connect(lambda *over: screen.carrying.hovering(*over))
    grid.dropped.connect(lambda *onto: screen.carrying.drop(*onto))
    grid.zoomed.connect(screen.zoom_stop)
    grid.widened.connect(screen.cover.widen)
    grid.widened.connect(lambda _width: screen.place_view())
    grid.customContextMenuRequested.connect(screen.offer)
    across, below = grid.horizontalScrollBar(), screen.cover.horizontalScrollBar()
    across.valueChanged.connect(below.setValue)
    below.rangeChanged.connect(lambda _least, _most: keep_level(below, across))
    screen.view.chosen.connect(screen.show_by)
    screen.cover.asked.connect(screen.going.to_cover)
    screen.panel.chosen.connect(screen.going.to_finding)
    screen.code.taken.connect(lambda *taken: screen.codes.fill(*taken))
    screen.code.left.connect(screen.grid.setFocus)


def keep_level(below: QScrollBar, across: QScrollBar) -> None:
    """Scroll the cover lines as the grid is; while a window goes, the grid may be gone first."""
    if isValid(across) and isValid(below):
        below.setValue(across.value())

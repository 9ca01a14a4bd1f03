"""What the rows are: a choice that stands in the corner of the grid."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from rota_desk.queries.rota_sheet import By

VIEWS = (
    (By.PERSON, "By person"),
    (By.ACTIVITY, "By activity"),
    (By.ROOM, "By room"),
    (By.POST, "By post"),
)


class ViewChoice(QComboBox):
    """By person, activity, room or post."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the rows are (F11 turns them)")
        self.setToolTip("What the rows are (F11 turns them)")
        self.addItems([text for _by, text in VIEWS])
        self.activated.connect(lambda place: self.chosen.emit(VIEWS[place][0]))

    def tell(self, by: By) -> None:
        """Show which view is on."""
        self.setCurrentIndex([view for view, _text in VIEWS].index(by))


def next_view(by: By) -> By:
    """The view after this one, round and round."""
    views = [view for view, _text in VIEWS]
    return views[(views.index(by) + 1) % len(views)]

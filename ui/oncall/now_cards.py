"""Cards across the top of On-call: each tier's person now, the number to ring, and who is next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rota_desk.queries.on_call import OnCallBoard, OnCallDuty, OnCallRotaView
from rota_desk.words import moment_words
from ui.widgets.card import Card
from ui.widgets.followed import Followed
from ui.widgets.layouts import clear, row

MARGIN = 16  # pixels beside the cards, as beside the head
EDGE = 14  # pixels on either side of a card's words


class NowCards(QWidget):
    """One card for each rota."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.setAccessibleName("On call now")
        self._line = row(gap=8)
        self._line.setContentsMargins(MARGIN, 0, MARGIN, 12)
        self.setLayout(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_board(self, board: OnCallBoard, followed: Followed) -> None:
        """Show who is on at the board's moment; the sign stands before who is highlighted."""
        clear(self._line)
        for rota in board.rotas:
            self._line.addWidget(_card(rota, followed), 1, Qt.AlignmentFlag.AlignTop)
        self._give_room()

    def changeEvent(self, event: QEvent) -> None:
        """Give the cards other room for words of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._give_room()

    def _give_room(self) -> None:
        for card in self.findChildren(Card):
            card.setMinimumWidth(_widest_word(card) + 2 * EDGE)


def _widest_word(card: Card) -> int:
    """How wide a card has to be, so that no word in it is cut."""
    widest = 0
    for label in card.findChildren(QLabel):
        label.ensurePolished()
        ink = label.fontMetrics()
        widest = max(widest, *(ink.horizontalAdvance(f"{one} ") for one in label.text().split()))
    return widest


def _card(rota: OnCallRotaView, followed: Followed) -> Card:
    card = Card()
    card.line(rota.tier_words, "strong")
    card.line(rota.name, "soft")
    if not rota.now:
        card.line("▲ Nobody is down now", "danger")
    for one in rota.now:
        _say_now(card, one, followed)
    for one in _first_of(rota.next):
        who = one.name or "▼ nobody"
        reach = f", {one.reach}" if one.reach else ""
        card.line(f"Next {moment_words(one.start)}: {who}{reach}", "soft")
    return card


def _say_now(card: Card, duty: OnCallDuty, followed: Followed) -> None:
    if duty.clinician_id is None:
        card.line(f"▼ Nobody until {moment_words(duty.end)}", "danger")
        return
    name = followed.signed(duty.name, duty.clinician_id)
    card.line(f"{name}, {duty.grade}" if duty.grade else name, "heading")
    card.line(f"{duty.activity} until {moment_words(duty.end)}")
    if not duty.contacts:
        card.line("▲ no number that switchboard may use", "danger")
        return
    card.line(duty.reach, "strong")
    stale = [one.kind_words.lower() for one in duty.contacts if one.stale]
    if stale:
        card.line(f"◆ not confirmed lately: {', '.join(stale)}", "warning")


def _first_of(duties: Sequence[OnCallDuty]) -> Sequence[OnCallDuty]:
    return duties[:2]

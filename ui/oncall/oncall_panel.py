"""The right-hand side of On-call: the chosen duty and its rota: hours, rules, frequency."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.on_call import OnCallDuty, OnCallRotaView
from rota_desk.words import moment_words
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class OnCallPanel(QWidget):
    """Who it is and how to reach them; then what holds for the whole rota."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        self.area = scrolled(inside)
        self.area.setAccessibleName("On-call duty and rota")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.area)

    def tell(
        self,
        rota: OnCallRotaView | None,
        duties: Sequence[OnCallDuty],
        acts: Sequence[Act],
    ) -> None:
        """Show a cell's duties and its rota."""
        clear(self._cards)
        if rota is None:
            said = "Set up a rota to see who is on call."
            self._cards.addWidget(words(said, "soft", wrap=True))
            self._cards.addStretch(1)
            return
        self._cards.addWidget(words(rota.name, "heading", wrap=True))
        self._cards.addWidget(words(rota.tier_words, "soft", wrap=True))
        for one in duties:
            self._cards.addWidget(_duty(one))
        self._cards.addWidget(doings(acts))
        hours = Card("Hours and handover")
        for said in rota.hours:
            hours.line(said)
        times = " and ".join(f"{one:%H:%M}" for one in rota.handovers)
        place = f", {rota.handover}" if rota.handover else ""
        hours.line(f"Handed over at {times}{place}", "soft")
        self._cards.addWidget(hours)
        often = Card("How often")
        often.line(rota.frequency.words)
        self._cards.addWidget(often)
        after = Card("The day after, and how often")
        for said in rota.day_after:
            after.line(said)
        if not rota.day_after:
            after.line("The contract of those on it has no rule on this.", "soft")
        self._cards.addWidget(after)
        self._cards.addStretch(1)


def _duty(duty: OnCallDuty) -> Card:
    card = Card(duty.name or "▼ Nobody is down")
    card.line(f"{duty.activity}, {moment_words(duty.start)} to {moment_words(duty.end)}")
    if duty.grade:
        card.line(duty.grade, "soft")
    for place, way in enumerate(duty.contacts):
        first = "First" if place == 0 else "Then"
        card.line(f"{first} {way.kind_words.lower()} {way.value}", "strong")
        mark = "◆ " if way.stale else ""
        card.line(f"{mark}{way.freshness}", "warning" if way.stale else "soft")
    if duty.clinician_id is not None and not duty.contacts:
        card.line("▲ No number that switchboard may use. Add one under People.", "danger")
    return card

"""The right-hand side of Hours: the sum of one account, what is in lieu, four weeks at a time."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.queries.hours_account import HoursAccount
from rota_desk.queries.hours_words import (
    KINDS,
    expires_words,
    hours,
    running_out,
    signed,
    since_words,
    target_words,
    verdict,
)
from rota_desk.words import span_words
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.shaped_line import sum_line
from ui.widgets.words import words

DAY = dt.timedelta(days=1)
PERCENT = 100


class HoursPanel(QWidget):
    """One person's account, so that each figure can be followed."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Account of hours")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(self, one: HoursAccount | None, acts: Sequence[Act]) -> None:
        """Show somebody's account, or say what to choose."""
        clear(self._cards)
        if one is None:
            said = "Choose a person to see how their hours add up."
            self._cards.addWidget(words(said, "soft", wrap=True))
        else:
            self._cards.addWidget(words(one.name, "heading", wrap=True))
            self._cards.addWidget(words(verdict(one), KINDS[one.tone], wrap=True))
            self._cards.addWidget(doings(acts))
            for card in (_quarter(one), _year(one), _lieu(one), _periods(one)):
                self._cards.addWidget(card)
        self._cards.addStretch(1)


def _quarter(one: HoursAccount) -> Card:
    card, so_far = Card("The quarter so far"), one.so_far
    for text, number in (
        ("Worked", so_far.worked),
        ("Credited", so_far.absence_credit),
        ("Taken in lieu", so_far.toil_taken),
        ("Asked", -one.asked),
    ):
        card.add(sum_line(text, signed(number) if text == "Asked" else hours(number)))
    card.add(sum_line("Balance of the quarter", f"{signed(one.balance)} h", "strong"))
    if one.away_share is not None:
        share = f"{float(one.away_share) * PERCENT:.1f} %"
        card.add(sum_line("Away, of contracted hours", share, "soft"))
    return card


def _year(one: HoursAccount) -> Card:
    card = Card("The year")
    card.add(sum_line("Brought forward", signed(one.opening)))
    card.add(sum_line("Year so far", f"{signed(one.closing)} h", "strong"))
    if one.projected is not None:
        card.add(sum_line("At the year's end, at this pace", signed(one.projected), "soft"))
    card.line(target_words(one) + ".", "soft")
    if since_words(one):
        card.line(since_words(one), "soft")
    return card


def _lieu(one: HoursAccount) -> Card:
    card = Card("Time in lieu")
    card.add(sum_line("Left", f"{hours(one.toil_left)} h", "strong"))
    soon = running_out(one)
    for lot in one.toil.lots:
        card.line(expires_words(lot), "warning" if lot in soon else "")
    card.line(f"Hours in lieu run out {one.toil_months} months after they were earned.", "soft")
    return card


def _periods(one: HoursAccount) -> Card:
    card = Card("Net hours, four weeks at a time")
    for period in one.periods:
        days = span_words(period.start, period.end - DAY)
        card.add(sum_line(days, f"{signed(period.net)} h"))
        paid = f"{hours(period.worked)} worked and {hours(period.away)} away"
        card.line(f"{paid} of {hours(period.contracted)}", "soft")
    if not one.periods:
        card.line("No four weeks are over yet.", "soft")
    return card

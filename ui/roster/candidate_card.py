"""One who could fill a gap, on the card of those who could: why, and what to do with them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton

from ui.roster.candidates import CandidateLine
from ui.widgets.card import Card
from ui.widgets.layouts import row
from ui.widgets.words import button, chip
from ui.widgets.wrap import Wrap

OFFER = "Assign "


@dataclass(frozen=True, slots=True)
class OnCandidate:
    """What can be done with a candidate: put them on, log that they were asked, swap for it."""

    take: Callable[[int, int], object]  # session, clinician
    ask: Callable[[int], object]
    offer: Callable[[int], object]
    swap: Callable[[int], object]  # what they could give up for it


def show_candidate(card: Card, line: CandidateLine, on: OnCandidate) -> None:
    """Add somebody with the group they fall in, the reasons, and the doings that make sense."""
    assign = button(
        line.name,
        lambda: on.take(line.session, line.clinician),
        "link",
        says=f"{OFFER}{line.name}: {line.group}",
    )
    head = Wrap(gap=6)  # the group goes below a long name where the text is large
    head.add(assign)
    head.spring()
    head.add(chip(line.group, line.kind))
    card.add(head)
    card.line(line.words, "soft")
    if acts := _acts(line, on):
        card.add(row(*acts, None, gap=4))


def _acts(line: CandidateLine, on: OnCandidate) -> list[QPushButton]:
    who, name = line.clinician, line.name
    ask = button("Asked …", lambda: on.ask(who), "link", says=f"Log that {name} was asked")
    offer = button(
        "Offered …", lambda: on.offer(who), "link", says=f"Log that it was offered to {name}"
    )
    swap = button("Swap …", lambda: on.swap(who), "link", says=f"What {name} could give up for it")
    return [*((ask, offer) if line.likely else ()), *((swap,) if line.trades else ())]

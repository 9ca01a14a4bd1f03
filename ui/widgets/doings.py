"""What can be done with what is under the cursor, as the panels on the right offer it."""

from collections.abc import Callable, Sequence

from ui.widgets.card import Card
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

Act = tuple[str, str, Callable[[], object]]  # words, key, what it does


def doings(acts: Sequence[Act]) -> Card:
    """A line for each act, its key at the end."""
    card = Card("What now")
    for text, key, run in acts:
        act = button(text, run, "link", says=f"{text} ({key})" if key else text)
        line = Wrap(gap=8)
        line.add(act)
        line.spring()
        line.add(words(key, "soft"))
        card.add(line)
    return card

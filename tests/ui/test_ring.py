"""A ring of shares: where each begins, what is missing, and that each is told by its pattern."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from ui.style.theme import Look
from ui.widgets.ring import Legend, Ring, Share, Swatch

CARE, LEARNING = Share("DCC", 6, "6 PA", "blue"), Share("SPA", 2, "2 PA", "green")


def turns(ring: Ring) -> list[tuple[str, float, float]]:
    return [(one.name if one else "missing", start, turn) for one, start, turn in ring.arcs()]


def a_ring(look: Look, *shares: Share, due: float | None = None) -> Ring:
    return Ring(look, shares, due=due, middle=("8.00", "of 10 PA"))


def test_shares_follow_one_another_and_what_is_missing_stays_empty(look: Look) -> None:
    assert turns(a_ring(look, CARE, LEARNING)) == [("DCC", 0, 270), ("SPA", 270, 90)]
    assert turns(a_ring(look, CARE, LEARNING, due=8)) == [("DCC", 0, 270), ("SPA", 270, 90)]
    assert turns(a_ring(look, CARE, LEARNING, due=12)) == [
        ("DCC", 0, 180), ("SPA", 180, 60), ("missing", 240, 120),
    ]  # fmt: skip
    assert turns(a_ring(look, CARE, LEARNING, due=4)) == [("DCC", 0, 270), ("SPA", 270, 90)]
    assert a_ring(look).whole == 1


def test_a_ring_is_read_aloud_whole(look: Look) -> None:
    ring = a_ring(look, CARE, LEARNING, due=10)
    assert ring.accessibleName() == "8.00 of 10 PA. DCC: 6 PA; SPA: 2 PA"


@pytest.mark.parametrize(("due", "inked"), [(4, True), (8, False), (None, False)])
def test_a_tick_stands_where_the_whole_should_end(
    look: Look, due: float | None, inked: bool
) -> None:
    picture = drawn(a_ring(look, CARE, LEARNING, due=due))
    bottom = QPoint(picture.width() // 2, picture.height() - 1)
    assert (picture.pixelColor(bottom).lightness() < 90) is inked


def test_a_ring_grows_with_the_text(look: Look) -> None:
    ring = a_ring(look, CARE)
    ring.show()
    usual = ring.width()
    try:
        look.enlarge(2.0)
        assert (ring.width(), ring.height()) == (2 * usual, 2 * usual)
    finally:
        look.enlarge(1.0)
    assert ring.width() == usual
    ring.close()


def drawn(ring: Ring | Swatch) -> QImage:
    return ring.grab().toImage()


def test_categories_are_told_apart_without_colour(look: Look) -> None:
    """The swatches of two tints differ in grey by their pattern, and each stands in its line."""
    legend = Legend(look, (CARE, LEARNING))
    first, second = legend.findChildren(Swatch)

    def greys(one: Swatch) -> set[int]:
        picture = drawn(one)
        inside = range(3, picture.width() - 3)
        return {picture.pixelColor(x, y).lightness() for x in inside for y in inside}

    assert (len(greys(first)), len(greys(second)) > 1) == (1, True)

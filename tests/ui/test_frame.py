"""A screen that is gone to stands first, then asks; also where showing it went wrong."""

import pytest

from ui.frame import Screen
from ui.main_window import MainWindow


class Asking(Screen):
    """A screen that counts what it asks."""

    asked = 0

    def refresh(self) -> None:
        self.asked += 1


def test_a_screen_that_could_not_be_shown_still_asks_when_it_is_shown_again(
    window: MainWindow,
) -> None:
    screen = Asking(window)
    with pytest.raises(ValueError, match="gone wrong"), screen.arriving():
        raise ValueError("gone wrong")
    assert screen.asked == 0
    screen.show()
    assert screen.asked == 1
    screen.close()

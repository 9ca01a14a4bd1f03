"""The hands of the Rota screen, each made when it is first used."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from ui.frame import Screen

if TYPE_CHECKING:
    from ui.roster.carrying import Carrying
    from ui.roster.filling import Filling
    from ui.roster.gap_hands import GapHands
    from ui.roster.hands import Hands
    from ui.roster.painter import Painter
    from ui.roster.pasting import Pasting
    from ui.roster.proposing_hands import ProposingHands
    from ui.roster.roster_screen import RosterScreen
    from ui.roster.swap_hands import SwapHands
    from ui.roster.typed_codes import TypedCodes


class AllHands(Screen):
    """What changes the rota by key, menu and mouse.

    Their forms and edits are a fifth of what the program loads: they are imported here, when a
    hand is first used, and nowhere else. `ui/warming.py` does so once the window stands.
    """

    @property
    def _whole(self) -> "RosterScreen":
        return cast("RosterScreen", self)

    @cached_property
    def hands(self) -> "Hands":
        """The edits of the cell under the cursor."""
        from ui.roster.hands import Hands

        return Hands(self._whole)

    @cached_property
    def codes(self) -> "TypedCodes":
        """What is typed on a cell."""
        from ui.roster.typed_codes import TypedCodes

        return TypedCodes(self._whole)

    @cached_property
    def carrying(self) -> "Carrying":
        """What is picked up, and where it is put down."""
        from ui.roster.carrying import Carrying

        return Carrying(self._whole)

    @cached_property
    def pasting(self) -> "Pasting":
        """What was copied or cut, and where it goes."""
        from ui.roster.pasting import Pasting

        return Pasting(self._whole)

    @cached_property
    def filling(self) -> "Filling":
        """What is repeated downwards and to the right."""
        from ui.roster.filling import Filling

        return Filling(self._whole)

    @cached_property
    def painter(self) -> "Painter":
        """What is on the brush."""
        from ui.roster.painter import Painter

        return Painter(self._whole)

    @cached_property
    def gaps(self) -> "GapHands":
        """What is done with a gap besides filling it."""
        from ui.roster.gap_hands import GapHands

        return GapHands(self._whole)

    @cached_property
    def swaps(self) -> "SwapHands":
        """Swaps and give-aways."""
        from ui.roster.swap_hands import SwapHands

        return SwapHands(self._whole)

    @cached_property
    def proposals(self) -> "ProposingHands":
        """Every open gap of some days answered at once."""
        from ui.roster.proposing_hands import ProposingHands

        return ProposingHands(self._whole)

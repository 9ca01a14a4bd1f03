"""How long reading tells how far it is; whoever hears may stop it by raising a refusal."""

from collections.abc import Callable

Tell = Callable[[int, str], None]  # percent, and what is being read


def silent(_percent: int, _doing: str) -> None:
    """Nobody waits to hear how far it is."""


def within(tell: Tell, first: int, last: int) -> Tell:
    """Tell of a part of the work, which goes from one percent to another of the whole."""

    def part(percent: int, doing: str) -> None:
        """Tell the whole's percent for the part's."""
        tell(first + (last - first) * percent // 100, doing)

    return part

"""How columns share a window that is too narrow for all of them."""

from collections.abc import Sequence


def squeezed(widths: Sequence[int], leasts: Sequence[int], room: int) -> list[int]:
    """These widths, those that may give made narrower alike until all fit, or as far as they may.

    A least of nothing means that the column keeps its width.
    """
    gives = [
        max(0, wide - least) if least else 0 for wide, least in zip(widths, leasts, strict=True)
    ]
    over = min(sum(widths) - room, sum(gives))
    if over <= 0:
        return list(widths)
    return [wide - -(-give * over // sum(gives)) for wide, give in zip(widths, gives, strict=True)]


def kept_columns(
    widths: Sequence[int], leasts: Sequence[int], spares: Sequence[int], room: int
) -> list[int]:
    """The places of the columns that are shown: spare ones that have no room are left out."""
    kept = list(range(len(widths)))
    for place in sorted((at for at in kept if spares[at]), key=lambda at: -spares[at]):
        if sum(min(widths[at], leasts[at] or widths[at]) for at in kept) <= room:
            break
        kept.remove(place)
    return kept

"""The selected blocks of the grid by rows and days, so that they outlive rows laid anew."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from ui.roster.sheet_model import Line
from ui.roster.spot_table import SpotTable

Key = tuple[str, int]  # the group of a row, and its number; -1 for the band over the group


@dataclass(frozen=True, slots=True)
class Block:
    """One selected block by the rows and days of its first and last cell."""

    top: Key
    first: dt.date
    bottom: Key
    last: dt.date


def blocks_of(grid: SpotTable) -> tuple[Block, ...]:
    """What is selected."""
    lines, days = grid.sheet_model.lines, grid.sheet_model.days
    chosen = grid.selectionModel().selection()
    ranges = (chosen.at(place) for place in range(chosen.size()))
    return tuple(
        Block(
            *(_key(lines[one.top()]), days[one.left()].day),
            *(_key(lines[one.bottom()]), days[one.right()].day),
        )
        for one in ranges
    )


def choose_blocks(grid: SpotTable, blocks: Sequence[Block]) -> None:
    """Select blocks again where they are shown; the cursor stays where it is."""
    model, chosen = grid.sheet_model, QItemSelection()
    places = {_key(line): place for place, line in enumerate(model.lines)}
    for one in blocks:
        left, right = model.column_of(one.first), model.column_of(one.last)
        if {one.top, one.bottom} <= places.keys() and min(left, right) >= 0:
            corner = model.index(places[one.bottom], right)
            chosen.select(model.index(places[one.top], left), corner)
    if chosen.size():
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        grid.selectionModel().select(chosen, select)


def _key(line: Line) -> Key:
    return line.group, line.row.key if line.row else -1

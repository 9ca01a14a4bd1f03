"""What a cell looks like, as small values: pieces in their places on a ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from models.types import Slot
from rota_desk.queries.rota_sheet import DayHead, Entry, EntryKind

HALVES = {Slot.AM: 0, Slot.PM: 1, Slot.EVENING: 2, Slot.NIGHT: 2}
EVENING_PLACE = 2
SUNDAY = 6


class Mark(IntEnum):
    """How bad the worst finding is; each has a shape as well as a colour."""

    NONE = 0
    NOTICE = 1  # circle
    WARNING = 2  # diamond
    DANGER = 3  # triangle


@dataclass(frozen=True, slots=True)
class Box:
    """Where a piece lies: columns `left` to `right` of `columns`, in `lane` from the top."""

    left: int
    right: int
    columns: int
    lane: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry as it is drawn."""

    kind: EntryKind
    code: str
    suffix: str
    tint: str
    box: Box
    published: bool
    changed: bool
    mark: Mark
    name: str = ""  # the activity in words, for days that are wide enough
    noted: bool = False
    lit: bool | None = None  # whether it is of the person who is followed; None: nobody is
    beside: bool = False  # of somebody who does not count as cover there: in brackets


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the pieces of a cell."""

    weekend: bool = False
    holiday: bool = False
    today: bool = False
    week_ends: bool = False
    band: bool = False  # the line that names a staff group


@dataclass(frozen=True, slots=True)
class Face:
    """Everything that decides a cell's picture, save its size and the selection."""

    ground: Ground
    pieces: tuple[Piece, ...] = ()
    mark: Mark = Mark.NONE  # of the day as a whole, where no piece carries it


def ground_of(head: DayHead, *, band: bool = False) -> Ground:
    """The ground of a day's column."""
    return Ground(head.weekend, bool(head.holiday), head.today, head.day.weekday() == SUNDAY, band)


def boxes(entries: Sequence[Entry]) -> tuple[Box, ...]:
    """Give each entry its place: mornings left, afternoons right, whole days across.

    Entries that claim the same place lie below one another, so that a clash is seen.
    """
    columns = _columns(entries)
    across = sum(1 for entry in entries if entry.slot not in HALVES or columns == 1)
    filled = dict.fromkeys(range(columns), across)
    placed: list[Box] = []
    lane_across = 0
    for entry in entries:
        if entry.slot not in HALVES or columns == 1:
            placed.append(Box(0, columns, columns, lane_across))
            lane_across += 1
        else:
            place = HALVES[entry.slot]
            placed.append(Box(place, place + 1, columns, filled[place]))
            filled[place] += 1
    return tuple(placed)


def _columns(entries: Sequence[Entry]) -> int:
    places = {HALVES[entry.slot] for entry in entries if entry.slot in HALVES}
    if places <= {EVENING_PLACE}:
        return 1
    return 3 if EVENING_PLACE in places else 2


def lanes(entries: Sequence[Entry]) -> int:
    """How many lines high a cell with these entries is, at least 1; as `boxes` lays them."""
    columns = _columns(entries)
    halves = [0] * columns
    for entry in entries:
        if columns > 1 and entry.slot in HALVES:
            halves[HALVES[entry.slot]] += 1
    across = len(entries) - sum(halves)
    return max(across + max(halves), 1)


def piece_of(entry: Entry, box: Box, mark: Mark, *, worded: bool = False, lit: int = 0) -> Piece:
    """One entry as it is drawn."""
    return Piece(
        kind=entry.kind,
        code=entry.code,
        suffix=entry.suffix,
        tint=entry.tint,
        box=box,
        published=entry.published,
        changed=entry.changed,
        mark=mark,
        name=entry.title.split(",")[0] if worded else "",
        noted=bool(entry.note) and entry.kind is EntryKind.WORK,
        lit=entry.clinician_id == lit if lit else None,
        beside=not entry.counted,
    )


def face_of(
    head: DayHead,
    entries: Sequence[Entry],
    marks: Mapping[int, Mark],
    day_mark: Mark = Mark.NONE,
    *,
    worded: bool = False,
    lit: int = 0,
) -> Face:
    """The look of one cell; `marks` is by the place of the entry in the cell.

    `worded` where codes stand for activities, whose names are shown when there is room.
    """
    pieces = tuple(
        piece_of(entry, box, marks.get(place, Mark.NONE), worded=worded, lit=lit)
        for place, (entry, box) in enumerate(zip(entries, boxes(entries), strict=True))
    )
    return Face(ground_of(head), pieces, day_mark)

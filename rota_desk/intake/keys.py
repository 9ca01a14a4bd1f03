"""The key of a roster: which code means what, beside the grid, on its own sheet, or settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rota_desk.intake.grid import Place, Sheet, cell_name
from rota_desk.intake.mapping import RosterMapping
from rota_desk.intake.plan import OFF, WORK, CodeMeaning
from rota_desk.intake.times import Times, find_times, timelike
from rota_desk.intake.tray import Tray
from rota_desk.intake.words import fold, known_kinds, squash, squeeze, words

LONGEST_CODE = 15
SHORTEST_SQUEEZED = 2
_REACH = 4  # columns to the right of a code in which its meaning and times stand


@dataclass(frozen=True, slots=True)
class CellReading:
    """What one cell says; `trouble` tells in a sentence why it cannot be recorded."""

    code: str
    kind: str = ""
    times: Times | None = None
    note: str = ""
    trouble: str = ""

    @property
    def off(self) -> bool:
        """Whether the cell says that nobody works, which is not listed."""
        return self.kind == OFF


@dataclass(slots=True)
class CodeKey:
    """What the codes of one sheet mean; the first table that knows a code answers."""

    tables: list[dict[str, CodeMeaning]] = field(default_factory=list)
    same: Mapping[str, str] = field(default_factory=dict)  # folded codes that are others misspelt
    cells: dict[tuple[str, str], CellReading] = field(default_factory=dict)  # read so far
    _met: dict[str, CodeMeaning | None] = field(default_factory=dict)

    def add(self, meanings: Iterable[CodeMeaning]) -> None:
        """Add a table that is asked after those already there."""
        self._met.clear()
        self.cells.clear()
        self.tables.append({fold(meaning.code): meaning for meaning in meanings})

    def find(self, text: str) -> CodeMeaning | None:
        """Give what a code means: as written, then without slashes, then in plain words."""
        if text not in self._met:
            code = self.same.get(fold(text), text)
            meant = self._as_written(code) or self._squeezed(code) or self._in_words(code)
            self._met[text] = meant
        return self._met[text]

    def codes(self) -> list[str]:
        """Give every code that is stated."""
        return [meaning.code for table in self.tables for meaning in table.values()]

    def _as_written(self, text: str) -> CodeMeaning | None:
        """Find a code whatever its upper and lower case and outer blanks."""
        return next((table[fold(text)] for table in self.tables if fold(text) in table), None)

    def _squeezed(self, text: str) -> CodeMeaning | None:
        """Find AL for A/L, when only one code of the table reads so."""
        short = squeeze(text)
        if len(short) < SHORTEST_SQUEEZED:
            return None
        for table in self.tables:
            like = [meaning for meaning in table.values() if squeeze(meaning.code) == short]
            if len(like) == 1:
                return like[0]
        return None

    def _in_words(self, text: str) -> CodeMeaning | None:
        """Find a code by its stated meaning, or a word that means the same everywhere."""
        for table in self.tables:
            like = [meaning for meaning in table.values() if fold(meaning.meaning) == fold(text)]
            if len(like) == 1:
                return like[0]
        kind, usual = known_kinds().get(squeeze(text), ("", ""))
        return self._of_kind(kind) or CodeMeaning(usual, usual, kind) if kind else None

    def _of_kind(self, kind: str) -> CodeMeaning | None:
        """Give the one code that the key states for a kind of leave."""
        for table in self.tables:
            like = [meaning for meaning in table.values() if meaning.kind == kind]
            if len(like) == 1:
                return like[0]
        return None


@dataclass(frozen=True, slots=True)
class KeyTable:
    """A key found on a sheet, and the cells it covers, which are no duties."""

    meanings: tuple[CodeMeaning, ...]
    cells: frozenset[Place]


def read_key(sheet: Sheet, tray: Tray) -> KeyTable:
    """Read the keys of a sheet: the rows under a cell that says key, or a sheet called so."""
    meanings: list[CodeMeaning] = []
    cells: set[Place] = set()
    for place in _headings(sheet):
        _read_rows(sheet, place, tray, meanings, cells)
    return KeyTable(tuple(meanings), frozenset(cells))


def _headings(sheet: Sheet) -> list[Place]:
    """Give the places under which a key starts."""
    found = [place for place, text in sheet.texts() if _is_heading(sheet, place, text)]
    if not found and fold(sheet.name) in words("key") and sheet.cells:
        row, column = min(sheet.cells)
        found = [(row - 1, column)]
    return found


def _is_heading(sheet: Sheet, place: Place, text: str) -> bool:
    """Say whether a cell says key, or code with meaning beside it and no date on its row."""
    bare = fold(text).rstrip(":")
    return bare in words("key") or (bare in words("code") and _names_meanings(sheet, place))


def _names_meanings(sheet: Sheet, place: Place) -> bool:
    """Say whether the next cell is the heading of meanings, of a key and not of a list."""
    row, column = place
    dated = any(fold(sheet.text(row, each)) in words("date") for each in sheet.rows[row])
    return not dated and fold(sheet.text(row, column + 1)).rstrip(":") in words("meaning")


def _read_rows(
    sheet: Sheet, heading: Place, tray: Tray, meanings: list[CodeMeaning], cells: set[Place]
) -> None:
    """Read the rows of one key, down to the first row without a code."""
    row, column = heading
    reach = _REACH if _names_meanings(sheet, heading) else 0
    cells.update((row, column + step) for step in range(reach + 1))
    while code := sheet.text(row + 1, column):
        row += 1
        rest = [(row, column + step) for step in range(1, _REACH + 1)]
        texts = [sheet.text(*place) for place in rest]
        cells.update([(row, column), *rest])
        if len(code) <= LONGEST_CODE and any(texts):
            meanings.append(_meaning(sheet, (row, column), texts, tray))


def _meaning(sheet: Sheet, place: Place, texts: list[str], tray: Tray) -> CodeMeaning:
    """Make one line of a key a meaning; times that cannot be read are a problem."""
    times: Times | None = None
    words_of: list[str] = []
    for text in filter(None, texts):
        found = None if times else find_times(text)
        if found:
            times = found[0]
            words_of += [found[1]] if found[1] else []
        elif timelike(text) and not times:
            tray.problem(
                sheet.name,
                place,
                text,
                "the key gives times that cannot be read: write them as 08:00-17:00.",
            )
        else:
            words_of.append(text)
    meaning = squash(" ".join(words_of))
    code = sheet.text(*place)
    return CodeMeaning(
        code, meaning, _kind(code, meaning, times), times, f"{sheet.name}!{cell_name(place)}"
    )


def _kind(code: str, meaning: str, times: Times | None) -> str:
    """Tell the kind of a stated code: its meaning says leave or off, otherwise it is work."""
    if times is not None:
        return WORK
    for text in (meaning, code):
        if known := known_kinds().get(squeeze(text)):
            return known[0]
    return OFF if squeeze(meaning).startswith(("zero", "off", "notatwork")) else WORK


def key_for(own: KeyTable, others: Iterable[KeyTable], settled: RosterMapping) -> CodeKey:
    """Put together what a sheet's codes mean: settled, then its own key, then other sheets'."""
    key = CodeKey(same={fold(written): meant for written, meant in settled.same.items()})
    key.add(settled.codes.values())
    for table in (own, *others):
        key.add(table.meanings)
    return key

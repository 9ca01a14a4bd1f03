"""Recording what exchange files say: the new is added, what differs changed, in one step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import Setting
from models.base import Base
from rota_desk import progress
from rota_desk.edits.exchange_follow import follow
from rota_desk.errors import Problem, Refusal
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, ExchangeTable, Found, NotTaken, Taking, Wanted
from rota_desk.exchange.tables import table_of
from rota_desk.intake.columns import Value, written
from rota_desk.intake.table_file import PlannedRow, TablePlan
from rota_desk.intake.table_mapping import TableMapping, kept_table_mapping, table_mapping_key
from rota_desk.unit_of_work import UnitOfWork

_A_FEW, _COMPARED = 100, 60  # rows between two words of how far it is; percent when all are seen
KEPT = "this is kept at the desk with more than the file says: change it there. Not recorded."


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of a record that a file changes: which, from what, to what."""

    row: int
    record: str
    column: str
    before: str
    after: str


@dataclass(slots=True)
class TableRecorded:
    """What an import did, or would do, with one table."""

    kind: str
    added: int = 0
    changed: int = 0
    same: int = 0
    not_in_file: int = 0
    left_out: int = 0
    made_beside: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def apply_exchange(work: UnitOfWork, *, plans: Sequence[TablePlan]) -> tuple[TableRecorded, ...]:
    """Record the tables of a file, in the order given, as one step.

    A row that makes no sense is left out and told; nothing is ever removed.
    """
    try:
        done = tuple(_each(work, plans))
        work.flush()
    except IntegrityError as broken:
        raise Refusal(
            "The file contradicts what the desk holds, or itself: two records would share what "
            f"only one may have ({_where(broken)}). Nothing was recorded; correct the file."
        ) from None
    file = plans[0].file if plans else "nothing"
    work.label = f"Import {', '.join(plan.kind for plan in plans[:3])} from {file}"
    return done


def _each(work: UnitOfWork, plans: Sequence[TablePlan]) -> Iterator[TableRecorded]:
    """Record each table, telling how far it is."""
    for place, plan in enumerate(plans):
        with progress.part(100 * place / len(plans), 100 * (place + 1) / len(plans)):
            yield _apply(work, plan)


def keep_table_mapping(work: UnitOfWork, *, kind: str, file: str, mapping: TableMapping) -> None:
    """Keep what was settled for a kind and later files of the same source; the newest first."""
    whole = mapping.over(kept_table_mapping(work, kind=kind, file=file)).as_table()
    key = table_mapping_key(kind, file)
    record = work.one(select(Setting).where(Setting.key == key))
    if record is None:
        work.add(Setting(key=key, value=whole))
    else:
        record.value = whole
    work.label = f"Keep what was settled for {file}"


def _where(broken: IntegrityError) -> str:
    """The table and column that a broken rule names."""
    return str(broken.orig).splitlines()[0].rsplit(":", maxsplit=1)[-1].strip()[:80]


def _apply(work: UnitOfWork, plan: TablePlan) -> TableRecorded:
    """Record one table."""
    table = table_of(plan.kind)
    if table.put is None:
        raise Refusal(f"{plan.kind} is written only: it cannot be imported.")
    names = Names(work)
    there = _Records(table, work, names)
    done = TableRecorded(plan.kind, problems=list(plan.problems))
    new: list[Base] = []
    touched: list[int] = []
    progress.at(0, f"Comparing {plan.kind.replace('-', ' ')} with the desk")
    for place, row in enumerate(plan.rows):
        if place % _A_FEW == 0:
            progress.at(_COMPARED * place / len(plan.rows))
        try:
            _take(_Step(work, table, names, plan, row), there, done, new, touched)
        except NotTaken as wrong:
            done.problems.append(_problem(plan, row, wrong))
    with progress.part(_COMPARED, 90):
        work.add_all(new)
    for record, then in there.waiting:
        then(record.id)
    done.not_in_file = there.unmet()
    done.left_out = len(
        {problem.row for problem in done.problems if "Not recorded" in problem.message}
    )
    done.made_beside = [_counted(*pair) for pair in Counter(done.made_beside).items()]
    follow(work, plan.kind, new, touched)
    return done


def _counted(words: str, count: int) -> str:
    return words if count == 1 else f"{words} ({count})"


def _problem(plan: TablePlan, row: PlannedRow, wrong: NotTaken) -> Problem:
    column = plan.places.get(wrong.column, wrong.column)
    text = written(row.cells.get(wrong.column), table_of(plan.kind).columns[0].kind)
    message = f"{wrong} Not recorded."
    return Problem(plan.file, plan.sheet, row.number, column, text[:80], message)


class _Records:
    """The records of a kind at the desk, found by what tells them apart."""

    def __init__(self, table: ExchangeTable, work: UnitOfWork, names: Names) -> None:
        self._by_key: dict[tuple[Value, ...], list[Found]] = defaultdict(list)
        self._met: Counter[tuple[Value, ...]] = Counter()
        self._all = 0
        self._seen: set[int] = set()
        self.waiting: list[tuple[Base, Callable[[int], None]]] = []  # what follows a new record
        for found in table.rows(work, names, Wanted()):
            self._all += 1
            keys = {table.key(found.cells)}
            if table.without:
                keys.add(table.key({**found.cells, table.without: None}))
            for key in keys:
                self._by_key[key].append(found)

    def find(self, key: tuple[Value, ...]) -> Found | None:
        """The record of a key; of several alike, the next one."""
        place = self._met[key]
        self._met[key] += 1
        alike = self._by_key.get(key, [])
        if place >= len(alike):
            return None
        self._seen.add(id(alike[place]))
        return alike[place]

    def twice(self, key: tuple[Value, ...]) -> bool:
        """Whether the file named this key before, and the desk has it only once."""
        return self._met[key] > max(1, len(self._by_key.get(key, [])))

    def unmet(self) -> int:
        """How many records the file did not name."""
        return self._all - len(self._seen)


@dataclass(frozen=True, slots=True)
class _Step:
    """One row on its way."""

    work: UnitOfWork
    table: ExchangeTable
    names: Names
    plan: TablePlan
    row: PlannedRow


def _take(
    step: _Step, there: _Records, done: TableRecorded, new: list[Base], touched: list[int]
) -> None:
    """Add, change or pass over the record of one row."""
    table = step.table
    cells = dict(_with_people(step))
    key = table.key(cells)
    found = there.find(key)
    if there.twice(key) and not (table.without or table.repeats):
        raise NotTaken("the row stands twice in the file: keep one of them.", _first(table))
    taking = Taking(step.work, step.names, cells)
    if found is None:
        _refuse_missing(table, cells)
        record = _put(table, taking)
        new += [record] if record is not None else []
        there.waiting += [(record, then) for then in taking.then if record is not None]
        done.added += 1
    else:
        differs = list(_differences(step, found, cells))
        if not differs:
            done.same += 1
            return
        if found.kept:
            raise NotTaken(KEPT.removesuffix(" Not recorded."))
        taking.number = found.number
        _put(table, taking)
        for then in taking.then:
            then(found.number)
        touched.append(found.number)
        done.changed += 1
        done.differences += differs
    done.made_beside += taking.made


def _put(table: ExchangeTable, taking: Taking) -> Base | None:
    assert table.put is not None  # noqa: S101 - `_apply` has refused written-only tables
    return table.put(taking)


def _first(table: ExchangeTable) -> str:
    return table.columns[0].name


def _refuse_missing(table: ExchangeTable, cells: Cells) -> None:
    missing = [
        one.name for one in table.columns if one.needed and cells.get(one.name) in (None, "")
    ]
    if missing:
        raise NotTaken(f"a new record needs {', '.join(missing)}.", missing[0])


def _with_people(step: _Step) -> Iterator[tuple[str, Value]]:
    """The cells of a row; whoever is named is given the number and name the desk knows."""
    cells: dict[str, Value] = dict(step.row.cells)
    for number, name in step.table.people:
        if number not in cells and name not in cells:
            continue
        told_number, told_name = str(cells.get(number) or ""), str(cells.get(name) or "")
        whom = step.names.person(told_number, told_name)
        if isinstance(whom, int):
            _refuse_other(step.names, whom, told_number, told_name, name)
            cells[number] = step.names.number_of(whom)
            cells[name] = step.names.name_of(whom)
    yield from cells.items()


def _refuse_other(names: Names, whom: int, number: str, name: str, column: str) -> None:
    """A number and a name that mean two different people contradict each other."""
    other = names.person("", name) if number and name else None
    if isinstance(other, int) and other != whom:
        raise NotTaken(
            f"the number {number} is {names.name_of(whom)}'s, not {name}'s: correct one.", column
        )


def _differences(step: _Step, found: Found, cells: Mapping[str, Value]) -> Iterator[Difference]:
    """What a row says otherwise than the desk, cell by cell as they are written."""
    there = step.table.texts(found)
    for column in step.table.columns:
        if column.name not in cells or column.told or column.name == step.table.without:
            continue
        after = written(cells[column.name], column.kind)
        if after != there[column.name] and (after or not _made_up(column.name)):
            record = " ".join(str(part) for part in step.table.key(found.cells) if part)
            yield Difference(step.row.number, record, column.name, there[column.name], after)


def _made_up(column: str) -> bool:
    """Columns that the desk fills by itself where a file leaves them empty."""
    return column in {"calendar_uid", "changed_at", "slot"}

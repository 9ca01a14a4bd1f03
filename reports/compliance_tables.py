"""The compliance report as a workbook, with every person and every rule."""

from collections.abc import Iterable

from reports.compliance_words import (
    FindingLine,
    covered_lines,
    department_lines,
    every_line,
    figures,
    lines_of,
    signed_words,
    verdict,
)
from reports.document import Stamp
from reports.formats import ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.wording import span_words
from rota_desk.queries.compliance import Compliance
from rota_desk.queries.signed_off import SignedOff
from rota_desk.queries.standings import Standing

_HEAD = Look(bold=True, ruled=True)
_WRAPPED = Look(wrapped=True)
_HEADS = (
    *("Verdict", "Who", "From", "Until", "Rule", "Id", "Clause", "Contract", "Severity"),
    *("Measured", "Limit", "What", "Signed off", "Figures of"),
    *("Measured in figures", "Limit in figures", "Unit"),
)
_WIDTHS = (18, 24, 21, 21, 28, 20, 34, 15, 15, 14, 14, 80, 60, 40, 19, 16, 10)
_FLAGGED = (Standing.BREACH, Standing.ADVISORY, Standing.SIGNED)


def facts(found: Compliance) -> tuple[object, ...]:
    """All that a reader can see of the report, for its check code."""
    signed = tuple(signed_words(one) for one in found.signed)
    return found.start, found.end, *every_line(found), *_found(found), *signed


def workbook(found: Compliance, stamp: Stamp) -> bytes:
    """Write five sheets: Summary, Findings, Every rule, Signed off, What is judged."""
    period = span_words(found.start, found.end)
    return xlsx.workbook(
        [
            _summary(found, stamp, period),
            _lines("Findings", _found(found)),
            _lines("Every rule", every_line(found)),
            _signed(found),
            _covered(),
        ],
        title=f"Compliance {period}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def _found(found: Compliance) -> tuple[FindingLine, ...]:
    return (*lines_of(found, *_FLAGGED), *department_lines(found))


def _summary(found: Compliance, stamp: Stamp, period: str) -> Sheet:
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"Compliance, {period}", Look(bold=True, size=15)),),
        (Cell(f"{stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        (Cell(verdict(found), Look(bold=True)),),
    ]
    rows += [(Cell(number, Look(bold=True, size=13)), text) for number, text in figures(found)]
    rows.append(_heads(("Who", "Breaches", "Advisories", "Signed off", "Contract")))
    rows += [
        (one.name, *(one.count(standing) for standing in _FLAGGED), one.contract)
        for one in found.people
    ]
    return Sheet(title="Summary", widths=(30, 30, 12, 12, 24), rows=tuple(rows))


def _lines(title: str, lines: Iterable[FindingLine]) -> Sheet:
    rows = tuple(_row(line) for line in lines)
    return Sheet(
        title=title,
        widths=_WIDTHS,
        rows=(_heads(_HEADS), *rows),
        head=1,
        side=2,
        filtered_from=1,
    )


def _row(line: FindingLine) -> tuple[Cell | xlsx.Value, ...]:
    breach = line.mark.startswith("▲")
    return (
        Cell(line.mark, Look(bold=breach, hatched=breach)),
        *(line.who, line.start, line.end),
        *(line.rule, line.id, line.clause, line.contract, line.severity),
        *(line.measured, line.limit),
        Cell(line.what, _WRAPPED),
        Cell(line.signed, _WRAPPED),
        *(line.pack, line.measured_figure, line.limit_figure, line.unit),
    )


def _signed(found: Compliance) -> Sheet:
    rows = tuple(_signature(one) for one in found.signed)
    heads = _heads(("What", "For", "Rule", "From", "Until, included", "By whom, and why"))
    return Sheet(title="Signed off", widths=(14, 26, 40, 18, 18, 70), rows=(heads, *rows), head=1)


def _signature(one: SignedOff) -> tuple[xlsx.Value, ...]:
    what, whom, rule, _, why = signed_words(one)
    return what, whom, rule, one.first, one.last or "no end set", why


def _covered() -> Sheet:
    rows = tuple(
        (state, Cell(why, _WRAPPED), Cell(clauses, _WRAPPED))
        for state, why, clauses in covered_lines()
    )
    heads = _heads(("State", "Why", "Clauses"))
    return Sheet(title="What is judged", widths=(16, 50, 100), rows=(heads, *rows), head=1)


def _heads(heads: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(Cell(head, _HEAD) for head in heads)

"""Compliance: the rota's breaches and advisories, each with its clause and its figures."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from reports.compliance_words import (
    FindingLine,
    coverage_sentence,
    covered_lines,
    department_lines,
    figures,
    lines_of,
    rule_lines,
    signed_words,
    turning_lines,
    verdict,
)
from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    SMALL,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    table,
    words,
)
from reports.wording import span_words
from rota_desk.queries.compliance import Compliance
from rota_desk.queries.standings import Standing

NAME, TITLE = "compliance", "Compliance"
_ROOM = 120.0  # points: a chapter with less begins on the next page
_LONGEST = 60  # sessions and rooms listed; the workbook has them all


def printed(found: Compliance, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the judgement, every finding, what was signed off, each rule, and what is judged."""
    sheet = pdf.PAPERS[paper]
    period = span_words(found.start, found.end)
    return pdf.pages(
        lambda: _story(found, stamp, period, sheet.inner_width),
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), coverage_sentence()),
        paper=sheet,
    )


def _story(found: Compliance, stamp: Stamp, period: str, width: float) -> list[Flowable]:
    whose = f"{stamp.department} · the planned rota, whoever is worst off first"
    return [
        Chapter(f"{TITLE}, {period}"),
        Mast(whose, stamp.version, stamp.code_words),
        Spacer(0, 9),
        Figures(figures(found)),
        Spacer(0, 7),
        words(verdict(found), style=LEAD),
        *_findings("Breaches", lines_of(found, Standing.BREACH), width, "None."),
        *_findings("Advisories", lines_of(found, Standing.ADVISORY), width, "None."),
        *_turning(found, width),
        *_signed(found, width),
        *_department(found, width),
        *_rules(found, width),
        *_coverage(width),
    ]


def _findings(
    title: str, lines: Sequence[FindingLine], width: float, nothing: str
) -> list[Flowable]:
    return [*_heading(title, len(lines)), *_finding_table(lines, width, nothing)]


def _heading(title: str, count: int | None = None) -> list[Flowable]:
    said = title if count is None else f"{title} ({count})"
    return [CondPageBreak(_ROOM), Chapter(said, level=1, key=title, kept=False)]


def _finding_table(lines: Sequence[FindingLine], width: float, nothing: str) -> list[Flowable]:
    if not lines:
        return [words(nothing)]
    shares = (0.13, 0.15, 0.46, 0.09, 0.08, 0.09)
    heads = ("Who", "Rule", "Where, how much, and by which clause", "Measured", "Limit", "Weight")
    columns = [
        Column(head, share * width, number=head in {"Measured", "Limit"})
        for head, share in zip(heads, shares, strict=True)
    ]
    return [table(columns, [_finding_row(line) for line in lines])]


def _finding_row(line: FindingLine) -> list[Flowable | str]:
    rule = words(Strong(line.rule), f"\n{line.id}", style=SMALL)
    weight = words(f"{line.mark}\n{line.severity}", style=SMALL)
    return [line.who, rule, line.what, line.measured, line.limit, weight]


def _turning(found: Compliance, width: float) -> list[Flowable]:
    """What another reading of an open point would turn, so that nobody is surprised by it."""
    lines = turning_lines(found)
    if not lines:
        return []
    note = "Where the sources disagree, the department's reading is set under Contract readings."
    return [
        *_heading("Kept, but not if an open point is read otherwise", len(lines)),
        words(note, style=FAINT),
        *_finding_table(lines, width, ""),
    ]


def _signed(found: Compliance, width: float) -> list[Flowable]:
    """What was authorised and accepted by name; then what it covers in these days."""
    heading = _heading("Authorised and accepted", len(found.signed))
    if not found.signed:
        return [*heading, words("Nothing was authorised or accepted for these days.")]
    shares = (0.09, 0.14, 0.2, 0.24, 0.33)
    heads = ("", "For", "Rule", "When", "By whom, and why")
    columns = [Column(head, share * width) for head, share in zip(heads, shares, strict=True)]
    signatures = table(columns, [list(signed_words(one)) for one in found.signed])
    covered = lines_of(found, Standing.SIGNED)
    if not covered:
        return [*heading, signatures]
    return [
        *heading,
        signatures,
        Spacer(0, 8),
        CondPageBreak(_ROOM),
        words("What they cover in these days", style=FAINT),
        *_finding_table(covered, width, ""),
    ]


def _department(found: Compliance, width: float) -> list[Flowable]:
    lines = department_lines(found)
    heading = _heading("Sessions, rooms and shares of the work", len(lines))
    if not lines:
        return [*heading, words("Nothing is found.")]
    columns = [Column("When", 0.1 * width), Column("", 0.14 * width), Column("What", 0.76 * width)]
    rows = [[line.when, line.mark, _about(line)] for line in lines[:_LONGEST]]
    parts = [*heading, table(columns, rows)]
    more = len(lines) - _LONGEST
    return [*parts, words(f"And {more} more in the workbook.", style=FAINT)] if more > 0 else parts


def _about(line: FindingLine) -> str:
    """What is found, after its name where the sentence does not begin with it."""
    return line.what if line.what.startswith(line.who) else f"{line.who}: {line.what}"


def _rules(found: Compliance, width: float) -> list[Flowable]:
    shares = (0.17, 0.23, 0.1, 0.11, 0.14, 0.25)
    heads = ("Rule", "Clause", "Limit", "Worst", "Whose", "How many stand how")
    columns = [
        Column(head, share * width, number=head in {"Limit", "Worst"})
        for head, share in zip(heads, shares, strict=True)
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(line.rule), f"\n{line.id}", style=SMALL),
            words(f"{line.contract}, {line.clause}", style=SMALL),
            line.limit,
            line.worst,
            line.whose,
            words(line.stands, style=SMALL),
        ]
        for line in rule_lines(found)
    ]
    heading = _heading("Every rule")
    if not rows:
        return [*heading, words("No contract binds anybody yet. Enter contracts under People.")]
    return [*heading, table(columns, rows)]


def _coverage(width: float) -> list[Flowable]:
    """What is judged, what only in part, and what not, so that silence is not read as consent."""
    columns = [
        Column("State", 0.12 * width),
        Column("Why", 0.33 * width),
        Column("Clauses", 0.55 * width),
    ]
    rows: list[list[Flowable | str]] = [
        [words(Strong(state)), words(why, style=SMALL), words(clauses, style=SMALL)]
        for state, why, clauses in covered_lines()
    ]
    return [
        *_heading("What is judged, and what is not"),
        words(
            "The planned rota is judged. A rule that is not modelled is not judged, kept or not.",
            style=FAINT,
        ),
        table(columns, rows),
    ]

"""Claims for the authoriser: the month's sums, the queue, and a page for each claim."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from reports import claim_words as told
from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_parts import (
    FAINT,
    LEAD,
    NOTE,
    SMALL,
    Chapter,
    Column,
    Figures,
    Mast,
    Strong,
    boxed,
    point,
    side_by_side,
    table,
    tall,
    words,
)
from reports.formats.pdf_signatures import Signatures
from reports.wording import span_words
from rota_desk.domain.claim_case import Mark
from rota_desk.domain.said import span
from rota_desk.queries.claim_evidence import ClaimEvidence
from rota_desk.queries.claims_pack import ClaimsPack, Sum

NAME, TITLE = "claims", "Claims"
_LEFT, _RIGHT = 0.36, 0.64
_GUTTER = 22


def printed(pack: ClaimsPack, stamp: Stamp, *, paper: str = "A4") -> bytes:
    """Draw the sums and the queue, then one page for each claim."""
    sheet = pdf.PAPERS[paper]
    period = span_words(pack.start, pack.end)
    return pdf.pages(
        lambda: _story(pack, stamp, period, sheet),
        title=f"{TITLE} {period}, {stamp.department}",
        subject=stamp.subject(TITLE),
        author=stamp.by,
        foot=pdf.Foot(stamp.sentence(), "Claimant, verifier and approver are three people"),
        paper=sheet,
    )


def _story(pack: ClaimsPack, stamp: Stamp, period: str, sheet: pdf.Paper) -> list[Flowable]:
    width = sheet.inner_width
    parts: list[Flowable] = [
        Chapter(f"{TITLE}, {period}"),
        _mast(f"{stamp.department} · extra sessions by the day they were worked", stamp),
        Spacer(0, 9),
        Figures(told.figures(pack)),
        Spacer(0, 7),
        words(told.verdict(pack), style=LEAD),
    ]
    if not pack.claims:
        return parts
    parts += [
        boxed([words(Strong("What is asked")), *map(point, told.asks(pack))], width=width),
        *_sums(pack, width),
        *_queue(pack, width),
    ]
    for one in pack.claims:
        parts += [PageBreak(), *_claim(one, stamp, sheet)]
    return parts


def _mast(whose: str, stamp: Stamp) -> Mast:
    return Mast(whose, stamp.version, stamp.code_words)


def _sums(pack: ClaimsPack, width: float) -> list[Flowable]:
    """By activity and reason beside by state; then by person, however many there are."""
    half = width * 0.5
    left = [
        Chapter("By activity and reason", level=1, kept=False),
        _sum_table(("Activity", "Reason"), pack.by_work, pack.total, half - _GUTTER),
    ]
    right = [
        Chapter("By state", level=1, kept=False),
        _sum_table(("State",), pack.by_state, pack.total, half),
    ]
    height = max(tall(left, half - _GUTTER), tall(right, half)) + 4
    return [
        Spacer(0, 8),
        side_by_side(left, right, widths=(half, half), height=height),
        CondPageBreak(140),
        Chapter("By person", level=1, kept=False),
        _sum_table(("Claimant",), pack.by_person, pack.total, half - _GUTTER),
    ]


def _sum_table(heads: Sequence[str], sums: Sequence[Sum], total: Sum, width: float) -> Flowable:
    share = 0.55 / len(heads)
    columns = [
        *(Column(head, share * width) for head in heads),
        *(
            Column(head, part * width, number=True)
            for head, part in (("Sessions", 0.14), ("Hours", 0.12), ("Amount", 0.19))
        ),
    ]
    rows: list[list[Flowable | str]] = [[*one.heading, *_numbers(one)] for one in sums]
    blank = [""] * (len(heads) - 1)
    rows.append([words(Strong("All")), *blank, *_numbers(total)])
    return table(columns, rows)


def _numbers(one: Sum) -> list[str]:
    return [str(one.sessions), told.plain(one.hours), told.pounds(one.amount)]


def _queue(pack: ClaimsPack, width: float) -> list[Flowable]:
    shares = (0.08, 0.14, 0.19, 0.15, 0.07, 0.09, 0.13, 0.15)
    heads = ("Claim", "Claimant", "Session", "Activity", "Quantity", "Amount", "State", "Evidence")
    columns = [
        Column(head, share * width, number=head in {"Quantity", "Amount"})
        for head, share in zip(heads, shares, strict=True)
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(one.claim.reference)),
            one.claim.claimant,
            span(one.claim.start, one.claim.end),
            one.claim.activity,
            told.quantity(one.claim),
            told.pounds(one.claim.amount),
            one.claim.state_words,
            told.marks(one) if one.stands else "",
        ]
        for one in pack.claims
    ]
    return [
        CondPageBreak(140),
        Chapter(f"Every claim ({len(pack.claims)})", level=1, key="every claim", kept=False),
        table(columns, rows),
        words("✗ cross · ? question · ✓ tick · – not checked", style=NOTE),
    ]


def _claim(one: ClaimEvidence, stamp: Stamp, sheet: pdf.Paper) -> list[Flowable]:
    """One claim on one page: its facts and record, every check, and where to sign."""
    claim, width = one.claim, sheet.inner_width
    title = f"{claim.reference}, {claim.claimant}"
    state = f"{claim.activity}, {span(claim.start, claim.end)} · {stamp.department}"
    figures = [
        (told.pounds(claim.amount), told.quantity(claim)),
        *(
            (f"{told.SHAPES[mark]} {one.count(mark)}", told.many(mark, one.count(mark)))
            for mark in told.GRAVEST_FIRST
            if one.count(mark)
        ),
    ]
    head: list[Flowable] = [
        Chapter(title, key=f"claim {claim.claim_id}"),
        Mast(state, claim.state_words, stamp.code_words),
        Spacer(0, 7),
        Figures(figures),
        Spacer(0, 6),
    ]
    foot: list[Flowable] = [Spacer(0, 6), Signatures("Verified against the rota", "Approved")]
    room = sheet.inner_height - tall([*head, *foot], width) - 8
    widths = (width * _LEFT, width * _RIGHT)
    left: list[Flowable] = [
        *_lines("The claim", told.facts(claim), claim.claim_id, width * _LEFT - _GUTTER),
        *_lines("Its road", told.record(claim), claim.claim_id, width * _LEFT - _GUTTER),
    ]
    right = [_checks(one, width * _RIGHT)]
    return [*head, side_by_side(left, right, widths=widths, height=room), *foot]


def _lines(
    title: str, lines: Sequence[tuple[str, str]], number: int, width: float
) -> list[Flowable]:
    if not lines:
        return []
    columns = [Column("", width * 0.32), Column("", width * 0.68)]
    rows: list[list[Flowable | str]] = [
        [words(name, style=FAINT), words(said, style=SMALL)] for name, said in lines
    ]
    return [Chapter(title, level=1, key=f"{title} {number}", kept=False), table(columns, rows)]


def _checks(one: ClaimEvidence, width: float) -> Flowable:
    columns = [
        Column("", width * 0.045),
        Column("Check", width * 0.235),
        Column("What it says", width * 0.72),
    ]
    rows: list[list[Flowable | str]] = [
        [
            words(Strong(told.SHAPES[mark])),
            words(Strong(title), f"\n{told.SAID[mark].lower()}", style=SMALL)
            if mark in (Mark.CROSS, Mark.QUESTION)
            else words(title, style=SMALL),
            words(said[:1].upper() + said[1:], style=FAINT if mark is Mark.NOT_CHECKED else SMALL),
        ]
        for mark, title, said in told.checks(one)
    ]
    return table(columns, rows)

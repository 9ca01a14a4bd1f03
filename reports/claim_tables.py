"""Claims as workbook, CSV and JSON."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence

from reports import claim_words as told
from reports.document import Stamp
from reports.formats import csv, ink, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.privacy import discreet
from reports.wording import span_words
from rota_desk.domain.claim_case import Mark
from rota_desk.queries.claim_evidence import ClaimEvidence
from rota_desk.queries.claims_pack import ClaimsPack, Sum

_HEAD = Look(bold=True, ruled=True)
_WRAPPED = Look(wrapped=True)
_HEADS = (
    *("claim", "claimant", "grade", "contract", "start", "end", "activity", "site", "room"),
    *("list", "reason", "requested_by", "patients", "points", "unit", "quantity", "share_percent"),
    *("amount", "reckoned", "state", "pre_authorised_by", "pre_authorised_at", "submitted_at"),
    *("verified_by", "verified_at", "approved_by", "approved_at", "payroll_batch", "paid_on"),
    *("rejection_reason", "ticks", "crosses", "questions", "not_checked", "clashes"),
)
_EVIDENCE_HEADS = ("claim", "claimant", "check", "title", "mark", "message")


def facts(pack: ClaimsPack) -> tuple[object, ...]:
    """All that a reader can see of the claims, for their check code."""
    lines = tuple(row(one) for one in pack.claims)
    checks = tuple(tuple(told.checks(one)) for one in pack.claims)
    return pack.start, pack.end, pack.by_work, pack.by_state, pack.by_person, lines, checks


def table(pack: ClaimsPack) -> bytes:
    """Write one row for each claim."""
    return csv.table(_HEADS, (row(one) for one in pack.claims), for_excel=True)


def row(one: ClaimEvidence) -> tuple[csv.CsvCell, ...]:
    """One claim in the order of the headings."""
    claim = one.claim
    return (
        *(claim.reference, claim.claimant, claim.grade, claim.contract, claim.start, claim.end),
        *(claim.activity, claim.site, claim.room, claim.list_ref, told.reason(claim)),
        *(claim.requested_by, claim.patients, claim.points, claim.unit, claim.quantity),
        *(claim.share_percent, claim.amount, claim.priced_as, claim.state.value),
        *(claim.pre_authorised_by, claim.pre_authorised_at, claim.submitted_at),
        *(claim.verified_by, claim.verified_at, claim.approved_by, claim.approved_at),
        *(claim.payroll_batch, claim.paid_on, discreet(claim.rejection_reason)),
        *(one.count(mark) for mark in (Mark.TICK, Mark.CROSS, Mark.QUESTION, Mark.NOT_CHECKED)),
        "; ".join(
            f"{title}: {said}" for mark, title, said in told.checks(one) if mark is Mark.CROSS
        ),
    )


def workbook(pack: ClaimsPack, stamp: Stamp) -> bytes:
    """Write three sheets: Summary, Claims, Evidence."""
    period = span_words(pack.start, pack.end)
    return xlsx.workbook(
        [_summary(pack, stamp, period), _claims(pack), _evidence(pack)],
        title=f"Claims {period}",
        author=stamp.by,
        made=stamp.made,
        footer=stamp.sentence(),
    )


def _summary(pack: ClaimsPack, stamp: Stamp, period: str) -> Sheet:
    rows: list[tuple[Cell | xlsx.Value, ...]] = [
        (Cell(f"Claims, {period}", Look(bold=True, size=15)),),
        (Cell(f"{stamp.department} · {stamp.sentence()}", Look(ink=ink.QUIET)),),
        (Cell(told.verdict(pack), Look(bold=True)),),
        *((asked,) for asked in told.asks(pack)),
        *_sums(("Activity", "Reason"), pack.by_work, pack.total),
        *_sums(("State", ""), pack.by_state, pack.total),
        *_sums(("Claimant", ""), pack.by_person, pack.total),
        *_sums(("Left out of the sums", ""), (), pack.fallen),
    ]
    return Sheet(title="Summary", widths=(30, 26, 12, 12, 14), rows=tuple(rows))


def _sums(
    heads: tuple[str, str], sums: Iterable[Sum], total: Sum
) -> Iterator[tuple[Cell | xlsx.Value, ...]]:
    yield ()
    yield _heads((*heads, "Sessions", "Hours", "Amount"))
    for one in (*sums, total):
        first, second = (*one.heading, "")[:2]
        look = Look(bold=one is total)
        amount = Cell(one.amount, look, form="£#,##0.00")
        yield (
            Cell(first, look),
            second,
            Cell(one.sessions, look),
            Cell(one.hours, look),
            amount,
        )


def _claims(pack: ClaimsPack) -> Sheet:
    rows = tuple(row(one) for one in pack.claims)
    return Sheet(
        title="Claims",
        widths=(*(max(12, len(head) + 2) for head in _HEADS[:-1]), 80),
        rows=(_heads(_HEADS), *rows),
        head=1,
        side=2,
        filtered_from=1,
    )


def _evidence(pack: ClaimsPack) -> Sheet:
    rows = tuple(
        (
            one.claim.reference,
            one.claim.claimant,
            check.id,
            check.title,
            check.mark.value,
            Cell(discreet(check.words), _WRAPPED),
        )
        for one in pack.claims
        for check in one.checks
    )
    return Sheet(
        title="Evidence",
        widths=(12, 24, 22, 24, 14, 90),
        rows=(_heads(_EVIDENCE_HEADS), *rows),
        head=1,
        side=2,
        filtered_from=1,
    )


def _heads(heads: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(head, _HEAD) for head in heads)


def as_json(pack: ClaimsPack, stamp: Stamp) -> bytes:
    """Write the whole pack with its stamp; `from` and `to` are both included."""
    document = {
        "report": "claims",
        "from": pack.start.isoformat(),
        "to": (pack.end - dt.timedelta(days=1)).isoformat(),
        "check_code": stamp.check_code,
        "department": stamp.department,
        "made": stamp.made.isoformat(timespec="minutes"),
        "by_activity_and_reason": [_sum(one) for one in pack.by_work],
        "by_state": [_sum(one) for one in pack.by_state],
        "by_person": [_sum(one) for one in pack.by_person],
        "total": _sum(pack.total),
        "left_out": _sum(pack.fallen),
        "claims": [
            {
                **{head: csv.told(cell) for head, cell in zip(_HEADS, row(one), strict=True)},
                "checks": [
                    {
                        "check": check.id,
                        "title": check.title,
                        "mark": check.mark.value,
                        "message": discreet(check.words),
                    }
                    for check in one.checks
                ],
            }
            for one in pack.claims
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8")


def _sum(one: Sum) -> dict[str, object]:
    return {
        "heading": list(one.heading),
        "sessions": one.sessions,
        "hours": f"{one.hours:f}",
        "amount": f"{one.amount:f}",
    }

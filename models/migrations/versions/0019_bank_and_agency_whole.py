"""Requests to bank and agency know their road from asking to the invoice; and their budgets."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

WAYS = ("bank", "agency")
CAUSES = (
    "leave",
    "study_leave",
    "absence",
    "vacancy",
    "template_hole",
    "room_lost",
    "bank_refused",
    "moved",
    "unknown",
)


def upgrade() -> None:
    """Widen the requests, tell agencies from the bank by their name, and make the budgets."""
    widen(
        "cover_request",
        [
            _word("via", "bank"),
            _text("reference", 24),
            _word("cause", "unknown"),
            _text("asked_of", 120),
            _text("authorised_by", 120),
            _number("agreed_hours", 9, 3),
            _person("clinician_id"),
            sa.Column("filled_at", sa.DateTime(), nullable=True),
            _text("timesheet_ref", 24),
            _number("timesheet_hours", 9, 3),
            _text("invoice_number", 24),
            _number("invoice_amount", 10, 2),
            sa.Column("passed_on", sa.Date(), nullable=True),
            _text("answer"),
        ],
        [
            sa.CheckConstraint(_one_of("via", WAYS), name="ck_cover_request_via"),
            sa.CheckConstraint(_one_of("cause", CAUSES), name="ck_cover_request_cause"),
            sa.CheckConstraint(
                "agreed_hours is null or agreed_hours > 0", name="ck_cover_request_agreed_hours"
            ),
            sa.CheckConstraint(
                "timesheet_hours is null or timesheet_hours >= 0",
                name="ck_cover_request_timesheet_hours",
            ),
            sa.CheckConstraint(
                "invoice_amount is null or invoice_amount >= 0",
                name="ck_cover_request_invoice_amount",
            ),
        ],
    )
    op.create_index(
        op.f("ix_cover_request_clinician_id"), "cover_request", ["clinician_id"], unique=False
    )
    op.execute("UPDATE cover_request SET via = 'agency' WHERE lower(supplier) NOT LIKE '%bank%'")
    _budgets()


def _budgets() -> None:
    op.create_table(
        "cover_budget",
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("via", sa.String(length=24), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_cover_budget_amount")),
        sa.CheckConstraint('start < "end"', name=op.f("ck_cover_budget_span")),
        sa.CheckConstraint(_one_of("via", WAYS), name=op.f("ck_cover_budget_via")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_budget")),
        sa.UniqueConstraint("via", "start", name=op.f("uq_cover_budget_via_start")),
        sqlite_autoincrement=True,
    )


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _word(name: str, usual: str) -> sa.Column[str]:
    """One of a few words; rows that are there already have the usual one."""
    return sa.Column(name, sa.String(length=24), nullable=False, server_default=usual)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    """Words that are empty in every row that is there already."""
    kind = sa.String(length=length) if length else sa.Text()
    return sa.Column(name, kind, nullable=False, server_default="")


def _number(name: str, precision: int, scale: int) -> sa.Column[object]:
    """A number that no row has yet."""
    return sa.Column(name, sa.Numeric(precision=precision, scale=scale), nullable=True)


def _person(name: str) -> sa.Column[int]:
    """A reference that may be put off until the end of the transaction."""
    key = op.f(f"fk_cover_request_{name}")
    reference = sa.ForeignKey("clinician.id", name=key, initially="IMMEDIATE", deferrable=True)
    return sa.Column(name, sa.Integer(), reference, nullable=True)

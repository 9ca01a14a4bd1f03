"""Claims keep everything the authoriser asks for, and approvers have a limit."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the table of approvers, and widen claims."""
    op.create_table(
        "claim_approver",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("up_to", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("up_to is null or up_to >= 0", name=op.f("ck_claim_approver_up_to")),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_claim_approver_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_approver")),
        sa.UniqueConstraint("name", "start", name=op.f("uq_claim_approver_name_start")),
        sqlite_autoincrement=True,
    )
    widen(
        "wli_claim",
        [
            _key_column("site_id", "site.id", "fk_wli_claim_site_id"),
            _text("grade", 24),
            _text("contract", 24),
            _text("list_ref", 24),
            sa.Column("points", sa.Integer(), nullable=True),
            _text("declaration"),
            _text("evidence_link"),
            sa.Column("share_percent", sa.Integer(), nullable=False, server_default="100"),
            _text("priced_as"),
            sa.Column("paid_on", sa.Date(), nullable=True),
        ],
        [
            sa.CheckConstraint("points is null or points >= 0", name="ck_wli_claim_points"),
            sa.CheckConstraint(
                "share_percent between 0 and 100", name="ck_wli_claim_share_percent"
            ),
        ],
    )
    op.create_index(op.f("ix_wli_claim_site_id"), "wli_claim", ["site_id"], unique=False)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    """Words that are empty in every row that is there already."""
    kind = sa.String(length=length) if length else sa.Text()
    return sa.Column(name, kind, nullable=False, server_default="")


def _key_column(name: str, parent: str, key: str) -> sa.Column[int]:
    """A reference that may be put off until the end of the transaction."""
    reference = sa.ForeignKey(parent, name=op.f(key), initially="IMMEDIATE", deferrable=True)
    return sa.Column(name, sa.Integer(), reference, nullable=True)

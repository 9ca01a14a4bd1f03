"""Changes after publishing keep who agreed; swaps that are asked for keep their steps."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

KINDS = ("asked", "consented", "accepted", "declined", "withdrawn")


def upgrade() -> None:
    """Widen the list of who must be told, and make the table of steps."""
    agreed = sa.Column("agreed_by", sa.String(length=120), nullable=False, server_default="")
    widen("published_change", [agreed])
    kind = sa.Enum(
        *KINDS,
        name=op.f("ck_swap_step_kind"),
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    op.create_table(
        "swap_step",
        sa.Column("swap_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("clinician_id", "clinician.id"),
        _key("swap_id", "swap.id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_step")),
        sqlite_autoincrement=True,
    )
    for column in ("clinician_id", "swap_id"):
        op.create_index(op.f(f"ix_swap_step_{column}"), "swap_step", [column])


def _key(column: str, parent: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    """A reference that may be put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=op.f(f"fk_swap_step_{column}"),
        ondelete="CASCADE" if cascade else None,
        initially="IMMEDIATE",
        deferrable=True,
    )

"""Whether people of a grade count as cover; a version keeps who did."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the table; nothing is said of any grade yet, so everybody counted as their role says."""
    op.create_table(
        "counting_term",
        sa.Column("grade", sa.String(length=24), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column(
            "counts",
            sa.Enum(
                *("alone", "supervised", "never"),
                name=op.f("ck_counting_term_counts"),
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("grade <> ''", name=op.f("ck_counting_term_grade")),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_counting_term_span")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_counting_term_activity_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counting_term")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_counting_term_activity_id"), "counting_term", ["activity_id"])
    widen(
        "published_duty",
        [sa.Column("counted", sa.Boolean(), server_default=sa.true(), nullable=False)],
    )

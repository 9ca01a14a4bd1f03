"""Hours really worked on a duty stand in records of their own, restricted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the duties first, then the calls within them."""
    op.create_table(
        "actual_duty",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("breaks_missed", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start < "end"', name=op.f("ck_actual_duty_span")),
        sa.CheckConstraint("breaks_missed >= 0", name=op.f("ck_actual_duty_breaks_missed")),
        _within("actual_duty", "clinician_id", "clinician"),
        _within("actual_duty", "session_id", "clinical_session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actual_duty")),
        sa.UniqueConstraint(
            "clinician_id", "session_id", name=op.f("uq_actual_duty_clinician_id_session_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_actual_duty_start", "actual_duty", ["start"], unique=False)
    op.create_index(op.f("ix_actual_duty_session_id"), "actual_duty", ["session_id"], unique=False)
    op.create_table(
        "actual_call",
        sa.Column("actual_duty_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start < "end"', name=op.f("ck_actual_call_span")),
        _within("actual_call", "actual_duty_id", "actual_duty"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actual_call")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_actual_call_actual_duty_id"), "actual_call", ["actual_duty_id"], unique=False
    )


def _within(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{of}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE",
        initially="IMMEDIATE",
        deferrable=True,
    )

"""The log keeps what was said; the ladder of escalation; what starters were sent and when."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

KINDS = ("closed", "reopened", "put_off", "handed")


def upgrade() -> None:
    """Let an entry name the one it corrects, and outlive its session; make the three tables."""
    corrected = sa.ForeignKey(
        "log_entry.id",
        name=op.f("fk_log_entry_corrects_id"),
        initially="IMMEDIATE",
        deferrable=True,
    )
    with op.batch_alter_table("log_entry", table_kwargs={"sqlite_autoincrement": True}) as log:
        log.drop_constraint(op.f("fk_log_entry_session_id"), type_="foreignkey")
        log.add_column(sa.Column("corrects_id", sa.Integer(), corrected, nullable=True))
        log.create_unique_constraint(op.f("uq_log_entry_corrects_id"), ["corrects_id"])
    _log_step()
    _escalation_step()
    _joining()


def _log_step() -> None:
    kind = sa.Enum(
        *KINDS,
        name=op.f("ck_log_step_kind"),
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    op.create_table(
        "log_step",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["log_entry.id"],
            name=op.f("fk_log_step_entry_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_log_step_entry_id"), "log_step", ["entry_id"], unique=False)


def _escalation_step() -> None:
    op.create_table(
        "escalation_step",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("reach", sa.String(length=120), nullable=False),
        sa.Column("after_minutes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("after_minutes >= 0", name=op.f("ck_escalation_step_after_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_step")),
        sqlite_autoincrement=True,
    )


def _joining() -> None:
    op.create_table(
        "joining",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("details_on", sa.Date(), nullable=True),
        sa.Column("schedule_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_joining_clinician_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
        sa.UniqueConstraint("clinician_id", name=op.f("uq_joining_clinician_id")),
        sqlite_autoincrement=True,
    )

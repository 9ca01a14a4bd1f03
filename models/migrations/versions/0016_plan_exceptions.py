"""One-off changes to coming weeks of a job plan; ticks of the changeover."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

SLOTS = ("am", "pm", "evening", "night", "day")


def upgrade() -> None:
    """Make both tables."""
    slot = sa.Enum(
        *SLOTS,
        name=op.f("ck_plan_exception_slot"),
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    op.create_table(
        "plan_exception",
        sa.Column("job_plan_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("job_plan_line_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("slot", slot, nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(job_plan_line_id is null) <> (activity_id is null)",
            name=op.f("ck_plan_exception_one_thing"),
        ),
        sa.CheckConstraint(
            "activity_id is null or (slot is not null and starts is not null and ends is not null)",
            name=op.f("ck_plan_exception_timed"),
        ),
        _key("plan_exception", "job_plan_id", "job_plan.id", cascade=True),
        _key("plan_exception", "job_plan_line_id", "job_plan_line.id", cascade=True),
        _key("plan_exception", "activity_id", "activity.id"),
        _key("plan_exception", "room_id", "room.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_exception")),
        sqlite_autoincrement=True,
    )
    for column in ("activity_id", "day", "job_plan_id", "job_plan_line_id", "room_id"):
        op.create_index(op.f(f"ix_plan_exception_{column}"), "plan_exception", [column])
    _changeover_tick()


def _changeover_tick() -> None:
    op.create_table(
        "changeover_tick",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("leaving", sa.Boolean(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("changeover_tick", "clinician_id", "clinician.id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changeover_tick")),
        sa.UniqueConstraint(
            "clinician_id",
            "leaving",
            "what",
            "day",
            name=op.f("uq_changeover_tick_clinician_id_leaving_what_day"),
        ),
        sqlite_autoincrement=True,
    )
    column = "clinician_id"
    op.create_index(op.f(f"ix_changeover_tick_{column}"), "changeover_tick", [column])


def _key(
    table: str, column: str, parent: str, *, cascade: bool = False
) -> sa.ForeignKeyConstraint:
    """A reference that may be put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE" if cascade else None,
        initially="IMMEDIATE",
        deferrable=True,
    )

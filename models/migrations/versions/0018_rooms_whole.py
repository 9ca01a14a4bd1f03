"""Opening hours, bookings that repeat, movable equipment, points of lists, who waits for what."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

REPEATS = ("never", "weekly", "fortnightly", "monthly")


def upgrade() -> None:
    """Widen rooms, bookings and sessions; make the tables of equipment and of demand."""
    widen(
        "room",
        [
            sa.Column("hours", sa.Text(), nullable=False, server_default=""),
            sa.Column("training_points", sa.Integer(), nullable=True),
        ],
        [
            sa.CheckConstraint(
                "training_points is null or training_points >= 0", name="ck_room_training_points"
            )
        ],
    )
    widen("room_booking", _repeating())
    widen(
        "clinical_session",
        [
            sa.Column("points_done", sa.Integer(), nullable=True),
            sa.Column("case_mix", sa.Text(), nullable=False, server_default=""),
            sa.Column("training", sa.Boolean(), nullable=False, server_default=sa.false()),
        ],
        [
            sa.CheckConstraint(
                "points_done is null or points_done >= 0",
                name="ck_clinical_session_points_done",
            )
        ],
    )
    _kit()
    _kit_use()
    _demand_count()


def _repeating() -> list[sa.Column[object]]:
    repeats = sa.Enum(
        *REPEATS,
        name=op.f("ck_room_booking_repeats"),
        native_enum=False,
        create_constraint=True,
        length=24,
    )
    return [
        sa.Column("repeats", repeats, nullable=False, server_default="never"),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("left_out", sa.Text(), nullable=False, server_default=""),
    ]


def _kit() -> None:
    op.create_table(
        "kit",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("kit", "room_id", "room.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit")),
        sa.UniqueConstraint("name", name=op.f("uq_kit_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kit_room_id"), "kit", ["room_id"])


def _kit_use() -> None:
    op.create_table(
        "kit_use",
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(session_id is null) <> (booking_id is null)", name=op.f("ck_kit_use_one_use")
        ),
        _key("kit_use", "kit_id", "kit.id", cascade=True),
        _key("kit_use", "session_id", "clinical_session.id", cascade=True),
        _key("kit_use", "booking_id", "room_booking.id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_use")),
        sa.UniqueConstraint("kit_id", "session_id", name=op.f("uq_kit_use_kit_id_session_id")),
        sa.UniqueConstraint("kit_id", "booking_id", name=op.f("uq_kit_use_kit_id_booking_id")),
        sqlite_autoincrement=True,
    )
    for column in ("booking_id", "kit_id", "session_id"):
        op.create_index(op.f(f"ix_kit_use_{column}"), "kit_use", [column])


def _demand_count() -> None:
    op.create_table(
        "demand_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("procedure", sa.String(length=120), nullable=False),
        sa.Column("waits", sa.String(length=120), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_demand_count_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_count")),
        sa.UniqueConstraint(
            "day", "procedure", "waits", name=op.f("uq_demand_count_day_procedure_waits")
        ),
        sqlite_autoincrement=True,
    )


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

"""On-call rotas: tiers, and the activities they are made of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the tables of on-call rotas."""
    op.create_table(
        "on_call_rota",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "tier",
            sa.Enum(
                *("first", "second", "consultant"),
                name=op.f("ck_on_call_rota_tier"),
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("handover", sa.String(length=120), nullable=False),
        sa.Column("prompt", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call_rota")),
        sa.UniqueConstraint("name", name=op.f("uq_on_call_rota_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "on_call_part",
        sa.Column("rota_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("rota_id", "on_call_rota.id"),
        _key("activity_id", "activity.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call_part")),
        sa.UniqueConstraint(
            "rota_id", "activity_id", name=op.f("uq_on_call_part_rota_id_activity_id")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("rota_id", "activity_id"):
        op.create_index(op.f(f"ix_on_call_part_{column}"), "on_call_part", [column])


def _key(column: str, parent: str) -> sa.ForeignKeyConstraint:
    """A reference that goes with its parent, put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=op.f(f"fk_on_call_part_{column}"),
        ondelete="CASCADE",
        initially="IMMEDIATE",
        deferrable=True,
    )

"""The hours a round-the-clock service needs, and which activities meet them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """No activity that is there belongs to a service yet."""
    op.create_table(
        "hourly_demand",
        sa.Column("service", sa.String(length=120), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("people", sa.Numeric(9, 3), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("weekday between 0 and 7", name=op.f("ck_hourly_demand_weekday")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_hourly_demand_people")),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_hourly_demand_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hourly_demand")),
        sa.UniqueConstraint(
            "service",
            "weekday",
            "starts",
            "start",
            name=op.f("uq_hourly_demand_service_weekday_starts_start"),
        ),
        sqlite_autoincrement=True,
    )
    op.add_column(
        "activity", sa.Column("service", sa.String(120), nullable=False, server_default="")
    )
    with op.batch_alter_table("activity", table_kwargs={"sqlite_autoincrement": True}) as rebuilt:
        rebuilt.alter_column("service", server_default=None, existing_type=sa.String(120))

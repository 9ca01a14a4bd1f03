"""The way between two sites is a record of its own, in miles and minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Keep the miles that stood at a site as its way from the base, the first site without any."""
    op.create_table(
        "distance",
        sa.Column("first_site_id", sa.Integer(), nullable=False),
        sa.Column("second_site_id", sa.Integer(), nullable=False),
        sa.Column("miles", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_site_id < second_site_id", name=op.f("ck_distance_pair")),
        sa.CheckConstraint("miles is null or miles >= 0", name=op.f("ck_distance_miles")),
        sa.CheckConstraint("minutes is null or minutes >= 0", name=op.f("ck_distance_minutes")),
        _site("first_site_id"),
        _site("second_site_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distance")),
        sa.UniqueConstraint(
            "first_site_id",
            "second_site_id",
            name=op.f("uq_distance_first_site_id_second_site_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_distance_second_site_id"), "distance", ["second_site_id"], unique=False
    )
    op.execute(
        "INSERT INTO distance (first_site_id, second_site_id, miles)"
        " SELECT CASE WHEN base.id < site.id THEN base.id ELSE site.id END,"
        " CASE WHEN base.id < site.id THEN site.id ELSE base.id END, site.miles_from_base"
        " FROM site CROSS JOIN"
        " (SELECT min(id) AS id FROM site WHERE miles_from_base = 0) AS base"
        " WHERE site.miles_from_base > 0 AND base.id IS NOT NULL"
    )
    op.drop_column("site", "miles_from_base")


def _site(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        ["site.id"],
        name=op.f(f"fk_distance_{column}"),
        ondelete="CASCADE",
        initially="IMMEDIATE",
        deferrable=True,
    )

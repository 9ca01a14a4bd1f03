"""A line on any days of the year says how many times."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """What had no number was counted once a week: let it say so."""
    op.execute(
        sa.text(
            "UPDATE job_plan_line SET flexible = 'week', per_year = NULL"
            " WHERE flexible = 'year' AND (per_year IS NULL OR per_year <= 0)"
        )
    )
    with op.batch_alter_table(
        "job_plan_line", table_kwargs={"sqlite_autoincrement": True}
    ) as lines:
        lines.create_check_constraint(
            op.f("ck_job_plan_line_number_a_year"),
            "flexible <> 'year' or coalesce(per_year, 0) > 0",
        )

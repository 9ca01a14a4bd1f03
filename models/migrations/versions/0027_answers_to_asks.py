"""What became of an ask for cover, and when."""

import sqlalchemy as sa

from models.widen import widen

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Add both; of asks that are there already the answer stays in their words."""
    widen(
        "gap_action",
        [
            sa.Column("outcome", sa.String(length=24), nullable=True),
            sa.Column("answered_at", sa.DateTime(), nullable=True),
        ],
        [
            sa.CheckConstraint(
                "outcome IN ('no_answer', 'declined', 'accepted', 'withdrawn')",
                name="ck_gap_action_outcome",
            ),
            sa.CheckConstraint(
                "answered_at is null or outcome is not null", name="ck_gap_action_answered"
            ),
        ],
    )

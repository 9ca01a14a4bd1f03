"""A contract keeps the additional hours of the work schedule apart from the basic ones."""

import sqlalchemy as sa

from models.widen import widen

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """No work schedule has been asked so far how its hours divide."""
    widen(
        "contract",
        [sa.Column("additional_hours", sa.Numeric(precision=9, scale=3), nullable=True)],
        [
            sa.CheckConstraint(
                "additional_hours is null or additional_hours >= 0",
                name="ck_contract_additional",
            )
        ],
    )

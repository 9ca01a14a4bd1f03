"""An opt-out of the 48 hours has days of its own: signed, notice given, and its end."""

import sqlalchemy as sa

from models.widen import widen

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """What was on file so far holds from the contract's first day on, and has no end."""
    widen(
        "contract",
        [
            sa.Column("opt_out_signed", sa.Date(), nullable=True),
            sa.Column("opt_out_notice", sa.Date(), nullable=True),
            sa.Column("opt_out_until", sa.Date(), nullable=True),
        ],
        [
            sa.CheckConstraint(
                "opt_out_until is null or (opt_out_notice is not null"
                " and opt_out_notice < opt_out_until)",
                name="ck_contract_notice",
            )
        ],
    )

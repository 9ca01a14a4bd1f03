"""A request for leave keeps that it is for a life-changing event."""

import sqlalchemy as sa

from models.widen import widen

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Nobody was asked before: no request so far is for one."""
    widen(
        "leave_request",
        [sa.Column("life_event", sa.Boolean(), nullable=False, server_default=sa.false())],
    )

"""What was told of a session is found by its number: an edit asks for it more than once."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the index; no record changes."""
    op.create_index(op.f("ix_published_duty_session_id"), "published_duty", ["session_id"])

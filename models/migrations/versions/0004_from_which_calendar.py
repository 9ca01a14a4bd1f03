"""Time brought in from a calendar knows from which entry it came."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """What stands there already came from no calendar."""
    op.add_column(
        "unavailability", sa.Column("origin", sa.String(120), nullable=False, server_default="")
    )
    with op.batch_alter_table("unavailability") as rebuilt:
        rebuilt.alter_column("origin", server_default=None, existing_type=sa.String(120))
    op.create_index(op.f("ix_unavailability_origin"), "unavailability", ["origin"])

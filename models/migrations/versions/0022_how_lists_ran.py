"""How lists ran, and what a version keeps of their cases."""

import sqlalchemy as sa

from models.widen import widen

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Nothing is known yet of how a list ran, nor of the cases that a version told."""
    widen(
        "clinical_session",
        [
            sa.Column("began", sa.DateTime(), nullable=True),
            sa.Column("ended", sa.DateTime(), nullable=True),
            sa.Column("cases_done", sa.Integer(), nullable=True),
            sa.Column("touch_minutes", sa.Integer(), nullable=True),
        ],
        [
            _check("cases_done is null or cases_done >= 0", "cases_done"),
            _check("touch_minutes is null or touch_minutes >= 0", "touch_minutes"),
            _check("began is null or ended is null or began < ended", "ran"),
        ],
    )
    widen(
        "published_session",
        [
            sa.Column("case_mix", sa.Text(), nullable=True),
            sa.Column("training", sa.Boolean(), nullable=True),
        ],
        [
            sa.CheckConstraint(
                "(case_mix is null) = (training is null)", name="ck_published_session_kept"
            )
        ],
    )


def _check(law: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(law, name=f"ck_clinical_session_{name}")

"""Rules that a department gives itself."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

KINDS = ("spacing", "ceiling", "before_leave", "apart")
GROUPS = ("consultant", "specialty", "resident", "endoscopist", "nurse", "admin")
KEYS = {"activity_id": "activity", "clinician_id": "clinician", "other_id": "clinician"}


def upgrade() -> None:
    """Make the table; a department has no rules of its own yet."""
    op.create_table(
        "local_rule",
        sa.Column("kind", _one_of("ck_local_rule_kind", KINDS), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("clock", sa.Time(), nullable=True),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("staff_group", _one_of("ck_local_rule_staff_group", GROUPS), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_local_rule_span")),
        sa.CheckConstraint("clinician_id <> other_id", name=op.f("ck_local_rule_pair")),
        sa.CheckConstraint("days >= 1", name=op.f("ck_local_rule_days")),
        sa.CheckConstraint("count >= 1", name=op.f("ck_local_rule_count")),
        sa.CheckConstraint(
            "case kind"
            " when 'spacing' then activity_id is not null and days is not null"
            " when 'ceiling' then activity_id is not null and days is not null"
            " and count is not null"
            " when 'before_leave' then clock is not null"
            " else clinician_id is not null and other_id is not null end",
            name=op.f("ck_local_rule_whole"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{parent}.id"],
                name=op.f(f"fk_local_rule_{column}"),
                ondelete="CASCADE",
                initially="IMMEDIATE",
                deferrable=True,
            )
            for column, parent in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_rule")),
        sqlite_autoincrement=True,
    )
    for column in KEYS:
        op.create_index(op.f(f"ix_local_rule_{column}"), "local_rule", [column])


def _one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=op.f(name), native_enum=False, create_constraint=True, length=24)

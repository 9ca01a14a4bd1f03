"""Skills of people; needs that differ in nothing but the skill."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

LINE = ("activity_id", "site_id", "weekday", "slot", "grade", "skill", "bank_holiday", "start")


def upgrade() -> None:
    """Make the table of skills; tell needs apart by their skill too."""
    op.create_table(
        "held_skill",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=24), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" is null or start < "end"', name=op.f("ck_held_skill_span")),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_held_skill_clinician_id"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_skill")),
        sa.UniqueConstraint(
            "clinician_id", "skill", "start", name=op.f("uq_held_skill_clinician_id_skill_start")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_held_skill_clinician_id"), "held_skill", ["clinician_id"])
    _needs()


def _needs() -> None:
    with op.batch_alter_table(
        "cover_requirement", table_kwargs={"sqlite_autoincrement": True}
    ) as needs:
        needs.drop_constraint(_old(), type_="unique")
        needs.create_unique_constraint(op.f("uq_cover_requirement_line"), LINE)


def _old() -> str:
    """The name as the database keeps it: PostgreSQL has room for 63 letters."""
    connection = op.get_bind()
    found = sa.inspect(connection).get_unique_constraints("cover_requirement")
    return next(str(one["name"]) for one in found)

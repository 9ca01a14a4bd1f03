"""A session's states keep their moments; meetings and change notices are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""


def upgrade() -> None:
    """Make the tables, and begin each session's steps with the state it is in."""
    _change_notice()
    _six_four_two_meeting()
    _notice_line()
    _lock_exception()
    _session_step()
    op.execute(
        "INSERT INTO session_step (session_id, state, at, by, reason)"
        " SELECT id, state, state_at, state_by, state_reason FROM clinical_session"
        " WHERE state <> 'planned' AND state_at IS NOT NULL"
    )


def _one_of(name: str, words: str) -> sa.Enum:
    """A column that holds one of these words, as the database itself checks."""
    return sa.Enum(
        *words.split(), name=op.f(name), native_enum=False, create_constraint=True, length=24
    )


def _key(column: str, parent: str, name: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    """A reference that may be put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [parent],
        name=name,
        ondelete="CASCADE" if cascade else None,
        initially="IMMEDIATE",
        deferrable=True,
    )


def _change_notice() -> None:
    op.create_table(
        "change_notice",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_change_notice_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_notice")),
        sa.UniqueConstraint("number", name=op.f("uq_change_notice_number")),
        sqlite_autoincrement=True,
    )


def _six_four_two_meeting() -> None:
    op.create_table(
        "six_four_two_meeting",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("chair", sa.String(length=120), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_six_four_two_meeting")),
        sa.UniqueConstraint("day", name=op.f("uq_six_four_two_meeting_day")),
        sqlite_autoincrement=True,
    )


def _notice_line() -> None:
    op.create_table(
        "notice_line",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column(
            "change", _one_of("ck_notice_line_change", "added moved who cancelled"), nullable=False
        ),
        sa.Column("clinic_code", sa.String(length=24), nullable=False),
        sa.Column("clinic", sa.String(length=120), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("room", sa.String(length=120), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("was_start", sa.DateTime(), nullable=True),
        sa.Column("was_end", sa.DateTime(), nullable=True),
        sa.Column("was_room", sa.String(length=120), nullable=False),
        sa.Column("was_who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key("notice_id", "change_notice.id", op.f("fk_notice_line_notice_id"), cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notice_line_notice_id"), "notice_line", ["notice_id"], unique=False)
    op.create_index(op.f("ix_notice_line_session_id"), "notice_line", ["session_id"], unique=False)


def _lock_exception() -> None:
    op.create_table(
        "lock_exception",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("approver", sa.String(length=120), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stood", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(
            "session_id", "clinical_session.id", op.f("fk_lock_exception_session_id"), cascade=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lock_exception")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_lock_exception_session_id"), "lock_exception", ["session_id"], unique=False
    )


def _session_step() -> None:
    op.create_table(
        "session_step",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _one_of(
                "ck_session_step_state", "planned released reallocated locked run cancelled closed"
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stood", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(
            "session_id", "clinical_session.id", op.f("fk_session_step_session_id"), cascade=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_session_step_session_id"), "session_step", ["session_id"], unique=False
    )

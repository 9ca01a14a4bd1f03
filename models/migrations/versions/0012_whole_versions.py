"""A published version is kept whole; what was told after it says when, by whom and how."""

import sqlalchemy as sa
from alembic import op

from models.widen import widen

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROWS_CHANGE: tuple[str, ...] = ()
"""Tables whose number of rows this migration changes on purpose."""

SLOTS = "am pm evening night day"
STATES = "planned released reallocated locked run cancelled closed"
ORIGINS = "plan pattern requirement extra import hand"
SOURCES = "plan pattern exception swap cover bank extra import hand"
ACCOUNTS = "planned extra time_shifted"


def upgrade() -> None:
    """Make the tables; versions that are there already say that they are not whole."""
    _published_session()
    _published_away()
    _published_cover()
    widen(
        "publication",
        [
            _text("rota", 120),
            sa.Column("activities", sa.JSON(), nullable=True),
            sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()),
            sa.Column("heads", sa.JSON(), nullable=True),
        ],
    )
    widen(
        "published_duty",
        [
            sa.Column("source", sa.String(length=24), nullable=True),
            sa.Column("accounting", sa.String(length=24), nullable=True),
            _text("note"),
            _text("who", 120),
        ],
        [
            _check("published_duty", "source", SOURCES),
            _check("published_duty", "accounting", ACCOUNTS),
        ],
    )
    widen(
        "published_change",
        [
            sa.Column("day", sa.Date(), nullable=True),
            _text("told_by", 120),
            _text("told_how", 120),
        ],
    )


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    """Words that are empty in every row that is there already."""
    kind = sa.String(length=length) if length else sa.Text()
    return sa.Column(name, kind, nullable=False, server_default="")


def _check(table: str, column: str, words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def _one_of(name: str, words: str) -> sa.Enum:
    """A column that holds one of these words, as the database itself checks."""
    return sa.Enum(
        *words.split(), name=op.f(name), native_enum=False, create_constraint=True, length=24
    )


def _key(
    table: str, column: str, parent: str, *, cascade: bool = False
) -> sa.ForeignKeyConstraint:
    """A reference that may be put off until the end of the transaction."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE" if cascade else None,
        initially="IMMEDIATE",
        deferrable=True,
    )


def _index(table: str, *columns: str, called: str = "") -> None:
    name = called or op.f(f"ix_{table}_{columns[0]}")
    op.create_index(name, table, list(columns), unique=False)


def _published_session() -> None:
    name = "published_session"
    op.create_table(
        name,
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("slot", _one_of("ck_published_session_slot", SLOTS), nullable=False),
        sa.Column("state", _one_of("ck_published_session_state", STATES), nullable=False),
        sa.Column("cover_wanted", sa.Integer(), nullable=False),
        sa.Column("source", _one_of("ck_published_session_source", ORIGINS), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("room", sa.String(length=24), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(name, "activity_id", "activity"),
        _key(name, "owner_id", "clinician"),
        _key(name, "publication_id", "publication", cascade=True),
        _key(name, "room_id", "room"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for column in ("activity_id", "owner_id", "room_id"):
        _index(name, column)
    _index(name, "publication_id", "start", called=f"ix_{name}_publication_start")


def _published_away() -> None:
    name = "published_away"
    op.create_table(
        name,
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=False),
        sa.Column("slot", _one_of("ck_published_away_slot", SLOTS), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(name, "clinician_id", "clinician"),
        _key(name, "publication_id", "publication", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for column in ("clinician_id", "publication_id"):
        _index(name, column)


def _published_cover() -> None:
    name = "published_cover"
    op.create_table(
        name,
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("have", sa.Integer(), nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        _key(name, "activity_id", "activity"),
        _key(name, "publication_id", "publication", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for column in ("activity_id", "publication_id"):
        _index(name, column)

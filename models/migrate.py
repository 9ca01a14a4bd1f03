"""Bringing a database to the shape this program knows, all of it or nothing, and losing no row."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine, inspect, text

from models.guards import are_guarded, drop_guards, make_guards
from models.integrity import orphans, row_counts
from models.refusal import CannotOpen, Refusal
from models.views import are_current, drop_views, make_views

if TYPE_CHECKING:  # Alembic is only loaded when there is something to migrate
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
    "0030",
    "0031",
)  # oldest first, as the scripts say; a test compares
UPGRADE_LOCK = 0x524F5441  # one desk at a time upgrades a PostgreSQL database


def configuration(scripts: Path = SCRIPTS) -> "Config":
    """Where the migrations lie; no settings file is read."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def newest() -> str:
    """The revision this program is written for."""
    return REVISIONS[-1]


def revision_of(connection: Connection) -> str:
    """The revision a database stands at; empty when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "")


def check_revision(connection: Connection, name: str, program: str = "") -> str:
    """Answer the revision of a database; refuse a newer one, and one that is not a rota's."""
    revision = revision_of(connection)
    tables = frozenset(inspect(connection).get_table_names())
    if revision in REVISIONS:
        return revision
    if revision and "clinician" in tables:
        this = f" ({program})" if program else ""
        raise CannotOpen(
            f"{name} was written by a newer Rota Desk than this one{this}; "
            "install the newer program."
        )
    if tables:
        raise CannotOpen(f"{name} is another program's database, not a rota; choose another.")
    return ""


def upgrade(engine: Engine, *, scripts: Path = SCRIPTS, to: str = "head") -> None:
    """Run the migrations that are due, inside one transaction.

    References are off meanwhile, because SQLite empties child tables when a parent is rebuilt;
    afterwards every reference and every table's row count must be as it was.
    """
    from alembic import command

    with engine.connect() as connection, _references_off(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})"))
        before = row_counts(connection)
        config = configuration(scripts)
        config.attributes["connection"] = connection
        drop_views(connection)  # a table that a view names cannot be rebuilt
        drop_guards(connection)
        command.upgrade(config, to)
        if revision_of(connection) == newest():
            make_views(connection)
            make_guards(connection)
        _check_nothing_lost(before, row_counts(connection), _meant_to_change(config))
        _check_references(connection)


def keep_views(engine: Engine) -> None:
    """Make the views and guards again, where a file has none or older ones."""
    with engine.connect() as connection, connection.begin():
        if not are_current(connection):
            make_views(connection)
        if not are_guarded(connection):
            make_guards(connection)


@contextmanager
def _references_off(connection: Connection) -> Iterator[None]:
    """Switch SQLite's foreign keys off outside any transaction, and on again whatever happens."""
    if connection.dialect.name != "sqlite":
        yield
        return
    held = raw(connection)
    held.execute("PRAGMA foreign_keys=OFF").fetchall()
    try:
        yield
    finally:
        held.execute("PRAGMA foreign_keys=ON").fetchall()


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection underneath."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _meant_to_change(config: "Config") -> frozenset[str]:
    """The tables whose row counts some migration says, as ROWS_CHANGE, that it changes."""
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory.from_config(config)
    return frozenset(
        table
        for script in directory.walk_revisions()
        for table in getattr(script.module, "ROWS_CHANGE", ())
    )


def _check_nothing_lost(
    before: Mapping[str, int], after: Mapping[str, int], meant: frozenset[str]
) -> None:
    """Refuse an upgrade after which a table has other rows than before."""
    for table, rows in before.items():
        if table == "alembic_version" or table in meant or after.get(table) == rows:
            continue
        raise Refusal(
            f"The upgrade was stopped: {table} had {rows} rows and would have "
            f"{after.get(table, 0)}. Nothing was changed; keep using the older program."
        )


def _check_references(connection: Connection) -> None:
    """Refuse an upgrade after which a row names a record that is not there."""
    broken = orphans(raw(connection)) if connection.dialect.name == "sqlite" else ()
    if broken:
        raise Refusal(
            f"The upgrade was stopped: {broken[0]}. "
            "Nothing was changed; keep using the older program."
        )

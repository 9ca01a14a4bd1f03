"""An upgrade happens whole or not at all, and loses no row."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

import models  # noqa: F401 - every noun registers its table
from models import migrate, sqlite
from models.backup import backups_of
from models.base import Base
from models.database import Database, open_database
from models.guards import are_guarded
from models.integrity import row_counts
from models.refusal import CannotOpen, Refusal
from models.views import drop_views
from tests.one_of_each import keep_one_of_each

HEAD = '''"""A migration of this test."""
import sqlalchemy as sa
from alembic import op
revision = "test"
down_revision = "{newest}"
'''

WIDER = """
def upgrade():
    with op.batch_alter_table("leave_request", recreate="{recreate}") as rebuilt:
        rebuilt.add_column(sa.Column("cost_code", sa.String(24), server_default="none"))
"""

HALF = """
def upgrade():
    op.create_table("ward_round", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("site", sa.Column("colour", sa.String(24)))
    op.execute("UPDATE site SET name = 'gone'")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""

LOSES = """
def upgrade():
    op.execute("DELETE FROM leave_step")
"""

LOSES_ON_PURPOSE = 'ROWS_CHANGE = ("leave_step",)\n' + LOSES

ORPHANS = """
def upgrade():
    op.execute("UPDATE leave_step SET leave_request_id = 4711")
"""


@pytest.fixture
def next_house(tmp_path: Path) -> Callable[[str], Path]:
    """Make a folder of migrations: the program's own, and one more after them."""

    def make(body: str) -> Path:
        folder = tmp_path / "migrations"
        versions = folder / "versions"
        versions.mkdir(parents=True)
        own = migrate.SCRIPTS
        for script in (own / "env.py", *(own / "versions").glob("*.py")):
            copy = folder / script.relative_to(own)
            copy.write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
        text_of_it = HEAD.format(newest=migrate.newest()) + body
        (versions / "test_next.py").write_text(text_of_it, encoding="utf-8")
        return folder

    return make


def _filled(database: Database) -> dict[str, int]:
    with database.session() as session:
        keep_one_of_each(session)
    return _rows(database)


def _rows(database: Database) -> dict[str, int]:
    with database.engine.connect() as connection:
        return row_counts(connection)


def test_the_migrations_make_what_the_nouns_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_write_every_table_of_a_file_word_for_word(rota_file: Path) -> None:
    plain = create_engine("sqlite://", module=sqlite.driver())
    with plain.connect() as connection:
        Base.metadata.create_all(connection)
        expected = _definitions(connection)
    plain.dispose()
    database = open_database(rota_file)
    with database.engine.connect() as connection:
        found = _definitions(connection)
    database.close()
    assert found == expected


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """What the file says of each table and index, its lines in order of the alphabet."""
    rows = connection.execute(
        text(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN "
            "('table', 'index') AND name NOT IN ('alembic_version', 'sqlite_sequence')"
        )
    )
    return {name: sorted(_words(line) for line in sql.splitlines()) for name, sql in rows}


def _words(line: str) -> str:
    return re.sub(r"\s+", " ", line.strip().rstrip(",")).replace('"', "")


def test_a_rebuilt_parent_keeps_its_children(
    database: Database, next_house: Callable[[str], Path]
) -> None:
    before = _filled(database)
    recreate = "always" if database.kind == "sqlite" else "never"
    migrate.upgrade(database.engine, scripts=next_house(WIDER.format(recreate=recreate)))
    assert _rows(database) == before
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT cost_code FROM leave_request")).all() == [("none",)]
        assert migrate.revision_of(connection) == "test"
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE leave_step SET leave_request_id = 4711"))


def test_the_same_rebuilding_with_references_on_would_lose_them(rota_file: Path) -> None:
    database = open_database(rota_file)
    _filled(database)
    with database.engine.begin() as connection:
        drop_views(connection)
        for statement in (
            "CREATE TABLE other AS SELECT * FROM leave_request",
            "PRAGMA defer_foreign_keys=ON",
            "DROP TABLE leave_request",
            "ALTER TABLE other RENAME TO leave_request",
        ):
            connection.execute(text(statement))
        left = connection.execute(text("SELECT count(*) FROM leave_step")).scalar_one()
        connection.rollback()
    database.close()
    assert left == 0


def test_a_migration_that_fails_leaves_everything_as_it_was(
    database: Database, next_house: Callable[[str], Path]
) -> None:
    before = _filled(database)
    with pytest.raises(DBAPIError, match="nowhere"):
        migrate.upgrade(database.engine, scripts=next_house(HALF))
    with database.engine.connect() as connection:
        assert row_counts(connection) == before
        assert "ward_round" not in inspect(connection).get_table_names()
        assert connection.execute(text("SELECT name FROM site")).all() != [("gone",)]
        assert migrate.revision_of(connection) == migrate.newest()
        if database.kind == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_would_lose_rows_is_stopped(
    database: Database, next_house: Callable[[str], Path]
) -> None:
    before = _filled(database)
    with pytest.raises(Refusal) as caught:
        migrate.upgrade(database.engine, scripts=next_house(LOSES))
    assert str(caught.value) == (
        "The upgrade was stopped: leave_step had 1 rows and would have 0. "
        "Nothing was changed; keep using the older program."
    )
    assert _rows(database) == before


def test_a_migration_may_say_which_rows_it_lets_go(
    database: Database, next_house: Callable[[str], Path]
) -> None:
    before = _filled(database)
    migrate.upgrade(database.engine, scripts=next_house(LOSES_ON_PURPOSE))
    assert _rows(database) == {**before, "leave_step": 0}


def test_a_migration_that_would_leave_orphans_is_stopped(
    rota_file: Path, next_house: Callable[[str], Path]
) -> None:
    database = open_database(rota_file)
    before = _filled(database)
    with pytest.raises(Refusal, match="leave_step row 1 names a missing leave_request"):
        migrate.upgrade(database.engine, scripts=next_house(ORPHANS))
    after = _rows(database)
    broken = database.check()
    database.close()
    assert (after, broken) == (before, ())


def test_an_older_file_is_backed_up_and_brought_up_to_date_on_opening(
    rota_file: Path, next_house: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(rota_file)
    before = _filled(database)
    database.close()
    folder = next_house(WIDER.format(recreate="always"))
    monkeypatch.setattr(migrate, "REVISIONS", (*migrate.REVISIONS, "test"))
    monkeypatch.setitem(migrate.upgrade.__kwdefaults__ or {}, "scripts", folder)
    with pytest.raises(CannotOpen) as caught:
        open_database(rota_file, upgrade=False)
    database = open_database(rota_file)
    after, stands_at = _rows(database), database.info().revision
    database.close()
    copy = backups_of(rota_file)[-1]
    assert str(caught.value) == (
        "rota.sqlite is from an older Rota Desk; run `rota-desk database migrate`."
    )
    assert (after, stands_at) == (before, "test")
    assert copy.name.endswith("-before-upgrade.sqlite")


def test_the_migrations_run_from_nothing_on_a_server(
    new_server_database: Callable[[], str],
) -> None:
    database = open_database(new_server_database(), create=True)
    rows = _rows(database)
    database.close()
    assert set(rows) == {*Base.metadata.tables, "alembic_version"}
    assert {table for table, count in rows.items() if count} == {"alembic_version"}


def test_the_revisions_the_program_knows_are_those_of_its_scripts() -> None:
    directory = ScriptDirectory.from_config(migrate.configuration())
    scripts = [script.revision for script in directory.walk_revisions()]
    assert tuple(reversed(scripts)) == migrate.REVISIONS


def test_miles_from_the_base_become_a_way_between_two_sites(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}", module=sqlite.driver())
    migrate.upgrade(engine, to="0001")
    with engine.begin() as connection:
        for number, code, miles in ((1, "W", 22), (2, "N", 0), (3, "S", 9)):
            connection.execute(
                text("INSERT INTO site VALUES (:code, :code, :far, :miles, :number)"),
                {"number": number, "code": code, "far": miles > 20, "miles": miles},
            )
    migrate.upgrade(engine)
    with engine.connect() as connection:
        kept = "SELECT first_site_id, second_site_id, miles, minutes FROM distance ORDER BY id"
        assert connection.execute(text(kept)).all() == [(1, 2, 22, None), (2, 3, 9, None)]
    engine.dispose()


def test_a_version_made_by_an_older_program_says_that_it_is_not_whole(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}", module=sqlite.driver())
    migrate.upgrade(engine, to="0011")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO publication (number, first_day, last_day, made_at, made_by,"
                " fingerprint, note) VALUES (7, '2026-11-09', '2026-11-15', '2026-10-01 09:00',"
                " 'K Lowe', 'f', 'Told')"
            )
        )
    migrate.upgrade(engine)
    with engine.connect() as connection:
        kept = text("SELECT number, rota, activities, whole, heads, note FROM publication")
        assert connection.execute(kept).all() == [(7, "", None, 0, None, "Told")]
        assert are_guarded(connection)
    engine.dispose()


def test_a_line_of_the_year_without_a_number_becomes_one_of_every_week_as_it_was_counted(
    tmp_path: Path,
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}", module=sqlite.driver())
    migrate.upgrade(engine, to="0022")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO post VALUES ('SHO 1', 'resident', '', NULL, 1)"))
        connection.execute(
            text(
                "INSERT INTO job_plan (id, start, post_id, cycle_weeks, note)"
                " VALUES (1, '2026-11-09', 1, 1, '')"
            )
        )
        for number, flexible, times in ((1, "year", None), (2, "year", 20), (3, "week", None)):
            connection.execute(
                text(
                    "INSERT INTO job_plan_line (id, job_plan_id, category, slot, starts, ends,"
                    " title, sessions, flexible, per_year) VALUES (:id, 1, 'DCC', 'am',"
                    " '09:00:00', '13:00:00', 'Audit', 0, :flexible, :times)"
                ),
                {"id": number, "flexible": flexible, "times": times},
            )
    migrate.upgrade(engine)
    with engine.connect() as connection:
        kept = text("SELECT id, flexible, per_year FROM job_plan_line ORDER BY id")
        assert connection.execute(kept).all() == [
            (1, "week", None),
            (2, "year", 20),
            (3, "week", None),
        ]
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("UPDATE job_plan_line SET per_year = NULL WHERE id = 2"))
    engine.dispose()

"""The database itself refuses to change what was published; only the newest version can go.

Undo of publishing takes the newest version away as it came. The triggers are made again after
every upgrade, because SQLite loses them with a table that is rebuilt.
"""

from sqlalchemy import Connection, inspect, text

PUBLISHED = {
    "publication": "id",
    "published_session": "publication_id",
    "published_duty": "publication_id",
    "published_away": "publication_id",
    "published_cover": "publication_id",
}  # each table with the column that says of which version a row is
KEPT = "a published version stays as it was told"
_CHECK = f"""CREATE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (
    SELECT 1 FROM publication WHERE id > (to_jsonb(OLD) ->> TG_ARGV[0])::int
  ) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '{KEPT}';
END $$"""  # noqa: S608 - words of this file alone


def drop_guards(connection: Connection) -> None:
    """Take the triggers away, so that a migration can rebuild or fill the tables."""
    there = inspect(connection).get_table_names()
    for table in PUBLISHED:
        for name in _names(table):
            if connection.dialect.name == "sqlite":
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            elif table in there:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
    if connection.dialect.name != "sqlite":
        connection.execute(text("DROP FUNCTION IF EXISTS keep_published()"))


def make_guards(connection: Connection) -> None:
    """Make the triggers as this program knows them."""
    drop_guards(connection)
    on_file = connection.dialect.name == "sqlite"
    if not on_file:
        connection.execute(text(_CHECK))
    for table, column in PUBLISHED.items():
        for statement in _on_file(table, column) if on_file else _on_server(table, column):
            connection.execute(text(statement))


def are_guarded(connection: Connection) -> bool:
    """Whether a file has the triggers; a server was given them by its upgrade."""
    if connection.dialect.name != "sqlite":
        return True
    found = connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
    return {name for table in PUBLISHED for name in _names(table)} <= {name for (name,) in found}


def _names(table: str) -> tuple[str, str]:
    return f"{table}_stays", f"{table}_goes_last"


def _on_file(table: str, column: str) -> tuple[str, ...]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    stays, goes = _names(table)
    later = f"EXISTS (SELECT 1 FROM publication WHERE id > OLD.{column})"  # noqa: S608 - ours
    return (
        f"CREATE TRIGGER {stays} BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {goes} BEFORE DELETE ON {table} WHEN {later} {refuse}",
    )


def _on_server(table: str, column: str) -> tuple[str, ...]:
    run = f"FOR EACH ROW EXECUTE FUNCTION keep_published('{column}')"
    stays, goes = _names(table)
    return (
        f"CREATE TRIGGER {stays} BEFORE UPDATE ON {table} {run}",
        f"CREATE TRIGGER {goes} BEFORE DELETE ON {table} {run}",
    )

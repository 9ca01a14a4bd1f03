"""A PostgreSQL database: its address, and whether a rota lives there."""

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from models import migrate
from models.refusal import CannotOpen, Refusal
from models.trouble import cannot_open


def address(target: str) -> URL | None:
    """A PostgreSQL URL with the driver this program brings; nothing when it is a path."""
    if "://" not in target:
        return None
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise CannotOpen(
            "The database address cannot be read; write postgresql+psycopg://user@server/name."
        ) from error
    if url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise CannotOpen(
            f"{url.drivername} is no database this program knows; "
            "give a file, or postgresql+psycopg://user@server/name."
        )
    return url.set(drivername="postgresql+psycopg")


def name_of(url: URL) -> str:
    """The server and database as a sentence names them."""
    return f"{url.host or 'here'}/{url.database or ''}"


def place_of(url: URL) -> str:
    """The address without its password."""
    return url.render_as_string(hide_password=True)


def connect(url: URL, program: str) -> Engine:
    """Connect, and refuse a newer program's rota and what is no rota; it may be older or empty."""
    engine = create_engine(url, pool_pre_ping=True)
    try:
        with engine.connect() as connection:
            migrate.check_revision(connection, name_of(url), program)
    except SQLAlchemyError as error:
        engine.dispose()
        raise cannot_open(error, name_of(url)) from error
    except Refusal:
        engine.dispose()
        raise
    return engine


def has_a_rota(url: URL) -> bool:
    """Tell whether the tables of a rota, of whatever age, are there."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return migrate.revision_of(connection) != ""
    except SQLAlchemyError as error:
        raise cannot_open(error, name_of(url)) from error
    finally:
        engine.dispose()

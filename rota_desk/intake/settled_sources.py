"""The spreadsheets whose names and codes were settled at an earlier import."""

from sqlalchemy import select

from models import Setting
from rota_desk.intake.kept import KEY
from rota_desk.unit_of_work import Reading


def settled_sources(read: Reading) -> tuple[str, ...]:
    """The sources by name, in alphabetical order: "endoscopy rota", "registrars"."""
    found = read.all(select(Setting).where(Setting.key.startswith(KEY)).order_by(Setting.key))
    return tuple(one.key.removeprefix(KEY) for one in found if one.key != KEY)

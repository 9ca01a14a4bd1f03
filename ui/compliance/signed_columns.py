"""The columns of what was signed off."""

from rota_desk.queries.signed_off import SignedOff
from ui.widgets.table import Column

SIGNED: tuple[Column[SignedOff], ...] = (
    Column("What", lambda one: one.kind.value.capitalize(), 100),
    Column("For", lambda one: one.name, 160),
    Column("Rule", lambda one: one.what, 240),
    Column("When", lambda one: one.when, 250, sort=lambda one: one.first),
    Column("By", lambda one: one.by, 170),
    Column("Why", lambda one: one.reason, 320, tip=lambda one: one.reason),
)

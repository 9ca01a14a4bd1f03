"""The columns of what was signed off."""

from rota_desk.queries.signed_off import SignedOff
from ui.widgets.table import Column

SIGNED: tuple[Column[SignedOff], ...] = (
    Column("What", lambda one: one.kind.value.capitalize(), 100),
    Column("For", lambda one: one.name, 160, least=80),
    Column("Rule", lambda one: one.what, 240, least=100),
    Column("When", lambda one: one.when, 250, sort=lambda one: one.first, least=110, spare=1),
    Column("By", lambda one: one.by, 170, least=60, spare=2),
    Column("Why", lambda one: one.reason, 320, tip=lambda one: one.reason, least=90),
)

"""The columns of the list of who must be told."""

from rota_desk.queries.tell_list import TellLine
from rota_desk.words import day_words, moment_words
from ui.widgets.table import Column


def told_words(one: TellLine) -> str:
    """Whether they were told: when, by whom and how."""
    if one.told is None:
        return f"✓ with v{one.told_with}" if one.told_with else "◆ not told"
    how = f", {one.told_how}" if one.told_how else ""
    return f"✓ {moment_words(one.told)} {one.told_by}{how}"


def _what(one: TellLine) -> str:
    """What changed, without the day and the person that stand in columns of their own."""
    what = one.what.removeprefix(f"{day_words(one.day)}: ")
    return what.removeprefix(f"{one.who} ")


def _reach(one: TellLine) -> str:
    return one.reach[0] if one.reach else "no way known"


def _every_way(one: TellLine) -> str:
    return "\n".join(one.reach)


TELL_COLUMNS: tuple[Column[TellLine], ...] = (
    Column("Day", lambda one: day_words(one.day), 90, sort=lambda one: (one.day, one.who)),
    Column("Who", lambda one: one.who, 140, sort=lambda one: (one.who, one.day), least=80),
    Column("What changed", _what, 290, tip=lambda one: one.what, least=80),
    Column("Session", lambda one: one.title, 130, least=70, spare=2),
    Column(
        "Why",
        lambda one: one.reason or "no reason yet",
        170,
        kind=lambda one: "" if one.reason else "soft",
        tip=lambda one: one.reason,
        least=70,
        spare=1,
    ),
    Column(
        "Reach",
        _reach,
        150,
        kind=lambda one: "" if one.reach else "warning",
        tip=_every_way,
        least=70,
        spare=3,
    ),
    Column(
        "Told", told_words, 220, kind=lambda one: "warning" if one.untold else "good", least=70
    ),
    Column("Agreed", lambda one: one.agreed_by, 120, least=46, spare=4),
)

"""The columns of the directory."""

from rota_desk.queries.clinicians import PersonLine
from ui.widgets.table import Column


def _stale_words(one: PersonLine) -> str:
    if not one.contacts:
        return "none"
    return f"{one.stale} of {one.contacts} stale" if one.stale else "fresh"


def _standing_kind(one: PersonLine) -> str:
    if one.standing == "here":
        return "soft"
    return "notice" if one.standing.startswith("starts") else "warning"


def _contract(one: PersonLine) -> str:
    return one.contract.replace("Agenda for Change", "AfC")


PEOPLE: tuple[Column[PersonLine], ...] = (
    Column("Name", lambda one: one.name, 118),
    Column("Grade", lambda one: one.grade, 138, least=90, spare=2),
    Column("Post", lambda one: one.post, 90, spare=3),
    Column("Bleep", lambda one: one.bleep, 60),
    Column("Mobile", lambda one: one.mobile, 112),
    Column(
        "Contacts",
        _stale_words,
        94,
        kind=lambda one: "warning" if one.stale or not one.contacts else "soft",
        sort=lambda one: (one.stale, -one.contacts),
    ),
    Column("Away today", lambda one: one.away, 96, least=72, kind=lambda _one: "notice", spare=1),
    Column(
        "Standing",
        lambda one: "" if one.standing == "here" else one.standing,
        150,
        kind=_standing_kind,
        least=96,
    ),
    Column("Contract", _contract, 150, tip=lambda one: one.contract, least=60, spare=4),
    Column("Share", lambda one: one.measure, 150, least=56, spare=5),
    Column("Group", lambda one: one.group_words, 150, least=50, spare=6),
)

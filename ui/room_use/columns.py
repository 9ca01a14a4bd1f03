"""The columns of the tables of Room use."""

from fractions import Fraction

from rota_desk.domain.said import moment
from rota_desk.queries.endoscopy import DemandOf, ListLine
from rota_desk.queries.room_ran import Ran, Spare
from rota_desk.queries.room_use import Use
from rota_desk.words import count_words
from ui.widgets.table import Column

NONE = "–"


def share_words(share: Fraction | None) -> str:
    """A share in per cent; a dash where there is none."""
    return NONE if share is None else f"{float(share) * 100:.0f} %"


def _order(share: Fraction | None) -> float:
    return -1.0 if share is None else float(share)


def _count(number: int | None) -> str:
    return NONE if number is None else str(number)


def ran_measures(ran: Ran, spare: Spare) -> tuple[tuple[str, str, str], ...]:
    """How lists ran, each measure of the lists that say it; none where no list says anything."""
    if not ran.known:
        return ()
    return (
        (
            "Late starts",
            share_words(ran.late_share),
            f"{ran.late} of {ran.began}, {ran.late_minutes} min beyond {spare.late}",
        ),
        (
            "Early finishes",
            share_words(ran.early_share),
            f"{ran.early} of {ran.ended}, {ran.early_minutes} min beyond {spare.early}",
        ),
        ("Cases a list", cases_words(ran), f"{ran.cases} on {count_words(ran.counted, 'list')}"),
        ("Touch time", share_words(ran.touch_share), "of the time planned, aim above 85 %"),
    )


def cases_words(ran: Ran) -> str:
    """Cases of a list on average, to one place."""
    return NONE if ran.cases_each is None else f"{float(ran.cases_each):.1f}"


def use_columns(target: Fraction) -> tuple[Column[Use], ...]:
    """The measures of a room, a service or a consultant; use below the target says so."""

    def use(one: Use) -> str:
        low = one.use is not None and one.use < target
        return f"▽ {share_words(one.use)}" if low else share_words(one.use)

    return (
        Column("Name", lambda u: u.name, 230, least=120),
        Column("Planned", lambda u: str(u.planned), 76, right=True, sort=lambda u: u.planned),
        Column("Run", lambda u: f"{u.run}/{u.past}", 80, right=True, sort=lambda u: u.run),
        Column(
            "Use",
            use,
            76,
            right=True,
            kind=lambda u: "warning" if u.use is not None and u.use < target else "",
            sort=lambda u: _order(u.use),
        ),
        Column("Dropped", lambda u: str(u.dropped), 80, right=True, sort=lambda u: u.dropped),
        Column(
            "In time",
            lambda u: share_words(u.in_time_share),
            76,
            right=True,
            sort=lambda u: _order(u.in_time_share),
        ),
        Column(
            "Reused",
            lambda u: share_words(u.reused_share),
            76,
            right=True,
            sort=lambda u: _order(u.reused_share),
        ),
        Column(
            "Double-booked",
            lambda u: f"▲ {u.double}" if u.double else "0",
            110,
            right=True,
            kind=lambda u: "danger" if u.double else "",
            sort=lambda u: u.double,
        ),
        Column(
            "Points booked",
            lambda u: share_words(u.points_share),
            110,
            right=True,
            sort=lambda u: _order(u.points_share),
        ),
        Column(
            "Points done",
            lambda u: share_words(u.done_share),
            100,
            right=True,
            sort=lambda u: _order(u.done_share),
        ),
        Column("Training", lambda u: str(u.training), 76, right=True, sort=lambda u: u.training),
        Column(
            "Owner's loss",
            lambda u: str(u.owners_loss),
            100,
            right=True,
            sort=lambda u: u.owners_loss,
            tip=_loss,
        ),
        Column(
            "Late starts",
            lambda u: share_words(u.ran.late_share),
            90,
            right=True,
            sort=lambda u: _order(u.ran.late_share),
        ),
        Column(
            "Early finishes",
            lambda u: share_words(u.ran.early_share),
            106,
            right=True,
            sort=lambda u: _order(u.ran.early_share),
        ),
        Column(
            "Cases a list",
            lambda u: cases_words(u.ran),
            92,
            right=True,
            sort=lambda u: _order(u.ran.cases_each),
        ),
        Column(
            "Touch time",
            lambda u: share_words(u.ran.touch_share),
            86,
            right=True,
            sort=lambda u: _order(u.ran.touch_share),
        ),
    )


def _loss(one: Use) -> str:
    """How many were dropped late, or taken by nobody."""
    return f"{one.owners_loss} dropped late or unused" if one.owners_loss else ""


def _left(line: ListLine) -> str:
    if line.left is None:
        return NONE
    return f"▲ {-line.left} over" if line.left < 0 else str(line.left)


LISTS: tuple[Column[ListLine], ...] = (
    Column("When", lambda o: moment(o.start), 130, sort=lambda o: o.start),
    Column("Room", lambda o: o.room, 130),
    Column("Clinician", lambda o: o.who or "nobody yet", 170),
    Column("Kind", lambda o: "training" if o.training else "service", 80),
    Column("Cases", lambda o: o.case_mix or NONE, 160),
    Column("Holds", lambda o: str(o.capacity), 70, right=True, sort=lambda o: o.capacity),
    Column("Booked", lambda o: _count(o.booked), 76, right=True, sort=lambda o: o.booked or 0),
    Column("Done", lambda o: _count(o.done), 70, right=True, sort=lambda o: o.done or 0),
    Column(
        "Left",
        _left,
        80,
        right=True,
        kind=lambda o: "danger" if o.left is not None and o.left < 0 else "",
        sort=lambda o: 99 if o.left is None else o.left,
    ),
    Column("Still fits", lambda o: o.fits or NONE, 150),
)


def demand_columns(heads: tuple[str, ...]) -> tuple[Column[DemandOf], ...]:
    """A procedure with how many wait in each column of the pasted table."""
    return (
        Column("Procedure", lambda o: o.procedure, 240),
        *(_waits(place, head) for place, head in enumerate(heads)),
        Column("People", lambda o: str(o.people), 90, right=True, sort=lambda o: o.people),
        Column(
            "Points",
            lambda o: "not known" if o.points is None else str(o.points),
            90,
            right=True,
            kind=lambda o: "warning" if o.points is None else "",
            sort=lambda o: o.points or 0,
        ),
        Column("Each", _each, 200),
    )


def _each(one: DemandOf) -> str:
    if one.each is None:
        return "give its points in the settings, Points of each procedure"
    return count_words(one.each, "point")


def _waits(place: int, head: str) -> Column[DemandOf]:
    return Column(
        head, lambda o: str(o.waits[place]), 110, right=True, sort=lambda o: o.waits[place]
    )

"""How many questions an act asks of the database."""

from collections.abc import Callable

from sqlalchemy import event

from rota_desk.desk import Desk


def questions(desk: Desk, act: Callable[[], object]) -> int:
    """How many questions an act asks of a desk's database."""
    sent: list[str] = []

    def note(*facts: object) -> None:
        sent.append(str(facts[2]))

    event.listen(desk.database.asked, "before_cursor_execute", note)
    act()
    event.remove(desk.database.asked, "before_cursor_execute", note)
    return sum(one.startswith("SELECT") for one in sent)

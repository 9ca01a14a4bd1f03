"""Showing only some people and some rules of Compliance, by words that are typed."""

from dataclasses import dataclass, replace

from rota_desk.queries.compliance import Cell, Compliance, PersonStanding, RuleColumn
from rota_desk.queries.standings import Standing

STANDINGS = {
    "breach": (Standing.BREACH,),
    "advisory": (Standing.ADVISORY,),
    "signed": (Standing.SIGNED,),
    "found": (Standing.BREACH, Standing.ADVISORY),
}


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked for: each word names a person, a contract, a rule, or how a rule stands.

    A word that begins a part of somebody's name or contract asks for that person, any other for
    the rules that bear it ("rest", "rd-72"). "breach", "advisory", "signed" and "found" ask for
    cells that stand so.
    """

    text: str = ""

    def keep(self, found: Compliance) -> Compliance:
        """Leave the people and the rules that are asked for, whoever is worst off first."""
        words = self.text.casefold().split()
        asked = [STANDINGS[word] for word in words if word in STANDINGS]
        named = [word for word in words if word not in STANDINGS]
        whose = [word for word in named if any(_is_of(one, word) for one in found.people)]
        people = [one for one in found.people if all(_is_of(one, word) for word in whose)]
        about = [word for word in named if word not in whose]
        places = [
            place
            for place, rule in enumerate(found.rules)
            if all(_bears(rule, place, found, word) for word in about)
        ]
        if about:
            people = [one for one in people if any(one.cells[place].binds for place in places)]
        for standings in asked:
            people = [one for one in people if _stands(one, places, standings)]
            places = [at for at in places if any(_so(one.cells[at], standings) for one in people)]
        return _cut(found, people, places)


def _is_of(person: PersonStanding, word: str) -> bool:
    """Whether a part of a name, or of a contract's code, begins with the word."""
    said = f"{person.name} {person.contract}".casefold()
    return any(part.startswith(word) for part in said.replace(",", " ").split())


def _bears(rule: RuleColumn, place: int, found: Compliance, word: str) -> bool:
    """Whether a rule's name, its room or one of its ids holds the word."""
    ids = {one.finding.rule for person in found.people for one in person.cells[place].results}
    return word in f"{rule.title} {rule.room} {' '.join(sorted(ids))}".casefold()


def _stands(person: PersonStanding, places: list[int], standings: tuple[Standing, ...]) -> bool:
    return any(_so(person.cells[place], standings) for place in places)


def _so(cell: Cell, standings: tuple[Standing, ...]) -> bool:
    return any(one.standing in standings for one in cell.results)


def _cut(found: Compliance, people: list[PersonStanding], places: list[int]) -> Compliance:
    return replace(
        found,
        rules=tuple(found.rules[place] for place in places),
        people=tuple(
            replace(one, cells=tuple(one.cells[place] for place in places)) for one in people
        ),
    )

"""Answering every open place at once, on invented people of whom only what they could is known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from rota_desk.planning.proposing import Choices, OpenPlace, Proposal, Wishes, propose

A, B, C = 1, 2, 3


@dataclass(frozen=True)
class Toy:
    """Who could take each session, best first; at most `most` of those that stand together."""

    could: Mapping[int, tuple[int, ...]]
    together: Mapping[int, int]  # sessions with the same number cannot both be one person's
    heavy: frozenset[int] = frozenset()

    def fitting(
        self, session: int, chosen: Choices, only: Collection[int] | None = None
    ) -> list[int]:
        busy = {
            who
            for place, who in chosen.items()
            if self.together[place.session_id] == self.together[session]
        }
        asked = self.could[session]
        return [who for who in asked if who not in busy and (only is None or who in only)]

    def uneven(self, chosen: Choices) -> list[int]:
        has = [who for place, who in chosen.items() if place.session_id in self.heavy]
        return sorted((has.count(who) for who in range(9)), reverse=True)

    def most_above(self, chosen: Choices) -> list[int]:
        has = [who for place, who in chosen.items() if place.session_id in self.heavy]
        return sorted(set(chosen.values()), key=lambda who: (-has.count(who), who))

    def alike(self, session: int, other: int) -> bool:
        return (session in self.heavy) == (other in self.heavy)


def places(*sessions: int) -> list[OpenPlace]:
    return [OpenPlace(one) for one in sessions]


def answers(found: Proposal) -> dict[int, int]:
    return {place.session_id: who for place, who in sorted(found.chosen.items())}


def test_the_gap_that_the_fewest_could_take_is_answered_first() -> None:
    toy = Toy({1: (A, B), 2: (A,)}, {1: 0, 2: 0})
    assert answers(propose(places(1, 2), toy)) == {1: B, 2: A}


def test_each_gets_the_best_ranked_and_what_nobody_could_take_stays_open() -> None:
    toy = Toy({1: (B, A), 2: (A, B), 3: ()}, {1: 1, 2: 2, 3: 3})
    assert answers(propose(places(1, 2, 3), toy)) == {1: B, 2: A}


def test_two_choices_are_exchanged_where_that_fills_one_gap_more() -> None:
    could = {1: (A, B), 2: (C, A), 3: (A, C)}
    toy = Toy(could, {1: 0, 2: 1, 3: 0})
    wishes = Wishes(before={OpenPlace(1): A})
    found = propose(places(1, 2, 3), Toy({**could, 3: (A,)}, toy.together), wishes)
    assert answers(found) == {1: B, 2: C, 3: A}
    assert found.made_room == {OpenPlace(1): OpenPlace(3)}


def test_two_choices_are_exchanged_where_that_makes_the_worst_share_better() -> None:
    both = (A, B)
    toy = Toy(
        {1: both, 2: both, 3: (B, A), 4: (B, A)}, {1: 1, 2: 2, 3: 3, 4: 4}, frozenset({1, 2})
    )
    found = propose(places(1, 2, 3, 4), toy)
    heavy = sorted(answers(found)[one] for one in (1, 2))
    assert heavy == [A, B]
    assert len(found.fairer) == 2


def test_what_she_chose_stays_and_what_she_left_out_stays_open() -> None:
    toy = Toy({1: (A, B), 2: (A, B), 3: (A, B)}, {1: 0, 2: 0, 3: 1})
    before = {OpenPlace(1): A, OpenPlace(2): B, OpenPlace(3): B}
    said = Wishes(((OpenPlace(2), A),), frozenset(places(3)), before)
    assert answers(propose(places(1, 2, 3), toy, said)) == {1: B, 2: A}


def test_her_last_word_counts_most_where_two_of_them_cannot_both_be() -> None:
    toy = Toy({1: (A,), 2: (A,)}, {1: 0, 2: 0})
    said = Wishes(((OpenPlace(1), A), (OpenPlace(2), A)), before={})
    assert answers(propose(places(1, 2), toy, said)) == {2: A}


SESSIONS = range(7)
TOYS = st.builds(
    Toy,
    st.fixed_dictionaries(
        {one: st.lists(st.integers(0, 5), unique=True).map(tuple) for one in SESSIONS}
    ),
    st.fixed_dictionaries({one: st.integers(0, 2) for one in SESSIONS}),
    st.frozensets(st.sampled_from(SESSIONS)),
)


def greedily(toy: Toy) -> dict[OpenPlace, int]:
    chosen: dict[OpenPlace, int] = {}
    for place in sorted(places(*SESSIONS), key=lambda one: len(toy.could[one.session_id])):
        for who in toy.fitting(place.session_id, chosen)[:1]:
            chosen[place] = who
    return chosen


@given(TOYS)
def test_every_choice_fits_beside_all_others_and_never_fewer_are_filled_than_greedily(
    toy: Toy,
) -> None:
    found = propose(places(*SESSIONS), toy)
    for place, who in found.chosen.items():
        others = {one: whom for one, whom in found.chosen.items() if one != place}
        assert toy.fitting(place.session_id, others, {who}) == [who]
    assert len(found.chosen) >= len(greedily(toy))
    assert propose(places(*SESSIONS), toy) == found


@given(TOYS, st.sampled_from(SESSIONS))
def test_a_line_she_leaves_out_keeps_the_others_where_they_fit(toy: Toy, session: int) -> None:
    first = propose(places(*SESSIONS), toy)
    out = frozenset(places(session))
    then = propose(places(*SESSIONS), toy, Wishes((), out, first.chosen))
    kept = {place: who for place, who in first.chosen.items() if place not in out}
    assert then.chosen.keys() >= kept.keys()
    assert not out & then.chosen.keys()

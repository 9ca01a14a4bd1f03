"""Work over time: each minute once, on-call spread evenly."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rota_desk.domain.work import WorkProfile, lay_work

PIECES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 40), st.integers(0, 40)).map(
        lambda one: (one[0], one[0] + one[1], min(one[1], one[2]))
    ),
    max_size=6,
)


def test_an_on_call_period_cut_in_half_counts_by_half() -> None:
    assert lay_work([(0, 24, 6)]).between(0, 12) == 3


def test_two_rows_over_the_same_time_count_once() -> None:
    assert lay_work([(0, 10, 10), (5, 15, 10)]).between(0, 20) == 15


def test_work_in_a_shift_hides_the_on_call_estimate_beside_it() -> None:
    assert lay_work([(0, 24, 12), (8, 16, 8)]).between(0, 24) == 16


def test_no_work_is_no_edge() -> None:
    assert lay_work([(0, 10, 0)]).edges == ()
    assert lay_work([]).between(0, 100) == 0


def test_shifts_one_after_the_other_are_laid_as_they_come() -> None:
    assert lay_work([(0, 8, 8), (8, 10, 2), (20, 25, 5), (25, 26, 1)]) == WorkProfile(
        (0, 8, 10, 20, 25, 26), (0, 8, 10, 10, 15, 16)
    )


def test_pieces_in_another_order_lay_the_same_work() -> None:
    pieces = [(0, 8, 8), (8, 10, 2), (20, 25, 5), (30, 40, 10)]
    assert lay_work(pieces[::-1]) == WorkProfile(
        (0, 8, 10, 20, 25, 30, 40), (0, 8, 10, 10, 15, 15, 25)
    )


@given(PIECES, st.integers(-5, 110), st.integers(0, 60))
def test_a_window_holds_what_its_minutes_hold(
    pieces: list[tuple[int, int, int]], start: int, width: int
) -> None:
    walked = sum(
        (
            max(
                (
                    Fraction(work, end - begin)
                    for begin, end, work in pieces
                    if begin <= minute < end
                ),
                default=Fraction(0),
            )
            for minute in range(start, start + width)
        ),
        Fraction(0),
    )
    assert lay_work(pieces).between(start, start + width) == walked


def test_every_window_that_starts_or_ends_at_an_edge_is_given_once() -> None:
    line = lay_work([(0, 10, 10), (20, 30, 5)])
    assert list(line.windows(15, over=0)) == [
        (-15, 0),
        (-5, 10),
        (0, 10),
        (5, 5),
        (10, Fraction(5, 2)),
        (15, 5),
        (20, 5),
        (30, 0),
    ]


@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=20, max_size=60),
    st.integers(60, 9000),
    st.integers(0, 4000),
)
def test_of_many_windows_those_that_hold_more_are_as_when_they_are_walked(
    gaps: list[tuple[int, int]], width: int, over: int
) -> None:
    pieces, until = [], 29_000_000
    for gap, length in gaps:
        pieces.append((until + gap, until + gap + length, length))
        until += gap + length
    line = lay_work(pieces)
    walked = list(WorkProfile(line.edges, line.done).windows(width, over=over))
    fuller = [one for one in walked if one[1] > over]
    assert list(line.windows(width, over=Fraction(2 * over + 1, 2))) == (fuller or walked)
    assert list(line.windows(width, over=over)) == (fuller or walked)
    assert all(isinstance(part, int) for one in line.windows(width, over=over) for part in one)


def test_moments_on_an_edge_and_before_all_of_them_are_counted_exactly() -> None:
    line = lay_work([(2, 4, 1), (4, 6, 2)])
    assert line.at([0, 2, 3, 4, 5, 6, 9]) == [0, 0, Fraction(1, 2), 1, 2, 3, 3]
    assert [line.until(moment) for moment in range(7)] == [0, 0, 0, Fraction(1, 2), 1, 2, 3]


def test_work_of_a_single_minute_counts_and_time_without_length_does_not() -> None:
    assert lay_work([(0, 5, 1), (7, 7, 3)]).edges == (0, 5)


def test_whole_minutes_stay_whole_numbers() -> None:
    line = lay_work([(5, 15, 10)])
    assert isinstance(line.until(15), int)
    assert isinstance(line.until(10), int)
    assert line.until(10) == 5

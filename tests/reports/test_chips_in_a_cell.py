from reports.formats.pdf_chip import MOST_LANES, Chip, Span, held, lanes

AM, PM = Chip("EN", span=Span.LEFT), Chip("CL", span=Span.RIGHT)
NIGHT, DAY = Chip("OC", span=Span.LAST), Chip("LD", span=Span.WHOLE)


def test_a_morning_and_an_afternoon_stand_side_by_side() -> None:
    assert lanes((AM, PM)) == ([(0, 0.0, 0.5), (0, 0.5, 0.5)], 1)


def test_two_mornings_stand_under_each_other() -> None:
    assert lanes((AM, AM, PM)) == ([(0, 0.0, 0.5), (1, 0.0, 0.5), (0, 0.5, 0.5)], 2)


def test_a_day_takes_the_whole_cell_below_what_stands_there() -> None:
    assert lanes((AM, DAY, PM)) == ([(0, 0.0, 0.5), (1, 0.0, 1.0), (2, 0.5, 0.5)], 3)


def test_a_night_takes_a_line_of_its_own_in_a_narrow_cell() -> None:
    assert lanes((AM, PM, NIGHT)) == ([(0, 0.0, 0.5), (0, 0.5, 0.5), (1, 0.0, 1.0)], 2)


def test_a_wide_cell_has_room_for_a_night_beside_morning_and_afternoon() -> None:
    places, used = lanes((AM, PM, NIGHT), wide=True)
    assert [(lane, round(left, 2), round(share, 2)) for lane, left, share in places] == [
        (0, 0.0, 0.33),
        (0, 0.33, 0.33),
        (0, 0.67, 0.33),
    ]
    assert used == 1


def test_a_night_alone_fills_even_a_wide_cell() -> None:
    assert lanes((NIGHT,), wide=True) == ([(0, 0.0, 1.0)], 1)


def test_an_empty_cell_uses_no_line() -> None:
    assert lanes(()) == ([], 0)


def test_a_cell_with_too_much_in_it_counts_what_it_leaves_out() -> None:
    few = held((DAY,) * 40)
    assert len(few) == MOST_LANES
    assert few[-1].code == "+29"
    assert held((DAY,) * MOST_LANES) == (DAY,) * MOST_LANES

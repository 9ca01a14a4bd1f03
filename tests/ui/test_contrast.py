"""Text is readable and marks are visible in both themes, computed from the tokens."""

import pytest

from ui.style.tokens import DARK, DARK_TINTS, LIGHT, LIGHT_TINTS, Theme, contrast

GROUNDS = ("paper", "panel", "raised", "accent_fill", "weekend", "holiday", "group")
INKS = ("text", "soft")
MARKS = ("edge", "accent", "focus", "danger", "warning", "notice", "good")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_has_four_and_a_half_to_one_on_every_ground(
    theme: Theme, ground: str, ink: str
) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["paper", "panel", "raised", "weekend", "holiday"])
@pytest.mark.parametrize("mark", MARKS)
def test_marks_have_three_to_one_on_every_ground(theme: Theme, ground: str, mark: str) -> None:
    assert contrast(getattr(theme, mark), getattr(theme, ground)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", ["danger", "warning", "notice", "good"])
def test_words_of_warning_are_readable_on_their_own_fill_and_on_paper(
    theme: Theme, kind: str
) -> None:
    ink = getattr(theme, kind)
    assert contrast(ink, getattr(theme, f"{kind}_fill")) >= 4.5
    assert contrast(ink, theme.paper) >= 4.5
    assert contrast(theme.text, getattr(theme, f"{kind}_fill")) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_accent_button_is_readable(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", sorted(LIGHT_TINTS))
def test_an_activity_code_is_readable_on_its_tint(theme: Theme, name: str) -> None:
    tint = theme.tint(name)
    assert contrast(tint.ink, tint.fill) >= 4.5
    assert contrast(tint.edge, theme.paper) >= 3


def test_every_tint_has_a_pattern_of_its_own_the_same_in_both_themes() -> None:
    light = {name: tint.pattern for name, tint in LIGHT_TINTS.items()}
    assert light == {name: tint.pattern for name, tint in DARK_TINTS.items()}
    assert len(set(light.values())) == len(light)

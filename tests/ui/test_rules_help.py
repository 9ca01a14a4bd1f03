"""The rules in words: the same text as the printed book, found by typing."""

from ui.main_window import MainWindow


def test_a_rule_is_found_by_its_number_and_what_is_not_judged_is_one_key_away(
    any_window: MainWindow,
) -> None:
    shown = any_window.show_rules()
    shown.field.setText("rd-rest-11")
    assert shown.page.textCursor().selectedText() == "rd-rest-11"
    assert "× “rd-rest-11”" in shown.told.text()
    first = shown.page.textCursor().position()
    shown.seek()
    assert shown.page.textCursor().position() > first
    shown.field.setText("no such word")
    assert shown.told.text() == "“no such word” stands nowhere."
    shown.to_coverage()
    assert shown.page.textCursor().selectedText() == "What is judged and what is not"
    shown.reject()


def test_it_holds_every_clause_with_how_far_it_is_judged(any_window: MainWindow) -> None:
    shown = any_window.show_rules()
    text = shown.page.toPlainText()
    assert "wtr-rest-weekly-24" in text
    assert "not modelled" in text
    assert "pay is not reckoned here" in text
    shown.reject()

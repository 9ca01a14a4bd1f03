"""Every screen of the sample department, drawn in both themes; kept when a folder is named.

Set ROTA_DESK_PICTURES to a folder to keep the pictures and look at them.
"""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from screens.drawing import COLOURS, colours, cut_off, picture, settle
from screens.sample_steps import (
    ROSTERS,
    WISHES,
    draw_a_what_if,
    draw_fairness,
    draw_versions_compared,
    read_roster_file,
    the_rota,
)
from sqlalchemy import select

from models import Gap
from ui.clinicians.people_screen import PeopleScreen
from ui.compliance.compliance_screen import ComplianceScreen
from ui.exports.reports_screen import ReportsScreen
from ui.first_run import FirstRun
from ui.intake.intake_screen import IntakeScreen
from ui.job_plans.job_plans_screen import JobPlansScreen
from ui.leave.leave_screen import LeaveScreen
from ui.main_window import MainWindow
from ui.patterns.patterns_screen import PatternsScreen
from ui.places import PLACES
from ui.provision.provision_actions import TABS
from ui.provision.provision_screen import ProvisionScreen
from ui.room_use.room_use_actions import VIEWS
from ui.room_use.room_use_screen import RoomUseScreen
from ui.rooms.rooms_screen import RoomsScreen
from ui.roster.zoom import STOPS, Stop, zoom_words
from ui.settings.counting_page import CountingPage
from ui.settings.local_rules_page import LocalRulesPage
from ui.settings.settings_screen import SettingsScreen
from ui.style.theme import Wish
from ui.widgets.escalate_form import escalate_form


@pytest.mark.parametrize("wish", WISHES, scope="module")
@pytest.mark.parametrize("place", [place.id for place in PLACES])
def test_every_place_is_drawn_and_nothing_is_cut_off(
    sample_window: MainWindow, place: str, wish: Wish
) -> None:
    sample_window.look.choose(wish)
    sample_window.go(place)
    settle(sample_window)
    assert colours(picture(sample_window, f"{place}-{wish}")) > COLOURS
    assert cut_off(sample_window) == []


@pytest.mark.parametrize("wish", WISHES, scope="module")
@pytest.mark.parametrize("stop", STOPS, ids=zoom_words)
def test_the_rota_is_drawn_at_each_stop_of_the_zoom(
    sample_window: MainWindow, stop: Stop, wish: Wish
) -> None:
    rota = the_rota(sample_window, wish)
    rota.show_stop(stop)
    settle(sample_window)
    name = f"rota-{stop.days}-days-{stop.level}-{wish}"
    assert colours(picture(sample_window, name)) > COLOURS
    rota.show_days(14)


def test_the_rota_is_drawn_by_activity_by_room_and_by_post(sample_window: MainWindow) -> None:
    rota = the_rota(sample_window)
    for view in ("activity", "room", "post", "person"):
        rota.turn()
        settle(sample_window, 0.2)
        assert rota.by.value == view
        assert colours(picture(sample_window, f"rota-by-{view}")) > COLOURS


def test_the_rota_is_drawn_with_its_findings(sample_window: MainWindow) -> None:
    rota = the_rota(sample_window)
    rota.toggle_findings()
    rota.going.to_next_finding(1)
    settle(sample_window)
    assert colours(picture(sample_window, "rota-findings")) > COLOURS
    rota.toggle_findings()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_what_if_is_drawn_so_that_nobody_takes_it_for_the_rota(
    sample_window: MainWindow, wish: Wish
) -> None:
    draw_a_what_if(sample_window, wish, f"what-if-{wish}")


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_fairness_is_drawn_beside_the_grid(sample_window: MainWindow, wish: Wish) -> None:
    draw_fairness(sample_window, wish, f"rota-fairness-{wish}")


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_finding_is_drawn_with_what_would_clear_it(
    sample_window: MainWindow, wish: Wish
) -> None:
    rota = the_rota(sample_window, wish)
    rota.going.to_finding(next(one for one in rota.findings if one.rule == "rd-rest-11"))
    settle(sample_window, 2)
    assert colours(picture(sample_window, f"rota-finding-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    form = rota.findings_at.mend()
    assert form is not None
    settle(sample_window)
    assert colours(picture(form, f"mends-{wish}")) > 5
    form.reject()
    asked = rota.findings_at.why()
    assert asked is not None
    settle(sample_window)
    assert colours(picture(asked, f"why-not-{wish}")) > 5
    asked.reject()
    sample_window.go("compliance")
    settle(sample_window, 2)
    assert colours(picture(sample_window, f"compliance-mends-{wish}")) > COLOURS


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_hours_worked_are_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("compliance")
    screen = sample_window.screen_now
    assert isinstance(screen, ComplianceScreen)
    screen.turn(-1)
    screen.turn_worked()
    settle(sample_window)
    assert colours(picture(sample_window, f"hours-worked-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    form = screen.hours.record()
    assert form is not None
    settle(sample_window, 0.1)
    assert colours(picture(form, f"hours-worked-form-{wish}")) > 5
    form.reject()
    screen.turn_worked()
    screen.to_today()


def test_the_rules_in_words_are_drawn(sample_window: MainWindow) -> None:
    sample_window.look.choose(Wish.LIGHT)
    shown = sample_window.show_rules()
    shown.to_coverage()
    settle(sample_window, 0.1)
    assert colours(picture(shown, "rules-help")) > 5
    shown.reject()


def test_the_palette_is_drawn(sample_window: MainWindow) -> None:
    the_rota(sample_window)
    palette = sample_window.open_palette()
    palette.field.setText("pat 12 nov")
    settle(sample_window, 0.1)
    assert colours(picture(palette, "palette")) > 5
    palette.reject()


def test_the_first_start_is_drawn(qtbot: QtBot, sample_window: MainWindow) -> None:
    sample_window.look.choose(Wish.LIGHT)
    first = FirstRun()
    qtbot.addWidget(first)
    first.show()
    assert colours(picture(first, "first-run")) > 5


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_the_first_steps_and_the_posts_are_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("settings", page="Posts")
    settle(sample_window)
    assert colours(picture(sample_window, f"settings-posts-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    shown = sample_window.show_first_steps()
    settle(sample_window, 0.1)
    assert colours(picture(shown, f"first-steps-{wish}")) > 5
    shown.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_what_passes_with_a_post_is_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("people")
    screen = sample_window.screen_now
    assert isinstance(screen, PeopleScreen)
    screen.table.choose(next(one for one in screen.table.records() if "Lascelles" in one.name))
    screen.inspect_now()
    form = screen.hands.take_post()
    assert form is not None
    form.post.widget.setCurrentText("Registrar 1 (Dr Z Castellan)")  # type: ignore[attr-defined]  # a combo box
    settle(sample_window)
    assert "104 changed" in form.shown.toPlainText()
    assert colours(picture(form, f"people-post-{wish}")) > 5
    form.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_session_statement_is_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("job_plans")
    screen = sample_window.screen_now
    assert isinstance(screen, JobPlansScreen)
    screen.turn_side()
    settle(sample_window)
    assert screen.statement.statement is not None
    assert colours(picture(sample_window, f"job-plans-statement-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen.turn_side()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_pattern_is_drawn_with_its_breach(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("patterns")
    screen = sample_window.screen_now
    assert isinstance(screen, PatternsScreen)
    screen.list.choose(next(one for one in screen.list.records() if one.weeks == 8))
    screen.grid.go_to(1, 3)
    screen.try_out("LD 07:00-22:00")
    settle(sample_window, 0.1)
    assert colours(picture(sample_window, f"patterns-breach-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen.leave()
    form = screen.lay()
    assert form is not None
    form.look()
    settle(sample_window, 0.2)
    assert colours(picture(form, f"patterns-lay-{wish}")) > 5
    form.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
@pytest.mark.parametrize("view", ["month", "balances", "absence"])
def test_the_views_of_leave_are_drawn(sample_window: MainWindow, view: str, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("leave")
    screen = sample_window.screen_now
    assert isinstance(screen, LeaveScreen)
    screen.show_view(view)
    settle(sample_window)
    assert colours(picture(sample_window, f"leave-{view}-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen.show_view("year")


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_leave_that_has_to_be_granted_is_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("leave")
    screen = sample_window.screen_now
    assert isinstance(screen, LeaveScreen)
    owed = [card for card in screen.requests.requests.cards if card.effect.owed]
    assert [card.line.name for card in owed] == ["Dr Q Hadley"]
    screen.requests.choose(owed[0].line.id)
    screen.inspect_now()
    settle(sample_window)
    assert colours(picture(sample_window, f"leave-owed-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    form = screen.hands.decline()
    assert form is not None
    assert colours(picture(form, f"leave-owed-decline-{wish}")) > 5
    form.reject()
    form = screen.hands.change()
    assert form is not None
    assert colours(picture(form, f"leave-owed-days-{wish}")) > 5
    form.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_the_calendars_are_drawn_with_what_changed(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("reports")
    reports = sample_window.screen_now
    assert isinstance(reports, ReportsScreen)
    reports.kinds.setCurrentRow(reports.kinds.count() - 1)
    reports.draw()
    reports.calendars.since.setCurrentIndex(1)
    reports.calendars.since.activated.emit(1)
    changed = next(one for one in reports.calendars.people.records() if one.changes)
    reports.calendars.people.choose(changed)
    settle(sample_window)
    assert colours(picture(sample_window, f"calendars-{wish}")) > COLOURS
    assert cut_off(sample_window) == []


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_table_of_another_program_is_drawn(
    sample_window: MainWindow, wish: Wish, tmp_path: Path
) -> None:
    file = tmp_path / "theirs.csv"
    lines = [
        "Doctor,Activity,Start,End,Room no",
        "Dr A Patel,LD,2026-12-07T08:00,2026-12-07T20:30,4",
    ]
    file.write_text("\n".join([*lines, "Dr X,LD,2026-12-08T08:00,2026-12-08T20:30,4"]))
    sample_window.look.choose(wish)
    sample_window.go("import")
    screen = sample_window.screen_now
    assert isinstance(screen, IntakeScreen)
    screen.read_table(file)
    settle(sample_window)  # the file is read and looked at
    settle(sample_window)
    assert colours(picture(sample_window, f"import-table-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen.leave_table()


READ = ("d1_dates_down_formulas", "d3_pasted_and_template", "d4_year_restart_times_in_cells")


@pytest.mark.parametrize("wish", WISHES, scope="module")
@pytest.mark.parametrize("name", READ)
def test_a_sheet_is_drawn_as_it_was_read(sample_window: MainWindow, wish: Wish, name: str) -> None:
    sample_window.look.choose(wish)
    screen = read_roster_file(sample_window, ROSTERS / f"{name}.xlsx")
    screen.next_problem(1)
    settle(sample_window)
    assert colours(picture(sample_window, f"import-sheet-{name[:2]}-{wish}")) > COLOURS
    assert cut_off(sample_window) == []


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_the_difference_of_a_second_import_is_drawn(
    sample_window: MainWindow, wish: Wish, tmp_path: Path
) -> None:
    sample_window.look.choose(wish)
    head = "Name,Mon 03/05/2027,Tue 04/05/2027,Wed 05/05/2027"
    first = tmp_path / "Ward May 2027.csv"
    first.write_text(f"{head}\nDr A Patel,EN,CL,A/L\nDr M Okafor,CL,EN,EN", encoding="utf-8")
    read_roster_file(sample_window, first).apply()
    then = tmp_path / "Ward May 2027 v2.csv"
    then.write_text(f"{head}\nDr A Patel,CL,CL,A/L\nDr M Okafor,,EN,A/L", encoding="utf-8")
    screen = read_roster_file(sample_window, then)
    assert screen.difference.count == 3
    assert colours(picture(sample_window, f"import-difference-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    sample_window.undo()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_today_is_drawn_on_a_small_screen(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.resize(1280, 800)
    try:
        sample_window.go("today")
        settle(sample_window)
        assert colours(picture(sample_window, f"today-small-{wish}")) > COLOURS
        assert cut_off(sample_window) == []
    finally:
        sample_window.resize(1600, 960)


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_gap_is_drawn_with_its_asks_its_swaps_and_who_shadows(
    sample_window: MainWindow, wish: Wish
) -> None:
    rota = the_rota(sample_window, wish)
    rota.gaps.go(1)
    settle(sample_window)
    asked = rota.gaps.ask(rota.names.people[0].id)
    assert asked is not None
    asked.press()
    for name, form in (
        ("gap-answer", rota.gaps.answered()),
        ("gap-cover-swap", rota.swaps.cover()),
    ):
        assert form is not None
        settle(sample_window, 0.2)
        assert colours(picture(form, f"{name}-{wish}")) > 5
        form.reject()
    sample_window.bridge.undo()
    sample_window.go("people")
    people = sample_window.screen_now
    assert isinstance(people, PeopleScreen)
    people.table.choose(next(one for one in people.table.records() if "starts" in one.standing))
    settle(sample_window)
    assert colours(picture(sample_window, f"people-supernumerary-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    shadows = people.hands.beside()
    assert shadows is not None
    assert colours(picture(shadows, f"people-beside-{wish}")) > 5
    shadows.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_the_departments_rules_and_their_form_are_drawn(
    sample_window: MainWindow, wish: Wish
) -> None:
    sample_window.look.choose(wish)
    sample_window.go("settings", page="Department's rules")
    settle(sample_window, 0.2)
    assert colours(picture(sample_window, f"settings-local-rules-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen = sample_window.screen_now
    assert isinstance(screen, SettingsScreen)
    page = screen.now
    assert isinstance(page, LocalRulesPage)
    page.rules.selectRow(1)
    form = page.correct()
    assert form is not None
    assert colours(picture(form, f"settings-local-rule-form-{wish}")) > 5
    form.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_who_counts_as_cover_and_its_form_are_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("settings", page="Who counts as cover")
    settle(sample_window, 0.2)
    assert colours(picture(sample_window, f"settings-counting-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen = sample_window.screen_now
    assert isinstance(screen, SettingsScreen)
    page = next(one for one in screen.pages if isinstance(one, CountingPage))
    form = page.add()
    assert colours(picture(form, f"settings-counting-form-{wish}")) > 5
    form.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_proposed_cover_is_drawn_with_who_and_why(sample_window: MainWindow, wish: Wish) -> None:
    rota = the_rota(sample_window, wish)
    period = rota.period
    form = rota.proposals.propose(period.start, period.end, period.words)
    assert form is not None
    settle(sample_window, 0.2)
    assert any(one.taker for one in form.table.records())
    assert not all(one.taker for one in form.table.records())
    assert colours(picture(form, f"propose-cover-{wish}")) > 5
    form.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_the_ladder_and_its_form_are_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("settings", page="Escalation")
    settle(sample_window, 0.2)
    assert colours(picture(sample_window, f"settings-escalation-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    bridge = sample_window.bridge
    gap = bridge.ask(lambda read: read.all(select(Gap).order_by(Gap.session_id)))[0]
    form = escalate_form(bridge, sample_window, gap.session_id)
    settle(sample_window, 0.1)
    assert colours(picture(form, f"escalate-{wish}")) > 5
    form.reject()
    written = sample_window.write_log()
    settle(sample_window, 0.1)
    assert colours(picture(written, f"log-form-{wish}")) > 5
    written.reject()


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_what_differs_from_a_version_is_drawn(sample_window: MainWindow, wish: Wish) -> None:
    draw_versions_compared(sample_window, wish, f"versions-{wish}")


@pytest.mark.parametrize("wish", WISHES, scope="module")
def test_a_week_of_rooms_and_their_use_are_drawn(sample_window: MainWindow, wish: Wish) -> None:
    sample_window.look.choose(wish)
    sample_window.go("rooms")
    rooms = sample_window.screen_now
    assert isinstance(rooms, RoomsScreen)
    rooms.show_days(7)
    settle(sample_window)
    assert colours(picture(sample_window, f"rooms-week-{wish}")) > COLOURS
    rooms.show_days(1)
    sample_window.go("room_use")
    use = sample_window.screen_now
    assert isinstance(use, RoomUseScreen)
    for place, view in enumerate(VIEWS):
        use.show_view(place)
        settle(sample_window, 0.1)
        assert colours(picture(sample_window, f"room_use-{view.lower()}-{wish}")) > COLOURS
        assert cut_off(sample_window) == []
    use.show_view(0)


@pytest.mark.parametrize("wish", WISHES, scope="module")
@pytest.mark.parametrize(("number", "part"), list(enumerate(name for name, _title in TABS)))
def test_every_part_of_provision_is_drawn(
    sample_window: MainWindow, number: int, part: str, wish: Wish
) -> None:
    sample_window.look.choose(wish)
    sample_window.go("provision")
    screen = sample_window.screen_now
    assert isinstance(screen, ProvisionScreen)
    screen.show_tab(number)
    settle(sample_window)
    assert colours(picture(sample_window, f"provision-{part}-{wish}")) > COLOURS
    assert cut_off(sample_window) == []
    screen.show_tab(0)

"""The actions of the window itself: file, undo, go, view, help."""

from typing import Protocol

from ui.actions import ActionSpec


class Window(Protocol):
    """What the window's own actions act on."""

    def open_file(self) -> None: ...  # noqa: D102 - named by its action
    def undo(self) -> None: ...  # noqa: D102
    def redo(self) -> None: ...  # noqa: D102
    def show_changed(self) -> None: ...  # noqa: D102
    def can_undo(self) -> bool: ...  # noqa: D102
    def can_redo(self) -> bool: ...  # noqa: D102
    def open_palette(self) -> None: ...  # noqa: D102
    def turn_theme(self) -> None: ...  # noqa: D102
    def follow_system(self) -> None: ...  # noqa: D102
    def resize_text(self, by: float) -> None: ...  # noqa: D102
    def toggle_rail(self) -> None: ...  # noqa: D102
    def toggle_inspector(self) -> None: ...  # noqa: D102
    def write_log(self) -> None: ...  # noqa: D102
    def off_sick(self) -> None: ...  # noqa: D102
    def highlight(self) -> None: ...  # noqa: D102
    def highlight_nobody(self) -> None: ...  # noqa: D102
    def list_deadlines(self) -> None: ...  # noqa: D102
    def show_actions(self) -> None: ...  # noqa: D102
    def show_rules(self) -> None: ...  # noqa: D102
    def show_first_steps(self) -> None: ...  # noqa: D102
    def close(self) -> bool: ...  # noqa: D102
    def begin_what_if(self) -> None: ...  # noqa: D102
    def compare_what_if(self) -> None: ...  # noqa: D102
    def apply_what_if(self) -> None: ...  # noqa: D102
    def throw_what_if_away(self) -> None: ...  # noqa: D102
    def trying(self) -> bool: ...  # noqa: D102


WINDOW_ACTIONS: tuple[ActionSpec[Window], ...] = (
    ActionSpec("file.open", "&Open another rota …", "Ctrl+O", "File", lambda w: w.open_file()),
    ActionSpec("file.close", "&Quit", "Ctrl+Q", "File", lambda w: w.close()),
    ActionSpec(
        "what_if.begin",
        "What &if …",
        "Ctrl+Alt+Y",
        "File",
        lambda w: w.begin_what_if(),
        lambda w: not w.trying(),
        "Try things on a copy of the rota; the real one is not touched until you apply it",
    ),
    ActionSpec(
        "what_if.compare",
        "What-if &beside the real rota",
        "Ctrl+Alt+J",
        "File",
        lambda w: w.compare_what_if(),
        lambda w: w.trying(),
        "Cover, findings, duties and hours, side by side",
    ),
    ActionSpec(
        "what_if.apply",
        "&Apply the what-if …",
        "Ctrl+Alt+Return",
        "File",
        lambda w: w.apply_what_if(),
        lambda w: w.trying(),
        "Choose what goes onto the real rota, as one step",
    ),
    ActionSpec(
        "what_if.throw_away",
        "&Throw the what-if away …",
        "",
        "File",
        lambda w: w.throw_what_if_away(),
        lambda w: w.trying(),
    ),
    ActionSpec("edit.undo", "&Undo", "Ctrl+Z", "Edit", lambda w: w.undo(), lambda w: w.can_undo()),
    ActionSpec(
        "edit.redo",
        "&Redo",
        "Ctrl+Shift+Z Ctrl+Y",
        "Edit",
        lambda w: w.redo(),
        lambda w: w.can_redo(),
    ),
    ActionSpec(
        "edit.show",
        "Sho&w what was changed",
        "Ctrl+Alt+Z",
        "Edit",
        lambda w: w.show_changed(),
        says="Go to the cell that was changed, undone or done again last",
    ),
    ActionSpec(
        "log.write",
        "Write in the &log …",
        "F3",
        "Edit",
        lambda w: w.write_log(),
        says="About the person and the session under the cursor",
    ),
    ActionSpec(
        "absence.line",
        "Off &sick in a line …",
        "F12",
        "Edit",
        lambda w: w.off_sick(),
        says="rowan off sick from today",
    ),
    ActionSpec("go.palette", "&Go to …", "Ctrl+K", "Go", lambda w: w.open_palette()),
    ActionSpec("go.deadlines", "&Deadlines …", "Ctrl+Alt+D", "Go", lambda w: w.list_deadlines()),
    ActionSpec(
        "view.highlight",
        "&Highlight this person",
        "Ctrl+Alt+K",
        "View",
        lambda w: w.highlight(),
        says="From place to place; again ends it",
    ),
    ActionSpec(
        "view.highlight_nobody",
        "Highlight &nobody",
        "Ctrl+Alt+Shift+K",
        "View",
        lambda w: w.highlight_nobody(),
    ),
    ActionSpec("view.theme", "&Light or dark", "Ctrl+Alt+T", "View", lambda w: w.turn_theme()),
    ActionSpec("view.system", "As the &system is", "", "View", lambda w: w.follow_system()),
    ActionSpec(
        "view.larger", "La&rger", "Ctrl+Alt++ Ctrl+Alt+=", "View", lambda w: w.resize_text(0.1)
    ),
    ActionSpec("view.smaller", "S&maller", "Ctrl+Alt+-", "View", lambda w: w.resize_text(-0.1)),
    ActionSpec("view.usual", "&Usual text", "Ctrl+Alt+0", "View", lambda w: w.resize_text(0)),
    ActionSpec("view.rail", "&Fold the rail", "Ctrl+B", "View", lambda w: w.toggle_rail()),
    ActionSpec(
        "view.inspector", "Show the &inspector", "Ctrl+I", "View", lambda w: w.toggle_inspector()
    ),
    ActionSpec(
        "help.first_steps",
        "&First steps …",
        "Ctrl+F1",
        "Help",
        lambda w: w.show_first_steps(),
        says="From an empty file to a rota that people are told: what is there, what comes next",
    ),
    ActionSpec(
        "help.rules", "&Rules, and what is judged", "Shift+F1", "Help", lambda w: w.show_rules()
    ),
    ActionSpec("help.actions", "&Actions and keys", "F1", "Help", lambda w: w.show_actions()),
)

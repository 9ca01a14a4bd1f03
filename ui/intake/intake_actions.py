"""What can be done on the Import screen, and by which key."""

from typing import TYPE_CHECKING

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.intake.intake_screen import IntakeScreen

INTAKE_ACTIONS: "tuple[ActionSpec[IntakeScreen], ...]" = (
    ActionSpec("import.pick", "&Choose a file …", "Ctrl+Shift+O", "Place", lambda s: s.pick()),
    ActionSpec(
        "import.table", "A &table of another program …", "", "Place", lambda s: s.pick_table()
    ),
    ActionSpec("import.paste", "&Paste what was copied", "Ctrl+V", "Place", lambda s: s.paste()),
    ActionSpec("import.problem", "Next &problem", "F8", "Go", lambda s: s.next_problem(1)),
    ActionSpec(
        "import.last_problem", "Problem &before", "Shift+F8", "Go", lambda s: s.next_problem(-1)
    ),
    ActionSpec("import.again", "&Read again", "Ctrl+R", "Place", lambda s: s.read_again()),
    ActionSpec(
        "import.apply",
        "&Import",
        "Ctrl+Return",
        "Place",
        lambda s: s.apply(),
        lambda s: s.plan is not None,
    ),
)

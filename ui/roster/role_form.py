"""What somebody does on a session: works there, learns there, or stands beside uncounted."""

from typing import TYPE_CHECKING

from models.types import AssignmentRole
from rota_desk.edits.assignments import change_role
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

ROLES = (
    (AssignmentRole.LEAD, "Works there, and may train others"),
    (AssignmentRole.TRAINEE, "Trainee: a trainer has to be there"),
    (AssignmentRole.SUPERVISED, "Supervised: somebody has to be beside them"),
    (AssignmentRole.SUPERNUMERARY, "Supernumerary: not counted as cover"),
)


def role_form(screen: "RosterScreen") -> Form | None:
    """Ask for the role of whoever is under the cursor; the cover follows at once."""
    entry = screen.entry
    if entry is None or entry.assignment_id is None:
        return None
    assignment = entry.assignment_id
    form = Form(f"Role on {entry.title}", "Keep", screen.bridge, screen)
    role = form.choice("Role there", ROLES, entry.role)

    def submit() -> bool:
        chosen = role.value()
        if chosen is None:
            form.trouble("Choose a role from the list.")
            return False
        return screen.hands.change(change_role, assignment=assignment, role=chosen)

    form.open_then(submit)
    return form

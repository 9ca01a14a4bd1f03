"""What a database driver reports, said in one plain sentence."""

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from models.guards import KEPT
from models.refusal import CannotOpen, Refusal

SENTENCES = (
    ("disk is full", "The disk is full; make room, then do it again. Nothing was changed."),
    ("no space left", "The disk is full; make room, then do it again. Nothing was changed."),
    ("readonly database", "{name} cannot be written to; allow writing to it and its folder."),
    ("database is locked", "{name} is open in another program; close it there first."),
    ("table is locked", "{name} is busy; try again in a moment."),
    ("malformed", "{name} is damaged; restore the newest backup."),
    ("not a database", "{name} is not a rota: it is no database file."),
    ("unable to open", "{name} cannot be opened; check that the folder is there and yours."),
    ("disk i/o error", "{name} cannot be read or written; check the disk and its cables."),
    ("could not translate host", "The database server {name} is not known; check its name."),
    ("failed to resolve host", "The database server {name} is not known; check its name."),
    ("name or service not known", "The database server {name} is not known; check its name."),
    ("authentication failed", "The database server {name} refused the user name or password."),
    ("does not exist", "The database server {name} has no such database or user."),
    ("connection refused", "The database server {name} does not answer; check it is running."),
    ("connection failed", "The database server {name} does not answer; check it is running."),
    ("connection timeout", "The database server {name} does not answer; check it is running."),
    ("terminating connection", "The database server {name} went away; try again in a moment."),
    ("server closed the connection", "The database server {name} went away; try again."),
    ("connection is lost", "The database server {name} went away; try again in a moment."),
    ("permission denied", "This user may not do that in {name}; ask who looks after it."),
    ("deadlock detected", "Two people changed the same thing at once; try again."),
    ("could not serialize", "Two people changed the same thing at once; try again."),
)


def sentence_for(error: BaseException, name: str) -> str:
    """Say a driver's error plainly, or nothing when it is not one that a person can mend."""
    said = str(error).lower()
    for words, sentence in SENTENCES:
        if words in said:
            return sentence.format(name=name)
    return ""


def cannot_open(error: BaseException, name: str) -> CannotOpen:
    """The answer when opening failed, in the driver's words where nothing better is known."""
    cause = getattr(error, "orig", None) or error
    first = (str(cause).splitlines() or [type(cause).__name__])[0]
    return CannotOpen(sentence_for(cause, name) or f"{name} cannot be opened: {first}.")


def tell_plainly(engine: Engine, name: str) -> None:
    """Make a full disk, a lost server and their like a `Refusal` wherever a statement runs."""

    def refuse(context: ExceptionContext) -> Refusal | None:
        """Replace the driver's error; broken constraints are left to whoever asked."""
        original = context.original_exception
        if KEPT in str(original):
            return Refusal("A published version stays as it was told. Publish the days again.")
        if type(original).__name__ not in {"OperationalError", "DatabaseError"}:
            return None
        sentence = sentence_for(original, name)
        return Refusal(sentence) if sentence else None

    event.listen(engine, "handle_error", refuse)

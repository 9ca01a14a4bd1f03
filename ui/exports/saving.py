"""Writing a document to disk: whole or not at all, and never over a file unasked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from reports.document import Document
from rota_desk.errors import Refusal


def save(document: Document, path: Path) -> None:
    """Write one document."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        why = file.errorString()
        raise Refusal(f"{path.name} cannot be written: {why}. Choose another place.")
    file.write(document.content)
    if not file.commit():
        raise Refusal(f"{path.name} was not written: {file.errorString()}. Choose another place.")


def save_all(documents: Sequence[Document], folder: Path) -> None:
    """Write several documents into a folder."""
    for document in documents:
        path = folder / document.file_name
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise Refusal(
                f"{path.parent.name} cannot be made: {error.strerror}. Choose another place."
            ) from error
        save(document, path)

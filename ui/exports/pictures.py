"""Pages of a PDF as pictures."""

from typing import Any

from PySide6.QtGui import QImage

PLAIN_DPI = 72


def pictures_of(content: bytes, width: int, most: int = 12) -> tuple[QImage, ...]:
    """Draw the first pages of a PDF, each `width` pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(_picture(document[place], width) for place in range(min(len(document), most)))
    finally:
        document.close()


def _picture(page: Any, width: int) -> QImage:  # noqa: ANN401 - the reader has no types
    bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
    image = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB32,
    )
    return image.copy()

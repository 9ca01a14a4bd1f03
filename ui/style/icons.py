"""Icons of one family, drawn in the theme's colours."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import path, read_text


@lru_cache(maxsize=256)
def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` (a file of resources/icons without its ending) in one colour."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if path("icons", f"{name}.svg").is_file():
        drawing = read_text("icons", f"{name}.svg").replace("currentColor", colour)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
    return pixmap


def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """An icon for a button or a menu, sharp on a screen of any density."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(picture(name, colour, size, ratio))
    return made

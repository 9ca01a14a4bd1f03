from xml.etree import ElementTree as ET

from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

from resources import path, read_text

FACES = ("Regular", "Medium", "Italic", "SemiBold", "Bold", "BoldItalic")


def test_every_face_loads_on_screen_and_on_paper(qtbot: QtBot) -> None:
    assert qtbot is not None
    for face in FACES:
        file = path("fonts", f"Inter-{face}.ttf")
        number = QFontDatabase.addApplicationFont(str(file))
        assert QFontDatabase.applicationFontFamilies(number)
        glyphs = TTFont(f"try-{face}", str(file)).face.charToGlyph
        assert all(ord(letter) in glyphs for letter in "ŁßØéŵ–—…·•▼▲◆●✓✗£→½")


def test_every_icon_takes_its_colour_from_the_theme() -> None:
    icons = sorted(path("icons").glob("*.svg"))
    assert len(icons) > 60
    for icon in icons:
        drawing = ET.fromstring(read_text("icons", icon.name))
        assert drawing.get("viewBox") == "0 0 24 24", icon.name
        assert drawing.get("stroke") == "currentColor", icon.name


def test_letters_and_icons_come_with_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE" in read_text("fonts", "LICENSE-Inter.txt")
    assert read_text("icons", "LICENSE-lucide.txt").startswith("ISC License")

"""Puts a theme on the application: font, palette and style sheet; follows the system."""

from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from resources import path, read_text
from ui.style.tokens import DARK, LIGHT, Theme

TEXT_PIXELS = 13
GRID = 4


class Wish(StrEnum):
    """Which theme the reader asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """The theme in force and the size of text; tells everyone when it changes."""

    changed = Signal(object)

    def __init__(self, app: QApplication, settings: QSettings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self.wish = Wish(_kept(settings, "theme", Wish.SYSTEM))
        self.scale = float(_kept(settings, "text_scale", "1.0"))
        self.theme = LIGHT
        self._worn: tuple[Theme, float] | None = None
        app.setStyle(QStyleFactory.create("Fusion"))
        load_fonts()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    def choose(self, wish: Wish) -> None:
        """Take the light or the dark theme, or follow the system."""
        self.wish = wish
        self._keep("theme", wish.value)
        self._apply()

    def toggle(self) -> None:
        """Turn from light to dark or back."""
        self.choose(Wish.LIGHT if self.theme.dark else Wish.DARK)

    def enlarge(self, scale: float) -> None:
        """Set the size of all text, 1.0 to 2.0 of the usual 13 pixels."""
        self.scale = max(0.8, min(scale, 2.0))
        self._keep("text_scale", str(self.scale))
        self._apply()

    def pixels(self, plain: int) -> int:
        """A length that grows with the text: a row's height, a column's width."""
        return round(plain * self.scale)

    def _follow(self, _scheme: object) -> None:
        if self.wish is Wish.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        wanted, worn = self._wanted(), self._worn
        text = sheet(wanted, self.scale)
        if worn == (wanted, self.scale) and self._app.styleSheet() == text:
            return  # to put a style sheet on again is dear
        self.theme, self._worn = wanted, (wanted, self.scale)
        font = QFont("Inter")
        font.setPixelSize(self.pixels(TEXT_PIXELS))
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setFeature(QFont.Tag("tnum"), 1)
        self._app.setFont(font)
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(text)
        self.changed.emit(self.theme)

    def _wanted(self) -> Theme:
        if self.wish is not Wish.SYSTEM:
            return DARK if self.wish is Wish.DARK else LIGHT
        return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _keep(self, name: str, value: str) -> None:
        if self._settings is not None:
            self._settings.setValue(f"look/{name}", value)


def _kept(settings: QSettings | None, name: str, default: str) -> str:
    return default if settings is None else str(settings.value(f"look/{name}", default, type=str))


def load_fonts() -> None:
    """Make Inter known to Qt once; where its files are missing the system's font is used."""
    if "Inter" in QFontDatabase.families():
        return
    for file in sorted(path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def palette(theme: Theme) -> QPalette:
    """Qt's own colour roles in this theme."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.paper,
        roles.AlternateBase: theme.weekend,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.soft,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.danger,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.Mid: theme.line,
        roles.Dark: theme.edge,
        roles.Light: theme.raised,
    }.items():
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.edge))
    return made


def sheet(theme: Theme, scale: float) -> str:
    """The style sheet with this theme's colours and lengths filled in."""
    lengths = {f"px{plain}": f"{round(plain * scale)}px" for plain in (11, 12, 13, 15, 18, 24, 28)}
    lengths["half_dot"] = f"{(round(13 * scale) + 2) // 2}px"
    words = Template(read_text("style", "desk.qss"))
    return words.substitute(theme.tokens(), **lengths, **_drawings(theme))


def _drawings(theme: Theme) -> dict[str, str]:
    """The small drawings of fields, arrows and the tick of a box; quoted, for folders' names."""
    return {name: f'"{_drawing(name, theme)}"' for name in ("arrow", "arrow_up", "tick")}


def _drawing(name: str, theme: Theme) -> str:
    return path("style", f"{name.replace('_', '-')}-{theme.name}.svg").as_posix()

"""The page about whoever sits here: name, colours, text size."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from rota_desk.settings import Keeps, Value, setting_spec, setting_specs
from ui.daily_pack import FOLDER, KEEP, DailyPack, kept_at
from ui.frame import Frame
from ui.settings.pages import Page
from ui.settings.setting_fields import SettingField
from ui.style.theme import Wish
from ui.widgets.layouts import row
from ui.widgets.words import button

NAME_KEY = "desk/name"


class YouPage(Page):
    """What is kept on this machine."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("You", "Kept on this machine, for whoever sits here.")
        self._frame = frame
        self._fields = {
            spec.key: SettingField(spec, self._keeper(spec.key))
            for spec in setting_specs()
            if spec.keeps is Keeps.MACHINE
        }
        for field in self._fields.values():
            self.add_setting(field)
        self.lines.addLayout(
            row(
                button("Choose the folder …", self.choose_folder),
                button("Write the pack now", self.write_pack),
                None,
            )
        )
        self.lines.addStretch(1)
        frame.look.changed.connect(self._follow)

    def _follow(self, _theme: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show what stands now."""
        look = self._frame.look
        self._fields["desk.name"].show(self._frame.bridge.desk.who)
        self._fields["look.theme"].show(look.wish.value)
        self._fields["look.text_scale"].show(round(look.scale * 100))
        for key in (FOLDER, KEEP):
            self._fields[key].show(setting_spec(key).read(kept_at(settings_of(self._frame), key)))

    def choose_folder(self) -> None:
        """Choose where the system-down pack of each day is kept."""
        folder = QFileDialog.getExistingDirectory(self, "Folder for the system-down pack")
        if folder:
            self._keeper(FOLDER)(folder)
            self.refresh()

    def write_pack(self) -> None:
        """Write today's pack now."""
        pack = getattr(self._frame, "daily_pack", None)
        if isinstance(pack, DailyPack):
            pack.write()

    def _keeper(self, key: str) -> "_Keeper":
        return _Keeper(self._frame, key)


class _Keeper:
    """Puts one machine's setting into force and keeps it."""

    def __init__(self, frame: Frame, key: str) -> None:
        self._frame, self._key = frame, key

    def __call__(self, value: Value) -> None:
        if self._key == "desk.name":
            self._sign(str(value))
        elif self._key == "look.theme":
            self._frame.look.choose(Wish(str(value)))
        elif self._key in {FOLDER, KEEP}:
            self._write(value)
        elif round(self._frame.look.scale * 100) != int(str(value)):
            self._frame.look.enlarge(int(str(value)) / 100)

    def _write(self, value: Value) -> None:
        settings = settings_of(self._frame)
        if settings is not None:
            settings.setValue(self._key.replace(".", "/"), value)

    def _sign(self, name: str) -> None:
        desk = self._frame.bridge.desk
        if not name or name == desk.who:
            return
        desk.sign_as(name)
        settings = settings_of(self._frame)
        if settings is not None:
            settings.setValue(NAME_KEY, name)
        self._frame.say(f"From now on {name} signs what is done here.", "good")


def settings_of(frame: Frame) -> QSettings | None:
    """Where this machine's settings are kept, if anywhere."""
    kept = getattr(frame, "settings", None)
    return kept if isinstance(kept, QSettings) else None

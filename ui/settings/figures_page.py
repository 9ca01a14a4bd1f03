"""The page of the department's figures, drawn from resources/settings.toml."""

from collections.abc import Callable

from rota_desk.edits.settings import change_setting
from rota_desk.queries.settings import settings_list
from rota_desk.settings import Keeps, Value, setting_specs
from ui.frame import Frame
from ui.settings.pages import Page
from ui.settings.setting_fields import SettingField
from ui.widgets.words import rule, words

READINGS = "Contract readings"


class FiguresPage(Page):
    """What this department has settled: each figure with its unit and what it does."""

    def __init__(
        self,
        frame: Frame,
        title: str = "Local figures",
        says: str = "Kept with the rota, for everybody; each can be undone.",
        *,
        readings: bool = False,
    ) -> None:
        super().__init__(title, says)
        self._frame = frame
        self._fields: dict[str, SettingField] = {}
        group = title
        for spec in setting_specs():
            if spec.keeps is Keeps.MACHINE or (spec.group == READINGS) is not readings:
                continue
            if spec.group != group:
                group = spec.group
                self.lines.addWidget(rule())
                self.lines.addWidget(words(group, "heading"))
            self._fields[spec.key] = SettingField(spec, self._changer(spec.key))
            self.add_setting(self._fields[spec.key])
        self.lines.addStretch(1)

    def refresh(self) -> None:
        """Show what stands now."""
        for line in self._frame.bridge.ask(settings_list):
            if line.spec.key in self._fields:
                self._fields[line.spec.key].show(line.value)

    def holds(self, key: str) -> bool:
        """Whether a setting stands on this page."""
        return key in self._fields

    def point_to(self, key: str) -> None:
        """Bring a setting into view, with the keyboard on it."""
        field = self._fields[key].widget
        self.area.ensureWidgetVisible(field)
        field.setFocus()

    def _changer(self, key: str) -> Callable[[Value], None]:
        def change(value: Value) -> None:
            lines = self._frame.bridge.ask(settings_list)
            now = next(line.value for line in lines if line.spec.key == key)
            if value == now:
                return
            if self._frame.bridge.do(change_setting, key=key, value=value) is None:
                self.refresh()

        return change


class ReadingsPage(FiguresPage):
    """How this department reads what the contracts leave open."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            frame,
            READINGS,
            "Where the sources differ. Each stands at its usual reading until you choose another.",
            readings=True,
        )

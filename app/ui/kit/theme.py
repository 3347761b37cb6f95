"""The look: design tokens read from a file, turned into one style sheet, one palette and one font.

Colours are addressed by meaning (``tone``), never by name, so that light and dark, and a colour-blind
reader's own tokens, are a matter of the file alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from string import Template
from typing import Any

import msgspec
from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
"""The tree's resources; inside a frozen bundle the same relation holds."""

TOKENS = RESOURCES / "theme" / "tokens.toml"
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75)
"""The text sizes offered to a person."""


class Tone(StrEnum):
    """What a thing means to the room; the only way to ask for a colour."""

    NEUTRAL = "neutral"
    MUTED = "muted"
    OK = "ok"
    INFO = "info"
    WATCH = "watch"
    WARN = "warn"
    ALARM = "alarm"


class ToneColors(msgspec.Struct, frozen=True):
    """The four colours of a tone: ``fill`` with ``on`` upon it; ``ink`` upon any surface and upon
    ``soft``."""

    fill: str
    on: str
    ink: str
    soft: str


class Theme(msgspec.Struct, frozen=True):
    """A loaded look, ready to be applied; ``name`` is ``light`` or ``dark``, lengths are already scaled
    pixels."""

    name: str
    asked: str
    scale: float
    folder: Path
    colors: Mapping[str, str]
    tones: Mapping[str, ToneColors]
    lengths: Mapping[str, int]
    families: tuple[str, ...]

    @classmethod
    def load(cls, path: Path = TOKENS, name: str = "system", scale: float = 1.0) -> Theme:
        """The look from a token file; ``name`` is ``light``, ``dark`` or ``system``, ``scale`` 1.0 to 1.75.

        Needs a running ``QApplication`` (fonts and the system's scheme are asked). Raises ``ValueError`` with
        the missing or wrong name for a broken file, an unknown theme or a scale out of bounds.
        """
        if name not in ("light", "dark", "system"):
            raise ValueError(f"unknown theme: {name!r}")
        if not SCALES[0] <= scale <= SCALES[-1]:
            raise ValueError(f"scale out of bounds: {scale}")
        tokens = tomllib.loads(path.read_text(encoding="utf-8"))
        chosen = system_theme_name() if name == "system" else name
        try:
            return _build(tokens, chosen, name, scale, path.parent)
        except (KeyError, msgspec.ValidationError) as problem:
            raise ValueError(f"{path.name}: {problem}") from problem

    @property
    def has_chinese_font(self) -> bool:
        """Whether a family that carries simplified Chinese was found; without one the window must say so."""
        return bool(self.families)

    def px(self, length: float) -> int:
        """A length of 100 % text size in pixels of this theme, at least 1."""
        return max(1, round(length * self.scale))

    def length(self, name: str) -> int:
        """A named length: ``xs s m l xl``, ``radius target row indicator icon scroll``, ``small body
        large``."""
        return self.lengths[name]

    def color(self, name: str) -> QColor:
        """A named grey: ``page surface raised sunken hover pressed line line_strong ink ink_soft …``."""
        return QColor(self.colors[name])

    def tone(self, tone: str) -> ToneColors:
        """The colours of a tone; raises ``KeyError`` for an unknown one."""
        return self.tones[tone]

    def font(self, size: str = "body", *, strong: bool = False) -> QFont:
        """The interface's font in one of the three sizes (``small body large``), with tabular numbers."""
        font = QFont()
        if self.families:
            font.setFamilies(list(self.families))
        font.setPixelSize(self.lengths[size])
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def palette(self) -> QPalette:
        """The same greys for what the style sheet does not reach."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "page",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "raised",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.BrightText: "ink",
            QPalette.ColorRole.ToolTipBase: "primary",
            QPalette.ColorRole.ToolTipText: "primary_ink",
            QPalette.ColorRole.Highlight: "selection",
            QPalette.ColorRole.HighlightedText: "selection_ink",
            QPalette.ColorRole.PlaceholderText: "ink_faint",
            QPalette.ColorRole.Link: "ink",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Dark: "line_strong",
            QPalette.ColorRole.Light: "raised",
        }
        for role, name in roles.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("ink_faint"))
        return palette

    def style_sheet(self) -> str:
        """The whole style sheet; every placeholder of the template is filled or a ``KeyError`` is raised."""
        sheet = (self.folder / "console.qss").read_text(encoding="utf-8")
        common, _, toned = sheet.partition("/* TONES */")
        names = self._placeholders()
        parts = [Template(common).substitute(names)]
        for tone, colors in self.tones.items():
            own = {
                "tone": tone,
                "t_fill": colors.fill,
                "t_on": colors.on,
                "t_ink": colors.ink,
                "t_soft": colors.soft,
            }
            parts.append(Template(toned).substitute(names | own))
        return "".join(parts)

    def apply(self, app: QApplication) -> None:
        """Dress the whole application; everything on screen is repainted and ``host(app).changed`` is
        emitted."""
        QDir.setSearchPaths("kit", [str(self.folder)])
        if app.style().objectName().lower() != "fusion":
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(self.font())
        app.setPalette(self.palette())
        theme_host = host(app)
        theme_host.theme = self
        app.setStyleSheet(self.style_sheet())
        theme_host.changed.emit()

    def _placeholders(self) -> dict[str, str]:
        lengths = self.lengths
        names: dict[str, Any] = {**self.colors, **lengths, "theme": self.name}
        names |= {f"type_{size}": lengths[size] for size in ("small", "body", "large")}
        names |= {f"{size}_1": lengths[size] - 1 for size in ("xs", "s", "m")}
        names |= {
            "control": lengths["target"] - 2,
            "control_2": lengths["target"] - 4,
            "control_s": lengths["target"] - 4,
            "box": lengths["indicator"] - 2,
            "box_half": lengths["indicator"] // 2,
            "arrow": lengths["small"],
            "cell": max(1, lengths["s"] - 3),  # the item view adds its own three
            "group_top": lengths["m"],
            "focus_on_primary": self.colors["ink"] if self.name == "light" else self.colors["focus"],
        }
        for tone, colors in self.tones.items():
            names |= {f"{tone}_fill": colors.fill, f"{tone}_on": colors.on}
            names |= {f"{tone}_ink": colors.ink, f"{tone}_soft": colors.soft}
        return {key: str(value) for key, value in names.items()}


class ThemeHost(QObject):
    """Carries the applied theme as a child of the application; ``changed`` after each ``Theme.apply``.

    While the theme was asked for as ``system`` it follows the system's light/dark switch.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.theme: Theme | None = None
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self) -> None:
        app = QApplication.instance()
        if self.theme is None or self.theme.asked != "system" or not isinstance(app, QApplication):
            return
        if system_theme_name() != self.theme.name:
            Theme.load(self.theme.folder / TOKENS.name, "system", self.theme.scale).apply(app)


def host(app: QApplication | None = None) -> ThemeHost:
    """The application's theme host, made on first use; raises ``RuntimeError`` without an application."""
    owner = app or QApplication.instance()
    if not isinstance(owner, QApplication):
        raise RuntimeError("no QApplication")
    found = owner.findChild(ThemeHost, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else ThemeHost(owner)


def current_theme() -> Theme:
    """The applied theme; where none was applied yet (a widget alone in a test), the light one."""
    theme_host = host()
    if theme_host.theme is None:
        theme_host.theme = Theme.load(TOKENS, "light")
    return theme_host.theme


def system_theme_name() -> str:
    """``dark`` where the system asks for it, else ``light``."""
    scheme = QApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def chinese_families(preferred: Sequence[str]) -> tuple[str, ...]:
    """The installed ones of the preferred families, then any other that carries simplified Chinese; may be
    empty."""
    installed = set(QFontDatabase.families())
    wanted = [family for family in preferred if family in installed]
    if not wanted:
        wanted = sorted(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))[:3]
    return tuple(wanted)


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone; nothing is repainted when it already has it."""
    set_look(widget, "tone", str(tone))


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a style-sheet property (``role``, ``variant``, ``tone``, ``invalid``) and let the style see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _build(tokens: dict[str, Any], chosen: str, asked: str, scale: float, folder: Path) -> Theme:
    side = dict(tokens[chosen])
    tones = side.pop("tone")
    lengths = {**tokens["space"], **tokens["size"], **tokens["type"]}
    return Theme(
        name=chosen,
        asked=asked,
        scale=scale,
        folder=folder,
        colors=side,
        tones={tone: msgspec.convert(tones[tone], ToneColors) for tone in Tone},
        lengths={name: max(1, round(length * scale)) for name, length in lengths.items()},
        families=chinese_families(tokens["fonts"]["chinese"]),
    )

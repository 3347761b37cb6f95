from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.kit.icons import NAMES, Button, icon
from app.ui.kit.theme import RESOURCES, SCALES, TOKENS, Theme, Tone, contrast, current_theme, host

SURFACES = ("page", "surface", "raised", "sunken", "hover", "selection")


def test_contrast_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_pair_reads(qapp: QApplication, name: str) -> None:
    theme = Theme.load(name=name)
    pairs = {
        (f"{ink} on {ground}"): contrast(theme.colors[ink], theme.colors[ground])
        for ink in ("ink", "ink_soft", "ink_faint")
        for ground in SURFACES
    }
    for tone in Tone:
        colors = theme.tone(tone)
        pairs[f"{tone} on fill"] = contrast(colors.on, colors.fill)
        pairs[f"{tone} ink on soft"] = contrast(colors.ink, colors.soft)
        pairs |= {
            f"{tone} ink on {ground}": contrast(colors.ink, theme.colors[ground]) for ground in SURFACES
        }
    pairs["primary"] = contrast(theme.colors["primary_ink"], theme.colors["primary"])
    pairs["primary hover"] = contrast(theme.colors["primary_ink"], theme.colors["primary_hover"])
    pairs["selection"] = contrast(theme.colors["selection_ink"], theme.colors["selection"])
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_frames_and_focus_are_seen(qapp: QApplication, name: str) -> None:
    colors = Theme.load(name=name).colors
    for ground in ("page", "surface", "raised"):
        assert contrast(colors["focus"], colors[ground]) >= 4.5
    assert contrast(colors["line_strong"], colors["raised"]) >= 3


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_sheet_is_whole_at_every_scale(qapp: QApplication, name: str, scale: float) -> None:
    theme = Theme.load(name=name, scale=scale)
    sheet = theme.style_sheet()
    assert "$" not in sheet
    assert f"font-size: {round(14 * scale)}px" in sheet
    assert theme.length("target") >= 32
    for file in set(re.findall(r"url\(kit:([^)]+)\)", sheet)):
        assert (RESOURCES / "theme" / file).is_file(), file


def test_wrong_asks_are_named(qapp: QApplication, tmp_path) -> None:
    with pytest.raises(ValueError, match="purple"):
        Theme.load(name="purple")
    with pytest.raises(ValueError, match="scale"):
        Theme.load(name="light", scale=3)
    broken = tmp_path / "tokens.toml"
    broken.write_text(
        TOKENS.read_text(encoding="utf-8").replace("[light.tone.alarm]", "[light.tone.other]"),
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="alarm"):
        Theme.load(broken, "light")


def test_apply_dresses_and_tells(qapp: QApplication, qtbot) -> None:
    with qtbot.waitSignal(host(qapp).changed):
        Theme.load(name="dark", scale=1.25).apply(qapp)
    assert current_theme().name == "dark"
    assert qapp.font().pixelSize() == round(14 * 1.25)
    light = icon("bell").pixmap(16, 16).toImage()
    Theme.load(name="light").apply(qapp)
    assert icon("bell").pixmap(16, 16).toImage() != light
    assert host(qapp) is host(qapp)


def test_button_is_a_big_target(dressed: QApplication, qtbot) -> None:
    button = Button("派出 & 通知", "dispatch", "primary")
    qtbot.addWidget(button)
    button.show()
    assert button.height() >= 32
    assert button.text() == "派出 && 通知"


def test_digits_are_tabular(dressed: QApplication) -> None:
    metrics = QFontMetrics(current_theme().font(strong=True))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_every_icon_exists(dressed: QApplication) -> None:
    for name in NAMES:
        assert not icon(name).isNull()
    with pytest.raises(KeyError):
        icon("no-such-thing")

"""Languages of the interface: source strings are English, ``.qm`` files beside the resources translate
them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui.kit.theme import RESOURCES

FOLDER = RESOURCES / "i18n"
LANGUAGES = ("zh", "en")
_OWN = "kit.translator"

translate = QCoreApplication.translate
"""``translate("Kit", "English text")``; fill placeholders with ``.format`` afterwards."""


def set_language(app: QApplication, language: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """Speak this language from now on; windows made afterwards use it, so call it before the first one.

    Loads every ``*_<language>.qm`` of the folder and, for Chinese, Qt's own ``qtbase_zh_CN``. Returns the
    names of the files loaded (English needs none). Raises ``ValueError`` for another language; a file that
    cannot be read is missing from the answer, so the caller can say so.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for old in app.findChildren(QTranslator, _OWN, direct):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
    app.setProperty("language", language)
    loaded: list[str] = []
    for file in _files(language, folder):
        translator = QTranslator(app)
        translator.setObjectName(_OWN)
        if not translator.load(str(file)):
            translator.deleteLater()
            continue
        app.installTranslator(translator)
        loaded.append(file.name)
    return tuple(loaded)


def language() -> str:
    """The language in use; Chinese until another one is set."""
    app: QObject | None = QCoreApplication.instance()
    return str(app.property("language") or "zh") if app is not None else "zh"


def _files(language_code: str, folder: Path) -> list[Path]:
    own = sorted(folder.glob(f"*_{language_code}.qm")) if folder.is_dir() else []
    if language_code != "zh":
        return own
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
    return [qt, *own] if qt.is_file() else own

"""The profile and the page of the map: nothing leaves the machine, nothing is stored, nobody navigates away."""

from __future__ import annotations

import logging
from collections import deque

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from app.ui.map.scheme import HOST, PAGE_URL, SCHEME, SiteHandler

log = logging.getLogger(__name__)

_LOCAL = frozenset({"data", "blob"})
_LOGGED = 50


class DenyAll(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not ours, counts both sorts and remembers the last blocked addresses."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own = 0
        self.blocked = 0
        self.blocked_urls: deque[str] = deque(maxlen=200)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called for each request of the profile."""
        url = info.requestUrl()
        if url.scheme() == SCHEME.decode() and url.host() == HOST:
            self.own += 1
            return
        if url.scheme() in _LOCAL:
            return
        info.block(True)
        self.blocked += 1
        self.blocked_urls.append(url.toString())
        if self.blocked <= _LOGGED:
            log.warning("map: blocked %s", url.toString())


class LockedPage(QWebEnginePage):
    """A page that stays where it is: no navigation, no windows, no permissions, no files, no dialogs."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.certificateError.connect(lambda error: error.rejectCertificate())
        self.fullScreenRequested.connect(lambda request: request.reject())

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main: bool) -> bool:
        """Only our own page, in the main frame."""
        allowed = is_main and QUrl(url).toString() == PAGE_URL
        if not allowed:
            log.warning("map: navigation refused: %s", QUrl(url).toString()[:200])
        return allowed

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:
        """No second window, ever."""
        return None

    def chooseFiles(self, *_args: object) -> list[str]:
        """No file leaves through the page."""
        return []

    def javaScriptAlert(self, *_args: object) -> None:
        """No dialogs from the page."""

    def javaScriptConfirm(self, *_args: object) -> bool:
        """No dialogs from the page."""
        return False

    def javaScriptPrompt(self, *_args: object) -> tuple[bool, str]:
        """No dialogs from the page."""
        return False, ""

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Into our log."""
        log.warning("map console %s:%s %s", source, line, message[:500])


class MapProfile(QWebEngineProfile):
    """An off-the-record profile with the deny-all interceptor and our scheme."""

    def __init__(self, handler: SiteHandler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.interceptor = DenyAll(self)
        self.setUrlRequestInterceptor(self.interceptor)
        self.installUrlSchemeHandler(SCHEME, handler)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setSpellCheckEnabled(False)
        self.downloadRequested.connect(_refuse_download)
        _lock_settings(self.settings())


def _refuse_download(download: QWebEngineDownloadRequest) -> None:
    log.warning("map: download refused: %s", download.url().toString()[:200])
    download.cancel()


def _lock_settings(settings: QWebEngineSettings) -> None:
    attribute = QWebEngineSettings.WebAttribute
    for off in (
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanAccessClipboard,
        attribute.JavascriptCanPaste,
        attribute.LocalStorageEnabled,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.LocalContentCanAccessFileUrls,
        attribute.HyperlinkAuditingEnabled,
        attribute.PluginsEnabled,
        attribute.PdfViewerEnabled,
        attribute.FullScreenSupportEnabled,
        attribute.ScreenCaptureEnabled,
        attribute.WebGLEnabled,
        attribute.DnsPrefetchEnabled,
        attribute.NavigateOnDropEnabled,
        attribute.ErrorPageEnabled,
        attribute.FocusOnNavigationEnabled,
    ):
        settings.setAttribute(off, False)

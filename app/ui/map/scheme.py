"""The URL scheme ``zhishou://map/``: registered before the QApplication, answered from a :class:`MapSite`."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QFile, QIODevice, QObject, Qt

from app.map.page import CONTENT_SECURITY_POLICY
from app.map.site import MapSite, Reply

try:
    from PySide6.QtWebEngineCore import (
        QWebEngineUrlRequestJob,
        QWebEngineUrlScheme,
        QWebEngineUrlSchemeHandler,
    )
except ImportError:  # a machine without WebEngine still gets every other screen
    if TYPE_CHECKING:
        raise
    QWebEngineUrlScheme = None
    QWebEngineUrlSchemeHandler = QObject

log = logging.getLogger(__name__)

SCHEME = b"zhishou"
HOST = "map"
PAGE_URL = "zhishou://map/index.html"


def register_scheme() -> bool:
    """Make the scheme known to WebEngine; must run before the QApplication exists. False where WebEngine is missing.

    Secure and fetchable, but not local: a local scheme could read files.
    """
    if QWebEngineUrlScheme is None:
        return False
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return True
    _let_root_start()
    # WebEngine's widgets, imported later than the application is made, need this to be set by then.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)
    return True


def _let_root_start() -> None:
    """Chromium ends the whole program where root runs it with its sandbox on; the page is ours and reaches nothing."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


class SiteHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests; only GET, because a page that can only ask cannot leak."""

    def __init__(self, site: MapSite, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._channel_script = _qt_file(":/qtwebchannel/qwebchannel.js")

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request; an unknown path fails as not found, a foreign host or method as denied."""
        url = job.requestUrl()
        if url.host() != HOST:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif job.requestMethod() == b"GET":
            self._answer(job, url.path())
        else:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)

    def _answer(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        try:
            reply = Reply("text/javascript", self._channel_script) if path == "/qwebchannel.js" else self._site.resolve(path)
        except OSError as problem:
            log.error("map: %s cannot be read: %s", path, problem)
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            return
        if reply is None:
            log.warning("map: nothing at %s", path)
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        _reply(job, reply)


def _reply(job: QWebEngineUrlRequestJob, reply: Reply) -> None:
    headers = {
        QByteArray(b"Content-Security-Policy"): [QByteArray(CONTENT_SECURITY_POLICY.encode())],
        QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
        QByteArray(b"Cache-Control"): [QByteArray(b"no-store")],
    }
    job.setAdditionalResponseHeaders(headers)
    buffer = QBuffer(job)  # the job owns it: it lives exactly as long as the reply is read
    buffer.setData(reply.body)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    charset = b";charset=utf-8" if reply.mime.startswith("text/") else b""
    job.reply(reply.mime.encode() + charset, buffer)


def _qt_file(name: str) -> bytes:
    file = QFile(name)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()

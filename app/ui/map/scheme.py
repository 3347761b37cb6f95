"""The URL scheme ``zhishou://map/``: registered before the QApplication, answered from a :class:`MapSite`."""

from __future__ import annotations

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QFile, QIODevice, QObject, Qt, Signal

from app.map.page import CONTENT_SECURITY_POLICY
from app.map.site import Lane, MapSite, Reply

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
    """Answers the page's requests; only GET, because a page that can only ask cannot leak.

    What may wait for a disk or a network is looked up in threads (few for the disk; more for the network, where waiting costs
    nothing) and answered here when it is found; a page that is gone by then is not answered.
    """

    _found = Signal(int, object)

    def __init__(self, site: MapSite, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._waiting: dict[int, QWebEngineUrlRequestJob] = {}
        self._telling = threading.Lock()
        self._closed = False
        self._next = 0
        self._pools = {
            Lane.DISK: ThreadPoolExecutor(2, thread_name_prefix="map-disk"),
            Lane.NETWORK: ThreadPoolExecutor(6, thread_name_prefix="map-net"),
        }
        self._found.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._channel_script = _qt_file(":/qtwebchannel/qwebchannel.js")

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request; an unknown path fails as not found, a foreign host or method as denied.

        A page that is being taken away may still ask (on a slow machine it has not loaded yet): its request is broken off.
        """
        url = job.requestUrl()
        if self._closed:
            job.fail(QWebEngineUrlRequestJob.Error.RequestAborted)
        elif url.host() != HOST:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif job.requestMethod() == b"GET":
            lane = self._site.lane(url.path())
            if lane is Lane.MEMORY:
                self._answer(job, url.path())
            else:
                self._wait_for(job, url.path(), lane)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)

    def close(self) -> None:
        """Look nothing more up; requests that still wait are not answered."""
        with self._telling:  # no thread may speak to an object that Qt is about to delete
            self._closed = True
        self._waiting.clear()
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _wait_for(self, job: QWebEngineUrlRequestJob, path: str, lane: Lane) -> None:
        self._next += 1
        number = self._next
        self._waiting[number] = job
        job.destroyed.connect(lambda: self._waiting.pop(number, None))
        self._pools[lane].submit(self._look_up, number, path)

    def _look_up(self, number: int, path: str) -> None:
        """In a thread: nothing of Qt but the signal is touched."""
        reply: Any = None
        if number in self._waiting:
            try:
                reply = self._site.resolve(path)
            except Exception:
                log.exception("map: %s cannot be answered", path)
        with self._telling:
            if not self._closed:
                self._found.emit(number, reply)

    def _settle(self, number: int, reply: Reply | None) -> None:
        job = self._waiting.pop(number, None)
        if job is None:
            return
        if reply is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            _reply(job, reply)

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

"""One window for one data folder: a second start raises the first window and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 1500


class SingleInstance(QObject):
    """Holds the name of a data folder on this machine, or finds out who does."""

    raise_wanted = Signal()
    """Somebody started the program again: show yourself."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        digest = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:20]
        self._name = f"zhishou-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def acquire(self) -> bool:
        """Whether this process is the first; if not, the first one was asked to raise its window."""
        if self._ask_first():
            return False
        QLocalServer.removeServer(self._name)  # what a killed process left behind
        return self._server.listen(self._name)

    def release(self) -> None:
        """Let the next start be the first."""
        self._server.close()

    def _ask_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_TIMEOUT_MS):
            return False
        socket.write(b"raise\n")
        socket.waitForBytesWritten(_TIMEOUT_MS)
        socket.disconnectFromServer()
        return True

    def _on_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.raise_wanted.emit()

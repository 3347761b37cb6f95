"""The handler of the page's requests, without a page."""

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob

from app.map.site import Lane
from app.ui.map.scheme import HOST, SiteHandler


class Site:
    def lane(self, path):
        return Lane.DISK


class Job:
    def __init__(self):
        self.failed = []

    def requestUrl(self):
        return QUrl(f"zhishou://{HOST}/tiles/1/2/3.png")

    def requestMethod(self):
        return b"GET"

    def fail(self, how):
        self.failed.append(how)


def test_a_page_that_still_asks_while_it_is_taken_away_is_not_a_bug(qapp):
    handler, job = SiteHandler(Site()), Job()
    handler.close()
    handler.requestStarted(job)
    assert job.failed == [QWebEngineUrlRequestJob.Error.RequestAborted]

"""``search`` and ``statistics``."""

from __future__ import annotations

from tests.cli.conftest import Command


def test_search_finds_words_and_narrows(desk: Command) -> None:
    found = desk("search", "青石").json
    assert found["hits"] and set(found["hits"][0]) == {"what", "id", "incident", "at", "title", "excerpt"}
    assert desk("search", "青石", "绝无此词").json == {"hits": [], "more": False}
    still = {row["incident"] for row in desk("search", "--what", "incident", "--status", "open").json["hits"]}
    assert still == {row["id"] for row in desk("incident", "list").json if row["status"] != "closed"}


def test_an_unreadable_day_is_refused(desk: Command) -> None:
    assert desk("search", "火", "--since", "yesterday").code == 2


def test_statistics_add_up(desk: Command) -> None:
    for by in ("month", "class", "kind", "severity", "village", "hour"):
        said = desk("statistics", "--by", by).json
        assert sum(group["incidents"] for group in said["groups"]) == said["all"]["incidents"] > 0
    assert desk("statistics", "--until", "2001-01-01").json["all"]["incidents"] == 0

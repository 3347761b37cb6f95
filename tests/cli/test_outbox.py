"""``reports send|outbox|receipt|…`` and ``instructions …`` on the demonstration township: its superior is a simulated one."""

from __future__ import annotations

from tests.cli.conftest import Command


def incident(desk: Command) -> str:
    return str(desk("incident", "list").json[0]["number"])


def test_a_report_is_sent_to_the_simulated_superior_with_its_paper_and_only_once(desk: Command) -> None:
    of = incident(desk)
    said = ("reports", "send", of, "--channel", "http", "--stage", "follow_up", "--text", "火已扑灭", "--document", "leader_brief")
    sent = desk(*said).json
    assert (sent["state"], sent["recipient"], sent["number"] >= 1) == ("signed_for", "县政府总值班室", True)
    assert len(sent["document_sha256"]) == 64
    assert [one["result"] for one in sent["attempts"]] == ["sent"]
    plain = ("reports", "send", "--channel", "copy", "--stage", "daily", "--title", "零报告", "--text", "无事")
    assert desk(*plain).json["state"] == "queued"
    assert desk(*plain).refused["refused"] == "transmission_twice"


def test_what_a_person_sends_is_recorded_called_about_and_signed_for(desk: Command) -> None:
    of = incident(desk)
    sent = desk("reports", "send", of, "--channel", "fax", "--stage", "follow_up", "--text", "余火清理").json
    assert (sent["state"], sent["next_attempt_at"]) == ("queued", None)
    assert sent["id"] in [row["id"] for row in desk("reports", "outbox").json]
    assert desk("reports", "sent", sent["id"]).json["state"] == "sent"
    call = desk("reports", "call", sent["id"], "--whom", "陈某", "--number", "1", "--outcome", "no_answer").json
    assert [one["outcome"] for one in call["calls"]] == ["no_answer"]
    signed = desk("reports", "receipt", sent["id"], "--by", "陈某", "--evidence", "return_fax").json
    assert (signed["state"], signed["receipt"]["by"]) == ("signed_for", "陈某")
    assert sent["id"] not in [row["id"] for row in desk("reports", "outbox").json]
    assert desk("reports", "giveup", sent["id"], "--reason", "x").refused["refused"] == "transmission_not_waiting"
    assert desk("reports", "retry", sent["id"]).refused["refused"] == "transmission_not_waiting"


def test_what_is_only_queued_waits_for_its_turn(desk: Command) -> None:
    queued = desk("reports", "send", "--channel", "http", "--title", "t", "--text", "x", "--queue-only").json
    assert queued["state"] == "queued"
    worked = {row["id"]: row["state"] for row in desk("reports", "outbox", "--all", "--work").json}
    assert worked[queued["id"]] == "signed_for"


def test_a_document_needs_an_incident_and_a_known_name(desk: Command) -> None:
    of = incident(desk)
    assert desk("reports", "send", "--channel", "fax", "--title", "t", "--document", "leader_brief").refused["refused"] == (
        "document_needs_incident"
    )
    assert desk("reports", "send", of, "--channel", "fax", "--document", "none").refused["refused"] == "document_unknown"


def test_suspicions_have_their_evidence_and_are_only_suspected(desk: Command) -> None:
    rows = desk("reports", "suspicions").json
    assert rows and all(row["suspected_name"].startswith("疑似") and row["due_at"] for row in rows)
    assert all((row["suspected"] == "late") == (row["actual_at"] is not None) for row in rows)
    assert all(row["bases"] for row in rows)


def test_an_instruction_goes_from_received_to_closed(desk: Command) -> None:
    of = incident(desk)
    asked = desk("instructions", "receive", "请核实人数", "--kind", "query", "--from", "陈某", "--incident", of).json
    assert (asked["state"], asked["text"], asked["incident"]) == ("received", "请核实人数", of)
    assert desk("instructions", "assign", "应急站", "--id", asked["id"]).json["responsible"] == "应急站"
    assert desk("instructions", "progress", "已到场", "--id", asked["id"], "--handled").json["steps"][0]["handled"]
    assert desk("instructions", "answer", "2 人", "--id", asked["id"]).json["state"] == "answered"
    assert [row["id"] for row in desk("instructions", "list").json] == [asked["id"]]
    assert desk("instructions", "close", "--id", asked["id"]).json["state"] == "closed"
    assert desk("instructions", "list").json == []
    assert desk("instructions", "answer", "x", "--id", "none").refused["refused"] == "instruction_unknown"

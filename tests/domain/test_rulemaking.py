"""Versions of rulebooks: their life, what seals them, what is in force, and what an answered duty keeps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from app.domain.deadlines import obligations, rulebook_of
from app.domain.incident.commands import OpenIncident
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.reporting.soundness import book_findings
from app.domain.rulemaking import commands as wish
from app.domain.rulemaking.rules import copied, empty, seal
from app.domain.versions import VersionStatus, next_free
from app.kernel.clock import FixedClock, to_local
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, REFERENCE, RULEBOOK, Station, rule, sound_book, text

OWN: dict[str, Any] = {"rulebook_id": "own", "version": "1"}


@pytest.fixture
def station():
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def issue(station, book, **enforced):
    given = {"rulebook_id": book.id, "version": book.version}
    station.do(wish.DraftRulebook(**given, book=book))
    station.do(wish.ReviewRulebook(**given, reviewed_by="Reviewer"))
    station.do(wish.ApproveRulebook(**given, approved_by="Chief", document_no="No. 7"))
    station.do(wish.EnforceRulebook(**given, **enforced))


def refused(station, command) -> Refusal:
    before = station.state
    with pytest.raises(Refusal) as no:
        station.do(command)
    assert station.state is before
    return no.value


def test_a_draft_goes_through_its_life_and_replaces_what_was_in_force(station):
    issue(station, sound_book("town", "2"))
    version = station.state.rulebook_versions["town@2"]
    assert [step.status for step in version.steps] == [
        VersionStatus.DRAFT, VersionStatus.REVIEWED, VersionStatus.APPROVED, VersionStatus.IN_FORCE,
    ]
    book = station.desk.reference.rulebooks["town"]
    assert book.version == "2" and book.approval is not None
    assert (book.approval.by, book.approval.document, book.approval.on) == ("Chief", "No. 7", to_local(NOON).date())
    assert station.desk.reference.shipped_rulebooks["town"] == RULEBOOK
    issue(station, sound_book("town", "3"))
    assert station.state.rulebook_versions["town@2"].status is VersionStatus.SUPERSEDED
    assert station.desk.reference.rulebooks["town"].version == "3"


def test_an_own_rulebook_is_taken_into_use_in_the_same_stroke(station):
    issue(station, sound_book("own"), use_here=True)
    assert station.state.profile.rulebook_id == "own"
    found = rulebook_of(station.state, station.desk.reference)
    assert found is not None and found.id == "own"


def test_an_own_rulebook_that_nobody_chose_changes_nothing_here(station):
    issue(station, sound_book("own"))
    assert station.state.profile.rulebook_id == "town" and "own" in station.desk.reference.rulebooks


def test_deadlines_follow_the_new_book_and_what_was_answered_keeps_what_it_answered(station):
    fire = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={}))
    station.do(MakeReport(incident_id=fire, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="Li"))
    issue(station, sound_book("town", "2", rules=(
        rule("ring", Stage.FIRST, Channel.PHONE, limit_min=1), rule("write", Stage.FIRST, Channel.WRITTEN, limit_min=25),
    )))
    incident = station.state.incidents[fire]
    owed = {one.channel: one for one in obligations(incident, station.state, station.desk.reference, NOON + timedelta(hours=2))}
    told = owed[Channel.PHONE]
    assert told.answered_at == NOON and told.due_at == NOON + timedelta(minutes=30)
    assert [ref.rule_id for ref in told.bases] == ["phone"] and not told.is_late(NOON + timedelta(hours=2))
    assert owed[Channel.WRITTEN].due_at == NOON + timedelta(minutes=25)
    assert [ref.rule_id for ref in owed[Channel.WRITTEN].bases] == ["write"]


def test_findings_block_review_and_what_became_unsound_blocks_approval(station):
    bad = sound_book(rules=(replace(sound_book().rules[0], limit_min=0),))
    station.do(wish.DraftRulebook(**OWN, book=bad))
    no = refused(station, wish.ReviewRulebook(**OWN, reviewed_by="R"))
    assert (no.code, no.facts["where"]) == ("rulebook_unsound", "rules[0].limit_min")
    station.do(wish.EditRulebook(**OWN, revision=1, book=sound_book()))
    station.do(wish.ReviewRulebook(**OWN, reviewed_by="R"))
    station.desk.adopt(replace_roles(REFERENCE))
    assert refused(station, wish.ApproveRulebook(**OWN, approved_by="C")).code == "rulebook_unsound"


def replace_roles(reference):
    import dataclasses

    return dataclasses.replace(reference, roles={})


def test_an_edit_of_what_was_not_in_sight_is_refused(station):
    station.do(wish.DraftRulebook(**OWN, book=sound_book()))
    station.do(wish.EditRulebook(**OWN, revision=1, book=sound_book(title=text("A"))))
    no = refused(station, wish.EditRulebook(**OWN, revision=1, book=sound_book(title=text("B"))))
    assert (no.code, no.facts) == ("rulebook_edited_meanwhile", {"revision": 2, "seen": 1})
    assert refused(station, wish.EditRulebook(**OWN, revision=2, book=sound_book(title=text("A")))).code == "nothing_changed"
    assert station.state.rulebook_versions["own@1"].book.title == text("A")


def test_names_that_cannot_be_and_steps_out_of_turn_are_refused(station):
    def draft(id_, version, book=None):
        return wish.DraftRulebook(rulebook_id=id_, version=version, book=book or sound_book(id_, version))

    assert refused(station, draft("No Id", "1")).code == "rulebook_id_shape"
    assert refused(station, draft("own", "1 a")).code == "rulebook_version_shape"
    assert refused(station, draft("own", "1", sound_book("other"))).code == "rulebook_draft_mismatch"
    assert refused(station, draft("town", "1")).code == "rulebook_version_taken"
    assert refused(station, wish.ReviewRulebook(**OWN, reviewed_by="R")).code == "rulebook_version_unknown"
    station.do(draft("own", "1"))
    assert refused(station, draft("own", "1")).code == "rulebook_version_taken"
    assert refused(station, wish.EnforceRulebook(**OWN)).code == "rulebook_version_not_ready"
    station.do(wish.ReviewRulebook(**OWN, reviewed_by="R"))
    assert refused(station, wish.EditRulebook(**OWN, revision=1, book=sound_book())).code == "rulebook_version_not_ready"
    tomorrow = to_local(NOON).date() + timedelta(days=1)
    later = wish.ApproveRulebook(**OWN, approved_by="C", approved_on=tomorrow)
    assert refused(station, later).code == "date_in_future"
    station.do(wish.ApproveRulebook(**OWN, approved_by="C"))
    assert refused(station, wish.EnforceRulebook(**OWN, in_force_from=NOON + timedelta(hours=1))).code == "time_in_future"


def test_a_number_without_end_is_never_written(station):
    endless = sound_book(rules=(replace(sound_book().rules[0], elapsed_h=float("inf")),))
    assert refused(station, wish.DraftRulebook(**OWN, book=endless)).code == "rulebook_not_writable"
    assert refused(station, wish.DraftRulebook(**OWN, book=sound_book(rules=(rule(
        "x", Stage.FIRST, Channel.PHONE, limit_min=5),) * 501))).code == "rulebook_too_large"


def test_a_limit_beyond_all_calendars_is_found():
    book = sound_book(rules=(rule("long", Stage.FIRST, Channel.PHONE, limit_min=10**12),))
    assert [(path, code) for path, code, _ in book_findings(book, REFERENCE)] == [(("rules", 0, "limit_min"), "limit_too_long")]


def test_what_an_empty_book_lacks_is_named_and_a_copy_names_its_source():
    found = {(path, code) for path, code, _ in book_findings(empty("own", "1", text(""), text(""), "moon"), REFERENCE)}
    assert found == {
        (("title", "zh"), "text_empty"), (("jurisdiction", "zh"), "text_empty"), (("basis", "title"), "text_empty"),
        (("tier",), "not_one_of"), (("rules",), "list_empty"),
    }
    copy = copied(RULEBOOK, "own", "2026.1")
    assert (copy.id, copy.version, copy.based_on, copy.approval) == ("own", "2026.1", "town@1", None)


def test_the_seal_follows_the_content_alone():
    book = sound_book()
    assert seal(book) == seal(sound_book()) != seal(sound_book(title=text("else")))


def test_the_next_number_is_free():
    assert next_free(["2026.1", "2026.2"]) == "2026.3" and next_free([]) == "1.1" and next_free(["2025.1", "2026.9"]) == "2026.10"

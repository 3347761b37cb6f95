"""What happened to the responsibility list is said in both languages, without a gap."""

from __future__ import annotations

import pytest

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.desk.describe_duties import MAKERS
from app.journal.codec import unseal
from tests.history.make_sample import story
from tests.world import REFERENCE

WORDS = read_words(program_files().resources / "i18n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_entry_of_the_list_has_a_sentence(lang: str) -> None:
    station = story()
    wording = Wording(WORDS, lang, REFERENCE)
    describer = Describer(REFERENCE, wording)
    records = [unseal(line) for line in station.journal.read()]
    own = [record for record in records if type(record.entry) in MAKERS]
    said = [describer.record(record, station.state) for record in own]
    assert {type(record.entry) for record in own} == set(MAKERS)
    assert not wording.missing and not [text for text in said if "{" in text or "[" in text], said
    station.close()

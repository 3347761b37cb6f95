"""Grades, kinds and facts: the figures of the field, and the names of the public interface."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

BECAUSE = {
    "metric", "value", "op", "bound", "severity", "table", "source", "article", "status", "checked", "includes", "text",
}  # fmt: skip


def test_a_grade_says_why(cli: Command) -> None:
    said = cli("grade", "--kind", "A-FIR", "--fact", "dead=3", "--json")
    assert said.code == 0
    assert said.json["severity"] == "III"
    assert said.json["severity_name"] == "较大"
    first = said.json["because"][0]
    assert set(first) >= BECAUSE
    assert (first["metric"], first["value"], first["op"], first["bound"]) == ("dead", 3, "ge", 3)
    assert (first["source"], first["article"], first["status"]) == ("国务院令第493号", "第三条", "statutory")
    assert first["text"] == "死亡 3 人 ≥ 3 人 → 较大，国务院令第493号 第三条（法定）"


@pytest.mark.parametrize(
    ("kind", "facts", "severity"),
    [
        ("A-WRK", "dead=3", "III"),
        ("A-WRK", "dead=2", "IV"),
        ("A-WRK", "serious=10", "III"),
        ("A-WRK", "loss_10k_yuan=1000", "III"),
        ("N-FOR", "burned_ha=1", "III"),
        ("N-FOR", "burned_ha=99.9", "III"),
        ("N-FOR", "burned_ha=100", "II"),
        ("N-GEO", "threatened=100", "III"),
        ("A-ENV", "evacuated=10000", "II"),
        ("A-FIR", "", None),
    ],
)
def test_the_cases_of_the_facts_file(cli: Command, kind: str, facts: str, severity: str | None) -> None:
    words = ["--fact", facts] if facts else []
    assert cli("grade", "--kind", kind, *words, "--json").json["severity"] == severity


def test_geological_hazards_keep_the_names_of_their_law(cli: Command) -> None:
    assert cli("grade", "--kind", "N-GEO", "--fact", "threatened=100", "--json").json["severity_name"] == "中型"


def test_the_missing_count_as_dead_and_are_named(cli: Command) -> None:
    said = cli("grade", "--kind", "A-WRK", "--fact", "dead=2", "--fact", "missing=1", "--json").json
    assert said["severity"] == "III"
    assert said["because"][0]["includes"] == ["missing"]


def test_facts_may_follow_one_option_and_kinds_may_be_small(cli: Command) -> None:
    assert cli("grade", "--kind", "a-fir", "--fact", "dead=2", "missing=1", "--json").json["severity"] == "III"


def test_english(cli: Command) -> None:
    said = cli("grade", "--kind", "A-FIR", "--fact", "dead=3", "--lang", "en")
    assert said.out.splitlines()[0] == "larger"
    assert "State Council Decree 493 art. 3 (statutory)" in said.out


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("dead=-1", "fact_too_small"),
        ("dead=1.5", "fact_not_whole"),
        ("dead=many", "fact_not_a_number"),
        ("dead=nan", "fact_not_a_number"),
        ("loss_10k_yuan=1e999", "fact_not_a_number"),
        ("dead=999999999999999", "fact_too_large"),
        ("dead", "fact_form"),
        ("open_flame=maybe", "fact_not_a_flag"),
        ("alert=pink", "fact_not_a_choice"),
        ("severity=I", "fact_unknown"),
        ("=3", "fact_unknown"),
    ],
)
def test_a_wrong_fact_is_refused(cli: Command, fact: str, code: str) -> None:
    said = cli("grade", "--kind", "A-FIR", "--fact", fact, "--json")
    assert said.code == 2
    assert said.out == ""
    assert said.refused["refused"] == code
    assert said.refused["message"]
    assert set(said.refused) >= {"refused", "message", "facts", "source"}


def test_the_same_fact_twice_is_refused(cli: Command) -> None:
    assert cli("grade", "--kind", "A-FIR", "--fact", "dead=1", "dead=2", "--json").refused["refused"] == "fact_twice"


@pytest.mark.parametrize(("fact", "near"), [("daed=3", "dead"), ("死亡=3", "dead"), ("burnt_ha=1", "burned_ha")])
def test_an_unknown_fact_brings_the_nearest(cli: Command, fact: str, near: str) -> None:
    assert cli("grade", "--kind", "A-FIR", "--fact", fact, "--json").refused["near"][0] == near


@pytest.mark.parametrize(("kind", "near"), [("A-FIRE", "A-FIR"), ("森林火灾", "N-FOR"), ("flood", "N-FLD")])
def test_an_unknown_kind_brings_the_nearest(cli: Command, kind: str, near: str) -> None:
    said = cli("grade", "--kind", kind, "--json")
    assert said.code == 2
    assert near in said.refused["near"]
    assert near in cli("grade", "--kind", kind).err


def test_flags_and_choices_are_read_in_both_languages(cli: Command) -> None:
    said = cli("grade", "--kind", "N-FOR", "--fact", "open_flame", "spreading=是", "alert=橙色", "--json").json
    assert said["facts"] == {"open_flame": True, "spreading": True, "alert": "orange"}


def test_kinds(cli: Command) -> None:
    rows = {row["code"]: row for row in cli("kinds", "--json").json}
    assert rows["A-FIR"]["zh"] == "房屋火灾"
    assert rows["A-FIR"]["class"] == "A"
    assert set(rows["N-GEO"]) >= {"code", "name", "zh", "en", "class", "class_name", "lead", "facts"}
    assert "N-FOR" in cli("kinds").out


def test_facts(cli: Command) -> None:
    rows = {row["name"]: row for row in cli("facts", "--json").json}
    wanted = {"name", "zh", "en", "unit", "type", "group", "least", "most", "kinds", "choices", "derived"}
    assert set(rows["dead"]) >= wanted
    assert (rows["dead"]["zh"], rows["dead"]["unit"], rows["dead"]["kinds"]) == ("死亡", "人", ["*"])
    assert set(rows) >= {
        "dead", "missing", "trapped", "serious", "minor", "threatened", "evacuated", "loss_10k_yuan", "burned_ha",
        "magnitude", "people_gathered", "ill",
    }  # fmt: skip
    assert rows["alert"]["choices"]["red"] == "红色"
    assert "dead_missing" not in cli("facts").out


@pytest.mark.parametrize("words", [("grade",), ("nonsense",), ("grade", "--kind"), ("plans",), ("kinds", "--lang", "fr")])
def test_wrong_words_end_with_two_and_the_usage(cli: Command, words: tuple[str, ...]) -> None:
    said = cli(*words)
    assert said.code == 2
    assert "usage: zhishou" in said.err
    assert cli(*words, "--json").refused["refused"] == "usage"


def test_options_may_stand_before_the_verb(cli: Command) -> None:
    assert cli("--json", "--lang", "en", "grade", "--kind", "A-FIR").json["severity_name"] == "below general"


@pytest.mark.parametrize("words", [("--help",), ("grade", "--help"), ("incident", "open", "--help")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help(cli: Command, words: tuple[str, ...], lang: str) -> None:
    said = cli(*words, "--lang", lang) if words == ("--help",) else cli(words[0], "--lang", lang, *words[1:])
    assert said.code == 0
    assert ("data folder" in said.out) == (lang == "en")


def test_an_argument_that_is_no_text_is_refused(cli: Command) -> None:
    assert cli("grade", "--kind", "\udcff").code == 2

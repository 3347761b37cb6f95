"""``drill draft|export|import`` from the command line."""

from __future__ import annotations

from openpyxl import load_workbook


def test_a_draft_from_a_plan_goes_out_as_a_workbook_and_in_again_and_an_unsound_one_is_a_draft(cli, tmp_path) -> None:
    made = cli("drill", "draft", "hazmat", "--level", "II", "--length", "90", "-o", str(tmp_path / "out"), "--json").json
    assert made["tasks"] == 28 and made["length_min"] == 90 and (tmp_path / "out" / "hazmat-level-2" / "briefing.md").is_file()
    book = tmp_path / "x.xlsx"
    assert cli("drill", "export", made["folder"], "-o", str(book), "--json").json["expectations"] == made["expectations"]
    read = cli("drill", "import", str(book), "--json").json
    assert read["kept"] == "shelf" and (tmp_path / "nothing" / "scenarios" / "hazmat-level-2" / "scenario.yaml").is_file()
    assert cli("drill", "import", str(book), "--json").refused["refused"] == "scenario_exists"
    pages = load_workbook(book)
    pages["导调"]["F2"] = "nobody"
    pages.save(book)
    said = cli("drill", "import", str(book), "-o", str(tmp_path / "in"), "--json")
    assert said.code == 1 and said.json["kept"] == "draft"
    (problem,) = [one for one in said.json["problems"] if one["code"] == "inject_to_nobody"]
    assert (problem["file"], problem["line"], problem["field"]) == ("x.xlsx [导调]", 2, "F2") and problem["message"]
    assert [path.name for path in sorted((tmp_path / "in" / "hazmat-level-2").iterdir())] == ["draft.md", "draft.yaml"]

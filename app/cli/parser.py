"""The words of the command line. Importing and parsing touch neither the catalogue nor the data folder."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from functools import cache

from app.catalog.locations import program_files
from app.catalog.yaml_source import read_source
from app.cli.arguments import path_of
from app.cli.tree import Parser, Say, Tree
from app.cli.verbs import (
    alarms,
    assess,
    backup,
    catch_up,
    devices,
    doctor,
    drill_calendar,
    drill_closing,
    drill_host,
    drill_papers,
    drill_scenarios,
    drills,
    duties,
    duty_log,
    findings,
    handover,
    incidents,
    instructions,
    intake,
    journal,
    map,
    map_layers,
    map_osm,
    map_sheet,
    mapping,
    materials,
    obligations,
    outbox,
    papers,
    patrols,
    people,
    plans,
    replay,
    reports,
    roster,
    rules,
    searching,
    shelters,
    survival,
    units,
    warnings,
    who,
    window,
)
from app.kernel.text import Text

LANGUAGES = ("zh", "en")
_FAMILIES = (
    window,
    plans,
    assess,
    obligations,
    rules,
    alarms,
    incidents,
    intake,
    units,
    who,
    devices,
    people,
    materials,
    shelters,
    patrols,
    duties,
    handover,
    duty_log,
    catch_up,
    survival,
    map,
    map_layers,
    map_osm,
    mapping,
    papers,
    reports,
    outbox,
    instructions,
    journal,
    searching,
    warnings,
    map_sheet,
    backup,
    roster,
    findings,
    drill_calendar,
    drills,
    drill_scenarios,
    drill_closing,
    drill_papers,
    drill_host,
    replay,
    doctor,
)


@cache
def _help_words() -> dict[str, Text]:
    return read_source(program_files().resources / "i18n" / "words-cli.yaml").convert(dict[str, Text])


def parse(argv: list[str]) -> Namespace:
    """The verb and its options; ends the program with code 2 and the usage where they make no sense.

    ``verb`` is the function to call with a ``Session``; without a verb it opens the window. Of the some two hundred verbs only
    those whose names stand in ``argv`` get parsers of their own: to make all of them takes a tenth of a second.
    """
    lang = _language(argv)
    words = _help_words()

    def say(code: str) -> str:
        return words[code].of(lang).replace("%", "%%")

    parser_class = type("LocalParser", (Parser,), {"wrong": words["cli.usage"].of(lang), "as_json": "--json" in argv})
    common = _common(say)
    parser = parser_class(prog="zhishou", description=say("cli.help"), parents=[common], allow_abbrev=False)
    if any("\udc80" <= char <= "\udcff" for word in argv for char in word):
        parser.error(words["cli.not_utf8"].of(lang))
    tree = Tree(parser, common, say, asked=frozenset(argv))
    for family in _FAMILIES:
        family.add(tree)
    blank = Namespace(json=False, data=None, lang=None, actor="", verb=window.open_window)
    parser.parse_args(argv, blank)
    return blank


def _common(say: Say) -> ArgumentParser:
    """What every verb takes, before or behind its name."""
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    common.add_argument("--json", action="store_true", help=say("cli.help.json"))
    common.add_argument("--data", type=path_of, metavar="DIR", help=say("cli.help.data"))
    common.add_argument("--lang", choices=LANGUAGES, help=say("cli.help.lang"))
    return common


def _language(argv: list[str]) -> str:
    """The language of the help: ``--lang`` wherever it stands, else Chinese."""
    for at, word in enumerate(argv):
        given = argv[at + 1] if word == "--lang" and at + 1 < len(argv) else word.removeprefix("--lang=")
        if word.startswith("--lang") and given in LANGUAGES:
            return given
    return LANGUAGES[0]

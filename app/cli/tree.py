"""The tree of verbs while it grows: what every parser shares, and the words of the help."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from app.cli.session import Session

Say = Callable[[str], str]
Handler = Callable[[Session], Any]


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command line, as JSON where that was asked for; exit code 2."""

    wrong: str = "{text}"
    as_json: bool = False

    def error(self, message: str) -> NoReturn:
        """End with the usage and the reason."""
        said = self.wrong.format(text=message)
        if self.as_json:
            value = {"refused": "usage", "message": said, "facts": {"usage": self.format_usage().strip()}, "source": ""}
            print(json.dumps(value, ensure_ascii=False), file=sys.stderr)
        else:
            print(f"{self.format_usage()}{self.prog}: {said}", file=sys.stderr)
        raise SystemExit(2)


class Unasked:
    """Stands for the parser of a verb that the command line does not name: takes every definition and keeps none."""

    def __getattr__(self, name: str) -> Callable[..., Unasked]:
        return lambda *_given, **_more: self


class Tree:
    """A place in the tree to which verbs are added."""

    def __init__(
        self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser, say: Say, path: tuple[str, ...] = (), *,
        asked: frozenset[str], required: bool = False,
    ) -> None:
        """``parser`` gets the verbs; ``asked`` are the words of the command line: no other verb can be meant."""
        self._common = common
        self._path = path
        self._asked = asked
        self._families: dict[str, Tree] = {}
        self.say = say
        kind = type(parser)

        def made(**given: Any) -> Any:
            """A real parser only for a verb that was named; the others are listed by name and help alone."""
            return kind(**given) if given["prog"].rpartition(" ")[2] in asked else Unasked()

        more: dict[str, Any] = {"parser_class": made, "required": required}
        self._verbs: Any = parser.add_subparsers(
            metavar=say("cli.help.verb"), dest=f"verb_{path[-1] if path else 'name'}", **more
        )

    def verb(self, name: str, handler: Handler) -> argparse.ArgumentParser:
        """A verb that this handler answers."""
        parser = self._add(name)
        parser.set_defaults(verb=handler)
        return parser

    def family(self, name: str, otherwise: Handler | None = None) -> Tree:
        """A verb that has verbs of its own (modules that ask for the same one share it); ``otherwise`` answers it alone."""
        if name not in self._families:
            parser = self._add(name)
            if otherwise is not None:
                parser.set_defaults(verb=otherwise)
            self._families[name] = Tree(
                parser, self._common, self.say, (*self._path, name), asked=self._asked, required=otherwise is None
            )
        return self._families[name]

    def facts(self, parser: argparse.ArgumentParser) -> None:
        """The option that takes facts."""
        parser.add_argument("--fact", action="extend", nargs="+", default=[], metavar="name=value", help=self.say("cli.help.fact"))

    def actor(self, parser: argparse.ArgumentParser) -> None:
        """The option that says who acts."""
        parser.add_argument("--as", dest="actor", default="", metavar="NAME", help=self.say("cli.help.as"))

    def _add(self, name: str) -> argparse.ArgumentParser:
        said = self.say("cli.help." + ".".join((*self._path, name)))
        parser: argparse.ArgumentParser = self._verbs.add_parser(
            name, parents=[self._common], help=said, description=said, allow_abbrev=False
        )
        return parser

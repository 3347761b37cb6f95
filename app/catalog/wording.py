"""Words by code, in Chinese or English (``resources/i18n/words*.yaml``), and sentences about rules and refusals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from app.catalog.kept import remembered
from app.catalog.yaml_source import read_source
from app.domain.basis import Basis
from app.domain.conditions import FactScalar, Hit
from app.domain.incident.model import Because
from app.domain.reference import Reference
from app.domain.words import Checked
from app.kernel.clock import to_local
from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.kernel.text import Text

Words: TypeAlias = Mapping[str, Text]
"""Texts by code, such as ``severity.III``."""

_NAMED_ACT = re.compile(r"(?P<act>[^《》]*(?:法|条例|预案|规定|办法|标准|制度|规程))(?P<rest>（[^）]*）)?")
_ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+)条")
_DIGITS = "零一二三四五六七八九"
_TENS = "十"


def read_words(folder: Path, cache_dir: Path | None = None) -> dict[str, Text]:
    """All texts of ``words*.yaml`` in this folder, kept in ``cache_dir`` for the next time where one is given.

    Raises ``BadFile`` with every problem, double codes among them.
    """
    return remembered(cache_dir, "words", dict[str, Text], (folder,), lambda: _read_words(folder))


def _read_words(folder: Path) -> dict[str, Text]:
    words: dict[str, Text] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("words*.yaml")):
        try:
            source = read_source(path)
            found = source.convert(dict[str, Text])
        except BadFile as bad:
            problems += bad.problems
            continue
        problems += [source.problem(((code,), "duplicate_id", {"id": code})) for code in found if code in words]
        words.update(found)
    if problems:
        raise BadFile(tuple(problems))
    return words


_NOTHING = Reference()


class Wording:
    """Says codes in one language. What it could not say it shows as the code in brackets and notes in ``missing``."""

    def __init__(
        self, words: Words, lang: str = "zh", reference: Reference | Callable[[], Reference] | None = None
    ) -> None:
        """``reference`` names kinds, roles and plans; a callable where it changes while the desk runs."""
        self._words = words
        self._look_up = reference if callable(reference) else lambda: reference or _NOTHING
        self.lang = lang
        self.missing: set[str] = set()
        self._names: Mapping[str, Callable[[str], str]] = MappingProxyType(
            {
                "fact": self.fact_label,
                "incident_kind": lambda code: self._named(self._reference.kinds, code),
                "unit_kind": lambda code: self._named(self._reference.unit_kinds, code),
                "role": lambda code: self._named(self._reference.roles, code),
                "plan": lambda code: self._titled(self._reference.plans, code),
                "rulebook": lambda code: self._titled(self._reference.rulebooks, code),
                "field": lambda code: self._or_code("field", code),
                "status": lambda code: self._or_code("unit_status", code),
                "from": lambda code: self._or_code("unit_status", code),
                "to": lambda code: self._or_code("unit_status", code),
                "standing": lambda code: self._or_code("version_status", code),
                "finding_standing": lambda code: self._or_code("finding_standing", code),
                "wanted": lambda code: self._or_code("version_status", str(code)),
                "stage": lambda code: self._or_code("stage", code),
                "channel": lambda code: self._or_code("channel", code),
                "report_status": lambda code: self._or_code("report_status", code),
                "section": lambda code: self._or_code("report_section", code),
                "level": lambda code: self._or_code("response", code),
                "why": lambda code: self._or_code("why", code),
                "drawing": lambda code: self._or_code("drawing_kind", code),
                "form": lambda code: self._or_code("shape_form", code),
                "duty_post": lambda code: self._or_code("roster.post", code),
            }
        )

    @property
    def _reference(self) -> Reference:
        return self._look_up()

    def say(self, code: str, /, **facts: Any) -> str:
        """The text of a code with its placeholders filled; times are shown on the Chinese wall clock."""
        text = self._words.get(code)
        if text is None:
            self.missing.add(code)
            return f"[{code}]"
        shown = {name: self._shown(value) for name, value in facts.items()}
        return text.of(self.lang).format_map(_Gaps(shown))

    def knows(self, code: str) -> bool:
        """Whether there is a text for this code."""
        return code in self._words

    def text(self, text: Text | None) -> str:
        """A two-language text in this language ("" for none)."""
        return "" if text is None else text.of(self.lang)

    def refusal(self, no: Refusal) -> str:
        """Why the desk says no, with the clause it rests on."""
        said = self.say(f"refusal.{no.code}", **self._named_facts(no.facts))
        return self.say("refusal_with_source", text=said, source=no.source) if no.source else said

    def fault(self, fault: Fault) -> str:
        """What in the world has failed, and what to do."""
        return self.say(f"fault.{fault.code}", **self._named_facts(fault.facts))

    def problem(self, problem: Problem) -> str:
        """What is wrong in a file, where, and the mend."""
        what = self.say(f"problem.{problem.code}", **problem.facts)
        in_field = "problem_in_field" if problem.line else "problem_in_part"
        code = in_field if problem.field else "problem_in_file" if problem.line else "problem_of_file"
        return self.say(code, file=problem.file, line=problem.line, field=problem.field, text=what)

    def because(self, because: Because, kind: str = "") -> str:
        """One reason of a grading: 死亡 3 人 ≥ 3 人 → 较大，国务院令第493号 第三条（法定）."""
        hit = self.hit(Hit(because.metric, because.op, because.bound, because.value))
        for other in because.includes:
            hit += self.say("because.includes", fact=self.fact_label(other))
        severity = self.severity(because.severity.value, kind)
        return self.say("because", hit=hit, severity=severity, basis=self.basis(because.basis))

    def severity(self, severity: str | None, kind: str = "") -> str:
        """The name of a severity; a kind whose law has other names (geological hazards) gets those."""
        if not severity:
            return self.say("severity.none")
        known = self._reference.kinds.get(kind)
        own = known.severity_names.get(severity) if known else None
        return self.text(own) if own else self.say(f"severity.{severity}")

    def hit(self, hit: Hit) -> str:
        """Which fact passed which bound: 死亡 3 人 ≥ 3 人; a flag is only named."""
        label = self.fact_label(hit.fact)
        if isinstance(hit.value, bool):
            return self.say("hit.flag_yes" if hit.value else "hit.flag_no", label=label)
        value = self.fact_value(hit.fact, hit.value)
        if hit.op in ("is", "one_of"):
            return self.say("hit.is", label=label, value=value)
        bound = self.fact_value(hit.fact, hit.bound)
        return self.say(f"hit.{hit.op}", label=label, value=value, bound=bound)

    def fact_label(self, name: str) -> str:
        """The label of a fact (its name where it is unknown)."""
        known = self._reference.facts.get(name)
        return self.text(known.label) if known else name

    def fact_value(self, name: str, value: FactScalar) -> str:
        """A fact's value with its unit, or the words of its choice."""
        known = self._reference.facts.get(name)
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, str):
            choice = known.choices.get(value) if known else None
            return self.text(choice) if choice else value
        unit = self.text(known.unit) if known else ""
        return f"{_number(value)} {unit}".strip()

    def basis(self, basis: Basis) -> str:
        """Where a rule comes from and what it is worth: 《森林防火条例》第四十条（法定）; unverified ones say so."""
        status = self.say(f"rule_status.{basis.status}")
        if basis.checked is Checked.UNVERIFIED:
            status = self.say("basis.unverified", status=status)
        return self.say("basis", cite=self.cite(basis), status=status)

    def cite(self, basis: Basis) -> str:
        """The document and its article; Chinese acts in their title marks."""
        if self.lang == "en" and basis.title_en:
            return f"{basis.title_en} {_ARTICLE.sub(_english_article, basis.article)}".strip()
        named = _NAMED_ACT.fullmatch(basis.title)
        title = f"《{named['act']}》{named['rest'] or ''}" if named else basis.title
        return f"{title}{'' if named else ' '}{basis.article}".strip()

    def ordinal(self, number: int) -> str:
        """A number as it follows a report's name: 续报一, 续报十二; plain digits in English and from 100 on."""
        if self.lang == "en" or not 0 <= number < 100:
            return str(number)
        tens, ones = divmod(number, 10)
        head = "" if tens == 0 else _TENS if tens == 1 else _DIGITS[tens] + _TENS
        return head + (_DIGITS[ones] if ones or not tens else "")

    def _named_facts(self, facts: Mapping[str, Any]) -> dict[str, str]:
        return {name: self._name_of(name, value) for name, value in facts.items()}

    def _name_of(self, name: str, value: Any) -> str:
        shown = self._shown(value)
        resolve = self._names.get(name)
        return resolve(shown) if resolve and shown else shown

    def _named(self, among: Mapping[str, Any], code: str) -> str:
        known = among.get(code)
        return self.text(known.name) if known else code

    def _titled(self, among: Mapping[str, Any], code: str) -> str:
        known = among.get(code)
        return self.text(known.title) if known else code

    def _or_code(self, family: str, code: str) -> str:
        text = self._words.get(f"{family}.{code}")
        return text.of(self.lang).format_map(_Gaps({})) if text else code

    def _shown(self, value: Any) -> str:
        if isinstance(value, Text):
            return value.of(self.lang)
        if isinstance(value, datetime):
            return to_local(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        return _number(value) if isinstance(value, float) else str(value)


def _english_article(found: re.Match[str]) -> str:
    hundreds, _, rest = found[1].rpartition("百")
    tens, ten, ones = rest.rpartition(_TENS)
    number = 100 * (_DIGITS.index(hundreds) if hundreds else 0)
    number += 10 * (_DIGITS.index(tens[-1]) if tens else 1) if ten else 0
    return f"art. {number + (_DIGITS.index(ones[-1]) if ones else 0)}"


class _Gaps(dict[str, str]):
    """A placeholder that nobody filled stays readable instead of breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:g}"

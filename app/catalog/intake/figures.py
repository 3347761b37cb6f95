"""How many: the dead, the trapped, the hurt, households, vehicles, areas, depths; and who says that there are none.

The text is read clause by clause: numbers with units first (:mod:`~app.catalog.intake.measured`), then people
(:mod:`~app.catalog.intake.linking`); who is left is counted as what the kind of incident does to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from app.catalog.intake.lexicon import FAINT, HURT, Alone, Figures
from app.catalog.intake.linking import OTHER, Link, Linker
from app.catalog.intake.measured import MeasuredReader, Said
from app.catalog.intake.model import Understood
from app.catalog.intake.numbers import Number, numbers_in, whole
from app.catalog.intake.text import VEIL, clauses, expanded, masked, one_of
from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef

_PAUSES = ",。;:!?\n\x01"
_OF_ONE = ("trapped", "missing", "in_water")
"""Facts that one person without a number is told of (司机被困), if need be without a name (有人被困)."""
_BODILY = ("dead", "serious", "minor", HURT, FAINT)
_LIVES = (*_OF_ONE, *_BODILY, "ill", "poisoned_serious", "stranded")
_NO_PEOPLE = re.compile(
    r"^个?多?(?:组(?!长)|村(?!民|里|上|干)|镇|乡|县|社区|小时|钟头|天|班(?!人|干)|月|年|分钟|栋|层|楼|车间|班级|公里|千米|米|点|时|单元|次|元|万元|亩|公顷|吨|斤|级|度|毫米"
    r"|厘米|湾|队|家|单位|部门|小区|路|方|台|辆|套|根|处|岁|间|头|只|条|座|门|袋|箱|桶|罐)"
)
"""What is counted there is nobody."""
_PAIR = re.compile("俩|仨")
_LOOK_BACK = 60
"""Letters before a clause in which stands what a bare correction (是2人) is about."""
_AGE = re.compile(r"[\d一二三四五六七八九十]+(?:多|来)?(?:周岁|岁|个月大)")


class FigureReader:
    """Finds figures by these words."""

    def __init__(self, words: Figures, facts: Mapping[str, FactDef]) -> None:
        self._words, self._facts = words, facts
        self._named = {one.lower(): name for name, group in words.counted.items() for word in group for one in expanded(word)}
        self._named.update({one.lower(): OTHER for word in words.other for one in expanded(word)})
        people = one_of(words.people)
        self._linker = Linker(words, self._named)
        self._measured = MeasuredReader(words.measured)
        self._no_number = re.compile(one_of(words.not_numbers))
        self._renewed = re.compile(one_of(words.update))
        self._earlier = re.compile(one_of(words.earlier))
        self._instead = re.compile(rf"(?:{one_of(words.instead_of)})\s*$")
        self._instead_of_number = re.compile(rf"(?:{one_of(words.instead_of)})\s*[\d一二两三四五六七八九十]")
        self._from = re.compile(r"[由从]$")
        self._became = re.compile(rf"^[^,。;\d]{{0,2}}(?:{one_of(words.became)})")
        befell = one_of(word for word, name in self._named.items() if name in ("dead", "serious", HURT))
        self._befell = re.compile(rf"(?<![无没未])(?:{befell})")
        self._lone = re.compile(rf"(?<=[到了着有把住])[个名位](?={people})")
        self._among = re.compile(one_of(words.among))
        self._total = re.compile(rf"(?:{one_of(words.total)})[^,。;\d]{{0,3}}$")
        self._none = [(re.compile(one_of(group), re.IGNORECASE), names.split("+")) for names, group in words.nobody.items()]
        self._settled = [(re.compile(one_of(group)), name) for name, group in words.settled.items()]
        between = rf"[^,。;:!?、\d\x01{VEIL}]{{0,4}}?{VEIL}*[^,。;:!?、\d\x01{VEIL}]{{0,6}}?"
        alone = one_of(word for word, name in self._named.items() if name in _OF_ONE)
        bodily = one_of(word for word, name in self._named.items() if name in _BODILY)
        who = one_of((*words.somebody, *words.one_person))
        self._somebody = re.compile(
            rf"(?P<who>{who}){between}(?P<what>{alone})|(?P<what2>{alone})(?:了|着)?(?:一|有)?[个名位](?:{people})"
        )
        self._one_person = re.compile(rf"(?P<who>{one_of(words.one_person)}){between}(?P<what>{bodily})")
        self._relative = re.compile(one_of((*words.one_person, *words.relatives)))
        self._implied = [(re.compile(one_of(one.words)), one) for one in words.implied]
        self._whole = [(re.compile(one_of(one.words)), one) for one in words.all_of]
        self._person = re.compile(
            rf"\s*(?:余|多|来)?(?:人(?!民)|名|位|口(?![井锅])|号人|{people}"
            rf"|个(?={people}|[\u4e00-\u9fff]{{0,3}}人|都|没|还|被|也|$|[,。;!?)\x01 ]))"
        )
        self._not_of_them = re.compile(one_of(words.not_of_them))
        self._alone = [(one, re.compile(one_of(one.words))) for one in words.alone]

    def read(self, text: str, kind: str) -> dict[str, Understood[FactScalar]]:
        """The figures of a text, for an incident of this kind ("" if nobody knows); the later one of two counts."""
        plain = masked(text, (m.span() for pattern in (self._no_number, _AGE) for m in pattern.finditer(text)), VEIL)
        said = sorted(self._said(plain, text, kind), key=lambda one: one.start)
        return {name: _settle(text, group) for name, group in self._gathered(said, kind).items()}

    def _said(self, text: str, spoken: str, kind: str) -> Iterator[Said]:
        plain = text
        for pattern, names in [*self._none, *((pattern, [name]) for pattern, name in self._settled)]:
            spans = [found.span() for found in pattern.finditer(plain)]
            yield from (Said(name, 0, start, end, 0.9, renewed=True) for start, end in spans for name in names)
            plain = masked(plain, spans)
        for one, rule in self._implied:
            if not rule.kinds or kind in rule.kinds:
                yield from (Said(rule.fact, rule.value, *m.span(), 0.75, weak=rule.weak) for m in one.finditer(spoken))
        fitting = (rule for rule, words in self._alone if kind in rule.kinds and (not rule.words or words.search(plain)))
        of_kind = next(fitting, None)
        numbered: list[Said] = []
        left: list[Said] = []
        pending = False
        people: list[Said] = []
        for start, end in clauses(plain, _PAUSES):
            clause = plain[start:end]
            found, alone = self._clause(clause, kind, plain[max(0, start - _LOOK_BACK) : start], pending, of_kind)
            pending = self._instead_of_number.search(clause) is not None
            numbered += (_moved(one, start) for one in found)
            if people and not found and (befell := self._befell.search(clause)) is not None:
                fact, last = self._named[befell[0].lower()], people[-1]
                if fact != HURT or last.value == 1:
                    numbered.append(Said(fact, last.value, last.start, start + befell.end(), 0.5))
            people = [_moved(one, start) for one in alone]
            left += people if of_kind is not None else []
        yield from numbered
        if of_kind is not None:
            yield from self._left_over(plain, of_kind, numbered, left)
        if not any(one.fact in _BODILY for one in numbered):
            for found_one in self._one_person.finditer(plain):
                yield Said(self._named[found_one["what"].lower()], 1, *found_one.span(), 0.5, weak=True)
        for pattern, whole_of in self._whole:
            all_of = pattern.search(plain)
            whole = next((one for one in numbered if one.fact == whole_of.of), None)
            if all_of is not None and whole is not None:
                yield Said(whole_of.fact, whole.value, *all_of.span(), 0.7, weak=True)

    def _clause(self, clause: str, kind: str, before: str, pending: bool, of_kind: Alone | None) -> tuple[list[Said], list[Said]]:
        """What a clause says, and the people that it counts without a word for what befell them."""
        kept, corrected = self._kept(clause, pending)
        renewed = corrected or self._renewed.search(clause) is not None
        measured = list(self._measured.read(clause, kept, kind, renewed))
        taken = [number for number, _ in measured]
        rest = [one for one in kept if one not in taken and not _NO_PEOPLE.match(clause[one.end :])]
        among = self._among.search(clause)
        others = [one for one in kept if one not in taken and one not in rest]
        nobody = [(one.start, one.end + unit.end()) for one in others if (unit := _NO_PEOPLE.match(clause[one.end :]))]
        links = list(self._linker.links(masked(clause, nobody, VEIL), rest))
        found = [said for _, said in measured]
        part_from = among.start() if among is not None else len(clause)
        found += [_linked(link, renewed, part_from <= link.start) for link in links if link.fact != OTHER]
        if corrected and rest and not links:
            named = [self._named[m[0].lower()] for m in self._linker.word.finditer(before)]
            meant = [one for one in named if one != OTHER][-1:]
            found += [Said(name, rest[0].value, rest[0].start, rest[0].end, 0.5, renewed=True) for name in meant]
        if not links:
            lone = ((self._named[(m["what"] or m["what2"]).lower()], m.span()) for m in self._somebody.finditer(clause))
            found += [Said(name, 1, *span, 0.5, weak=True) for name, span in lone]
        if self._not_of_them.search(clause):
            return found, []
        fact, least = (of_kind.fact, of_kind.least) if of_kind is not None else ("", 1)
        counted = [link.number for link in links]
        alone = []
        for one in (one for one in rest if one not in counted and one.value >= least):
            person = self._person.match(clause, one.end) or _PAIR.match(clause, one.start)
            if person is not None:
                total = self._total.search(clause[: one.start]) is not None
                sure = 0.6 * one.confidence
                alone.append(Said(fact, one.value, one.start, person.end(), sure, one.low, renewed=total, weak=not total))
        return found, alone

    def _kept(self, clause: str, pending: bool) -> tuple[list[Number], bool]:
        """The numbers that count, less those of an earlier report; whether one of them corrects another."""
        numbers = [*numbers_in(clause), *(Number(1, m.start(), m.start(), 1) for m in self._lone.finditer(clause))]
        numbers.sort(key=lambda one: one.start)
        earlier = self._earlier.search(clause)
        if earlier is not None:
            update = self._renewed.search(clause, earlier.end())
            stop = update.start() if update is not None else len(clause)
            numbers = [one for one in numbers if not earlier.start() <= one.start < stop]
        kept: list[Number] = []
        for one in numbers:
            if self._instead.search(clause[: one.start]):
                pending = True
            elif not (self._from.search(clause[: one.start]) and self._became.match(clause[one.end :])):
                kept.append(one)
        return kept, pending

    def _left_over(self, text: str, rule: Alone, numbered: Sequence[Said], left: Sequence[Said]) -> Iterator[Said]:
        """People counted without a word: of this kind of incident they are those that it befell; and one who is only named."""
        told = {one.fact for one in numbered if not one.weak}
        if rule.only and told & set(_LIVES):
            return
        if left:
            totals = [one for one in left if not one.weak]
            yield totals[-1] if totals else max(left, key=lambda one: one.value)
        elif rule.one and rule.fact not in told and not told & set(_BODILY):
            found = self._relative.search(text)
            if found is not None:
                yield Said(rule.fact, 1, *found.span(), 0.5, weak=True)

    def _gathered(self, said: Sequence[Said], kind: str) -> dict[str, list[Said]]:
        changes = {FAINT: "serious"} | self._words.instead.get(kind, {})
        groups: dict[str, list[Said]] = {}
        for one in said:
            weak = one.weak or (one.fact == FAINT and changes[FAINT] != "serious")
            groups.setdefault(changes.get(one.fact, one.fact), []).append(msgspec.structs.replace(one, weak=weak))
        if any(not one.weak for name in ("missing", "dead") for one in groups.get(name, ())):
            groups["in_water"] = [one for one in groups.get("in_water", ()) if not one.weak]
        for name, group in groups.items():
            groups[name] = [one for one in group if not one.weak] or group
        _badly_among_hurt(groups)
        kept: dict[str, list[Said]] = {}
        for name, group in groups.items():
            known = self._facts.get(name)
            fitting = [one for one in group if known is not None and known.least <= one.value <= (known.most or one.value)]
            if fitting:
                kept[name] = fitting
        return kept


def _moved(one: Said, by: int) -> Said:
    return msgspec.structs.replace(one, start=one.start + by, end=one.end + by)


def _linked(link: Link, renewed: bool, among: bool) -> Said:
    one = link.number
    return Said(link.fact, one.value, link.start, link.end, link.sure * one.confidence, one.low, renewed, among)


def _badly_among_hurt(groups: dict[str, list[Said]]) -> None:
    """The hurt of whom nobody says how badly become slightly hurt, less those badly hurt who are counted among them."""
    hurt = groups.pop(HURT, [])
    if not hurt or ("minor" in groups and any(one.value > 0 for one in groups["minor"])):
        return
    last = hurt[-1]
    badly = [one for one in groups.get("serious", []) if one.among and one.start > last.start]
    value = last.value - badly[-1].value if badly and badly[-1].value <= last.value else last.value
    sure = last.confidence * (0.85 if badly else 0.95)
    settled = [*hurt[:-1], msgspec.structs.replace(last, value=value, low=value if badly else last.low, confidence=sure)]
    groups.setdefault("minor", []).extend(msgspec.structs.replace(one, fact="minor") for one in settled)
    groups["minor"].sort(key=lambda one: one.start)


def _settle(text: str, group: list[Said]) -> Understood[FactScalar]:
    """Of several figures the later one; less certain where nothing says that it takes the place of the earlier."""
    best = group[-1]
    others = [one.value for one in group[:-1]] + ([best.low] if best.low is not None else [])
    alternatives = tuple(dict.fromkeys(whole(one) for one in others if one != best.value))
    sure = best.confidence
    if len({one.value for one in group}) > 1 and not best.renewed:
        sure = min(sure, 0.5)
    return Understood(whole(best.value), text[best.start : best.end], best.start, best.end, round(sure, 2), alternatives)

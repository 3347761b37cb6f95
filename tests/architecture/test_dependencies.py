"""What the program is made from: every dependency has a reason and a pinned version, and no trace of a machine."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, text_of, tracked

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)$")


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            match = PIN.match(line)
            assert match, f"not a plain name==version: {line!r}"
            found[canonicalize_name(match.group(1))] = match.group(2)
    return found


def project() -> dict[str, object]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def direct() -> list[Requirement]:
    described = project()
    runtime, extras = described["dependencies"], described["optional-dependencies"]
    assert isinstance(runtime, list)
    assert isinstance(extras, dict)
    return [Requirement(text) for text in [*runtime, *(t for group in extras.values() for t in group)]]


def test_every_dependency_is_pinned_inside_its_range() -> None:
    fixed = pins()
    wrong = {str(r) for r in direct() if not r.specifier.contains(fixed.get(canonicalize_name(r.name), "0"))}
    assert not wrong


def test_what_dependencies_bring_is_pinned_too() -> None:
    fixed, seen, todo = pins(), set(), [(r.name, r.extras) for r in direct()]
    while todo:
        name, extras = todo.pop()
        if (name, frozenset(extras)) in seen:
            continue
        seen.add((name, frozenset(extras)))
        assert canonicalize_name(name) in fixed, f"{name} is not in constraints.txt"
        for text in metadata.requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in extras or {""}):
                todo.append((needed.name, needed.extras))


def test_every_dependency_has_its_reason_beside_it() -> None:
    inside, without = False, []
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if re.match(r"(dependencies|dev) = \[", line):
            inside = True
        elif line.startswith("]"):
            inside = False
        elif inside and not re.search(r'",\s+# \w', line):
            without.append(line.strip())
    assert not without


# Written in two halves, so that this file does not find itself.
HOSTS = [
    "pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org",
    "security.deb" + "ian.org", "archive.ubu" + "ntu.com", "artifact" + "registry", "tuna.tsinghua" + ".edu",
    "mirrors." + "aliyun", "registry.npm" + "mirror",
]  # fmt: skip
PLACES = re.compile(
    r"(?<![\w.~\]})/-])/(?:work|root|home/[a-z]\w*|Users/[A-Za-z]\w*|opt/(?:wheels|pypi)|farm)/"
    r"|[A-Z]:\\\\?Users\\\\?\w|--index-url|--find-links|--trusted-host"
)


def _own(name: str) -> bool:
    return name == "tests/architecture/test_dependencies.py"


@pytest.mark.parametrize("host", HOSTS)
def test_no_registry_is_named(host: str) -> None:
    assert not [name for name in tracked() if host in (text_of(name) or "")]


def test_no_place_of_one_machine_is_named() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in tracked()
        if not _own(name)
        for number, line in enumerate((text_of(name) or "").splitlines(), 1)
        if PLACES.search(line)
    ]
    assert not found


SAMPLES = ["'/wo" + "rk/main'", "cd /ro" + "ot/x", '"/ho' + 'me/li/x"', "C:\\Us" + "ers\\li"]


@pytest.mark.parametrize("text", SAMPLES)
def test_a_place_of_one_machine_would_be_found(text: str) -> None:
    assert PLACES.search(text)

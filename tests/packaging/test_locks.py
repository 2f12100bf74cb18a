"""The lock files pin what pyproject.toml asks for, and all that this needs."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OWN: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
EVERYTHING = [*OWN, *(need for name, needs in EXTRAS.items() if name != "dev" for need in needs)]
IMAGE = [*OWN, *(need for name, needs in EXTRAS.items() if name not in {"dev", "charts"} for need in needs)]
LOCKS = {"all.txt": EVERYTHING, "image.txt": IMAGE, "build.txt": PROJECT["build-system"]["requires"]}
TO_MEND = "run: python .ci/lock.py"

PINNED = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+?)(?: ; (?P<marker>.+?))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def lines(lock: str) -> list[str]:
    return [line for line in (ROOT / "locks" / lock).read_text("utf-8").splitlines() if not line.startswith("#")]


def pinned(lock: str) -> dict[str, str]:
    """Versions by name; where a dependency is pinned for several Pythons, that of this one."""
    found: dict[str, str] = {}
    for line in lines(lock):
        match = PINNED.fullmatch(line)
        if match and _holds(match["marker"]):
            found[canonicalize_name(match["name"])] = match["version"]
    return found


def _holds(marker: str | None) -> bool:
    parsed = Requirement(f"x ; {marker}").marker if marker else None
    return parsed is None or parsed.evaluate()


def needed(requirement: Requirement, seen: set[str]) -> list[Requirement]:
    """What a requirement needs in turn, as far as its packages are installed here."""
    key = f"{canonicalize_name(requirement.name)}{sorted(requirement.extras)}"
    if key in seen:
        return []
    seen.add(key)
    try:
        texts = requires(requirement.name) or []
    except PackageNotFoundError:
        return []
    extras = ["", *requirement.extras]
    wanted = [Requirement(text) for text in texts]
    mine = [one for one in wanted if not one.marker or any(one.marker.evaluate({"extra": extra}) for extra in extras)]
    return [*mine, *(deeper for one in mine for deeper in needed(one, seen))]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_version_or_a_hash_and_names_no_registry(lock: str) -> None:
    assert [line for line in lines(lock) if not PINNED.fullmatch(line) and not HASH.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_pyproject_asks_for_is_locked_in_a_version_that_fits(lock: str) -> None:
    versions = pinned(lock)
    wanted = [Requirement(text) for text in LOCKS[lock]]
    wanted = [one for one in wanted if not one.marker or one.marker.evaluate()]
    unfit = [
        str(one) for one in wanted if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0.dev0"))
    ]
    assert unfit == [], TO_MEND


@pytest.mark.parametrize("lock", LOCKS)
def test_what_that_needs_in_turn_is_locked_too(lock: str) -> None:
    versions, seen = pinned(lock), set[str]()
    deeper = [one for text in LOCKS[lock] for one in needed(Requirement(text), seen)]
    missing = {one.name for one in deeper if canonicalize_name(one.name) not in versions}
    assert missing == set(), TO_MEND


def test_the_image_holds_the_versions_that_are_tested() -> None:
    assert pinned("image.txt").items() <= pinned("all.txt").items(), TO_MEND


def test_the_image_draws_nothing() -> None:
    assert "matplotlib" in pinned("all.txt")
    assert "matplotlib" not in pinned("image.txt")

"""What is kept of examples, in few objects."""

from __future__ import annotations

from shipped import shipped_knowledge

from iombot.understanding.compiling import compile_targets
from iombot.understanding.postings import NOWHERE, Shared, postings


def test_postings_hold_what_was_found_and_share_equal_places() -> None:
    made = postings({"one": [(1000, 0.5), (2000, 0.25)], "two": [(1000, 0.1), (2000, 0.2)]}, Shared())
    assert made == {"one": ((1000, 2000), (0.5, 0.25)), "two": ((1000, 2000), (0.1, 0.2))}
    assert made["one"][0] is made["two"][0]
    assert list(zip(*made.get("three", NOWHERE), strict=True)) == []


def test_equal_sets_of_targets_are_one_object() -> None:
    targets = compile_targets(shipped_knowledge(), {}).all
    sets = [said for target in targets for said in vars(target).values() if isinstance(said, frozenset)]
    assert len({id(said) for said in sets}) == len(set(sets)) < len(sets) / 2

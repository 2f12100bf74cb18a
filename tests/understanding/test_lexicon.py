"""A slip of the keyboard finds its word, a word of the language is never taken for another."""

from __future__ import annotations

import pytest

from iombot.understanding.lexicon import Lexicon, slips_allowed

KNOWN = frozenset({"host", "australia", "trained"})


@pytest.fixture
def lexicon() -> Lexicon:
    forms = (
        ("country", "country"),
        ("libya", "libya"),
        ("austria", "austria"),
        ("hotel", "hotel"),
        ("(go|went) [back] home", "return"),
        ("pre-departure", "before"),
        ("top", "top"),
        ("higlight", "town"),
        ("highlights", "highlights"),
    )
    suffixes = [("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")]
    return Lexicon(((form, (concept,)) for form, concept in forms), suffixes, KNOWN)


def found(lexicon: Lexicon, word: str) -> list[str]:
    return [match.word for match in lexicon.matches(word)]


def test_a_slip_is_corrected_and_costs_likeness(lexicon: Lexicon) -> None:
    assert found(lexicon, "libia") == ["libya"]
    assert 0 < lexicon.matches("libia")[0].similarity < 0.99
    assert lexicon.matches("libya")[0].similarity == 1.0


def test_a_word_of_the_language_is_not_corrected_into_another(lexicon: Lexicon) -> None:
    assert found(lexicon, "australia") == []
    assert found(lexicon, "austrlia") == ["austria"]


def test_a_name_of_its_own_is_not_a_slip(lexicon: Lexicon) -> None:
    assert found(lexicon, "austria") == ["austria"]


def test_an_inflection_is_the_same_word_almost(lexicon: Lexicon) -> None:
    assert [(match.word, match.similarity) for match in lexicon.matches("countries")] == [("country", 0.99)]


def test_a_name_that_is_no_word_does_not_keep_a_slip_from_being_corrected(lexicon: Lexicon) -> None:
    assert found(lexicon, "higlights") == ["higlight", "highlights"]


def test_short_words_are_not_corrected(lexicon: Lexicon) -> None:
    assert found(lexicon, "tup") == []


@pytest.mark.parametrize(("length", "slips"), [(3, 0), (4, 1), (6, 1), (7, 2), (10, 2), (11, 3)])
def test_longer_words_may_hold_more_slips(length: int, slips: int) -> None:
    assert slips_allowed(length) == slips


def test_two_words_typed_as_one_are_parted_unless_that_is_a_word(lexicon: Lexicon) -> None:
    assert lexicon.pair("predeparture") == ("pre", "departure")
    assert lexicon.pair("country") is None


def test_only_words_that_the_knowledge_base_has_stay_in_memory(lexicon: Lexicon) -> None:
    for typed in ("libya", "libia", "fatoumata", "diallo"):
        lexicon.matches(typed)
    assert set(lexicon._cache) == {"libya"}  # noqa: SLF001 (what it may hold)


def test_only_so_many_words_stay_in_memory(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iombot.understanding.lexicon.MOST_REMEMBERED", 2)
    found = [lexicon.matches(typed) for typed in ("libya", "hotel", "austria", "austria")]
    assert len(lexicon._cache) == 2  # noqa: SLF001 (what it may hold)
    assert found[2] == found[3] != ()

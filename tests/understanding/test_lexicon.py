"""A slip of the keyboard finds its word, a word of the language is never taken for another."""

from __future__ import annotations

import pytest

from iombot.understanding.language import Language
from iombot.understanding.lexicon import Lexicon
from iombot.understanding.slips import slips_allowed

KNOWN = frozenset({"host", "australia", "trained", "could", "than", "were", "order"})
COMMON = frozenset({"order", "could", "than", "were"})
USUAL = frozenset({"could", "than", "were", "his"})


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
        ("coup", "politics"),
        ("then", "after"),
    )
    suffixes = [("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")]
    return Lexicon(
        ((form, (concept,)) for form, concept in forms), suffixes, Language(KNOWN, COMMON, USUAL, {"than": "then"})
    )


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


def test_a_common_word_keeps_a_rarer_one_from_being_guessed(lexicon: Lexicon) -> None:
    assert lexicon.respell("coud") == ("could",)
    assert lexicon.respell("orderr") == ("order",)
    assert lexicon.respell("libia") is None


def test_a_word_that_forms_hold_is_not_given_up_for_a_small_one_as_likely(lexicon: Lexicon) -> None:
    assert lexicon.respell("thn") is None
    assert sorted(found(lexicon, "thwn")) == ["then"]


def test_only_a_small_word_is_told_from_three_letters(lexicon: Lexicon) -> None:
    assert lexicon.respell("hsi") == ("his",)
    assert lexicon.respell("tpo") is None


def test_a_small_word_typed_together_with_another_is_parted(lexicon: Lexicon) -> None:
    assert lexicon.respell("thanlibya") == ("than", "libya")
    assert lexicon.respell("werecountry") == ("were", "country")
    assert lexicon.respell("hotelxyz") is None


def test_two_words_of_the_forms_typed_together_are_parted(lexicon: Lexicon) -> None:
    assert lexicon.respell("libyahighlights") == ("libya", "highlights")
    assert lexicon.respell("toplibya") is None


def test_a_slip_of_a_word_is_not_taken_for_two_words(lexicon: Lexicon) -> None:
    assert lexicon.respell("thann") == ("than",)


def test_a_small_word_may_stand_for_another_that_sounds_alike(lexicon: Lexicon) -> None:
    assert [(match.word, match.similarity) for match in lexicon.matches("than")] == [("then", 0.97)]

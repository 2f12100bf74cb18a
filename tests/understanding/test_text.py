"""Any keyboard, script and habit of typing comes to one normal form."""

from __future__ import annotations

import pytest

from iombot.understanding.text import MAX_CHARACTERS, clean, fold, stem, tokenize, words

SUFFIXES = (("ies", "y"), ("ing", ""), ("ed", ""), ("ss", "ss"), ("s", ""))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokenize(text) if token.kind != "mark"]


def test_case_and_accents_do_not_count_but_letters_do() -> None:
    assert fold("Émigré") == fold("EMIGRE") == "emigre"
    assert fold("Niger") != fold("Nigel")


def test_invisible_characters_are_taken_out_and_visible_ones_stay() -> None:
    assert clean("AV\u200bRR\x00 \u2066x\u2069") == "AVRR x"
    assert clean("Ünïcode, 100 %") == "Ünïcode, 100 %"


def test_a_message_is_read_up_to_the_limit_and_no_further() -> None:
    assert len(clean("a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    assert len(clean("a" * (MAX_CHARACTERS + 1))) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("56,045", ("number", "56,045")),
        ("3.5", ("number", "3.5")),
        ("smsehli@iom.int", ("email", "smsehli@iom.int")),
        ("@iom.int", ("email", "@iom.int")),
        ("+41 79 403 55 26", ("phone", "+41 79 403 55 26")),
        ("0041794035526", ("phone", "0041794035526")),
        ("2nd", ("word", "2nd")),
        ("Dawit's", ("word", "dawit")),
        ("don’t", ("word", "dont")),
    ],
)
def test_a_token_has_the_kind_of_what_it_looks_like(text: str, expected: tuple[str, str]) -> None:
    assert kinds(text) == [expected]


@pytest.mark.parametrize("text", ["2022 2023", "19, 15, 14"])
def test_numbers_side_by_side_are_no_phone(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"number"}


def test_a_sentence_ends_at_its_mark_and_not_at_a_comma() -> None:
    assert [token.sentence for token in tokenize("one, two. three? four")] == [0, 0, 0, 0, 1, 1, 2]


def test_letters_read_out_one_by_one_are_one_word_but_two_are_not() -> None:
    assert kinds("v h r") == kinds("V.H.R.") == [("word", "vhr")]
    assert kinds("a b") == [("word", "a"), ("word", "b")]


def test_capitals_are_seen_but_a_capitalised_word_is_not_shouted() -> None:
    assert [token.shouted for token in tokenize("AVRR Avrr A")] == [True, False, False]


def test_a_sign_for_per_cent_belongs_to_a_number_else_it_is_a_word() -> None:
    assert kinds("9%") == [("number", "9")]
    assert kinds("what %") == [("word", "what"), ("word", "%")]


def test_inflections_share_a_stem_and_short_words_keep_theirs() -> None:
    assert stem("countries", SUFFIXES) == stem("country", SUFFIXES)
    assert stem("stopped", SUFFIXES) == stem("stop", SUFFIXES)
    assert stem("arriving", SUFFIXES) == stem("arrive", SUFFIXES)
    assert stem("gas", SUFFIXES) == "gas"
    assert stem("lesson", SUFFIXES) != stem("less", SUFFIXES)


def test_a_phrase_is_compared_without_its_marks() -> None:
    assert words("What the offices did?") == words("what the offices did")


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff", "\x00"])
def test_nothing_to_read_gives_no_tokens(text: str) -> None:
    assert kinds(text) == []

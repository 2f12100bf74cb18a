"""The automaton of all forms says of every phrase what the forms say one by one."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from iombot.knowledge.forms import FormError, parse_form
from iombot.understanding.automaton import NOWHERE, Automaton, Builder

WORDS = "abc"
PIECE = st.sampled_from(["a", "b", "c a", "(a|b)", "(a b|c)", "[a]", "[b|c a]", "(a|)"])
FORM = st.lists(PIECE, min_size=1, max_size=4).map(" ".join)


def automaton(*forms: str) -> Automaton:
    builder = Builder()
    for form in forms:
        if form.isalpha() or form.replace(" ", "").isalpha():
            builder.add_plain(form.split(), frozenset({form}))
        else:
            builder.add(parse_form(form), frozenset({form}))
    return builder.automaton()


def heard(found: Automaton, phrase: str) -> frozenset[str] | None:
    """What a phrase evokes as a whole; None where no form begins like that."""
    state = found.start
    for word in phrase.split():
        state = found.follow(state, word)
    return None if state == NOWHERE else found.said(state)


def phrases(form: str) -> set[str]:
    """All that a form stands for, written out."""
    choices = [[*piece.options, *[()] * piece.optional] for piece in parse_form(form)]
    return {" ".join(word for option in options for word in option) for options in product(*choices)}


def can_be_read(form: str) -> bool:
    try:
        parse_form(form)
    except FormError:
        return False
    return True


@given(st.lists(FORM.filter(can_be_read), max_size=5))
def test_a_phrase_evokes_what_its_forms_evoke_and_no_other_does(forms: list[str]) -> None:
    found = automaton(*forms)
    said = {form: phrases(form) for form in forms}
    for length in range(1, 5):
        for phrase in map(" ".join, product(WORDS, repeat=length)):
            evoked = frozenset(form for form in forms if phrase in said[form])
            begins = any(whole.startswith(phrase) for several in said.values() for whole in several)
            assert heard(found, phrase) == (evoked if begins else None)


def test_optional_words_and_choices_make_several_forms() -> None:
    found = automaton("(go|went) [back] home")
    assert heard(found, "go home") == heard(found, "went back home") == frozenset({"(go|went) [back] home"})
    assert heard(found, "go") == frozenset()
    assert heard(found, "go away") is None


def test_only_where_a_form_goes_on_more_can_be_heard() -> None:
    found = automaton("go home", "go")
    begun = found.follow(found.start, "go")
    assert found.goes_on(begun)
    assert not found.goes_on(found.follow(begun, "home"))
    assert not found.goes_on(NOWHERE)


def test_a_word_leads_nowhere_from_nowhere() -> None:
    found = automaton("go home")
    assert found.follow(NOWHERE, "home") == NOWHERE


def test_forms_that_end_alike_share_their_ends() -> None:
    def many(count: int) -> Automaton:
        builder = Builder()
        for number in range(count):
            builder.add(parse_form(f"word{number} [is] over there"), frozenset({"there"}))
        return builder.automaton()

    assert many(50).start == many(2).start


def test_a_form_of_any_length_is_taken_in() -> None:
    phrase = " ".join(["far"] * 5_000)
    assert heard(automaton(phrase), phrase) == frozenset({phrase})

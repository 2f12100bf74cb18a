"""Constraints are hard, what is left unexplained counts against, and the best fit stands first."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.understanding.claims import as_claim
from iombot.understanding.fits import Fit
from iombot.understanding.reading import Reading, read


def reading(bot: Bot, text: str) -> Reading:
    return as_claim(read(text, bot.vocabulary), bot.interpreter.grammar)


def fit(bot: Bot, text: str, id: str) -> Fit:
    return next(fit for fit in bot.ranker.rank(reading(bot, text)) if fit.target.id == id)


def possible(bot: Bot, text: str) -> list[str]:
    return [fit.target.id for fit in bot.ranker.rank(reading(bot, text)) if fit.possible]


def reasons(bot: Bot, text: str, id: str) -> set[str]:
    return {block.reason for block in fit(bot, text, id).blocks}


def test_an_entry_needs_all_that_it_is_about(lake_bot: Bot) -> None:
    assert "boats-cost" in possible(lake_bot, "what is the cost of boats")
    assert "boats-cost" not in possible(lake_bot, "what is the number of boats")


def test_another_year_excludes_and_its_own_does_not(lake_bot: Bot) -> None:
    assert reasons(lake_bot, "how many boats were there in 2020", "boats-total") == set()
    assert reasons(lake_bot, "how many boats were there in 2019", "boats-total") == {"other-period"}


def test_another_place_excludes_and_one_of_its_own_does_not(lake_bot: Bot) -> None:
    assert reasons(lake_bot, "what share of visitors from France", "origins") == set()
    assert "other-place" in reasons(lake_bot, "what share of visitors from Norway", "origins")


def test_an_aspect_that_is_not_covered_excludes_with_its_own_reason(lake_bot: Bot) -> None:
    assert reasons(lake_bot, "how many boats", "boats-total") == set()
    assert reasons(lake_bot, "how many boats with children", "boats-total") == {"not-stated"}
    assert "out-of-scope" in reasons(lake_bot, "how many boats in the rain", "boats-total")


def test_another_wish_excludes_and_one_that_is_met_does_not(lake_bot: Bot) -> None:
    assert reasons(lake_bot, "why boats", "boats-total") == {"not-stated"}
    assert reasons(lake_bot, "how many boats", "boats-total") == set()


def test_another_person_excludes(lake_bot: Bot) -> None:
    assert reasons(lake_bot, "who is Carla", "carla-who") == set()
    assert "not-stated" in reasons(lake_bot, "who is Carla with Anna Berg", "carla-who")


def test_the_opposite_excludes_an_answer_and_denies_a_claim(lake_bot: Bot) -> None:
    assert reasons(lake_bot, "explain forbidden swimming", "swimming-rule") == {"not-stated"}
    claim = fit(lake_bot, "is swimming forbidden?", "swimming-rule")
    assert (claim.possible, claim.denied) == (True, ("forbidden",))


def test_a_figure_of_a_claim_is_confirmed_or_denied(lake_bot: Bot) -> None:
    right, wrong = (fit(lake_bot, f"were there {number} boats?", "boats-total") for number in ("1,200", "5,000"))
    assert (right.confirmed, right.denied) == (True, ())
    assert (wrong.confirmed, wrong.denied) == (False, ("5,000",))


def test_yes_needs_a_figure_without_caution(lake_bot: Bot) -> None:
    assert fit(lake_bot, "were there 1,200 boats?", "boats-total").affirmed
    assert not fit(lake_bot, "did 200 people sail?", "sailors").affirmed
    assert not fit(lake_bot, "were there boats?", "boats-total").affirmed


def test_unexplained_words_lower_confidence_and_fillers_do_not(lake_bot: Bot) -> None:
    plain = fit(lake_bot, "how many boats", "boats-total")
    assert fit(lake_bot, "please how many boats", "boats-total").confidence == plain.confidence == 1.0
    assert fit(lake_bot, "how many sunken boats", "boats-total").confidence < plain.confidence
    assert (
        fit(lake_bot, "how many sunken beach boats", "boats-total").confidence
        < fit(lake_bot, "how many sunken boats", "boats-total").confidence
    )


def test_a_slip_lowers_the_score(lake_bot: Bot) -> None:
    assert (
        fit(lake_bot, "visitorz share percentage", "origins").score
        < fit(lake_bot, "visitors share percentage", "origins").score
    )


def test_the_more_specific_entry_stands_first(lake_bot: Bot) -> None:
    assert possible(lake_bot, "rowing and sailing together")[0] == "rowers-and-sailors"
    assert possible(lake_bot, "how many rowing")[0] == "rowers"


def test_what_is_excluded_stands_after_what_is_possible(lake_bot: Bot) -> None:
    fits = lake_bot.ranker.rank(reading(lake_bot, "cost of boats in 2019"))
    assert [fit.possible for fit in fits] == sorted((fit.possible for fit in fits), reverse=True)


def test_rank_one_may_be_claimed_of_the_first_only(lake_bot: Bot) -> None:
    assert fit(lake_bot, "were most visitors from Germany?", "origins").denied == ()
    assert fit(lake_bot, "were most visitors from Italy?", "origins").denied != ()


def test_one_known_word_beside_a_strange_one_is_no_question_about_it(lake_bot: Bot) -> None:
    assert "boats-total" not in possible(lake_bot, "sunken contest boats")


@pytest.mark.parametrize("text", ["how many", "people", "beach"])
def test_a_question_without_a_topic_fits_nothing(lake_bot: Bot, text: str) -> None:
    assert possible(lake_bot, text) == []

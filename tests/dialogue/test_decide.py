"""Answer, ask back, or say that the release does not tell: score and margin decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iombot.dialogue.bare_topics import bare_topics
from iombot.dialogue.core import Bot
from iombot.dialogue.decide import ACCEPT, MARGIN, decide
from iombot.dialogue.decision import Decision
from iombot.understanding.claims import as_claim
from iombot.understanding.reading import read


def decided(bot: Bot, text: str) -> Decision:
    return decide(as_claim(read(text, bot.vocabulary), bot.interpreter.grammar), bot.ranker)


def ids(decision: Decision) -> list[str]:
    return [fit.target.id for fit in decision.fits]


def test_a_clear_question_is_answered(bot: Bot) -> None:
    decision = decided(bot, "how many boats")
    assert (decision.verdict, ids(decision), decision.confidence) == ("answer", ["boats-total"], 1.0)


def test_what_the_release_lacks_is_a_gap(bot: Bot) -> None:
    decision = decided(bot, "what is the cost of the boats")
    assert (decision.verdict, ids(decision), decision.reason) == ("gap", ["boats-cost"], "not-stated")


def test_two_answers_that_fit_equally_are_offered(bot: Bot) -> None:
    decision = decided(bot, "where is the jetty")
    assert (decision.verdict, ids(decision)) == ("clarify", ["jetty-north", "jetty-south"])


def test_an_example_that_sounds_alike_breaks_the_tie(bot: Bot) -> None:
    reading = read("where is the southern jetty", bot.vocabulary)
    fits = [fit for fit in bot.ranker.rank(reading) if fit.possible]
    assert [fit.target.id for fit in fits] == ["jetty-south", "jetty-north"]


def test_a_lead_beyond_the_margin_needs_no_question_back(bot: Bot) -> None:
    reading = read("where is the jetty", bot.vocabulary)
    first, second = (fit for fit in bot.ranker.rank(reading) if fit.possible)
    ahead = replace(first, explained=first.explained + MARGIN + 0.01)
    level = replace(first, explained=first.explained + MARGIN - 0.01)
    assert ahead.score - second.score > MARGIN >= level.score - second.score


@pytest.mark.parametrize("text", ["how many sunken beach boats on the hotel beds", "beach", "xyzzy"])
def test_too_little_explained_is_not_answered(bot: Bot, text: str) -> None:
    decision = decided(bot, text)
    assert decision.verdict == "unknown"
    assert decision.confidence < ACCEPT


def test_what_excludes_is_named(bot: Bot) -> None:
    decision = decided(bot, "how many boats in 2019")
    assert (decision.verdict, decision.reason, decision.blame) == ("unknown", "other-period", "2019")


def test_the_nearest_is_kept_for_what_is_excluded_and_not_for_what_is_strange(bot: Bot) -> None:
    assert ids(decided(bot, "how many boats in 2019")) == ["boats-total"]
    assert ids(decided(bot, "xyzzy")) == []


def test_a_form_of_several_words_may_be_just_these_words(bot: Bot) -> None:
    decision = decided(bot, "how many boats for people")
    assert (decision.verdict, ids(decision)) == ("answer", ["boats-total"])
    assert decision.apart is not None
    assert "ferry" not in decision.apart.concepts


def test_what_narrows_a_question_is_never_taken_apart(bot: Bot) -> None:
    assert decided(bot, "how many people on boats").verdict == "unknown"


def test_a_form_is_not_taken_apart_where_that_leaves_words_unexplained(bot: Bot) -> None:
    assert decided(bot, "how many boats for people in hotels").verdict == "unknown"


def test_two_people_are_two_answers_and_no_choice(bot: Bot) -> None:
    decision = decided(bot, "email of Anna Berg and Boris Lang")
    assert (decision.verdict, set(ids(decision))) == ("answer", {"anna-berg", "boris-lang"})


def test_a_bare_name_asks_what_it_is_and_a_wish_is_left_alone(bot: Bot) -> None:
    bare, wishing = read("swimming", bot.vocabulary), read("why swimming", bot.vocabulary)
    assert ["ask-define" in meant.concepts for meant in bare_topics(bare, bot.ranker)] == [True]
    assert not list(bare_topics(wishing, bot.ranker))
    long = read("swimming in the big beach hotel", bot.vocabulary)
    assert not list(bare_topics(long, bot.ranker))

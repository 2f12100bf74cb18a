"""A message is cut into its questions, and what stands around them becomes background."""

from __future__ import annotations

from iombot.dialogue.core import Bot
from iombot.understanding.clauses import clauses, framed
from iombot.understanding.ellipsis import completed_clause
from iombot.understanding.questions import focus, questions
from iombot.understanding.reading import Reading, read


def asked(bot: Bot, text: str) -> list[Reading]:
    return questions(read(text, bot.vocabulary), bot.interpreter.grammar)


def own(reading: Reading) -> set[str]:
    return set(reading.own_concepts)


def test_two_questions_are_two_and_one_is_one(lake_bot: Bot) -> None:
    assert [own(one) for one in asked(lake_bot, "How many boats? How many rowers?")] == [
        {"ask-count", "boats"},
        {"ask-count", "rowing"},
    ]
    assert len(asked(lake_bot, "How many boats")) == 1


def test_what_is_told_around_a_question_is_background(lake_bot: Bot) -> None:
    (question,) = asked(lake_bot, "I love sailing. How many boats?")
    assert own(question) == {"ask-count", "boats"}
    assert "sailing" in question.concepts


def test_a_statement_alone_is_the_question(lake_bot: Bot) -> None:
    (question,) = asked(lake_bot, "boats")
    assert own(question) == {"boats"}


def test_an_auxiliary_opens_a_claim_and_a_question_word_does_not(lake_bot: Bot) -> None:
    assert [one.claim for one in asked(lake_bot, "Is swimming allowed?")] == [True]
    assert [one.claim for one in asked(lake_bot, "Where is swimming allowed?")] == [False]


def test_asking_for_confirmation_makes_a_claim(lake_bot: Bot) -> None:
    assert asked(lake_bot, "is it true that swimming is allowed")[0].claim
    assert not asked(lake_bot, "swimming allowed")[0].claim


def spans(bot: Bot, text: str, *, wishing: bool = False) -> list[str]:
    reading = read(text, bot.vocabulary)
    cut = clauses(reading, bot.interpreter.grammar, wishing=wishing)
    return [" ".join(token.raw for token in reading.tokens[start:end]) for start, end in cut]


def test_clauses_are_cut_at_joining_words_and_commas(lake_bot: Bot) -> None:
    assert spans(lake_bot, "boats and rowers") == ["boats", "and rowers"]
    assert spans(lake_bot, "boats, rowers") == ["boats", ", rowers"]
    assert spans(lake_bot, "boats rowers") == ["boats rowers"]


def test_a_clause_without_a_wish_belongs_to_the_next_one(lake_bot: Bot) -> None:
    assert spans(lake_bot, "of the boats, how many were rowed and why", wishing=True) == [
        "boats , how many were rowed",
        "and why",
    ]
    assert spans(lake_bot, "how many boats and how many rowers", wishing=True) == [
        "how many boats",
        "and how many rowers",
    ]


def test_question_words_in_a_row_are_questions_in_a_row(lake_bot: Bot) -> None:
    assert spans(lake_bot, "how many boats how many rowers") == ["how many boats", "how many rowers"]


def test_what_only_announces_questions_is_none(lake_bot: Bot) -> None:
    assert spans(lake_bot, "I need two things: boats, rowers") == ["boats", ", rowers"]
    assert spans(lake_bot, "I need two things the boats the rowers") == ["the boats", "the rowers"]


def test_a_year_after_all_questions_holds_for_each(lake_bot: Bot) -> None:
    reading = read("how many boats, how many rowers, for 2020", lake_bot.vocabulary)
    grammar = lake_bot.interpreter.grammar
    kept, frames = framed(reading, clauses(reading, grammar, wishing=False), grammar)
    assert (len(kept), len(frames)) == (2, 1)


def test_a_clause_takes_the_wish_that_it_lacks_from_the_nearest(lake_bot: Bot) -> None:
    grammar = lake_bot.interpreter.grammar
    question = read("how many boats and rowers", lake_bot.vocabulary)
    *_, last = clauses(question, grammar, wishing=False)
    completed = completed_clause(focus(question, last), question, grammar)
    assert completed is not None
    assert own(completed) == {"ask-count", "rowing"}


def test_a_form_is_never_cut(lake_bot: Bot) -> None:
    assert spans(lake_bot, "guests from abroad") == ["guests from abroad"]

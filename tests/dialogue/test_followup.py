"""A follow-up leans on the list, answer or choice just shown; a full question does not."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.dialogue.followup import chosen, last_list, name_ranks
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.understanding.reading import read

LABELS = {"jetty-north": "Northern jetty", "jetty-south": "Southern jetty"}
OFFERED = ChatState(entries=("jetty-north", "jetty-south"), options=("jetty-north", "jetty-south"))


def talk(bot: Bot, *utterances: str) -> Reply:
    """The reply to the last of these."""
    turn = bot.respond(utterances[0], ChatState())
    for utterance in utterances[1:]:
        turn = bot.respond(utterance, turn.state)
    return turn.reply


@pytest.mark.parametrize(
    ("text", "id"),
    [("1", "jetty-north"), ("2", "jetty-south"), ("the second", "jetty-south"), ("southern jetty", "jetty-south")],
)
def test_a_choice_is_made_by_number_place_or_label(bot: Bot, text: str, id: str) -> None:
    assert chosen(read(text, bot.vocabulary), OFFERED, LABELS) == id


@pytest.mark.parametrize("text", ["3", "the third", "boats", "what is the second largest lake of them", ""])
def test_anything_else_is_no_choice(bot: Bot, text: str) -> None:
    assert chosen(read(text, bot.vocabulary), OFFERED, LABELS) is None


def test_nothing_is_chosen_where_nothing_was_offered(bot: Bot) -> None:
    assert chosen(read("1", bot.vocabulary), ChatState(entries=("jetty-north",)), {}) is None


def test_the_list_just_shown_is_known_in_its_order(bot: Bot) -> None:
    shown = last_list(ChatState(entries=("origins",)), bot.ranker.targets, bot.knowledge)
    assert shown == ["place:DE", "place:FR", "place:IT"]


@pytest.mark.parametrize("entries", [(), ("boats-total",), ("gone",)])
def test_without_a_list_there_is_none(bot: Bot, entries: tuple[str, ...]) -> None:
    assert last_list(ChatState(entries=entries), bot.ranker.targets, bot.knowledge) == []


def test_the_contacts_of_a_release_are_a_list_too(bot: Bot) -> None:
    shown = last_list(ChatState(entries=("lake",)), bot.ranker.targets, bot.knowledge)
    assert shown == ["person:anna-berg", "person:boris-lang"]


def test_a_rank_names_what_stands_there_and_none_beyond_the_list(bot: Bot) -> None:
    reading = read("the second and the third", bot.vocabulary)
    named = name_ranks(reading, ["place:DE", "place:FR"])
    assert named.values("place") == ["FR"]
    assert name_ranks(reading, []).values("place") == []


def test_another_thing_of_the_same_kind_takes_the_place_of_the_first(bot: Bot) -> None:
    assert talk(bot, "How many people rowed?", "and sailing?").entries == ("sailors",)


def test_another_year_of_the_same_thing_is_not_answered(bot: Bot) -> None:
    reply = talk(bot, "How many people rowed in 2020?", "and in 2019?")
    assert (reply.status, reply.reason) == ("unknown", "other-period")
    assert talk(bot, "How many people rowed?", "and in 2020?").entries == ("rowers",)


def test_the_second_of_the_list_is_shown_alone(bot: Bot) -> None:
    text = talk(bot, "Which countries do visitors come from?", "the second?").text
    assert "France" in text
    assert "Germany" not in text


def test_a_full_question_owes_nothing_to_the_one_before(bot: Bot) -> None:
    alone = talk(bot, "How many boats were there?")
    assert talk(bot, "Which countries do visitors come from?", "How many boats were there?") == alone


def test_a_bare_follow_up_means_nothing_by_itself(bot: Bot) -> None:
    assert talk(bot, "and in 2020?").status == "unknown"


def test_what_was_not_understood_leaves_the_state_as_it_was(bot: Bot) -> None:
    before = bot.respond("How many people rowed?", ChatState()).state
    assert bot.respond("beach hotel", before).state.entries == before.entries


def test_a_choice_is_gone_once_made(bot: Bot) -> None:
    turn = bot.respond("where is the jetty", ChatState())
    assert turn.state.options == ("jetty-north", "jetty-south")
    assert bot.respond("1", turn.state).state.options == ()

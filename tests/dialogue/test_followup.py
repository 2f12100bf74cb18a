"""A follow-up leans on the list, answer or choice just shown; a full question does not."""

from __future__ import annotations

import pytest

from iombot.dialogue.choosing import chosen
from iombot.dialogue.core import Bot
from iombot.dialogue.memory import earlier_with
from iombot.dialogue.reckoning import reckon, reckoned_entries
from iombot.dialogue.reply import Reply
from iombot.dialogue.shown import last_shown
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


def last_state(bot: Bot, *utterances: str) -> ChatState:
    """The state after these."""
    state = ChatState()
    for utterance in utterances:
        state = bot.respond(utterance, state).state
    return state


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


@pytest.mark.parametrize("answers", [(), ("boats-total",), ("gone",)])
def test_without_a_list_there_is_none(bot: Bot, answers: tuple[str, ...]) -> None:
    assert last_shown(ChatState(earlier=answers), bot.ranker.targets, bot.knowledge) is None


@pytest.mark.parametrize(
    ("answers", "names", "current"),
    [
        (("origins",), ("place:DE", "place:FR", "place:IT"), ()),
        (("origins.1", "boats-total", "origins.2"), ("place:DE", "place:FR", "place:IT"), (2,)),
        (("lake",), ("person:anna-berg", "person:boris-lang"), ()),
        (("boris-lang",), ("person:anna-berg", "person:boris-lang"), (2,)),
    ],
)
def test_the_list_last_shown_is_known_with_its_current_line(
    bot: Bot, answers: tuple[str, ...], names: tuple[str, ...], current: tuple[int, ...]
) -> None:
    shown = last_shown(ChatState(earlier=answers), bot.ranker.targets, bot.knowledge)
    assert shown is not None
    assert (shown.names, shown.current) == (names, current)


@pytest.mark.parametrize("answer", ["origins.9", "origins.x", "gone.2", "gone"])
def test_an_answer_of_an_older_edition_does_no_harm(bot: Bot, answer: str) -> None:
    state = ChatState(entries=("origins",), concepts=("visitors",), earlier=(answer,))
    for said in ("again", "the last one?", "behind it?"):
        assert bot.respond(said, state).reply.text


LIST = "Which countries do visitors come from?"


@pytest.mark.parametrize(
    ("said", "ranks"),
    [
        ((LIST, "the last one?"), (3,)),
        ((LIST, "the middle one"), (2,)),
        ((LIST, "the second?", "who is behind it?"), (3,)),
        ((LIST, "the second?", "ahead of it?"), (1,)),
        ((LIST, "the first and the third"), (1, 3)),
        ((LIST, "difference between the first and the last one"), (1, 3)),
        ((LIST, "the second?", "and Italy?", "the two in total"), (2, 3)),
        ((LIST, "the second?", "again"), (2,)),
        ((LIST, "the second?", "Italy?"), (3,)),
        ((LIST, "the last two"), (2, 3)),
    ],
)
def test_a_place_in_the_list_just_shown_leads_to_its_lines(
    bot: Bot, said: tuple[str, ...], ranks: tuple[int, ...]
) -> None:
    assert last_state(bot, *said).earlier[-1] == ".".join(["origins", *map(str, ranks)])


@pytest.mark.parametrize(
    "said",
    [
        (LIST, "the fourth?"),
        (LIST, "the last one?", "who is behind it?"),
        (LIST, "how many children from the last one?"),
        (LIST, "why the last one?"),
        ("the last one?",),
    ],
)
def test_what_lies_beyond_the_list_or_is_not_in_it_is_not_answered(bot: Bot, said: tuple[str, ...]) -> None:
    assert talk(bot, *said).status == "unknown"


def test_pointing_words_mean_nothing_in_a_full_question(bot: Bot) -> None:
    assert talk(bot, LIST, "How many boats were there again?").entries == ("boats-total",)


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        (("How many boats were there?", "again"), "boats-total"),
        (("How many boats were there?", "How many people rowed?", "the first figure again"), "boats-total"),
        ((LIST, "of what"), "origins"),
        (("How many people rowed?", "and the other one?"), "sailors"),
        (("How many people rowed?", "and sailing?", "the two in total"), "rowers-and-sailors"),
        (("How many people rowed in 2021?", "the year before"), "rowers"),
        ((LIST, "Italy featured?"), "origins"),
        ((LIST, "Norway featured?"), "origins"),
        (("How many boats were there?", "whom to ask about it"), "lake"),
    ],
)
def test_an_earlier_answer_is_said_again(bot: Bot, said: tuple[str, ...], entry: str) -> None:
    assert talk(bot, *said).entries == (entry,)


def test_whether_a_place_is_on_the_list_just_shown_is_confirmed_or_denied(bot: Bot) -> None:
    assert talk(bot, LIST, "Norway featured?").text.startswith("No:")
    assert not talk(bot, LIST, "Italy featured?").text.startswith("No:")


def test_a_small_word_that_is_all_of_a_message_asks_for_something_after_an_answer_only(bot: Bot) -> None:
    assert talk(bot, "Which countries do visitors come from?", "from?").entries == ("origins",)
    assert talk(bot, "from?").status == "unknown"


@pytest.mark.parametrize(
    ("said", "answers", "entry"),
    [
        ("the two in total", ("rowers", "sailors"), "rowers-and-sailors"),
        ("together?", ("sailors", "boats-total", "rowers", "sailors"), "rowers-and-sailors"),
        ("the two in total", ("rowers", "boats-total"), None),
        ("difference", ("rowers", "sailors"), None),
        ("boats in total", ("rowers", "sailors"), None),
        ("the two", ("rowers", "sailors"), None),
    ],
)
def test_the_last_two_answers_are_reckoned_with_where_an_entry_does(
    bot: Bot, said: str, answers: tuple[str, ...], entry: str | None
) -> None:
    reckoned = reckoned_entries(bot.knowledge.entries.values())
    assert reckon(read(said, bot.vocabulary), ChatState(earlier=answers), reckoned, bot.ranker.terms) == entry


def test_only_what_was_answered_is_kept_as_an_answer(bot: Bot) -> None:
    state = last_state(bot, "How many boats were there?", "How many boats were there in 1999?")
    assert (state.earlier, state.years) == (("boats-total",), ("1999",))


def test_no_more_answers_are_kept_than_people_go_back_to() -> None:
    answers = [f"entry-{number}" for number in range(20)]
    assert earlier_with((), iter(answers)) == tuple(answers[-8:])
    assert earlier_with(("a", "b"), iter(["a"])) == ("b", "a")


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

"""Who writes in a language that the bot does not know is told, in several, where help is to be found."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState

HELP = ("bureau de l'OIM", "oficina de la OIM", "IOM office nearest to you")


@pytest.mark.parametrize(
    "message",
    [
        "mon fils est mort",
        "Eu preciso de ajuda para voltar para casa",
        "Помогите, я беженец и хочу домой",
        "أنا في ليبيا وأريد العودة إلى بلدي",
        "ሰላም",
        "naomba msaada, nataka kurudi nyumbani",
        "wie viele migranten sind zurückgekehrt",
    ],
)
def test_another_language_is_answered_in_several(shipped: Bot, message: str) -> None:
    reply = shipped.respond(message, ChatState()).reply
    assert reply.status == "unknown"
    assert all(words in reply.text for words in HELP)


@pytest.mark.parametrize(
    "message", ["Ferrari Lamborghini", "wat abt teh blokchain", "the price of bitcoin", "paul dillon tel", "hi, my son"]
)
def test_english_with_names_and_slips_is_not_taken_for_it(shipped: Bot, message: str) -> None:
    assert "bureau de l'OIM" not in shipped.respond(message, ChatState()).reply.text


def test_a_knowledge_base_of_somebody_else_speaks_of_no_office(bot: Bot) -> None:
    assert "IOM" not in bot.respond("Помогите, я беженец и хочу домой", ChatState()).reply.text

"""Whose number or address is this: whole, in another spelling, or in part."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.address_book import AddressBook
from iombot.understanding.addresses import REACHED, resolve
from iombot.understanding.reading import read
from iombot.understanding.singling import single_out


@pytest.fixture(scope="module")
def book(lake: KnowledgeBase) -> AddressBook:
    return AddressBook.of(lake.contacts.values())


@pytest.mark.parametrize("digits", ["41791234567", "0041791234567", "0791234567", "791234567"])
def test_a_number_is_known_however_it_is_dialled(book: AddressBook, digits: str) -> None:
    assert book.by_phone(digits) == ["anna-berg"]


@pytest.mark.parametrize("digits", ["41791234568", "417912345670", "67"])
def test_another_number_is_nobodys(book: AddressBook, digits: str) -> None:
    assert book.by_phone(digits) == []


def test_a_fragment_finds_whom_it_fits_and_a_single_digit_nobody(book: AddressBook) -> None:
    assert book.by_digits("4567") == ["anna-berg"]
    assert book.by_digits("4568") == book.by_digits("7") == []


@pytest.mark.parametrize("text", ["aberg@lake.example.org", "abreg@lake.example.org", "aberg@lake", "aber"])
def test_an_address_is_known_with_a_slip_or_by_its_beginning(book: AddressBook, text: str) -> None:
    assert book.by_email(text) == ["anna-berg"]


@pytest.mark.parametrize("text", ["carla@lake.example.org", "aberg@elsewhere.example.com", "ab"])
def test_another_address_is_nobodys(book: AddressBook, text: str) -> None:
    assert book.by_email(text) == []


def test_letters_of_an_address_find_whom_they_fit(book: AddressBook) -> None:
    assert book.by_local("blang") == ["boris-lang"]
    assert book.by_local("zlang") == []


def persons(bot: Bot, text: str) -> list[str]:
    reading = resolve(read(text, bot.vocabulary), bot.addresses)
    return reading.values("person") if REACHED in reading.concepts else []


def test_digits_are_a_fragment_only_where_the_words_say_so(lake_bot: Bot) -> None:
    assert persons(lake_bot, "whose phone ends in 4567") == ["anna-berg"]
    assert persons(lake_bot, "4567 boats") == []


def test_an_address_made_up_of_a_name_leads_to_its_owner(book: AddressBook) -> None:
    assert book.by_email("anna.berg@lake.example.org") == ["anna-berg"]
    assert book.by_email("anna.berg@elsewhere.example.com") == []


def test_digits_in_words_keep_their_zeros_and_those_set_apart_count_for_nobody(lake_bot: Bot) -> None:
    assert persons(lake_bot, "the number ending in six seven") == ["anna-berg"]
    assert persons(lake_bot, "the number ending in zero seven") == []
    assert persons(lake_bot, "which number ends in 99 instead of 67") == []


def test_an_initial_or_a_place_in_the_list_names_a_contact(lake_bot: Bot) -> None:
    def singled(text: str) -> list[str]:
        reading = resolve(read(text, lake_bot.vocabulary), lake_bot.addresses)
        return single_out(reading, lake_bot.addresses, lake_bot.knowledge.concepts).values("person")

    listed = [id for _, id in lake_bot.addresses.names]
    assert singled("whose email begins with an a") == ["anna-berg"]
    assert singled("what is the second contact") == [listed[1]]
    assert singled("which lake begins with an a") == []


def test_a_phone_in_a_question_is_resolved_and_a_strange_one_stays_a_phone(lake_bot: Bot) -> None:
    assert persons(lake_bot, "who has +41 79 123 45 67") == ["anna-berg"]
    strange = resolve(read("who has +41 79 999 99 99", lake_bot.vocabulary), lake_bot.addresses)
    assert strange.values("phone") == ["41799999999"]


def test_the_domain_alone_asks_for_an_address_and_names_nobody(lake_bot: Bot) -> None:
    reading = resolve(read("@lake.example.org", lake_bot.vocabulary), lake_bot.addresses)
    assert (reading.concepts, reading.values("person")) == (frozenset({"email"}), [])

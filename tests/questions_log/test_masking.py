"""What is struck out of a question before it is kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iombot.questions_log.masking import mask

LONG = re.compile(r"\d{6,}")


@pytest.mark.parametrize(
    "text",
    [
        "ada.l@lamps.example", "Ada_L+x@mail.lamps.example", "ada (at) lamps.example", "ada at lamps dot example",
        "ADA AT LAMPS DOT CO DOT EXAMPLE", "ada＠lamps.example", "ada@\u200blamps.example",
        "https://lamps.example/?user=7", "www.lamps.example/ada", "t.me/ada_l", "wa.me/x", "@ada_l",
        "+41 79 123 50 87", "0041791235087", "079 123 50 87", "(079) 123-5087", "079.123.50.87", "079/123 50 87",
        "+41 (0)79 - 123 - 50 - 87", "0 7 9 1 2 3 5 0 8 7", "٠٧٩١٢٣٥٠٨٧", "０７９１２３５０８７", "079\u200b1235087",
        "079\u00a0123\u202f50\u200987", "712 3508", "1234567", "123456", "123-12C34567", "AB123456", "12.03.1988",
        "1988-03-12", "4111 1111 1111 1111", "612.345.678", "079.123.456", "079,123,456", "612.345.67",
    ],
)  # fmt: skip
def test_what_could_lead_to_a_person_is_struck_out(text: str) -> None:
    masked = mask(f"please tell {text} about it")
    assert re.fullmatch(r"please tell \+?\(?\[[a-z-]+\] about it", masked), masked


@pytest.mark.parametrize(
    "text",
    [
        "is it 56,045 or 15,906?", "56,045, 15,906 and 71,951", "over 700,000 since 2001", "1,234,567 people",
        "56045 in 2023", "56 045 people", "in 2022-2023", "from 2001 to 2022", "2021, 2022, 2023", "131 offices, 23 %",
        "12x = 144", "1st and 2nd", "3.5 per cent", "at 18:05", "50/50", "what is AVRR, at least in short?",
        "whom do I write to at the press office?",
    ],
)  # fmt: skip
def test_what_curators_need_stays(text: str) -> None:
    assert mask(text) == text


def test_a_question_becomes_one_line() -> None:
    assert mask("  how many\n\twomen\u2028were\x00 there? ") == "how many women were there?"


def test_what_cannot_be_encoded_is_left_out() -> None:
    assert mask("how many\ud800 \udcff?").encode() == b"how many ?"


@given(st.text())
@example("1" * 300)
def test_no_text_leaves_a_long_number_or_an_address(text: str) -> None:
    masked = mask(text)
    assert not LONG.search(masked)
    assert not re.search(r"\w@\w", masked)


@given(st.text(alphabet="0123456789 -./(),+:٣x@"))
def test_however_digits_are_parted_no_more_than_a_figure_stays(text: str) -> None:
    masked = mask(text)
    for run in re.findall(r"[\d ().\-/]+", masked):
        figure = re.fullmatch(r"\s*\d{1,3}(?:[.]\d{3})+(?:[.]\d{1,2})?[\s.]*", run)
        assert figure or len(re.sub(r"\D", "", run)) <= 12, masked


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)

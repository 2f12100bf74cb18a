"""A release is counted as its readers count it."""

from __future__ import annotations

import pytest

from iombot.curation.drafting.paragraphs import sentences, take_apart, words_of
from iombot.curation.releasetext import ReleaseTextError

BODY = "Lamps were lit in every street of the town last winter, which nobody who lives there had ever seen before."


def counted(text: str, title: str | None = None) -> tuple[str, list[str]]:
    article = take_apart(text, "text", title)
    assert [paragraph.number for paragraph in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
    return article.headline.text, [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize(
    "furniture", ["", "News\nGlobal\n\n", "Skip to main content\n\n", "Skip to content\nHome / News\n\n"]
)
def test_the_headline_and_what_stands_above_it_are_not_counted(furniture: str) -> None:
    assert counted(f"{furniture}Town Lights All Its Lamps\n\n{BODY}") == ("Town Lights All Its Lamps", [BODY])


@pytest.mark.parametrize("headline", ["Lamps Lit", "Town Lights\nAll Its Lamps"])
def test_a_headline_may_be_short_or_broken(headline: str) -> None:
    assert counted(f"News\n\n{headline}\n\n{BODY}") == (headline.replace("\n", " "), [BODY])


def test_the_headline_can_be_named() -> None:
    text = f"Winter news from the town\n\nLamps Lit\n\n{BODY}"
    assert counted(text)[0] == "Winter news from the town"
    assert counted(text, "LAMPS LIT") == ("Lamps Lit", [BODY])


def test_a_headline_that_is_not_there_is_told() -> None:
    with pytest.raises(ReleaseTextError, match="no paragraph of it is the headline 'Lamps'"):
        counted(f"Lamps Lit\n\n{BODY}", "Lamps")


def test_a_headline_alone_is_no_release() -> None:
    with pytest.raises(ReleaseTextError, match="nothing stands below the headline"):
        counted("Town Lights All Its Lamps\n\n***\n")


def test_captions_and_contact_lines_count_and_rules_do_not() -> None:
    lines = ["Photo: Town", BODY, "For more:", "Anna, anna@town.example"]
    text = "Town Lights All Its Lamps\n\n" + "\n\n***\n\n".join(lines)
    assert counted(text)[1] == lines


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_stands_twice_in_a_row_counts_once(between: str) -> None:
    caption = f"{BODY} Photo: Town"
    assert counted(f"Town Lights All Its Lamps\n\n{caption.replace('. ', '.  ')}{between}{caption}\n\n{BODY}")[1] == [
        caption.replace(". ", ".  "),
        BODY,
    ]


def test_what_stands_twice_apart_counts_twice() -> None:
    assert len(counted(f"Town Lights All Its Lamps\n\n{BODY}\n\nLamps\n\n{BODY}")[1]) == 3


def test_wrapped_lines_are_one_paragraph_and_long_lines_one_each() -> None:
    wrapped = "Lamps were lit in every street\nof the town last winter."
    assert counted(f"Town Lights All Its Lamps\n\n{wrapped}\n\n{BODY}")[1] == [wrapped.replace("\n", " "), BODY]
    long = f"{BODY} {BODY}"
    assert counted(f"Town Lights All Its Lamps\n\n{long}\nShort.\n{long}")[1] == [long, "Short.", long]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_system_are_line_ends(end: str) -> None:
    assert counted(f"Town Lights All Its Lamps{end}{end}{BODY}{end}\u00a0{end}Lamps.")[1] == [BODY, "Lamps."]


def test_a_place_is_a_line_and_a_column_of_the_file() -> None:
    paragraph = take_apart("Town Lights All Its Lamps\n\n  Two\u00a0lamps\n and five", "text").paragraphs[0]
    assert paragraph.text == "Two lamps and five"
    assert [paragraph.place(paragraph.text.index(word)) for word in ("Two", "lamps", "and", "five")] == [
        (3, 3),
        (3, 7),
        (4, 2),
        (4, 6),
    ]


def test_digits_of_other_scripts_are_digits_and_controls_are_spaces() -> None:
    assert counted("Town Lights All Its Lamps\n\n٥٦٬٠٤٥ lamps\x07\ufffe")[1] == ["56,045 lamps"]


def test_sentences_end_at_their_marks_and_not_at_abbreviations() -> None:
    text = "Dr. A. Reed lit 3.5 lamps. “Why?” asked the town. Said e.g. Anna (a.i.). Nobody knew!"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Dr. A. Reed lit 3.5 lamps.",
        "“Why?” asked the town.",
        "Said e.g. Anna (a.i.).",
        "Nobody knew!",
    ]


def test_words_are_compared_without_case_accents_and_marks() -> None:
    assert words_of("L’Été – the town’s “Lamps”, 3,500!") == ["lete", "the", "towns", "lamps", "3,500"]

"""What is found in the sentences of a release: figures, lists, names, people, contacts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from shipped import shipped_knowledge

from iombot.curation.drafting.acronyms import find_definitions
from iombot.curation.drafting.contacts import find_contacts
from iombot.curation.drafting.context import context_of, places_beside
from iombot.curation.drafting.figures import find_figures
from iombot.curation.drafting.marks import find_marks
from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import Paragraph, take_apart
from iombot.curation.drafting.people import find_caption, find_people, find_quotations
from iombot.curation.drafting.shares import find_places, find_shares
from iombot.knowledge.models import Period


@pytest.fixture(scope="module")
def namer() -> Namer:
    return Namer(shipped_knowledge())


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return take_apart("\n\n".join(["Harbour Aid Lights All Its Lamps", *texts]), "text").paragraphs


FIGURES = [
    ("Over 71,500 lamps were lit.", "71500 count over lamps"),
    ("A total of 1.2 million people came.", "1200000 people - people"),
    ("More than 120 mobile health services opened.", "120 services more than services"),
    ("It rose by 9 per cent.", "9 percent - -"),
    ("It rose by 9.5%.", "9.5 percent - -"),
    ("Up by 3.5 percentage points.", "3.5 points - -"),
    ("Aid for a 26-year-old refugee.", "26 years - age"),
    ("Anna, aged 34, came.", "34 years - age"),
    ("They left six years ago.", "6 years - years"),
    ("Objective 16 asks for more.", "16 ordinal - objective"),
    ("The 70th session opened.", "70 ordinal - -"),
    ("Nearly USD 4.6 million is needed.", "4600000 count nearly money"),
    ("It cost €3,000.", "3000 count - money"),
    ("It cost 3,000 euros.", "3000 count - money"),
    ("Half a million refugees came.", "500000 people - refugees"),
    ("Twenty-five offices opened.", "25 offices - offices"),
    ("In 2031 it rained.", "2031 year - -"),
    ("٥٦٬٠٤٥ refugees came.", "56045 people - refugees"),
    ("56 045 refugees came.", "56045 people - refugees"),
    ("At least 100 nationalities were there.", "100 nationalities at least nationalities"),
    ("About 10 lamps, for one.", "10 count about lamps"),
    ("15,906 internally displaced persons came.", "15906 people - displaced"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[text for text, _ in FIGURES])
def test_a_figure_has_its_unit_its_qualifier_and_what_it_counts(namer: Namer, text: str, expected: str) -> None:
    (found,) = find_figures(paragraphs(text)[0].text, namer.vocabulary.numerals)
    number = format(found.number.normalize(), "f")
    assert f"{number} {found.unit} {found.qualifier or '-'} {found.noun or '-'}" == expected


def test_both_ends_of_a_range_are_percentages(namer: Namer) -> None:
    found = find_figures("Between 10 and 15 per cent, and 20 to 25 lamps.", namer.vocabulary.numerals)
    assert [(int(one.number), one.unit) for one in found] == [
        (10, "percent"),
        (15, "percent"),
        (20, "count"),
        (25, "count"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of people and millions of lamps, one by one.",
        "COVID-19, the G20 and flight A380.",
        "Call +41 22 555 01 23 or write to desk2030@lamps.example; see https://lamps.example/2030/12.",
        "It opened on 12 June 2031, and on June 3 at 10:30, and is open 24/7.",
        "A third of a million is no figure that can be read.",
    ],
)
def test_what_only_looks_like_a_figure_is_none(namer: Namer, text: str) -> None:
    assert find_figures(text, namer.vocabulary.numerals) == []


def test_a_phone_number_without_its_country_is_told_apart() -> None:
    marks = find_marks("Tel: 022 717 91 11, mobile +44 20 7946 0958, on 3 May 2031, www.lamps.example.")
    assert [(mark.kind, mark.text, mark.sound) for mark in marks] == [
        ("phone", "022 717 91 11", False),
        ("phone", "+44 20 7946 0958", True),
        ("date", "3 May 2031", True),
        ("url", "www.lamps.example", True),
    ]


PLACES = [
    ("Niger was the main host, with 13,000 returns.", 13000, None, ["NE"]),
    ("In 2030, 40 lamps were lit in Malawi, while 50 were lit in Zambia.", 40, Period(year=2030), ["MW"]),
    ("In 2030, 40 lamps were lit in Malawi, while 50 were lit in Zambia.", 50, Period(year=2030), ["ZM"]),
    ("Since 2019, 40 lamps were lit.", 40, Period(since=2019), []),
    ("The fund, launched in 2029, lit 40 lamps.", 40, None, []),
    ("In Balti, 40 lamps were lit.", 40, None, []),
    ("Geneva – In all, 40 lamps were lit.", 40, None, []),
    ("Aid lit 27 lamps, more than twice as many as in 2029, when 12 burned.", 27, None, []),
    ("Aid lit 27 lamps, more than twice as many as in 2029, when 12 burned.", 12, Period(year=2029), []),
    ("Aid lit 27 lamps, up from 12 in 2029.", 27, None, []),
    ("In 2030 Aid lit 27 lamps, up from 12 in 2029.", 27, Period(year=2030), []),
    ("It rained in 2030. In all, 40 lamps were lit.", 40, None, []),
    ("The Middle East and North Africa led, with 35 per cent.", 35, None, ["mena"]),
]


@pytest.mark.parametrize(("text", "number", "period", "places"), PLACES)
def test_a_figure_has_the_time_and_the_places_beside_it(
    namer: Namer, text: str, number: int, period: Period | None, places: list[str]
) -> None:
    figures = find_figures(text, namer.vocabulary.numerals)
    context = context_of(next(one for one in figures if one.number == number), figures, text)
    assert (context.period, places_beside(context, namer)) == (period, places)


LISTS = [
    ("The top three were Mali (27%), Guinea (10%) and Niger (9%).", "Mali 27, Guinea 10, Niger 9", True, True),
    ("In all: Lviv 3,100; Kyiv 2,400; Odesa 900.", "Lviv 3100, Kyiv 2400, Odesa 900", True, False),
    ("The lamps: Mali (27%) and Guinea (40%).", "Mali 27, Guinea 40", True, False),
    ("Countries such as Mali (2,700) and Guinea (100).", "Mali 2700, Guinea 100", False, False),
    (
        "Of all guests, 45 per cent were women, 30 per cent men and 25 per cent children.",
        "women 45, men 30, children 25",
        True,
        False,
    ),
]


@pytest.mark.parametrize(("text", "lines", "complete", "ranked"), LISTS)
def test_a_list_has_a_figure_for_each_line(
    namer: Namer,
    text: str,
    lines: str,
    complete: object,
    ranked: object,
) -> None:
    (found,) = find_shares(text, find_figures(text, namer.vocabulary.numerals))
    assert ", ".join(f"{line.name} {line.figure.number}" for line in found.lines if line.figure) == lines
    assert (found.complete, found.ranked) == (complete, ranked)


@pytest.mark.parametrize("text", ["We sent 40 tents, 20 boats and 3 cooks.", "It rose by 9% in Mali. By 10% in Niger."])
def test_figures_of_different_things_are_no_list(namer: Namer, text: str) -> None:
    assert find_shares(text, find_figures(text, namer.vocabulary.numerals)) == []


def test_places_in_a_row_are_a_list(namer: Namer) -> None:
    text = "They came from Syria, Iraq, and the Republic of Korea, and went to countries such as Libya and Yemen."
    found = find_places(text, lambda name: namer.place(name) is not None)
    assert [([line.name for line in one.lines], one.complete) for one in found][-1] == (["Libya", "Yemen"], False)
    assert find_places("The Middle East and North Africa led.", lambda name: namer.place(name) is not None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Rapid Shelter Programme (RSP) and more", [("RSP", "Rapid Shelter Programme")]),
        (
            "through Assisted Voluntary Return and Reintegration (AVRR)",
            [("AVRR", "Assisted Voluntary Return and Reintegration")],
        ),
        ("internally displaced persons (IDPs)", [("IDP", "internally displaced persons")]),
        ("the lamps (RSP) and Mali (27%) and (a.i.)", []),
    ],
)
def test_an_abbreviation_has_its_long_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.short, one.long) for one in find_definitions(text)] == expected


SPOKEN = [
    ("“All lamps are lit,” said Jo Reed, Head of Lamps (a.i.).", "Jo Reed", "Head of Lamps (a.i.)"),
    ("“All lamps are lit,” Jo Reed, the Head of Lamps, said.", "Jo Reed", "the Head of Lamps"),
    ("“All lamps are lit,” Reed added.", "Reed", ""),
    ("“All lamps are lit,” said Dr. Reed.", "Reed", ""),
    ("“All lamps of the town are lit.”", "somebody", ""),
    ("“All lamps are lit,” said Director Jo van Reed.", "Jo van Reed", "Director"),
    ('Jo Reed, Head of Lamps, said: "All lamps are lit."', "Jo Reed", "Head of Lamps"),
    ("The theme, “All lamps are lit,” is new.", "", ""),
]


@pytest.mark.parametrize(("text", "speaker", "role"), SPOKEN)
def test_quoted_words_have_a_speaker_or_are_a_title(text: str, speaker: str, role: str) -> None:
    (found,) = find_quotations(paragraphs(text)[0])
    assert (found.speaker, found.role) == (speaker, role)


def test_who_speaks_goes_on_speaking() -> None:
    found = find_quotations(paragraphs("“All lamps are lit,” said Jo Reed. “They will burn all winter.”")[0])
    assert [one.speaker for one in found] == ["Jo Reed", "Jo Reed"]


def test_a_quoted_word_is_neither() -> None:
    assert list(find_quotations(paragraphs("The “new lamps” are lit.")[0])) == []


def test_a_caption_has_a_credit_a_subject_and_a_photographer() -> None:
    first, second, third = paragraphs(
        "Amina, a teacher, waits. Photo: Aid 2031/Lena Brandt",
        "The town at night. © Aid 2031",
        "Nobody took a photo of the town.",
    )
    found = [find_caption(one) for one in (first, second, third)]
    assert [one and (one.credit, one.subject, one.photographer) for one in found] == [
        ("Aid 2031/Lena Brandt", "Amina", "Lena Brandt"),
        ("© Aid 2031", "", ""),
        None,
    ]


def test_the_credit_of_a_labelled_photo_begins_where_it_is_called_so() -> None:
    (labelled,) = paragraphs("Photo: Amina lights a lamp in Sliema, Malta. Credit: Harbour Aid/Lena Brandt")
    found = find_caption(labelled)
    assert found
    assert (found.credit, found.subject, found.photographer) == ("Harbour Aid/Lena Brandt", "Amina", "Lena Brandt")


def test_what_somebody_directs_is_nobody() -> None:
    found = find_people(
        paragraphs(
            "“Light them,” said Ines Farrugia, Aid Director for Southern Africa. Aid Officer Tom Borg was there."
        )
    )
    assert [(one.name, one.role) for one in found] == [
        ("Ines Farrugia", "Aid Director for Southern Africa"),
        ("Tom Borg", "Aid Officer"),
    ]


def test_a_day_ends_before_the_end_of_its_sentence() -> None:
    found = find_marks("Lamps were lit from 14 Jan. 2031 to 2 February. Then it rained on 3 March.")
    assert [mark.text for mark in found] == ["14 Jan. 2031", "2 February", "3 March"]


def test_people_are_introduced_by_what_they_do() -> None:
    found = find_people(
        paragraphs("Lamp Office Director General Amy Porter and its Head of Streets in Ukraine, Dr. Oksana Bell, came.")
    )
    assert [(one.name, one.role) for one in found] == [
        ("Amy Porter", "Lamp Office Director General"),
        ("Oksana Bell", "Head of Streets in Ukraine"),
    ]


def test_people_are_named_once_with_their_role() -> None:
    found = find_people(
        paragraphs(
            "Amina waits. Photo: Aid/Lena Brandt",
            "“All lamps are lit,” said Jo Reed, Head of Lamps.",
            "“Every one of them,” Reed added, as Kim Lee, Minister of Light, and Anna Bell, a street in town, watched.",
        )
    )
    assert [(one.name, one.role, one.paragraph) for one in found] == [
        ("Amina", "", 1),
        ("Lena Brandt", "", 1),
        ("Jo Reed", "Head of Lamps", 2),
        ("Kim Lee", "Minister of Light", 3),
    ]


CONTACTS: list[tuple[tuple[str, ...], list[tuple[object, ...]]]] = [
    (("Jo Reed, jo@lamps.example, Tel: +44 20 7946 0958",), [("Jo Reed", "jo@lamps.example", "+44 20 7946 0958", 1)]),
    (("Tel: +44 20 7946 0958 (Jo Reed), jo@lamps.example",), [("Jo Reed", "jo@lamps.example", "+44 20 7946 0958", 1)]),
    (("In Kyiv: Jo Reed, jo@lamps.example",), [("Jo Reed", "jo@lamps.example", "", 1)]),
    (("Newsroom: news@lamps.example",), [("", "news@lamps.example", "", 1)]),
    (
        ("Jo Reed, jo@lamps.example; Kim de la Cruz, Press Officer: kim@lamps.example",),
        [("Jo Reed", "jo@lamps.example", "", 1), ("Kim de la Cruz", "kim@lamps.example", "", 1)],
    ),
    (
        ("Jo Reed", "Email: jo@lamps.example", "Mobile: +44 20 7946 0958"),
        [("Jo Reed", "jo@lamps.example", "+44 20 7946 0958", 2)],
    ),
    (("Find the 2030 Lamp Key Figures here:", "Write to news@lamps.example"), [("", "news@lamps.example", "", 2)]),
]


@pytest.mark.parametrize(("texts", "expected"), CONTACTS)
def test_a_contact_has_name_address_and_number(texts: tuple[str, ...], expected: list[tuple[object, ...]]) -> None:
    found = find_contacts(paragraphs(*texts))
    assert [(one.name, one.email, one.phone, one.paragraph) for one in found] == expected


def test_a_second_number_is_not_lost() -> None:
    (found,) = find_contacts(paragraphs("Jo Reed, jo@lamps.example, +44 20 7946 0958, mobile +44 7700 900123"))
    assert (found.phone, [mark.text for mark in found.also]) == ("+44 20 7946 0958", ["+44 7700 900123"])


def test_half_a_million_is_half_of_it(namer: Namer) -> None:
    assert find_figures("half a million", namer.vocabulary.numerals)[0].number == Decimal(500_000)

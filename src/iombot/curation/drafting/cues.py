"""The words by which English releases show what is what.

They are for the draft alone, which a person reads, and never for an answer. A release in another language still gets
its paragraphs, figures, percentages, years, shares, acronyms, e-mail addresses and phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from iombot.knowledge.fields import Unit


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUALIFIERS: Final = (
    "a little more than",
    "a little over",
    "an estimated",
    "no fewer than",
    "no less than",
    "not more than",
    "approximately",
    "as many as",
    "as much as",
    "at least",
    "fewer than",
    "more than",
    "less than",
    "close to",
    "just over",
    "just under",
    "well over",
    "estimated",
    "up to",
    "almost",
    "around",
    "nearly",
    "roughly",
    "about",
    "above",
    "below",
    "under",
    "over",
    "some",
)
"""What may stand before a number and belongs to it; a longer one is looked for first."""

PEOPLE: Final = _words("""
    adolescents adults asylum-seekers beneficiaries boys caregivers casualties children citizens civilians deaths
    deportees detainees displaced evacuees experts farmers fishers girls graduates guests individuals infants
    learners men migrants minors mothers nationals newcomers nurses officers officials orphans participants passengers
    patients people peoples persons professionals pupils refugees residents returnees seekers students survivors
    teachers trainees travellers travelers victims villagers volunteers women workers youth
""")
"""Nouns for people, one by one; families and households are more than one each."""

UNITS: Final[Mapping[str, Unit]] = {
    "service": "services",
    "services": "services",
    "office": "offices",
    "offices": "offices",
    "nationality": "nationalities",
    "nationalities": "nationalities",
    "year": "years",
    "years": "years",
}
"""Nouns that are a unit of their own."""

NUMBERED: Final = _words(
    "article category chapter goal grade group level no number objective paragraph part phase resolution round section "
    "stage target tier zone"
)
"""Nouns whose number comes after them and counts nothing: "Objective 16"."""

NO_NOUN: Final = _words("""
    a about above across after again against all also although among and are as at be been before being below between
    both but by can compared could did during each either every for from further had has have he her his how if in into
    is it its last less like more most near new next nor not of off on only or other our out over per plus previous
    respectively said she since so such than that the their them then there these they this those through to under until
    up upon us versus via was we were what when where which while who whose will with within without would
""")
"""Words that end the group of words that a number counts."""

ATTRIBUTION: Final = (
    r"(?:said|says|added|adds|explained|explains|stated|states|noted|notes|told|warned|warns|stressed|stresses|"
    r"emphasized|emphasised|declared|recalled|recalls|concluded|commented|remarked|affirmed|reiterated|urged|"
    r"highlighted|continued|announced|according to)"
)
"""Words that give a quotation to somebody; a pattern."""

PROGRAMME: Final = re.compile(r"\b(?:programmes?|programs?|initiatives?|projects?|schemes?|funds?)\b", re.IGNORECASE)
"""Words that make a long form the name of a programme."""

ROLE: Final = re.compile(
    r"\b(?:director|deputy|head|chief|minister|ministry|coordinator|representative|ambassador|spokesperson|spokesman|"
    r"spokeswoman|secretary|president|commissioner|officer|manager|adviser|advisor|specialist|expert|chair|chairperson|"
    r"governor|mayor|envoy|administrator|lead|leader|founder|professor|doctor|nurse|teacher|consultant|economist)\b",
    re.IGNORECASE,
)
"""Words that tell what somebody does."""

CREDIT: Final = re.compile(
    r"(?:©|\(c\)|\bcredits?\s*:|"
    r"\b(?:photo|photos|picture|image|photograph|foto|copyright)(?: credit)?s?\s*(?::|©|\bby\b))",
    re.IGNORECASE,
)
"""Beginning of the credit of a photo."""

NOWHERE: Final = re.compile(
    r"\b(?:click|tap)(?: on)? (?:here|below|the (?:link|button|image))\b|"
    r"\bread (?:more|the (?:full )?(?:report|story))\b|\bsee (?:below|above|annex|attached)\b|\bthis link\b|"
    r"\b(?:download|available|found|accessed|consulted|registered?|donate|apply|watch|listen|sign up) here\b|"
    r"\b(?:chart|table|graph|figure|map|annex|infographic|image|link|video|list|box) (?:below|above|attached)\b|"
    r"\b(?:attached|following|accompanying|annexed|below) (?:chart|table|graph|map|annex|infographic|link|video)\b",
    re.IGNORECASE,
)
"""What points to something that plain text does not hold."""

EXAMPLES: Final = re.compile(
    r"\b(?:such as|including|among them|among others|like|for example|e\.g\.)\s*$", re.IGNORECASE
)
"""What stands before a list that is not complete."""

RANKED: Final = re.compile(r"\b(?:top|main|leading|largest|biggest|highest|most|mainly|foremost)\b", re.IGNORECASE)
"""What says that a list stands in order of size."""

SINCE: Final = re.compile(r"\b(?:since|ever since|from|starting in|beginning in)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What makes a year the beginning of a period; "from" only where nothing ends it."""

FOUNDED: Final = re.compile(
    r"\b(?:launched|founded|established|created|set up|opened|adopted|signed|born)\s+(?:in|on)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What makes a year the beginning of something else than a figure."""

COMPARED: Final = re.compile(
    r"\b(?:than|(?:many|much|high|low|large|big) as|compared (?:to|with)|(?:up|down) (?:from|on)|"
    r"(?:rise|increase|decrease) (?:from|on)|against|versus)\b",
    re.IGNORECASE,
)
"""What stands between a figure and the year of another that it is compared with."""

LABELS: Final = _words("""
    cell contact contacts desk e-mail email editor editors fax for information mail media mobile newsroom office phone
    please press tel telephone web website whatsapp www
""")
"""Words of a contact line that are no part of a name."""

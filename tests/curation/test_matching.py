"""Strings are compared as a person would compare them."""

from __future__ import annotations

import pytest

from iombot.curation.matching import says


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In 2023 it was 56,045.", "56045"),
        ("En 2023, 56 045 personnes", "56,045"),
        ("56\u202f045 personnes", "56,045"),
        ("56.045 Menschen", "56,045"),
        ("9 per cent of them", "9%"),
        ("9% of them", "9 percent"),
        ("9 pour cent", "9 %"),
        ("٥٦٬٠٤٥ شخصا", "56,045"),
        ("more than 700,000.", "more than 700,000"),
        ("Call +41 (0)79 123 50 87", "+41 79 123 50 87"),
        ("Call +41 (0)79 123 50 87", "+41791235087"),
        ("the man's name is OTHMANE", "Othmane"),
        ("IOM’s offices", "IOM's"),
        ("the Nigerian authorities", "Nigeria"),
        ("العودة الطوعية", "عودة"),
        ("two\n  lines", "two lines"),
    ],
)
def test_finds(text: str, wanted: str) -> None:
    assert says(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("19 per cent", "9%"),
        ("171,000 people", "71,000"),
        ("71,000,500 people", "71,000"),
        ("9.5 per cent", "9"),
        ("from Somalia", "Mali"),
        ("from Nigeria", "Niger"),
        ("a Malian", "Mali"),
        ("2023 120", "2,023,120"),
        ("Call +41 79 123 50 88", "+41791235087"),
        ("nothing", "Othmane"),
    ],
)
def test_does_not_find(text: str, wanted: str) -> None:
    assert not says(text, wanted)
